package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.DuplicateRows;
import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all searches need to know of one column, worked out once. Sorted values are not kept: of a large table they would
 * be a second one.
 *
 * @param column the column
 * @param missing how many values are missing
 * @param distinct how many different values there are
 * @param numbers the distribution of numbers, or null
 * @param counts how often each level occurs, by code; empty for other columns
 * @param commonest the most frequent value as text, or null for prose, identifiers and where there is no value
 * @param commonestRows in how many rows it stands; for prose and identifiers 1, or all where they are equal
 * @param integers whether these are numbers without a fraction
 * @param fine groups for a column on its own
 * @param coarse few groups, for pairs of columns
 * @param shown groups for people: up to ten
 */
record Facts(
        Column column,
        long missing,
        long distinct,
        @Nullable NumberSummary numbers,
        long[] counts,
        @Nullable String commonest,
        long commonestRows,
        boolean integers,
        Grouping fine,
        Grouping coarse,
        Grouping shown) {

    /** Numbers with at most this many values are also looked at value by value. */
    private static final int FINE_GROUPS = 64;

    /** A level in fewer rows says nothing on its own. */
    private static final int FEWEST_ROWS = 10;

    private static final int SHOWN_GROUPS = 10;
    private static final int FEWEST_KEYS = 100;

    /** The commonest of counts stands in many times as many rows as others do, and is one of the smallest. */
    private static final double COMMON_COUNT = 4;

    private static final double SMALL_COUNT = 0.05;

    private static final double NEARLY_ALL = 0.99;
    private static final int ENOUGH_VALUES = 20;

    static Facts of(Dataset data, Column column, int coarseGroups) {
        if (column instanceof NumericColumn numbers) {
            return ofNumbers(numbers, coarseGroups);
        }
        return column instanceof CodedColumn levels ? ofLevels(levels, coarseGroups) : ofTexts(data, column);
    }

    String name() {
        return column.name();
    }

    ColumnType type() {
        return column.type();
    }

    int rows() {
        return column.rows();
    }

    long present() {
        return column.rows() - missing;
    }

    /** Whether there are at least two different values. */
    boolean varies() {
        return distinct >= 2;
    }

    boolean isNumeric() {
        return column.type() == ColumnType.NUMERIC;
    }

    /** Whether the values name rows, or would if they were not declared to be something else. */
    boolean namesRows() {
        boolean enough = present() >= ENOUGH_VALUES;
        boolean nearlyAll = distinct >= NEARLY_ALL * present();
        return type() == ColumnType.IDENTIFIER
                ? nearlyAll || !enough
                : enough && nearlyAll && (type().isCoded() || isNumeric() && integers && isIdLike());
    }

    /** Whether the values name what several rows belong to, such as the customer in a log. */
    boolean isRepeatedKey() {
        if (namesRows()) {
            return false;
        }
        boolean keys = type().isCoded() || isNumeric() && integers && !areCounts();
        return type() == ColumnType.IDENTIFIER || keys && distinct >= FEWEST_KEYS && isIdLike();
    }

    private boolean isIdLike() {
        return IdentifierNames.isIdLike(name(), isNumeric());
    }

    private boolean areCounts() {
        if (numbers == null || commonest == null || numbers.min() < 0 || numbers.min() > 1) {
            return false;
        }
        return Numbers.parse(commonest) <= numbers.min() + SMALL_COUNT * (numbers.max() - numbers.min())
                && commonestRows > COMMON_COUNT * rowsPerValue();
    }

    /** How many rows there are for each value, on average. */
    double rowsPerValue() {
        return distinct == 0 ? 0 : (double) present() / distinct;
    }

    List<LevelCount> topLevels() {
        if (!(column instanceof CodedColumn coded)) {
            return List.of();
        }
        List<LevelCount> all = new ArrayList<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                all.add(new LevelCount(coded.levels().get(code), counts[code]));
            }
        }
        all.sort(Comparator.comparingLong(LevelCount::rows).reversed().thenComparing(LevelCount::level));
        return all.subList(0, Math.min(SHOWN_GROUPS, all.size()));
    }

    private static Facts ofNumbers(NumericColumn column, int coarseGroups) {
        double[] sorted = new double[column.rows()];
        int count = 0;
        boolean integers = true;
        for (int row = 0; row < sorted.length; row++) {
            double value = column.value(row);
            if (!Double.isNaN(value)) {
                sorted[count++] = value;
                integers &= value == Math.rint(value);
            }
        }
        sorted = Arrays.copyOf(sorted, count);
        Arrays.sort(sorted);
        long distinct = 0;
        long longest = 0;
        double commonest = Double.NaN;
        for (int from = 0, to; from < count; from = to) {
            to = from + 1;
            while (to < count && sorted[to] == sorted[from]) {
                to++;
            }
            distinct++;
            if (to - from > longest) {
                longest = to - from;
                commonest = sorted[from];
            }
        }
        return new Facts(
                column,
                column.rows() - count,
                distinct,
                NumberSummary.of(sorted),
                new long[0],
                count == 0 ? null : Say.value(commonest, column.type()),
                longest,
                integers && count > 0,
                Grouping.ofNumbers(column, sorted, FINE_GROUPS),
                Grouping.ofNumbers(column, sorted, coarseGroups),
                Grouping.ofNumbers(column, sorted, SHOWN_GROUPS));
    }

    private static Facts ofLevels(CodedColumn column, int coarseGroups) {
        long[] counts = new long[column.levels().size()];
        long missing = 0;
        for (int row = 0; row < column.rows(); row++) {
            int code = column.code(row);
            if (code < 0) {
                missing++;
            } else {
                counts[code]++;
            }
        }
        long distinct = Arrays.stream(counts).filter(count -> count > 0).count();
        int[] order = Grouping.order(column, counts);
        return new Facts(
                column,
                missing,
                distinct,
                null,
                counts,
                distinct == 0 ? null : column.levels().get(order[0]),
                distinct == 0 ? 0 : counts[order[0]],
                false,
                Grouping.ofLevels(column, counts, order, Integer.MAX_VALUE, FEWEST_ROWS),
                Grouping.ofLevels(column, counts, order, coarseGroups, FEWEST_ROWS),
                Grouping.ofLevels(column, counts, order, SHOWN_GROUPS, 1));
    }

    private static Facts ofTexts(Dataset data, Column column) {
        long missing = 0;
        for (int row = 0; row < column.rows(); row++) {
            missing += column.isMissing(row) ? 1 : 0;
        }
        long different = DuplicateRows.firstOfEach(data, field -> field.name().equals(column.name())).length;
        long distinct = missing > 0 ? different - 1 : different;
        Grouping presence = Grouping.ofPresence(column);
        long commonestRows = distinct == 1 ? column.rows() - missing : Math.min(1, distinct);
        return new Facts(
                column, missing, distinct, null, new long[0], null, commonestRows, false, presence, presence, presence);
    }
}
