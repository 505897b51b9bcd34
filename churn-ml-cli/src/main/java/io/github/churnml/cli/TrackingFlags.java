package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.mlflow.Mlflow;
import io.github.churnml.mlflow.MlflowNames;
import io.github.churnml.registry.variant.Variant;
import io.github.churnml.registry.variant.VariantSettings;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a training is logged on an MLflow server, as options. */
final class TrackingFlags {

    @Option(
            names = "--mlflow",
            description =
                    "Log the training as a run on the server that $$MLFLOW_TRACKING_URI names; one that fails is ended"
                            + " FAILED there. Default: not logged.")
    boolean mlflow;

    @Option(
            names = "--mlflow-alias",
            paramLabel = "ALIAS",
            description = "With --mlflow: register the model, and let this alias lead to it. Default: not registered.")
    @Nullable
    String alias;

    TrackedTraining start(
            ChurnPipeline pipeline, @Nullable VariantSettings variants, Instant created, Surroundings surroundings) {
        if (!mlflow) {
            if (alias != null) {
                throw new ConfigurationException(
                        "Option --mlflow-alias is given without --mlflow.", "Maybe add it.", Where.nowhere());
            }
            return new TrackedTraining(null);
        }
        if (variants != null && !variants.by().isEmpty()) {
            throw new ConfigurationException(
                    "Option --mlflow logs one model, and the pipeline trains one for each of several segments.",
                    "Maybe log each afterwards: churn mlflow log --model artifacts/geography-us/model.churn.",
                    Where.nowhere());
        }
        Mlflow log = Mlflow.of(surroundings.environment());
        log = alias == null ? log : log.withAlias(alias);
        Variant variant = variants == null ? Variant.pooled() : variants.only();
        return new TrackedTraining(log.start(MlflowNames.of(
                pipeline.name(), variant, created.atZone(ZoneOffset.UTC).toLocalDate())));
    }
}
