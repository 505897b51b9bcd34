package io.github.churnml.cli;

import io.github.churnml.model.Manifest;
import io.github.churnml.snapshot.Feature;
import io.github.churnml.snapshot.SnapshotPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the features of a model that was trained on snapshots are computed from. */
final class SnapshotFeatures {

    private SnapshotFeatures() {}

    /** The plan that a model's table was made by; empty if it was a table before. */
    static Optional<SnapshotPlan> plan(Manifest manifest) {
        if (!(manifest.pipeline().get("snapshot") instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        map.forEach((key, value) -> settings.put(String.valueOf(key), value));
        return Optional.of(SnapshotPlan.of(settings));
    }

    /** A sentence for each feature, by name. */
    static Map<String, String> sentences(SnapshotPlan plan) {
        Map<String, String> sentences = new LinkedHashMap<>();
        for (Feature feature : plan.allFeatures()) {
            sentences.put(feature.name(), feature.describe());
        }
        return sentences;
    }

    /** Lines on the features that count most. */
    static String text(SnapshotPlan plan, Map<String, Double> importances, int most) {
        Map<String, String> sentences = sentences(plan);
        StringBuilder text = new StringBuilder("\nMade from raw files: who ")
                .append(plan.label().describe())
                .append(". What counts most is computed so:\n");
        importances.keySet().stream().filter(sentences::containsKey).limit(most).forEach(name -> text.append("  ")
                .append(name)
                .append("\n    ")
                .append(sentences.get(name))
                .append('\n'));
        return text.toString();
    }
}
