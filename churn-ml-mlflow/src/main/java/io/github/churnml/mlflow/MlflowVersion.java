package io.github.churnml.mlflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A version of a registered model, as the server tells of it.
 *
 * @param name the model's name
 * @param number the version's number, from 1
 * @param status {@code READY}, {@code PENDING_REGISTRATION} or {@code FAILED_REGISTRATION}
 * @param source where its files were logged, as an address of MLflow
 * @param run the run that made it, or empty
 * @param description words for people, or empty
 * @param tags its tags
 * @param aliases the aliases that lead to it
 */
public record MlflowVersion(
        String name,
        int number,
        String status,
        String source,
        String run,
        String description,
        Map<String, String> tags,
        List<String> aliases) {

    /** Copies the collections. */
    public MlflowVersion {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        aliases = List.copyOf(aliases);
    }

    /** {@return its address, such as {@code models:/churn-prediction-model-us/3}} */
    public String address() {
        return "models:/" + name + "/" + number;
    }

    static MlflowVersion of(JsonTree version) {
        return new MlflowVersion(
                version.require("name"),
                Integer.parseInt(version.require("version")),
                version.text("status").orElse(""),
                version.text("source").orElse(""),
                version.text("run_id").orElse(""),
                version.text("description").orElse(""),
                version.pairs("tags"),
                version.texts("aliases"));
    }
}
