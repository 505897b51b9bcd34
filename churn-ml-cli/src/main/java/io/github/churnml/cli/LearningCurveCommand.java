package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.choice.LearningCurvePage;
import io.github.churnml.select.LearningCurve;
import io.github.churnml.select.LearningCurveResult;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn learning-curve}: whether more rows would help. */
@Command(
        name = "learning-curve",
        description = "Learns from ever more rows of a table, judged on the same customers: would more rows help?",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Fits some sixty models. With --out, everything goes into learning-curve.json: every fold, intervals, the law.",
            "With --html, a page shows the curves with their intervals, and the law extended to twice the customers.",
            "",
            "Examples:",
            "  churn learning-curve --data customers.csv --target churned",
            "  churn learning-curve --data customers.csv --target churned --html curve.html",
            "  churn learning-curve --data customers.csv --target churned --learner additive --by log_loss --out curve/"
        })
final class LearningCurveCommand extends Subcommand {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON. Default: the project's own.")
    @Nullable
    InputFile data;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write learning-curve.json; made if it is not there. Default: not written.")
    @Nullable
    Path out;

    @Option(
            names = "--shares",
            paramLabel = "SHARE",
            split = ",",
            description =
                    "Shares of the rows to learn from, above 0 and at most 1, separated by commas; all rows always"
                            + " are among them. Default: 0.1,0.2,0.3,0.5,0.7,1.")
    List<Double> shares = List.of();

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            defaultValue = "roc_auc",
            description = "What is asked whether it would get better: roc_auc, pr_auc or log_loss; all three are"
                    + " measured. Default: ${DEFAULT-VALUE}.")
    String by = "roc_auc";

    @Mixin
    final PageFlags page = new PageFlags();

    @Mixin
    final FoldFlags folds = new FoldFlags();

    @Mixin
    final LearnerFlags configuration = new LearnerFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    LearningCurveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Metric metric = MetricOption.by(by, LearningCurve.METRICS);
        LearningTable table = LearningTable.of(data, configuration, reading, surroundings);
        page.refuseOver(table.path(), "table that is read");
        page.refuseOver(configuration.pipeline, "pipeline that is read");
        if (out != null) {
            page.refuseSame(out.resolve("learning-curve.json"));
        }
        LearningCurveResult result;
        SuspectedLeaks leaks;
        try (ProgressLine progress = progress()) {
            Dataset read = table.read(progress);
            ChurnPipeline pipeline = table.pipeline();
            leaks = SuspectedLeaks.in(read, pipeline);
            LearningCurve curve = LearningCurve.on(folds.of(pipeline, read)).progress(progress);
            if (!shares.isEmpty()) {
                curve.shares(shares.stream().mapToDouble(Double::doubleValue).toArray());
            }
            result = curve.run();
        }
        LearningCurveReport report = new LearningCurveReport(metric, table.notices(), result, table.pipeline(), leaks);
        Path file = out == null ? null : out.resolve("learning-curve.json");
        if (file != null) {
            JsonText.write(file, report.json());
        }
        page.write(() -> LearningCurvePage.of(metric, table.pipeline().learner().name(), result, table.studied(leaks)));
        if (common.json || !common.quiet) {
            answer(report::json, () -> report.text(file) + page.told());
        }
    }
}
