package io.github.churnml.spark;

import io.github.churnml.ChurnModel;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * {@code churn-spark drift}: whether the customers of a table still look like those that a model was trained on. Writes {@code
 * drift_report.json}, whose keys are those of {@code churn drift}, and {@code drift_report.html}.
 */
final class DriftProgram implements Program {

    private static final int FOUND = 4;
    private static final String USAGE = "drift --model MODEL --table TABLE --out FOLDER";
    private static final Set<String> FLAGS = Set.of("--fail-on-drift");
    private static final List<String> OPTIONS = List.of(
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

    private final String model;
    private final CustomerTable customers;
    private final String out;
    private final DriftSettings settings;
    private final ZoneId zone;
    private final boolean failOnDrift;

    private DriftProgram(Options options) {
        this.model = options.required("--model");
        this.customers = CustomerTable.of(options);
        this.out = options.required("--out");
        this.zone = options.zone("--zone");
        this.failOnDrift = options.flag("--fail-on-drift");
        DriftRule rule =
                options.choice("--by", "threshold", "tests").equals("tests") ? DriftRule.TESTS : DriftRule.THRESHOLD;
        this.settings = DriftSettings.standard()
                .withThreshold(options.number("--threshold", 0.2))
                .withRule(rule)
                .withExcluded(new HashSet<>(options.names("--exclude")));
        options.finish();
    }

    /** Reads what stands behind the command. */
    static DriftProgram of(List<String> arguments) {
        return new DriftProgram(new Options(arguments, USAGE, FLAGS, OPTIONS));
    }

    /** Compares, writes and says what was found. */
    @Override
    public int run(SparkSession spark) {
        Configuration files = ClassicSession.of(spark).sessionState().newHadoopConf();
        ChurnModel read = ModelFiles.read(model, files);
        requireKnown(read);
        DriftReport report = ChurnScorer.of(read).inZone(zone).drift(customers.read(spark), settings);
        write("drift_report.json", JsonText.of(report.toMap()), files);
        boolean page = writePage(report, files);
        Said.answer("Drift: " + (report.overallDrift() ? "yes" : report.status().label()) + ". " + report.rule()
                + "\nWritten: " + out + "/drift_report.json"
                + (page
                        ? ", " + out + "/drift_report.html"
                        : "; no page, since churn-ml-report is not among the jars."));
        return report.overallDrift() && failOnDrift ? FOUND : 0;
    }

    private boolean writePage(DriftReport report, Configuration files) {
        String page;
        try {
            page = DriftHtml.of(report, model, customers.name());
        } catch (NoClassDefFoundError absent) {
            // What scores does without; so may this.
            return false;
        }
        write("drift_report.html", page, files);
        return true;
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
        ModelFiles.replace("The report", text.getBytes(StandardCharsets.UTF_8), out + "/" + name, files);
    }
}
