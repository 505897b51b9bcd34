package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.retrain.Retraining;
import io.github.churnml.registry.retrain.RetrainingResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn retrain}: the champion's pipeline on new customers, and the gates decide. */
@Command(
        name = "retrain",
        description = {
            "Trains the champion's pipeline again on new customers, and promotes the model if it passes the gates.",
            "Both are compared on the newest customers, which the new one has not learnt from."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The newest customers are those of the latest days if the pipeline's split or --time says when rows were, else",
            "some drawn at random. They are compared on and not learnt from. Exits with 4 if a gate does not let the new",
            "version through: it stays registered, and the champion goes on serving.",
            "",
            "Examples:",
            "  churn retrain --data june.csv",
            "  churn retrain --data june.csv --time month --gates gates.yaml --why \"new tariff\"",
            "  churn retrain --pipeline snapshots.yaml"
        })
final class RetrainCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Mixin
    final RetrainFlags how = new RetrainFlags();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Customers with their outcome; may be left out where --pipeline makes snapshots.")
    @Nullable
    InputFile data;

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "Another pipeline, as YAML. Default: the champion's.")
    @Nullable
    Path pipeline;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "artifacts/retraining.json",
            description = "Where to write what happened. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // has a default
    ResultFile out;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the log.")
    String why = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads learn and judge. The model does not depend on it. Default: all cores.")
    @Nullable
    Integer threads;

    @Mixin
    final ReadFlags reading = new ReadFlags();

    private boolean isPromoted;

    RetrainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        out.refuseOver(data, "table that is read");
        refuseOverwriting(pipeline, "pipeline");
        refuseOverwriting(how.gates, "gates file");
        Registry registry = flags.registry(surroundings);
        write(Map.of("finished", false)); // before anything is done, so that nothing is done if it cannot be told
        Retraining retraining = how.retraining().why(why);
        RetrainingResult result;
        try (ProgressLine progress = progress()) {
            FitOptions fit = FitOptions.standard()
                    .withCreated(CreationTime.of(surroundings.environment()))
                    .withProgress(progress);
            retraining = retraining.fit(threads == null ? fit : fit.withThreads(threads));
            Dataset table;
            if (pipeline == null) {
                ChurnPipeline champion = retraining.pipelineOf(registry);
                table = Tables.read(given(), reading.options(champion).withProgress(progress));
            } else {
                PipelineFlags asked = new PipelineFlags();
                asked.pipeline = pipeline;
                LearningTable learning = LearningTable.of(data, asked, reading, surroundings);
                table = learning.readAll(progress);
                retraining = retraining.pipeline(learning.pipeline());
            }
            result = retraining.run(registry, table);
        }
        isPromoted = result.isPromoted();
        Map<String, Object> document = result.toMap();
        write(document);
        if (!common.quiet && !common.json) {
            result.notices().forEach(notice -> surroundings.err().println("churn: note: " + notice.message()));
        }
        answer(() -> document, () -> text(result));
    }

    private void write(Map<String, ?> document) {
        byte[] bytes = JsonText.of(document).getBytes(StandardCharsets.UTF_8);
        out.write(file -> file.write(bytes));
    }

    private void refuseOverwriting(@Nullable Path read, String what) {
        if (read != null) {
            out.refuseOver(read, what + " that is read");
        }
    }

    private Path given() {
        Path table = reading.table(data, "--data", surroundings);
        if (table == null) {
            throw new ConfigurationException(
                    "No customers are given to learn from.", "Maybe add --data FILE.", Where.nowhere());
        }
        return table;
    }

    private String text(RetrainingResult result) {
        return result.version().changes() + ", compared on "
                + Wording.count(result.comparedOn(), "other row", "other rows") + " (" + result.divided() + "):\n\n"
                + result.report().toText() + "\n" + result.sentence() + "\n"
                + (common.quiet ? "" : "Written: " + out + "\n");
    }

    @Override
    int exitCode() {
        return isPromoted ? 0 : Failure.FOUND;
    }
}
