package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.files.Sha256;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.model.Manifest;
import io.github.churnml.prepare.Input;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of a version in the log, in {@code registry.json} and in {@code metrics_vVERSION.json}. */
final class Registration {

    static final String SHA256 = "sha256";
    static final String FILE = "file";
    static final String METRICS_FILE = "metrics_file";
    static final String METRICS_SHA256 = "metrics_sha256";
    static final String GOLDEN_FILE = "golden_file";
    static final String GOLDEN_SHA256 = "golden_sha256";

    static final String FINGERPRINT = "data_fingerprint";
    static final String TABLE_FINGERPRINT = "table_fingerprint";
    static final String CONTENT = "content_sha256";

    private Registration() {}

    /** The digest of a model whatever its version, to know it again. */
    static String content(ChurnModel model) {
        return Sha256.hex(model.withVersion("0.0.0").toBytes());
    }

    /** The facts of a version, beside the names and digests of its files. */
    static Map<String, Object> facts(ChurnModel model) {
        Map<String, Object> facts = new LinkedHashMap<>();
        Evaluation evaluation = model.evaluation();
        evaluation.metrics().forEach((metric, estimate) -> putFinite(facts, metric.label(), estimate.value()));
        facts.put("features", model.inputs().size());
        Manifest manifest = model.manifest();
        facts.put("created", manifest.created().toString());
        facts.put("rows", manifest.rows());
        facts.put(FINGERPRINT, manifest.dataFingerprint());
        manifest.gitCommit().ifPresent(commit -> facts.put("git_commit", commit));
        facts.put("threshold", model.threshold());
        return facts;
    }

    /** How good a version was when it was registered, as a file of its own. */
    static Map<String, Object> metrics(ChurnModel model, SemanticVersion version) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", model.manifest().name());
        document.put("version", version.toString());
        Evaluation evaluation = model.evaluation();
        document.put("describes", evaluation.describes());
        document.put("rows", evaluation.rows());
        document.put("positives", evaluation.positives());
        document.put("threshold", model.threshold());
        Map<String, Object> metrics = new LinkedHashMap<>();
        evaluation.metrics().forEach((metric, estimate) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            putFinite(one, "value", estimate.value());
            putFinite(one, "low", estimate.low());
            putFinite(one, "high", estimate.high());
            metrics.put(metric.label(), one);
        });
        document.put("metrics", metrics);
        document.put("features", model.inputs().stream().map(Input::name).toList());
        return document;
    }

    private static void putFinite(Map<String, Object> map, String key, double value) {
        if (Double.isFinite(value)) {
            map.put(key, value);
        }
    }
}
