package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.files.OutputFile;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.choice.SelectionPage;
import io.github.churnml.select.ImportanceSelection;
import io.github.churnml.select.PermutationSelection;
import io.github.churnml.select.SelectionMethods;
import io.github.churnml.select.SelectionResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn select}: which columns may go, and what is lost without them. */
@Command(
        name = "select",
        description = "Says which columns matter, which may go, and what that changes on the same folds.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Methods: permutation shuffles each column; null-importance also for outcomes that were shuffled; recursive",
            "leaves out the least important columns again and again. Columns are selected anew in every fold.",
            "With --out, everything goes into select.json, and pipeline.yaml has the pipeline without what may go.",
            "With --html, a page shows every column with its importance, and what selecting changes.",
            "",
            "Examples:",
            "  churn select --data customers.csv --target churned",
            "  churn select --data customers.csv --target churned --method recursive --repeats 1 --out selection/",
            "  churn select --data customers.csv --target churned --html columns.html",
            "  churn train --data customers.csv --pipeline selection/pipeline.yaml"
        })
final class SelectCommand extends Subcommand {

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The customers, as CSV, Excel or JSON. Default: the project's own.")
    @Nullable
    InputFile data;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Where to write select.json and pipeline.yaml; made if it is not there. Default: not written.")
    @Nullable
    Path out;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "How columns are selected: permutation, null-importance (or null) or recursive. Default: as"
                    + " the pipeline says, else permutation.")
    @Nullable
    String method;

    @Option(
            names = "--by",
            paramLabel = "METRIC",
            defaultValue = "roc_auc",
            description = "What the sentence speaks of: roc_auc, pr_auc or log_loss. Default: ${DEFAULT-VALUE}.")
    String by = "roc_auc";

    @Mixin
    final PageFlags page = new PageFlags();

    @Mixin
    final FoldFlags folds = new FoldFlags();

    @Mixin
    final LearnerFlags configuration = new LearnerFlags();

    @Mixin
    final ReadFlags reading = new ReadFlags();

    SelectCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Metric metric = MetricOption.by(by, SelectionResult.METRICS);
        LearningTable table = LearningTable.of(data, configuration, reading, surroundings);
        ImportanceSelection how = how(table.pipeline());
        page.refuseOver(table.path(), "table that is read");
        page.refuseOver(configuration.pipeline, "pipeline that is read");
        if (out != null) {
            page.refuseSame(out.resolve("pipeline.yaml"), out.resolve("select.json"));
        }
        SelectionResult result;
        SuspectedLeaks leaks;
        try (ProgressLine progress = progress()) {
            Dataset read = table.read(progress);
            ChurnPipeline pipeline = table.pipeline();
            leaks = SuspectedLeaks.in(read, pipeline);
            result = SelectionResult.of(folds.of(pipeline, read), how, pipeline.seed(), progress);
        }
        SelectReport report = new SelectReport(metric, table.notices(), result, table.pipeline(), leaks);
        List<Path> written = new ArrayList<>();
        if (out != null) {
            Path yaml = out.resolve("pipeline.yaml");
            ChurnPipeline selected = ChurnPipeline.ofSettings(
                    result.selected().in(table.pipeline().toSettings()));
            String text = table.writtenIn(out, selected).toYaml();
            OutputFile.write(yaml, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
            JsonText.write(out.resolve("select.json"), report.json());
            written.add(yaml);
            written.add(out.resolve("select.json"));
        }
        page.write(() -> SelectionPage.of(metric, table.pipeline().learner().name(), result, table.studied(leaks)));
        if (common.json || !common.quiet) {
            answer(report::json, () -> report.text(written) + page.told());
        }
    }

    private ImportanceSelection how(ChurnPipeline pipeline) {
        if (method != null) {
            return SelectionMethods.named(method.equals("null") ? "null-importance" : method);
        }
        return pipeline.select().orElse(PermutationSelection.standard()) instanceof ImportanceSelection own
                ? own
                : PermutationSelection.standard();
    }
}
