package io.github.churnml.serving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts and numbers, in the order in which it is to be read. */
final class Tree {

    /** Beyond this a double does not tell every whole number from the next. */
    private static final double WHOLE_BELOW = 1e15;

    private Tree() {}

    /**
     * An object.
     *
     * @param pairs keys, each followed by its value; a key whose value is null is left out
     */
    static Map<String, Object> of(@Nullable Object... pairs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] instanceof String key && pairs[i + 1] != null) {
                tree.put(key, pairs[i + 1]);
            }
        }
        return Collections.unmodifiableMap(tree);
    }

    /** All pairs of both; the later ones win. */
    static Map<String, Object> with(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> tree = new LinkedHashMap<>(first);
        tree.putAll(second);
        return Collections.unmodifiableMap(tree);
    }

    /** The same tree with null in place of every number that is not finite, which JSON does not have. */
    static @Nullable Object finite(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, finite(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(value -> copy.add(finite(value)));
            return copy;
        }
        return tree instanceof Double number && !Double.isFinite(number) ? null : tree;
    }

    /** A number as JSON has it: whole ones without a fraction, and null for one that is not finite. */
    static @Nullable Number number(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW) {
            return (long) value;
        }
        return value;
    }
}
