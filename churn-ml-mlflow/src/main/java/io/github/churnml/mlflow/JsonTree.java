package io.github.churnml.mlflow;

import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapping out of an answer, of which only what is needed is read: servers of other versions add keys.
 *
 * @param values the mapping
 */
record JsonTree(Map<String, Object> values) {

    static JsonTree of(@Nullable Object tree) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
        }
        return new JsonTree(values);
    }

    /** The mapping below a key; empty where there is none. */
    JsonTree at(String key) {
        return of(values.get(key));
    }

    /** A text or a number as text. */
    Optional<String> text(String key) {
        Object value = values.get(key);
        return value instanceof String || value instanceof Number
                ? Optional.of(String.valueOf(value))
                : Optional.empty();
    }

    String require(String key) {
        return text(key)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new RegistryException(
                        "An answer of the MLflow server lacks " + Wording.name(key) + ".",
                        "Maybe it is of a version that is not known here: 2.22 and 3.x are.",
                        Where.nowhere()));
    }

    /** The mappings of a list. */
    List<JsonTree> list(String key) {
        List<JsonTree> all = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            list.forEach(one -> all.add(of(one instanceof Map<?, ?> ? one : Map.of())));
        }
        return all;
    }

    List<String> texts(String key) {
        List<String> all = new ArrayList<>();
        if (values.get(key) instanceof List<?> list) {
            list.forEach(one -> all.add(String.valueOf(one)));
        }
        return all;
    }

    /** A list of {@code key} and {@code value} as a mapping. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        list(key)
                .forEach(one ->
                        pairs.put(one.text("key").orElse(""), one.text("value").orElse("")));
        return pairs;
    }

    /** A mapping as a list of {@code key} and {@code value}. */
    static List<Map<String, Object>> ofPairs(Map<String, String> pairs) {
        List<Map<String, Object>> list = new ArrayList<>();
        pairs.forEach((key, value) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", key);
            one.put("value", value);
            list.add(one);
        });
        return list;
    }
}
