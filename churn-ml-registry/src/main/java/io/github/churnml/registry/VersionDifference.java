package io.github.churnml.registry;

import io.github.churnml.ChurnModel;
import io.github.churnml.decide.Calibrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Something that two versions do not have in common.
 *
 * @param what what it is, such as {@code column 'plan'}, {@code metric roc_auc} or {@code pipeline learner.rounds}
 * @param one how the first has it; empty if it does not
 * @param other how the second has it; empty if it does not
 */
public record VersionDifference(String what, String one, String other) {

    static List<VersionDifference> between(ModelVersion one, ChurnModel first, ModelVersion other, ChurnModel second) {
        return between(describe(one, first), describe(other, second));
    }

    private static List<VersionDifference> between(Map<String, String> one, Map<String, String> other) {
        Set<String> all = new LinkedHashSet<>(one.keySet());
        all.addAll(other.keySet());
        List<VersionDifference> differences = new ArrayList<>();
        for (String what : all) {
            String before = one.getOrDefault(what, "");
            String after = other.getOrDefault(what, "");
            if (!before.equals(after)) {
                differences.add(new VersionDifference(what, before, after));
            }
        }
        return differences;
    }

    private static Map<String, String> describe(ModelVersion version, ChurnModel model) {
        Map<String, String> parts = new LinkedHashMap<>(ModelParts.schema(model));
        version.registered().facts().forEach((name, value) -> {
            if (value instanceof Double || name.equals("rows") || name.equals("data_fingerprint")) {
                parts.put((value instanceof Double ? "metric " : "") + name, String.valueOf(value));
            }
        });
        parts.put("threshold", String.valueOf(model.threshold()));
        parts.remove("metric threshold");
        Calibrator calibrator = model.decisionRule().calibrator();
        parts.put("calibrator", calibrator.kind() + " " + Arrays.toString(calibrator.numbers()));
        flatten("pipeline", model.manifest().pipeline(), parts);
        parts.keySet().removeAll(List.of("pipeline version", "pipeline name"));
        return parts;
    }

    private static void flatten(String path, Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            String dot = path.indexOf(' ') < 0 ? " " : ".";
            map.forEach((key, part) -> flatten(path + dot + key, Objects.requireNonNullElse(part, ""), into));
        } else {
            into.put(path, String.valueOf(value));
        }
    }
}
