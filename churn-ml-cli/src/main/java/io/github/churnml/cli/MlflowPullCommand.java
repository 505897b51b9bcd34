package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.mlflow.Mlflow;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code churn mlflow pull}: the file of a model on a server, here. */
@Command(
        name = "pull",
        description =
                "Fetches the model file that an address leads to, and checks it by the SHA-256 it was logged with.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  churn mlflow pull models:/churn-prediction-model-us@champion --out model.churn",
            "  churn mlflow pull models:/churn-prediction-model-us/3 --out model.churn"
        })
final class MlflowPullCommand extends Subcommand {

    @Parameters(
            paramLabel = "ADDRESS",
            description = "models:/NAME@ALIAS, models:/NAME/VERSION, models:/m-ID or runs:/ID/model.")
    @SuppressWarnings("NullAway.Init") // required
    String address;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    @SuppressWarnings("NullAway.Init") // required
    ResultFile out;

    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            description = "Where the server answers. Default: $$MLFLOW_TRACKING_URI.")
    @Nullable
    String uri;

    /** What was pulled, and where from. */
    private record Pulled(String from, ChurnModel model) {}

    @SuppressWarnings("NullAway.Init") // by run
    private Pulled pulled;

    MlflowPullCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        out.through(file -> {
            String from = Mlflow.of(MlflowFlags.environment(uri, surroundings)).pull(address, file);
            pulled = new Pulled(from, ChurnModel.load(file));
        });
        String from = pulled.from();
        ChurnModel model = pulled.model();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("from", from);
        document.put("file", out.toString());
        document.put("name", model.manifest().name());
        document.put("version", model.manifest().version());
        if (common.json || !common.quiet) {
            answer(
                    () -> document,
                    () -> "Fetched: " + from + " (" + model.manifest().name() + " "
                            + model.manifest().version() + ")\nWritten: " + out + "\n");
        }
    }
}
