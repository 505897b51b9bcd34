package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.choice.TuningPage;
import io.github.churnml.select.Compared;
import io.github.churnml.select.tune.SearchMethod;
import io.github.churnml.select.tune.SearchSpace;
import io.github.churnml.select.tune.Tuning;
import io.github.churnml.select.tune.TuningResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn tune}: settings of a learner that suit a table, and whether they are worth more than those it has. */
@Command(
        name = "tune",
        description =
                "Looks for settings of a learner that suit a table, and says what they are worth on customers that were"
                        + " not looked at.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Writes trials.jsonl (each trial as it finishes), tuning.json and pipeline.yaml into the --out folder. A run that was",
            "cut short goes on where it was when it is started again. With --html, a page shows the trials, each setting and the choice.",
            "",
            "Examples:",
            "  churn tune --data customers.csv --target churned",
            "  churn tune --data customers.csv --target churned --trials 100 --by log_loss --out tuning/",
            "  churn tune --data customers.csv --target churned --html tuning.html",
            "  churn tune --learner logistic-regression --show-space > space.yaml",
            "  churn tune --data customers.csv --target churned --learner logistic-regression --space space.yaml",
            "  churn train --data customers.csv --pipeline tuning/pipeline.yaml"
        })
final class TuneCommand extends Subcommand {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON. Default: the project's own.")
    @Nullable
    InputFile data;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "tuning",
            description = "Where to write, and to go on from; made if it is not there. Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("tuning");

    @Option(
            names = "--method",
            paramLabel = "NAME",
            defaultValue = "tpe",
            description =
                    "How settings are drawn: tpe (near good ones), random, or halving (all meet one fold, the better"
                            + " half a second one, and so on). Default: ${DEFAULT-VALUE}.")
    String method = "tpe";

    @Option(
            names = "--trials",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many settings are tried, those of the pipeline first. Default: ${DEFAULT-VALUE}.")
    int trials = 40;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "5",
            description = "By how many folds a trial is judged. Default: ${DEFAULT-VALUE}.")
    int folds = 5;

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            defaultValue = "roc_auc",
            description =
                    "What the best is best by: roc_auc, pr_auc, log_loss or brier; with a value of customers in the"
                            + " pipeline also profit, maximum_profit or empc. Default: ${DEFAULT-VALUE}.")
    String by = "roc_auc";

    @Option(
            names = "--space",
            paramLabel = "FILE",
            description = "Which settings vary and between which values, as YAML. Default: as --show-space prints it.")
    @Nullable
    Path space;

    @Option(names = "--show-space", description = "Print the space as YAML, to begin one's own with, and end.")
    boolean showSpace;

    @Option(
            names = "--no-prune",
            description =
                    "Let every trial meet all folds. Default: one that is clearly behind on its folds is stopped.")
    boolean noPrune;

    @Option(
            names = "--nested",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Tune once more in each of so many outer folds, to judge on all customers what tuning is worth;"
                            + " takes as many times longer. Default: customers held out tell it.")
    int nested;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "After how many minutes no more trials begin; the same command goes on behind them. Default: no limit.")
    @Nullable
    Double minutes;

    @Option(names = "--restart", description = "Begin anew where --out holds trials. Default: go on behind them.")
    boolean restart;

    @Mixin
    final PageFlags page = new PageFlags();

    @Mixin
    final TuningFlags configuration = new TuningFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    TuneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        if (showSpace) {
            SearchSpace shown = space(configuration.pipeline("churned"));
            answer(shown::toSettings, shown::toYaml);
            return;
        }
        Metric metric = metric();
        SearchMethod drawn = method();
        LearningTable table = LearningTable.of(data, configuration, reading, surroundings);
        page.refuseOver(table.path(), "table that is read");
        page.refuseOver(configuration.pipeline, "pipeline that is read");
        page.refuseOver(space, "space that is read");
        Path tuned = out.resolve("pipeline.yaml");
        page.refuseSame(tuned, out.resolve("tuning.json"), out.resolve("trials.jsonl"));
        if (configuration.pipeline != null) {
            Overwriting.refuse(tuned, configuration.pipeline, "pipeline that is read");
        }
        tuning(table.pipeline(), metric, drawn); // what cannot be is refused before the table is read
        TuneReport report;
        try (ProgressLine progress = progress()) {
            Dataset read = table.read(progress);
            ChurnPipeline pipeline = table.pipeline();
            SuspectedLeaks leaks = SuspectedLeaks.in(read, pipeline);
            TuningResult result =
                    tuning(pipeline, metric, drawn).progress(progress).run(read);
            report = new TuneReport(table.path(), table.notices(), result, leaks, out);
        }
        byte[] yaml = table.writtenIn(out, report.result().pipeline()).toYaml().getBytes(StandardCharsets.UTF_8);
        OutputFile.write(tuned, stream -> stream.write(yaml));
        JsonText.write(out.resolve("tuning.json"), report.json());
        page.write(() -> TuningPage.of(report.result(), table.studied(report.leaks())));
        if (common.json || !common.quiet) {
            answer(report::json, () -> report.text() + page.told());
        }
    }

    private Tuning tuning(ChurnPipeline pipeline, Metric metric, SearchMethod drawn) {
        Tuning tuning = Tuning.of(pipeline)
                .space(space(pipeline))
                .method(drawn)
                .trials(trials)
                .folds(folds)
                .by(metric)
                .nested(nested)
                .prune(!noPrune)
                .trialsIn(out)
                .anew(restart);
        if (minutes != null) {
            tuning.within(Duration.ofMillis(Math.round(minutes * 60_000)));
        }
        return tuning;
    }

    private SearchSpace space(ChurnPipeline pipeline) {
        return space == null ? SearchSpace.standard(pipeline.learner()) : SearchSpace.read(space, pipeline.learner());
    }

    private Metric metric() {
        List<Metric> known = new ArrayList<>(Compared.METRICS);
        known.addAll(Compared.MONEY);
        return MetricOption.by(by, known);
    }

    private SearchMethod method() {
        List<String> labels =
                Arrays.stream(SearchMethod.values()).map(SearchMethod::label).toList();
        int at = labels.indexOf(method.toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new ConfigurationException(
                    "Option --method holds " + Wording.value(method) + " where one of " + Wording.names(labels)
                            + " is required.",
                    Wording.maybeNearest(method, labels),
                    Where.nowhere());
        }
        return SearchMethod.values()[at];
    }
}
