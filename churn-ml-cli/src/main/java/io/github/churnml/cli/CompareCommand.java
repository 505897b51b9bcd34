package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.choice.ComparisonPage;
import io.github.churnml.resample.Resampler;
import io.github.churnml.select.Compared;
import io.github.churnml.select.Comparison;
import io.github.churnml.select.ComparisonResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn compare}: which learner and which balancing is best on a table, and whether that is more than luck. */
@Command(
        name = "compare",
        description = "Compares learners on the same folds of a table, and says which difference is real.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "With --out, everything goes into compare.json: every fold, intervals, tests; times stand apart there.",
            "With --html, a page shows each fold, the differences to the best with their intervals, and times.",
            "",
            "Examples:",
            "  churn compare --data customers.csv --target churned",
            "  churn compare --data customers.csv --target churned --learners boosting,additive --by log_loss",
            "  churn compare --data customers.csv --target churned --html compare.html",
            "  churn compare --data customers.csv --target churned --learners boosting --balance none,smote-nc",
            "  churn compare --data visits.csv --target churned --split time=month:30d --out comparison/"
        })
final class CompareCommand extends Subcommand {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON. Default: the project's own.")
    @Nullable
    InputFile data;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where to write compare.json; made if it is not there. Default: not written.")
    @Nullable
    Path out;

    @Option(
            names = "--learners",
            paramLabel = "NAME",
            split = ",",
            description = "What is compared, separated by commas. Default: all but auto and blend.")
    List<String> learners = List.of();

    @Option(
            names = "--balance",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Ways to balance, with each of which every learner is compared, such as none,smote-nc; none is"
                            + " always among them. Default: as the pipeline says.")
    List<String> balance = List.of();

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            defaultValue = "roc_auc",
            description = "What the best is best by: roc_auc, pr_auc, log_loss or brier; with a value of"
                    + " customers in the pipeline also profit, maximum_profit or empc. Default: ${DEFAULT-VALUE}.")
    String by = "roc_auc";

    @Mixin
    final PageFlags page = new PageFlags();

    @Mixin
    final FoldFlags folds = new FoldFlags();

    @Mixin
    final PipelineFlags configuration = new PipelineFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    CompareCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Metric metric = metric();
        LearningTable table = LearningTable.of(data, configuration, reading, surroundings);
        page.refuseOver(table.path(), "table that is read");
        page.refuseOver(configuration.pipeline, "pipeline that is read");
        if (out != null) {
            page.refuseSame(out.resolve("compare.json"));
        }
        ComparisonResult result;
        SuspectedLeaks leaks;
        try (ProgressLine progress = progress()) {
            Dataset read = table.read(progress);
            ChurnPipeline pipeline = table.pipeline();
            leaks = SuspectedLeaks.in(read, pipeline);
            Comparison comparison = Comparison.on(folds.of(pipeline, read)).progress(progress);
            pipeline.value().ifPresent(value -> comparison.worth(value, pipeline.thresholdRule()));
            comparison.by(metric);
            if (!learners.isEmpty()) {
                comparison.learners(learners.toArray(String[]::new));
            }
            if (!balance.isEmpty()) {
                comparison.balance(
                        balance.stream().map(name -> balance(pipeline, name)).toArray(Resampler[]::new));
            }
            result = comparison.run();
        }
        CompareReport report = new CompareReport(table.path(), table.notices(), result, table.pipeline(), leaks);
        if (out != null) {
            JsonText.write(out.resolve("compare.json"), report.json());
        }
        page.write(() -> ComparisonPage.of(result, table.studied(leaks)));
        if (common.json || !common.quiet) {
            answer(report::json, () -> report.text(out == null ? null : out.resolve("compare.json")) + page.told());
        }
    }

    private Metric metric() {
        List<Metric> known = new ArrayList<>(Compared.METRICS);
        known.addAll(Compared.MONEY);
        return MetricOption.by(by, known);
    }

    /** As the YAML reads it; settings that the pipeline gives to a way of its own stay. */
    private static Resampler balance(ChurnPipeline pipeline, String name) {
        if (pipeline.balance().name().equals(name)) {
            return pipeline.balance();
        }
        Map<String, Object> settings = new LinkedHashMap<>(pipeline.toSettings());
        settings.put("balance", name);
        return ChurnPipeline.ofSettings(settings).balance();
    }
}
