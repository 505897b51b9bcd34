package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@code churn-spark drift}: whether the customers of a table still look like those that a model was trained on. Writes {@code
 * drift_report.json}, whose keys are those of {@code churn drift}, and {@code drift_report.html}.
 */
final class DriftProgram {

    private static final int FOUND = 4;

    private final String model;
    private final Optional<String> table;
    private final Optional<String> path;
    private final String format;
    private final String out;
    private final DriftSettings settings;
    private final ZoneId zone;
    private final boolean failOnDrift;

    private DriftProgram(Options options) {
        this.model = options.required("--model");
        this.table = options.text("--table");
        this.path = options.text("--path");
        this.format = options.text("--format").orElse("parquet");
        this.out = options.required("--out");
        this.zone = options.text("--zone").map(DriftProgram::zone).orElse(ZoneOffset.UTC);
        this.failOnDrift = options.flag("--fail-on-drift");
        DriftRule rule =
                options.choice("--by", "threshold", "tests").equals("tests") ? DriftRule.TESTS : DriftRule.THRESHOLD;
        this.settings = DriftSettings.standard()
                .withThreshold(options.number("--threshold", 0.2))
                .withRule(rule)
                .withExcluded(new HashSet<>(options.names("--exclude")));
        if (table.isPresent() == path.isPresent()) {
            throw new ConfigurationException(
                    "The customers are named " + (table.isPresent() ? "twice." : "nowhere."),
                    "Maybe give --table crm.customers, or --path s3a://crm/customers with --format parquet.",
                    Where.nowhere());
        }
        options.finish();
    }

    static DriftProgram of(List<String> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).equals("drift")) {
            String given = arguments.isEmpty() ? "" : arguments.get(0);
            throw new ConfigurationException(
                    "The command is " + Wording.value(given) + ", where drift is the one there is.",
                    "Maybe write: drift --model MODEL --table TABLE --out FOLDER.",
                    Where.nowhere());
        }
        return new DriftProgram(new Options(arguments.subList(1, arguments.size())));
    }

    /** Compares, writes and says what was found; returns the exit code. */
    int run(SparkSession spark) {
        Configuration files = ClassicSession.of(spark).sessionState().newHadoopConf();
        ChurnModel read = ModelFiles.read(model, files);
        requireKnown(read);
        DriftReport report = ChurnScorer.of(read).inZone(zone).drift(customers(spark), settings);
        String customers = table.or(() -> path).orElse("");
        write("drift_report.json", DriftJson.of(report.toMap()), files);
        boolean page = writePage(report, customers, files);
        Said.answer("Drift: " + (report.overallDrift() ? "yes" : report.status().label()) + ". " + report.rule()
                + "\nWritten: " + out + "/drift_report.json"
                + (page
                        ? ", " + out + "/drift_report.html"
                        : "; no page, since churn-ml-report is not among the jars."));
        return report.overallDrift() && failOnDrift ? FOUND : 0;
    }

    private boolean writePage(DriftReport report, String customers, Configuration files) {
        String page;
        try {
            page = DriftHtml.of(report, model, customers);
        } catch (NoClassDefFoundError absent) {
            // What scores does without; so may this.
            return false;
        }
        write("drift_report.html", page, files);
        return true;
    }

    private Dataset<Row> customers(SparkSession spark) {
        try {
            return table.isPresent()
                    ? spark.table(table.get())
                    : spark.read().format(format).load(path.orElseThrow());
        } catch (Exception absent) {
            // AnalysisException is checked in Scala alone.
            if (absent instanceof AnalysisException) {
                throw new DataException(
                        "The customers " + Wording.value(table.or(() -> path).orElse("")) + " cannot be read: "
                                + Wording.plain(String.valueOf(absent.getMessage())) + ".",
                        "Maybe the name lacks its catalog or schema, or the format is another (--format).",
                        Where.nowhere(),
                        absent);
            }
            throw absent;
        }
    }

    private void requireKnown(ChurnModel read) {
        List<String> known = read.inputs().stream().map(Input::name).toList();
        for (String name : settings.excluded()) {
            if (!known.contains(name)) {
                throw new ConfigurationException(
                        "--exclude names the column " + Wording.name(name) + ", which the model does not need.",
                        Wording.maybeNearest(name, known),
                        Where.column(name));
            }
        }
    }

    private void write(String name, String text, Configuration files) {
        try {
            ModelFiles.replace(text.getBytes(StandardCharsets.UTF_8), out + "/" + name, files);
        } catch (IOException e) {
            throw new OutputException(
                    "The report " + Wording.value(out + "/" + name) + " cannot be written: "
                            + Wording.plain(String.valueOf(e.getMessage())) + ".",
                    "Maybe the folder is not one that this user may write into.",
                    Where.nowhere(),
                    e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "--zone is " + Wording.value(name) + ", which is no time zone.",
                    "Maybe write it as in Europe/Berlin.",
                    Where.nowhere(),
                    e);
        }
    }

    /** Options by name; what nobody asked for is refused. */
    private static final class Options {

        private static final Set<String> FLAGS = Set.of("--fail-on-drift");
        private static final List<String> KNOWN = List.of(
                "--model",
                "--table",
                "--path",
                "--format",
                "--out",
                "--threshold",
                "--by",
                "--exclude",
                "--zone",
                "--fail-on-drift");

        private final List<String> left;

        Options(List<String> arguments) {
            this.left = new ArrayList<>(arguments);
        }

        Optional<String> text(String name) {
            int at = left.indexOf(name);
            if (at < 0) {
                return Optional.empty();
            }
            if (at + 1 == left.size() || KNOWN.contains(left.get(at + 1))) {
                throw new ConfigurationException(
                        name + " is given without a value.", "Maybe write it behind the option.", Where.nowhere());
            }
            left.remove(at);
            return Optional.of(left.remove(at));
        }

        String required(String name) {
            return text(name)
                    .orElseThrow(() -> new ConfigurationException(
                            name + " is missing.",
                            "Maybe write: drift --model MODEL --table TABLE --out FOLDER.",
                            Where.nowhere()));
        }

        boolean flag(String name) {
            return left.remove(name);
        }

        double number(String name, double otherwise) {
            Optional<String> given = text(name);
            try {
                return given.map(Double::parseDouble).orElse(otherwise);
            } catch (NumberFormatException e) {
                throw new ConfigurationException(
                        name + " is " + Wording.value(given.orElse("")) + ", where a number is required.",
                        "Maybe write it as in 0.25.",
                        Where.nowhere(),
                        e);
            }
        }

        String choice(String name, String first, String second) {
            String given = text(name).orElse(first);
            if (!given.equals(first) && !given.equals(second)) {
                throw new ConfigurationException(
                        name + " is " + Wording.value(given) + ", where " + first + " or " + second + " is allowed.",
                        Wording.maybeNearest(given, List.of(first, second)),
                        Where.nowhere());
            }
            return given;
        }

        List<String> names(String name) {
            return text(name).map(given -> List.of(given.split(","))).orElse(List.of());
        }

        void finish() {
            if (!left.isEmpty()) {
                String first = left.get(0);
                throw new ConfigurationException(
                        FLAGS.contains(first) || KNOWN.contains(first)
                                ? first + " is given twice."
                                : "The option " + Wording.value(first) + " is not known.",
                        Wording.maybeNearest(first, KNOWN),
                        Where.nowhere());
            }
        }
    }
}
