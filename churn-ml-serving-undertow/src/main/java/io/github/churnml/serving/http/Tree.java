package io.github.churnml.serving.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts and numbers, in the order in which it is to be read. */
public final class Tree {

    /** Beyond this a double does not tell every whole number from the next. */
    private static final double WHOLE_BELOW = 1e15;

    private Tree() {}

    /**
     * An object.
     *
     * @param pairs keys, each followed by its value; a key whose value is null is left out
     */
    public static Map<String, Object> of(@Nullable Object... pairs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] instanceof String key && pairs[i + 1] != null) {
                tree.put(key, pairs[i + 1]);
            }
        }
        return Collections.unmodifiableMap(tree);
    }

    /** All pairs of both; the later ones win. */
    public static Map<String, Object> with(Map<String, Object> first, Map<String, Object> second) {
        Map<String, Object> tree = new LinkedHashMap<>(first);
        tree.putAll(second);
        return Collections.unmodifiableMap(tree);
    }

    /** The same maps and lists, with null for every number that is not finite. */
    public static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            map.forEach((key, inner) -> tree.put(String.valueOf(key), finite(inner)));
            return tree;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(finite(item)));
            return items;
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    /** A number as JSON has it: whole ones without a fraction, and null for one that is not finite. */
    public static @Nullable Number number(double value) {
        if (!Double.isFinite(value)) {
            return null;
        }
        if (value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW) {
            return (long) value;
        }
        return value;
    }
}
