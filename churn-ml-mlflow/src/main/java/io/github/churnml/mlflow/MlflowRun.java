package io.github.churnml.mlflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run, as the server tells of it.
 *
 * @param id 32 hexadecimal digits
 * @param experiment the identifier of its experiment
 * @param name its name
 * @param status {@code RUNNING}, {@code FINISHED}, {@code FAILED}, {@code KILLED} or {@code SCHEDULED}
 * @param artifacts where its files are, as an address of MLflow
 * @param params its parameters
 * @param metrics the last value of each metric
 * @param tags its tags
 */
public record MlflowRun(
        String id,
        String experiment,
        String name,
        String status,
        String artifacts,
        Map<String, String> params,
        Map<String, Double> metrics,
        Map<String, String> tags) {

    /** Copies the mappings. */
    public MlflowRun {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    static MlflowRun of(JsonTree run) {
        JsonTree info = run.at("info");
        JsonTree data = run.at("data");
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (JsonTree one : data.list("metrics")) {
            // A number that is not finite comes as a text, such as NaN.
            String value = one.text("value").orElse("0");
            metrics.put(
                    one.require("key"),
                    value.matches("-?Infinity|NaN|[-+.0-9eE]+") ? Double.valueOf(value) : Double.NaN);
        }
        return new MlflowRun(
                info.require("run_id"),
                info.require("experiment_id"),
                info.text("run_name").orElse(""),
                info.text("status").orElse(""),
                info.text("artifact_uri").orElse(""),
                data.pairs("params"),
                metrics,
                data.pairs("tags"));
    }
}
