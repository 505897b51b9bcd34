package io.github.churnml.mlflow;

import io.github.churnml.ChurnModel;
import io.github.churnml.files.Sha256;
import io.github.churnml.metrics.Metric;
import io.github.churnml.model.Manifest;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.PlainYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's own card says of its training, in the words of a run.
 *
 * @param params the pipeline's settings by their path, such as {@code learner.trees}; what MLflow does not keep whole says that it
 *     is in {@code pipeline.yaml}
 * @param metrics how good the model was on rows held out, with the bounds of its intervals, and how its loss fell by round
 * @param tags version, digest, data and commit
 * @param pipeline the settings as YAML
 */
record RunFacts(Map<String, String> params, List<MlflowMetric> metrics, Map<String, String> tags, String pipeline) {

    private static final int LONGEST_KEY = 250;
    private static final int DIGEST = 8;

    static RunFacts of(ChurnModel model, String sha256) {
        Manifest manifest = model.manifest();
        Map<String, String> params = new LinkedHashMap<>();
        for (Map.Entry<String, Object> section : manifest.pipeline().entrySet()) {
            if (!section.getKey().equals("variants")) { // that is in the tags
                flatten(section.getKey(), section.getValue(), params);
            }
        }
        manifest.origin().ifPresent(origin -> {
            params.put("imported.system", origin.system());
            params.put("imported.objective", origin.objective());
        });
        put("seed", String.valueOf(manifest.seed()), params);
        put("training.rows", String.valueOf(manifest.rows()), params);
        put("training.positives", String.valueOf(manifest.positives()), params);
        put("decision.threshold", String.valueOf(model.threshold()), params);
        List<MlflowMetric> metrics = new ArrayList<>();
        model.evaluation().metrics().forEach((metric, estimate) -> {
            add(metric.label(), estimate.value(), metrics);
            add(metric.label() + "_low", estimate.low(), metrics);
            add(metric.label() + "_high", estimate.high(), metrics);
        });
        histories("", manifest.found(), metrics);
        return new RunFacts(params, metrics, tags(manifest, sha256), PlainYaml.write(manifest.pipeline()));
    }

    /** Which numbers a page shows first is up to it; names are those of {@link Metric}. */
    private static void add(String key, double value, List<MlflowMetric> metrics) {
        if (Double.isFinite(value)) {
            metrics.add(new MlflowMetric(key, value, 0));
        }
    }

    private static Map<String, String> tags(Manifest manifest, String sha256) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(Tags.VERSION, manifest.version());
        tags.put(Tags.SHA256, sha256);
        tags.put("churn.library", manifest.libraryVersion());
        tags.put("churn.created", manifest.created().toString());
        if (manifest.origin().isEmpty()) {
            tags.put("churn.data_sha256", manifest.dataFingerprint());
        }
        manifest.origin().ifPresent(origin -> tags.put("churn.imported_sha256", origin.sha256()));
        manifest.gitCommit().ifPresent(commit -> tags.put("mlflow.source.git.commit", commit));
        tags.put("mlflow.source.name", "churn-ml");
        tags.put("mlflow.source.type", "LOCAL");
        return tags;
    }

    private static void flatten(String path, @Nullable Object value, Map<String, String> params) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, below) -> flatten(path + "." + key, below, params));
        } else if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String line = new String(PlainJson.writeLine(Map.of("v", value)), StandardCharsets.UTF_8).strip();
            put(path, line.substring("{\"v\":".length(), line.length() - 1), params);
        } else {
            put(path, String.valueOf(value), params);
        }
    }

    private static void put(String path, String value, Map<String, String> params) {
        String key = path.replaceAll("[^\\w\\-./: ]", "_");
        if (key.length() > LONGEST_KEY || params.containsKey(key)) {
            String digest = Sha256.hex(path.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
            key = key.substring(0, Math.min(key.length(), LONGEST_KEY - DIGEST - 1)) + "-" + digest;
        }
        boolean fits = value.length() <= MlflowRuns.LONGEST_PARAM;
        params.put(key, fits ? value : "(" + value.length() + " characters: see pipeline.yaml)");
    }

    /** The losses that learners keep of their rounds, of each member of a blend. */
    private static void histories(String prefix, Map<?, ?> found, List<MlflowMetric> metrics) {
        found.forEach((key, value) -> {
            if (!(value instanceof Map<?, ?> below)) {
                return;
            }
            if (below.get("every") instanceof Integer every && below.get("training") instanceof List<?> training) {
                rounds(prefix + "training_loss", training, every, metrics);
                rounds(
                        prefix + "validation_loss",
                        below.get("validation") instanceof List<?> losses ? losses : List.of(),
                        every,
                        metrics);
            } else {
                histories(prefix + String.valueOf(key).replaceAll("[^\\w-]", "_") + ".", below, metrics);
            }
        });
    }

    private static void rounds(String key, List<?> losses, int every, List<MlflowMetric> metrics) {
        for (int i = 0; i < losses.size(); i++) {
            if (losses.get(i) instanceof Number loss && Double.isFinite(loss.doubleValue())) {
                metrics.add(new MlflowMetric(key, loss.doubleValue(), (long) i * every));
            }
        }
    }
}
