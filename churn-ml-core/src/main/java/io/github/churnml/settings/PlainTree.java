package io.github.churnml.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one plain tree out of the events of a text, JSON or YAML: no key twice, no deeper than allowed, no more values
 * than fit in memory, and the line of every key where that is wanted.
 */
final class PlainTree {

    /** A value takes up to about 100 bytes in memory, much more than in the file, so they are counted too. */
    private static final int MOST_VALUES = 5_000_000;

    private static final int LONGEST_NAME = 200;

    private final TreeEvents events;
    private final int deepest;
    private final @Nullable Map<String, Integer> lines;
    private int values;

    /**
     * A builder of one tree.
     *
     * @param events the text
     * @param deepest how many mappings and lists may stand inside each other
     * @param lines takes the line of each key, and of each item of a list, under the name that {@link Settings} gives it
     */
    PlainTree(TreeEvents events, int deepest, @Nullable Map<String, Integer> lines) {
        this.events = events;
        this.deepest = deepest;
        this.lines = lines;
    }

    /** The tree of what the events have moved to. */
    @Nullable
    Object of(TreeEvents.Kind root) {
        return value(root, "", 1);
    }

    private @Nullable Object value(TreeEvents.Kind kind, @Nullable String path, int depth) {
        if (++values > MOST_VALUES) {
            throw events.problem("holds more than " + MOST_VALUES + " values", "");
        }
        if (kind == TreeEvents.Kind.SCALAR) {
            return events.scalar();
        }
        if (depth > deepest) {
            throw events.problem("is nested more than " + deepest + " deep", "");
        }
        return kind == TreeEvents.Kind.MAPPING ? mapping(path, depth) : list(path, depth);
    }

    private Map<String, Object> mapping(@Nullable String path, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key = events.key(); key != null; key = events.key()) {
            if (map.containsKey(key)) {
                throw events.twice(key);
            }
            String name = lines == null ? null : note(path, path == null || path.isEmpty() ? key : "." + key);
            map.put(key, value(events.next(), name, depth + 1));
        }
        return map;
    }

    private List<Object> list(@Nullable String path, int depth) {
        List<Object> list = new ArrayList<>();
        for (TreeEvents.Kind kind = events.next(); kind != TreeEvents.Kind.END; kind = events.next()) {
            String name = lines == null ? null : note(path, "[" + list.size() + "]");
            list.add(value(kind, name, depth + 1));
        }
        return list;
    }

    /** Full names grow with every level: what is below one that is too long for any message has none. */
    private @Nullable String note(@Nullable String path, String below) {
        if (lines == null || path == null || path.length() + below.length() > LONGEST_NAME) {
            return null;
        }
        String name = path + below;
        lines.put(name, events.line());
        return name;
    }
}
