package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotTable;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** {@code churn-spark snapshot}: customers as they were, from raw tables, as a folder of Parquet files. */
final class SnapshotProgram implements Program {

    private static final String USAGE = "snapshot --pipeline cancel.yaml --folder RAW --out FOLDER";
    private static final List<String> OPTIONS =
            List.of("--pipeline", "--folder", "--format", "--tables", "--at", "--out");

    private final String pipeline;
    private final Optional<String> folder;
    private final String format;
    private final Map<String, String> tables = new LinkedHashMap<>();
    private final @Nullable LocalDate day;
    private final String out;

    private SnapshotProgram(Options options) {
        this.pipeline = options.required("--pipeline");
        this.folder = options.text("--folder");
        this.format = options.text("--format").orElse("parquet");
        this.day = options.text("--at").map(SnapshotProgram::day).orElse(null);
        this.out = options.required("--out");
        for (String table : options.names("--tables")) {
            int at = table.indexOf('=');
            if (at < 1) {
                throw new ConfigurationException(
                        "--tables holds " + Wording.value(table)
                                + ", where a name of the plan and a table are required.",
                        "Maybe write: --tables customers=crm.customers,usage=crm.usage.",
                        Where.nowhere());
            }
            String of = table.substring(0, at).strip();
            if (tables.put(of, table.substring(at + 1).strip()) != null) {
                throw new ConfigurationException(
                        "--tables names the table " + Wording.name(of) + " twice.",
                        "Maybe one of them is another table of the plan.",
                        Where.nowhere());
            }
        }
        if (format.equalsIgnoreCase("csv") || format.equalsIgnoreCase("json")) {
            throw new ConfigurationException(
                    "--format is " + Wording.value(format) + ", whose cells have no types of their own.",
                    "Maybe write the files as Parquet with types that are meant, or as a table: Spark's guesses take 10:30"
                            + " for a time of today, and 79,32 for 7932.",
                    Where.nowhere());
        }
        options.finish();
    }

    /** Reads what stands behind the command. */
    static SnapshotProgram of(List<String> arguments) {
        return new SnapshotProgram(new Options(arguments, USAGE, Set.of(), OPTIONS));
    }

    @Override
    public int run(SparkSession spark) {
        Configuration files = ClassicSession.of(spark).sessionState().newHadoopConf();
        SnapshotPlan plan = plan(ModelFiles.pipelineText(pipeline, files));
        requireKnown(plan);
        ChurnSnapshots snapshots = ChurnSnapshots.of(plan);
        if (plan.others().isPresent()) {
            snapshots = snapshots.withOthers(
                    table(spark, "others", plan.others().get().fileName()));
        }
        Dataset<Row> customers = table(spark, "customers", plan.customers().fileName());
        Map<String, Dataset<Row>> events = new LinkedHashMap<>();
        for (EventTable table : plan.events()) {
            events.put(table.name(), table(spark, table.name(), table.fileName()));
        }
        Dataset<Row> rows = day == null ? snapshots.build(customers, events) : snapshots.at(day, customers, events);
        TableFolder.write(rows, out, false, files);
        Said.answer(told(spark, plan, files));
        return 0;
    }

    /** The section of the pipeline's file; its other sections need the table that is yet to be made. */
    private SnapshotPlan plan(String yaml) {
        Map<String, Object> settings = PlainYaml.read(yaml, Blame.configuration(null));
        if (!(settings.get("snapshot") instanceof Map<?, ?> section)) {
            throw new ConfigurationException(
                    "The pipeline " + Wording.value(pipeline) + " has no section 'snapshot'.",
                    "Maybe another file was meant; docs/snapshots.md shows the section.",
                    Where.nowhere());
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        section.forEach((key, value) -> keys.put(String.valueOf(key), value));
        return SnapshotPlan.of(keys);
    }

    private String told(SparkSession spark, SnapshotPlan plan, Configuration files) {
        Dataset<Row> written = spark.read().parquet(out);
        long count = written.count();
        if (count == 0) {
            TableFolder.delete(out, files);
            throw new DataException(
                    day == null ? "No snapshot has a known outcome." : "Nobody is there at " + day + ".",
                    "Maybe choose other days (at), a shorter window, or say up to when the tables are complete (until).",
                    Where.nowhere());
        }
        String rows = Wording.count(count, "row", "rows");
        if (day == null) {
            rows += ", of them "
                    + Wording.count(written.where(
                                    functions.col(plan.label().targetName()).equalTo(SnapshotTable.POSITIVE))
                            .count())
                    + " positive";
        }
        return "Snapshots: " + rows + ".\nWritten: " + out;
    }

    private void requireKnown(SnapshotPlan plan) {
        List<String> known = new ArrayList<>(List.of("customers"));
        plan.others().ifPresent(others -> known.add("others"));
        plan.events().forEach(table -> known.add(table.name()));
        for (String name : tables.keySet()) {
            if (!known.contains(name)) {
                throw new ConfigurationException(
                        "--tables names the table " + Wording.name(name) + ", of which the plan says nothing.",
                        Wording.maybeNearest(name, known),
                        Where.nowhere());
            }
        }
    }

    private Dataset<Row> table(SparkSession spark, String name, String file) {
        String named = tables.get(name);
        if (named == null && (folder.isEmpty() || file.isEmpty())) {
            throw new ConfigurationException(
                    "Nothing says where the table " + Wording.name(name) + " is.",
                    folder.isEmpty()
                            ? "Maybe add --folder s3a://raw, in which it has the name that the plan says, or --tables "
                                    + name + "=crm." + name + "."
                            : "Maybe add file: " + name + " to it in the plan, or --tables " + name + "=crm." + name
                                    + ".",
                    Where.nowhere());
        }
        return CustomerTable.opened(
                "The table " + Wording.name(name),
                () -> named != null
                        ? spark.table(named)
                        : spark.read().format(format).load(folder.orElseThrow() + "/" + file));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    "--at holds " + Wording.value(text) + " where a date such as 2026-07-01 is required.",
                    "",
                    Where.nowhere(),
                    e);
        }
    }
}
