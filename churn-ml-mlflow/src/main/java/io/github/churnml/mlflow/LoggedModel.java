package io.github.churnml.mlflow;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of logging a model.
 *
 * @param server the server's address
 * @param experiment the name of the experiment
 * @param run the identifier of the run
 * @param address where the model is, such as {@code models:/m-ID} (MLflow 3) or {@code runs:/ID/model} (MLflow 2)
 * @param sha256 the digest of the model's file
 * @param flavours by which systems it can be loaded, such as {@code churn_ml}
 * @param versionOrNull the version that it became, or null where it was not registered
 * @param notes what a user should know, such as why Python cannot score it
 */
public record LoggedModel(
        String server,
        String experiment,
        String run,
        String address,
        String sha256,
        List<String> flavours,
        @Nullable MlflowVersion versionOrNull,
        List<String> notes) {

    /** Copies the lists. */
    public LoggedModel {
        flavours = List.copyOf(flavours);
        notes = List.copyOf(notes);
    }

    /** {@return the version that it became; empty where it was not registered} */
    public Optional<MlflowVersion> version() {
        return Optional.ofNullable(versionOrNull);
    }
}
