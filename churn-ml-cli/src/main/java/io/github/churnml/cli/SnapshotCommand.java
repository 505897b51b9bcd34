package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.snapshot.LeakAudit;
import io.github.churnml.snapshot.SnapshotCount;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotSources;
import io.github.churnml.snapshot.SnapshotSummary;
import io.github.churnml.snapshot.Snapshots;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn snapshot}: from raw files of customers and events to a table of customers as they were. */
@Command(
        name = "snapshot",
        description = {
            "Makes a table of customers as they were at given dates, with what became of them, out of raw files of"
                    + " customers and events: nothing of a date or later is seen.",
            "The section snapshot of the pipeline's file says how."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "churn train --pipeline FILE makes the same table by itself.",
            "",
            "Examples:",
            "  churn snapshot --pipeline pipeline.yaml",
            "  churn snapshot --pipeline pipeline.yaml --audit --out table.csv",
            "  churn snapshot --model artifacts/model.churn --folder raw/ --at 2026-07-01 --out now.csv"
        })
final class SnapshotCommand extends Subcommand {

    /** Customers whose rows are in memory at once. */
    private static final int AT_ONCE = 2_048;

    private static final long AUDIT_SEED = 42;

    @Option(names = "--pipeline", paramLabel = "FILE", description = "The pipeline as YAML, with a section snapshot.")
    @Nullable
    Path pipeline;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A model that was trained on snapshots: the table is made as its own was.")
    @Nullable
    InputFile model;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the raw files are. Default: as the pipeline's file says, or this folder.")
    @Nullable
    Path folder;

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "Everybody who is there at the beginning of this day, without an outcome: the rows to score."
                    + " Default: all snapshots whose outcome is known.")
    @Nullable
    String at;

    @Option(
            names = "--audit",
            description =
                    "Change everything that was known at or after a snapshot, make the features again, and fail if"
                            + " one value changes.")
    boolean audit;

    @Option(names = "--out", paramLabel = "FILE", description = "The CSV file to write. Default: none.")
    @Nullable
    ResultFile out;

    @Mixin
    final CsvFlags csv = new CsvFlags();

    SnapshotCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        SnapshotPlan plan = folder == null ? plan() : plan().in("");
        if (out != null) {
            refuseOverwriting(out, plan);
        }
        LocalDate day = at == null ? null : day(at);
        SnapshotReport report;
        try (ProgressLine progress = progress()) {
            SnapshotSources sources = plan.read(base(), progress);
            if (audit) {
                progress.at("auditing", 0, 1);
                LeakAudit.requireNone(new LeakAudit(plan, sources, AUDIT_SEED).run());
            }
            Snapshots snapshots = plan.snapshots(sources);
            report = day == null ? all(snapshots) : now(snapshots, day);
        }
        if (common.json || !common.quiet) {
            answer(report::json, report::text);
        }
    }

    private SnapshotReport all(Snapshots snapshots) {
        SnapshotSummary summary = snapshots.summary();
        write(table -> snapshots.forEach(AT_ONCE, table::write));
        return new SnapshotReport(snapshots, summary, out, audit, pipeline);
    }

    private SnapshotReport now(Snapshots snapshots, LocalDate day) {
        Dataset rows = snapshots.at(day);
        write(table -> table.write(rows));
        SnapshotSummary summary = new SnapshotSummary(rows.rows(), 0, List.of(), rows.notices());
        return new SnapshotReport(snapshots, summary, out, audit, null);
    }

    /** Writes the file that is asked for, if one is. */
    private void write(Consumer<DatasetCsv> rows) {
        if (out != null) {
            out.write(stream -> {
                DatasetCsv table = new DatasetCsv(stream, csv);
                rows.accept(table);
                table.flush();
            });
        }
    }

    private SnapshotPlan plan() {
        if ((pipeline == null) == (model == null)) {
            throw new ConfigurationException(
                    "One of --pipeline and --model is required.",
                    "Maybe add --pipeline pipeline.yaml, whose section snapshot names the raw files.",
                    Where.nowhere());
        }
        Path yaml = pipeline;
        if (yaml != null) {
            return SnapshotPlan.read(yaml)
                    .orElseThrow(() -> new ConfigurationException(
                            "Pipeline file " + Wording.path(yaml) + " has no section 'snapshot'.",
                            "Maybe another file was meant; the section names the raw files, as docs/snapshots.md shows.",
                            Where.in(yaml)));
        }
        Path file = Objects.requireNonNull(model).path();
        ModelAndTable.refuseSet(file);
        return SnapshotFeatures.plan(ChurnModel.load(file).manifest())
                .orElseThrow(() -> new ConfigurationException(
                        "Model " + Wording.path(file) + " was not trained on snapshots.",
                        "Maybe score tables that have its columns: churn predict --model FILE --data FILE.",
                        Where.in(file)));
    }

    private void refuseOverwriting(ResultFile written, SnapshotPlan plan) {
        Path from = base().resolve(plan.folder());
        List<String> files = new ArrayList<>(List.of(plan.customers().fileName()));
        plan.others().ifPresent(others -> files.add(others.fileName()));
        plan.events().forEach(events -> files.add(events.fileName()));
        files.forEach(file -> written.refuseOver(from.resolve(file), "table that is read"));
        if (pipeline != null) {
            written.refuseOver(pipeline, "pipeline that is read");
        }
        if (model != null) {
            written.refuseOver(model, "model that is used");
        }
    }

    private Path base() {
        if (folder != null) {
            return folder;
        }
        Path parent = pipeline == null ? null : pipeline.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    "Option --at holds " + Wording.value(text) + " where a date such as 2026-07-01 is required.",
                    "",
                    Where.nowhere(),
                    e);
        }
    }

    /** What is said of the table. */
    private record SnapshotReport(
            Snapshots snapshots,
            SnapshotSummary summary,
            @Nullable ResultFile out,
            boolean audited,
            @Nullable Path pipeline) {

        Map<String, Object> json() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("rows", summary.rows());
            document.put("positive", summary.positive());
            document.put("target", snapshots.plan().label().targetName());
            document.put("audited", audited);
            List<Object> counts = new ArrayList<>();
            for (SnapshotCount count : summary.counts()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("at", count.at());
                one.put("rows", count.rows());
                one.put("positive", count.positive());
                one.put("censored", count.censored());
                one.put("in_gap", count.inGap());
                counts.add(one);
            }
            document.put("snapshots", counts);
            document.put("features", SnapshotFeatures.sentences(snapshots.plan()));
            document.put(
                    "notices",
                    summary.notices().stream()
                            .map(notice -> Map.of("code", notice.code(), "message", notice.message()))
                            .toList());
            if (out != null) {
                document.put("file", out.toString());
            }
            return document;
        }

        String text() {
            StringBuilder text = new StringBuilder();
            text.append(count(summary.rows()))
                    .append(" rows of ")
                    .append(count(snapshots.features().size()))
                    .append(" features");
            if (!summary.counts().isEmpty() || summary.positive() > 0) {
                text.append(", ")
                        .append(count(summary.positive()))
                        .append(" (")
                        .append(percent((double) summary.positive() / summary.rows()))
                        .append(") of whom ")
                        .append(snapshots.plan().label().targetName());
                text.append(": whoever ").append(snapshots.plan().label().describe());
            }
            text.append(".\n");
            if (!summary.counts().isEmpty()) {
                TextTable table = TextTable.ofNumbers("snapshot", "rows", "positive", "share", "censored", "in gap");
                for (SnapshotCount count : summary.counts()) {
                    table.row(
                            count.at(),
                            count(count.rows()),
                            count(count.positive()),
                            count.rows() == 0 ? "-" : percent((double) count.positive() / count.rows()),
                            count(count.censored()),
                            count(count.inGap()));
                }
                text.append('\n').append(table);
            }
            if (!summary.notices().isEmpty()) {
                text.append("\nNoticed:\n").append(lines(summary.notices()));
            }
            if (audited) {
                text.append("\nAudited: no feature changes when what was known at or after its snapshot is changed.\n");
            }
            if (out != null) {
                text.append("\nWritten: ").append(out).append('\n');
            }
            if (pipeline != null) {
                text.append("\nNext: churn train --pipeline ").append(pipeline).append('\n');
            }
            return text.toString();
        }
    }
}
