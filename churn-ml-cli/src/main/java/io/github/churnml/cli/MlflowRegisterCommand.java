package io.github.churnml.cli;

import io.github.churnml.mlflow.MlflowVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn mlflow register}: a logged model becomes a version, or a version gets an alias. */
@Command(
        name = "register",
        description = "Makes a logged model a version of a registered model; of a version, sets aliases and tags.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Whoever asks for an alias gets the version that it leads to from that moment on.",
            "",
            "Examples:",
            "  churn mlflow register --model runs:/0123456789abcdef0123456789abcdef/model --alias challenger",
            "  churn mlflow register --model models:/churn-prediction-model-us/3 --alias champion"
        })
final class MlflowRegisterCommand extends Subcommand {

    @Option(
            names = "--model",
            required = true,
            paramLabel = "ADDRESS",
            description =
                    "The logged model (runs:/ID/model, models:/m-ID) or version (models:/NAME/3, models:/NAME@alias).")
    @SuppressWarnings("NullAway.Init") // required
    String model;

    @Mixin
    final MlflowFlags flags = new MlflowFlags();

    MlflowRegisterCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        MlflowVersion version = flags.mlflow(surroundings).register(model);
        if (common.json || !common.quiet) {
            answer(() -> MlflowReport.version(version), () -> MlflowReport.text(version));
        }
    }
}
