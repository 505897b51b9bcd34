package io.github.churnml.report.heldout;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.report.figure.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Customers divided by one column: by its commonest levels, by quarters of its numbers, and whether it is missing.
 *
 * @param column the column
 * @param names what each group is, in words; a level is as the table has it
 * @param of the group of each row, −1 for none
 */
record Grouping(String column, List<String> names, int[] of) {

    private static final int MOST_LEVELS = 12;
    private static final int QUARTERS = 4;

    /** By a column of numbers, dates or levels; empty for texts and identifiers. */
    static Optional<Grouping> of(Column column, int fewest) {
        if (column instanceof NumericColumn numbers) {
            return Optional.of(quarters(numbers));
        }
        return column instanceof CodedColumn coded ? Optional.of(levels(coded, fewest)) : Optional.empty();
    }

    private static Grouping levels(CodedColumn coded, int fewest) {
        List<String> names = new ArrayList<>(coded.counts().entrySet().stream()
                .filter(entry -> entry.getValue() >= fewest)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LEVELS)
                .map(Map.Entry::getKey)
                .toList());
        int[] groups = new int[coded.levels().size()];
        for (int code = 0; code < groups.length; code++) {
            groups[code] = names.indexOf(coded.levels().get(code));
        }
        int missing = names.size();
        names.add("missing");
        return new Grouping(
                coded.name(),
                names,
                IntStream.range(0, coded.rows())
                        .map(row -> coded.code(row) < 0 ? missing : groups[coded.code(row)])
                        .toArray());
    }

    private static Grouping quarters(NumericColumn numbers) {
        double[] sorted = IntStream.range(0, numbers.rows())
                .mapToDouble(numbers::value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] edges = edges(sorted);
        List<String> names = new ArrayList<>();
        for (int i = 0; i <= edges.length; i++) {
            names.add(
                    edges.length == 0
                            ? "any number"
                            : i == 0
                                    ? (edges[0] == sorted[0] ? "" : "up to ") + text(numbers, edges[0])
                                    : i == edges.length
                                            ? "above " + text(numbers, edges[i - 1])
                                            : "above " + text(numbers, edges[i - 1]) + " up to "
                                                    + text(numbers, edges[i]));
        }
        int missing = names.size();
        names.add("missing");
        int[] of = new int[numbers.rows()];
        for (int row = 0; row < of.length; row++) {
            double value = numbers.value(row);
            of[row] = Double.isNaN(value) ? missing : group(edges, value);
        }
        return new Grouping(numbers.name(), names, of);
    }

    /** The quartiles that have values on either side. */
    private static double[] edges(double[] sorted) {
        if (sorted.length == 0) {
            return new double[0];
        }
        return IntStream.range(1, QUARTERS)
                .mapToDouble(i -> sorted[(int) ((long) i * (sorted.length - 1) / QUARTERS)])
                .distinct()
                .filter(edge -> edge < sorted[sorted.length - 1])
                .toArray();
    }

    private static int group(double[] edges, double value) {
        int place = Arrays.binarySearch(edges, value);
        return place < 0 ? -place - 1 : place;
    }

    private static String text(NumericColumn numbers, double value) {
        return numbers.type() == ColumnType.DATE ? Dates.text(Math.rint(value)) : Unit.PLAIN.text(value);
    }

    /** The rows of each group. */
    int[] sizes() {
        int[] sizes = new int[names.size()];
        for (int group : of) {
            if (group >= 0) {
                sizes[group]++;
            }
        }
        return sizes;
    }
}
