package io.github.churnml.registry.variant;

import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.NumberCells;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the segment of a row by the values of its columns: one look-up in a hash table per column for values spelt as in
 * training, one more for other spellings of them. Immutable, safe for any thread, allocates nothing for texts that are spelt so.
 */
final class Chooser {

    /** What {@link #choose} gives where a value is missing. */
    static final int MISSING = -1;

    /** What {@link #choose} gives where no segment has the values. */
    static final int UNKNOWN = -2;

    private final SegmentColumn[] columns;

    /** By the first column's value; holds further maps, and in the last the places of segments. */
    private final Map<String, Object> root = new HashMap<>();

    Chooser(List<SegmentColumn> columns, List<Segment> segments) {
        this.columns = columns.toArray(SegmentColumn[]::new);
        for (int place = 0; place < segments.size(); place++) {
            put(root, 0, segments.get(place).variant(), place);
        }
    }

    @SuppressWarnings("unchecked") // all but the last column's maps hold maps
    private void put(Map<String, Object> node, int depth, Variant variant, int place) {
        String value = variant.parts().get(depth).value();
        String key = String.valueOf(columns[depth].key(value));
        Object next = node.get(key);
        if (next == null) {
            next = depth == columns.length - 1 ? (Object) place : new HashMap<String, Object>();
            node.put(key, next);
            // Spelt as in training it is found at once.
            node.putIfAbsent(value, next);
        }
        if (depth < columns.length - 1) {
            put((Map<String, Object>) next, depth + 1, variant, place);
        }
    }

    /** The columns that are looked at. */
    SegmentColumn[] columns() {
        return columns;
    }

    /** Gives the raw value of one of the columns. */
    @FunctionalInterface
    interface Values {
        @Nullable
        Object at(int column);
    }

    /** The place of a row's segment, {@link #MISSING} or {@link #UNKNOWN}. */
    int choose(Values values) {
        Object node = root;
        for (int c = 0; c < columns.length; c++) {
            Object value = values.at(c);
            String text = value instanceof String given ? given : text(value);
            if (text == null) {
                return MISSING;
            }
            Map<?, ?> map = (Map<?, ?>) node;
            node = map.get(text);
            if (node == null) {
                text = NumberCells.bare(text);
                String key = columns[c].key(text);
                node = key == null ? null : map.get(key);
                if (node == null) {
                    return key == null || MissingMarkers.standard().isMissing(text) ? MISSING : UNKNOWN;
                }
            }
        }
        return (Integer) node;
    }

    /** A value that an application gives, as a table would have it. */
    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof Number number) {
            double amount = number.doubleValue();
            return Double.isFinite(amount) ? Numbers.text(amount == 0 ? 0 : amount) : null;
        }
        return value == null ? null : String.valueOf(value);
    }
}
