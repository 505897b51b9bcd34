package io.github.churnml.model;

import io.github.churnml.judge.Evaluation;
import io.github.churnml.judge.PriorCorrection;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.DecileRow;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.settings.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of {@code manifest.json}. A metric that is not a number is written as null. */
final class ManifestJson {

    private ManifestJson() {}

    static Map<String, Object> state(Manifest manifest, int format, Map<String, Object> checksums) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("format", format);
        state.put("name", manifest.name());
        state.put("version", manifest.version());
        state.put("created", manifest.created().toString());
        state.put("libraryVersion", manifest.libraryVersion());
        state.put("jdk", manifest.jdk());
        manifest.origin()
                .ifPresentOrElse(origin -> state.put("imported", origin(origin)), () -> putTraining(manifest, state));
        state.put("found", manifest.found());
        state.put("pipeline", manifest.pipeline());
        state.put("checksums", checksums);
        return state;
    }

    private static void putTraining(Manifest manifest, Map<String, Object> state) {
        state.put("seed", manifest.seed());
        state.put("rows", manifest.rows());
        state.put("positives", manifest.positives());
        state.put("dataFingerprint", manifest.dataFingerprint());
        manifest.gitCommit().ifPresent(commit -> state.put("gitCommit", commit));
        state.put("evaluation", evaluation(manifest.evaluation()));
    }

    private static Map<String, Object> origin(Origin origin) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("system", origin.system());
        state.put("objective", origin.objective());
        state.put("sha256", origin.sha256());
        return state;
    }

    /** @param threshold the pipeline's, which an evaluation that is not known speaks of */
    static Manifest of(Settings state, double threshold) {
        Map<String, Object> found = plain(state.value("found"));
        Map<String, Object> pipeline = plain(state.value("pipeline"));
        if (state.has("imported")) {
            return imported(state, threshold, found);
        }
        Manifest manifest = Manifest.trained(
                identity(state), training(state), evaluation(state.section("evaluation")), pipeline, found);
        state.finish();
        return manifest;
    }

    private static Manifest imported(Settings state, double threshold, Map<String, Object> found) {
        Settings of = state.section("imported");
        Origin origin = new Origin(of.text("system"), of.text("objective"), of.text("sha256"));
        of.finish();
        Manifest manifest = Manifest.imported(identity(state), origin, threshold, found);
        state.finish();
        return manifest;
    }

    private static Identity identity(Settings state) {
        return new Identity(
                state.text("name"),
                state.text("version"),
                created(state),
                state.text("libraryVersion"),
                state.text("jdk"));
    }

    private static Training training(Settings state) {
        return new Training(
                state.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                state.integer("rows", 0, Long.MAX_VALUE),
                state.integer("positives", 0, Long.MAX_VALUE),
                state.text("dataFingerprint"),
                state.has("gitCommit") ? state.text("gitCommit") : null);
    }

    static Map<String, Object> evaluation(Evaluation evaluation) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("describes", evaluation.describes());
        state.put("threshold", evaluation.threshold());
        PriorCorrection correction = evaluation.priorCorrection();
        if (correction != null) {
            state.put("priorCorrection", correction(correction));
        }
        Map<String, Object> metrics = new LinkedHashMap<>();
        evaluation.metrics().forEach((metric, estimate) -> metrics.put(metric.label(), estimate(estimate)));
        state.put("metrics", metrics);
        ConfusionMatrix confusion = evaluation.confusion();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("truePositives", confusion.truePositives());
        counts.put("falsePositives", confusion.falsePositives());
        counts.put("trueNegatives", confusion.trueNegatives());
        counts.put("falseNegatives", confusion.falseNegatives());
        state.put("confusion", counts);
        state.put(
                "deciles",
                evaluation.deciles().stream().map(ManifestJson::decile).toList());
        return state;
    }

    private static Evaluation evaluation(Settings state) {
        Map<Metric, Estimate> metrics = new EnumMap<>(Metric.class);
        Settings values = state.section("metrics");
        for (Metric metric : Metric.values()) {
            if (values.has(metric.label())) {
                metrics.put(metric, estimate(values.section(metric.label())));
            }
        }
        values.finish();
        Settings counts = state.section("confusion");
        ConfusionMatrix confusion = new ConfusionMatrix(
                counts.integer("truePositives", 0, Long.MAX_VALUE),
                counts.integer("falsePositives", 0, Long.MAX_VALUE),
                counts.integer("trueNegatives", 0, Long.MAX_VALUE),
                counts.integer("falseNegatives", 0, Long.MAX_VALUE));
        counts.finish();
        List<DecileRow> deciles = new ArrayList<>();
        for (Settings decile : state.sections("deciles")) {
            deciles.add(decile(decile));
        }
        Evaluation evaluation = new Evaluation(
                metrics, confusion, deciles, state.number("threshold"), correctionOf(state), state.text("describes"));
        state.finish();
        return evaluation;
    }

    private static Map<String, Object> correction(PriorCorrection correction) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("applied", correction.applied());
        state.put("offset", correction.offset());
        state.put("brier", correction.brier());
        state.put("ece", correction.ece());
        state.put("brierWithout", correction.brierWithout());
        state.put("eceWithout", correction.eceWithout());
        return state;
    }

    private static @Nullable PriorCorrection correctionOf(Settings evaluation) {
        if (!evaluation.has("priorCorrection")) {
            return null;
        }
        Settings state = evaluation.section("priorCorrection");
        PriorCorrection correction = new PriorCorrection(
                state.flag("applied"),
                state.number("offset"),
                state.number("brier"),
                state.number("ece"),
                state.number("brierWithout"),
                state.number("eceWithout"));
        state.finish();
        return correction;
    }

    private static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("value", finite(estimate.value()));
        state.put("low", finite(estimate.low()));
        state.put("high", finite(estimate.high()));
        state.put("level", estimate.level());
        return state;
    }

    private static Estimate estimate(Settings state) {
        Estimate estimate = new Estimate(
                number(state, "value"), number(state, "low"), number(state, "high"), state.number("level", 0, 1));
        state.finish();
        return estimate;
    }

    private static Map<String, Object> decile(DecileRow row) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("decile", row.decile());
        state.put("customers", row.customers());
        state.put("churners", row.churners());
        state.put("rate", finite(row.rate()));
        state.put("lift", finite(row.lift()));
        state.put("cumulativeGain", finite(row.cumulativeGain()));
        state.put("cumulativeLift", finite(row.cumulativeLift()));
        return state;
    }

    private static DecileRow decile(Settings state) {
        DecileRow row = new DecileRow(
                (int) state.integer("decile", 1, 10),
                (int) state.integer("customers", 0, Integer.MAX_VALUE),
                state.number("churners", 0, Integer.MAX_VALUE),
                number(state, "rate"),
                number(state, "lift"),
                number(state, "cumulativeGain"),
                number(state, "cumulativeLift"));
        state.finish();
        return row;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static double number(Settings state, String key) {
        return state.has(key) ? state.number(key) : Double.NaN;
    }

    private static Instant created(Settings state) {
        try {
            return Instant.parse(state.text("created"));
        } catch (DateTimeException e) {
            throw state.problem("Key 'created' does not hold a time.", "");
        }
    }

    @SuppressWarnings("unchecked") // the JSON reader makes mappings with text keys only
    private static Map<String, Object> plain(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
