package io.github.churnml.cli;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learners;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a pipeline's settings while options change it. Which keys there are is not known here: the pipeline refuses
 * unknown ones when it is read from the tree.
 */
final class SettingsTree {

    /** Where YAML lets one text stand for a whole section, the key of that section which the text is the value of. */
    private static final Map<String, String> SHORT_FORMS =
            Map.of("target", "column", "learner", "name", "select", "method", "calibration", "kind");

    private final Map<String, Object> tree;

    SettingsTree(Map<String, ?> settings) {
        tree = copy(settings);
    }

    Map<String, Object> tree() {
        return tree;
    }

    void put(String key, Object value) {
        tree.put(key, value);
    }

    /** A section, made if it is not there; a text in its place is written out under the key that it stands for. */
    Map<String, Object> section(String key, String shortFor) {
        return section(tree, key, key, shortFor);
    }

    /** Takes {@code key.path=value}, the value written as in YAML. */
    void set(String setting) {
        int equals = setting.indexOf('=');
        String path = equals < 0 ? "" : setting.substring(0, equals).strip();
        if (path.isEmpty() || path.startsWith(".") || path.endsWith(".") || path.contains("..")) {
            throw new ConfigurationException(
                    "Option --set holds " + Wording.value(setting) + " where KEY=VALUE is required.",
                    "Maybe write it as --set learner.trees=500.",
                    Where.nowhere());
        }
        Map<String, Object> at = tree;
        String[] keys = path.split("\\.");
        for (int i = 0; i < keys.length - 1; i++) {
            at = section(at, keys[i], path, SHORT_FORMS.getOrDefault(keys[i], ""));
        }
        if (keys.length == 2 && keys[0].equals("learner") && !keys[1].equals("name")) {
            at.computeIfAbsent("name", key -> defaultLearner());
        }
        at.put(keys[keys.length - 1], value(setting.substring(equals + 1), setting));
    }

    private static Map<String, Object> section(Map<String, Object> in, String key, String path, String shortFor) {
        Object there = in.get(key);
        Map<String, Object> section;
        if (there == null || "standard".equals(there) && key.equals("clean")) {
            section = new LinkedHashMap<>();
        } else if (there instanceof Map<?, ?> map) {
            section = copy(map);
        } else if (!shortFor.isEmpty() && !(there instanceof Iterable)) {
            section = new LinkedHashMap<>(Map.of(shortFor, there));
        } else {
            throw new ConfigurationException(
                    "Key " + Wording.name(key) + " holds " + Wording.value(there) + " and has no key in it to set, as "
                            + Wording.name(path) + " asks.",
                    "Maybe change it in the YAML file instead.",
                    Where.nowhere());
        }
        in.put(key, section);
        return section;
    }

    private static @Nullable Object value(String yaml, String setting) {
        if (yaml.contains("\n") || yaml.contains("\r")) {
            throw unreadable(setting, null);
        }
        try {
            return ChurnPipeline.parseSettings("value: " + yaml).get("value");
        } catch (ConfigurationException e) {
            throw unreadable(setting, e);
        }
    }

    private static ConfigurationException unreadable(String setting, @Nullable Exception cause) {
        return new ConfigurationException(
                "The value in --set " + Wording.value(setting) + " is not a YAML value.",
                "Maybe quote a text that holds a colon or a bracket; a list is written as [a, b].",
                Where.nowhere(),
                cause);
    }

    private static String defaultLearner() {
        return Learners.standard().name();
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
