package io.github.churnml.registry.variant;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table by segment: each row belongs to one, or to none where a value is missing.
 *
 * @param columns the columns whose values say so, in the order of names
 * @param variants the segments, in the order of their values
 * @param of one per row: the place of its segment, or -1
 */
record Segments(List<SegmentColumn> columns, List<Variant> variants, int[] of) {

    /** More values than this are no segments: an identifier or an amount was named. */
    static final int MOST = 10_000;

    static Segments of(Dataset data, List<String> dimensions, VariantSettings settings, ChurnPipeline pipeline) {
        List<SegmentColumn> columns = dimensions.stream()
                .map(dimension -> SegmentColumn.of(data, dimension, settings, pipeline))
                .toList();
        List<Column> values =
                columns.stream().map(column -> data.column(column.name())).toList();
        List<@Nullable List<String>> keys = new ArrayList<>(data.rows());
        List<TreeMap<String, String>> shown = new ArrayList<>();
        columns.forEach(column -> shown.add(new TreeMap<>()));
        TreeMap<String, List<String>> found = new TreeMap<>();
        for (int row = 0; row < data.rows(); row++) {
            List<String> key = key(columns, values, row, shown);
            keys.add(key);
            if (key != null && found.putIfAbsent(joined(key), key) == null && found.size() > MOST) {
                throw new ConfigurationException(
                        "Customers are divided by " + Wording.names(dimensions) + ", which makes more than "
                                + Wording.count(MOST) + " segments of " + Wording.count(data.rows()) + " rows.",
                        "Maybe another column was meant: one that many customers share.",
                        Where.column(columns.get(0).name()));
            }
        }
        List<Variant> variants = new ArrayList<>();
        Map<List<String>, Integer> places = new LinkedHashMap<>();
        for (List<String> key : found.values()) {
            places.put(key, variants.size());
            variants.add(variant(columns, shown, key));
        }
        SegmentNames.requireDistinct(variants);
        int[] of = new int[data.rows()];
        Arrays.fill(of, -1);
        for (int row = 0; row < of.length; row++) {
            List<String> key = keys.get(row);
            of[row] = key == null ? -1 : places.getOrDefault(key, -1);
        }
        return new Segments(columns, List.copyOf(variants), of);
    }

    private static @Nullable List<String> key(
            List<SegmentColumn> columns, List<Column> values, int row, List<TreeMap<String, String>> shown) {
        String[] key = new String[columns.size()];
        for (int c = 0; c < key.length; c++) {
            String text = values.get(c).text(row);
            String one = columns.get(c).key(text);
            if (one == null || text == null) {
                return null;
            }
            key[c] = one;
            // Of several spellings of one value the first by character code, as of levels.
            shown.get(c).merge(one, columns.get(c).shown(text), (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }
        return List.of(key);
    }

    private static Variant variant(List<SegmentColumn> columns, List<TreeMap<String, String>> shown, List<String> key) {
        List<VariantPart> parts = new ArrayList<>();
        for (int c = 0; c < key.size(); c++) {
            String value = shown.get(c).getOrDefault(key.get(c), key.get(c));
            parts.add(new VariantPart(columns.get(c).dimension(), value));
        }
        return new Variant(parts);
    }

    private static String joined(List<String> key) {
        return String.join("\u0000", key);
    }

    /**
     * The segment that a variant names: spelt so, or else the only one that differs in case.
     *
     * @throws DataException if no row is of it
     */
    int require(Variant wanted) {
        List<String> key = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            key.add(String.valueOf(columns.get(c).key(wanted.parts().get(c).value())));
        }
        List<Integer> alike = new ArrayList<>();
        for (int place = 0; place < variants.size(); place++) {
            List<String> other = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                other.add(String.valueOf(
                        columns.get(c).key(variants.get(place).parts().get(c).value())));
            }
            if (other.equals(key)) {
                return place;
            }
            if (joined(other).equalsIgnoreCase(joined(key))) {
                alike.add(place);
            }
        }
        if (alike.size() == 1) {
            return alike.get(0);
        }
        List<String> there = variants.stream().map(Segments::values).toList();
        throw new DataException(
                "No customer is of the variant " + wanted + ".",
                Wording.maybeNearest(values(wanted), there),
                Where.column(columns.get(0).name()));
    }

    private static String values(Variant variant) {
        return String.join(
                ", ", variant.parts().stream().map(VariantPart::value).toList());
    }

    /** The rows of a segment, ascending. */
    int[] rows(int place) {
        int count = 0;
        for (int one : of) {
            count += one == place ? 1 : 0;
        }
        int[] rows = new int[count];
        int next = 0;
        for (int row = 0; row < of.length; row++) {
            if (of[row] == place) {
                rows[next++] = row;
            }
        }
        return rows;
    }
}
