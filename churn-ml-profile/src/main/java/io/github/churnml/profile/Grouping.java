package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.NumericColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts a column's rows into groups: by level, by value or range of numbers, or by whether there is a value. The last
 * group takes the rows without a value. It holds no rows itself, so it costs nothing to keep; it counts them once. For one thread.
 */
final class Grouping {

    private final Column column;

    /** Of numbers: group i takes what is at most {@code cuts[i]} and no less; what is above all comes after. */
    private final double[] cuts;

    /** Of levels: the group of each code. */
    private final int[] ofCode;

    private final String[] names;

    /** Whether each group is one level or value, rather than a range or a rest. */
    private final boolean[] single;

    private @Nullable TargetLabels counted;
    private long[][] counts = {};

    private Grouping(Column column, double[] cuts, int[] ofCode, String[] names, boolean[] single) {
        this.column = column;
        this.cuts = cuts;
        this.ofCode = ofCode;
        this.names = names;
        this.single = single;
    }

    /** By whether there is a value: group 0 has one, group 1 has none. */
    static Grouping ofPresence(Column column) {
        return new Grouping(
                column, new double[0], new int[0], new String[] {"present", GroupNames.MISSING}, new boolean[] {
                    false, true
                });
    }

    /**
     * The codes of a column's levels, most frequent first, equals by their text.
     *
     * @param counts how often each code occurs
     */
    static int[] order(CodedColumn column, long[] counts) {
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byCount = Long.compare(counts[b], counts[a]);
            return byCount != 0
                    ? byCount
                    : column.levels().get(a).compareTo(column.levels().get(b));
        });
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /**
     * By level: the most frequent on their own, if they stand in enough rows, and all others together.
     *
     * @param counts how often each code occurs
     * @param order the codes, most frequent first
     * @param most the most groups of one level
     * @param fewest how many rows a level needs for a group of its own
     */
    static Grouping ofLevels(CodedColumn column, long[] counts, int[] order, int most, long fewest) {
        int own = 0;
        while (own < Math.min(most, order.length) && counts[order[own]] >= Math.max(1, fewest)) {
            own++;
        }
        int rest = 0;
        int[] ofCode = new int[counts.length];
        for (int i = 0; i < order.length; i++) {
            ofCode[order[i]] = Math.min(i, own);
            rest += i >= own && counts[order[i]] > 0 ? 1 : 0;
        }
        String[] names = new String[own + 2];
        boolean[] single = new boolean[own + 2];
        for (int i = 0; i < own; i++) {
            names[i] = column.levels().get(order[i]);
            single[i] = true;
        }
        names[own] = GroupNames.others(rest);
        names[own + 1] = GroupNames.MISSING;
        single[own + 1] = true;
        return new Grouping(column, new double[0], ofCode, names, single);
    }

    /**
     * By value if there are few, else by ranges with equally many rows, as far as ties allow.
     *
     * @param sorted the values that are not missing, ascending
     * @param most the most groups
     */
    static Grouping ofNumbers(NumericColumn column, double[] sorted, int most) {
        double[] values = firstDistinct(sorted, most);
        boolean byValue = values.length <= most;
        double[] cuts = byValue ? Arrays.copyOf(values, Math.max(0, values.length - 1)) : quantileCuts(sorted, most);
        String[] names = new String[cuts.length + 2];
        boolean[] single = new boolean[cuts.length + 2];
        for (int i = 0; i <= cuts.length; i++) {
            names[i] = byValue && values.length > 0
                    ? Say.value(values[i], column.type())
                    : GroupNames.range(column.type(), cuts, i);
            single[i] = byValue;
        }
        names[cuts.length + 1] = GroupNames.MISSING;
        single[cuts.length + 1] = true;
        return new Grouping(column, cuts, new int[0], names, single);
    }

    /** How many groups there are, some of which may be empty. */
    int size() {
        return names.length;
    }

    int missingGroup() {
        return names.length - 1;
    }

    String name(int group) {
        return names[group];
    }

    /** Whether a group is one level or value, or the missing ones. */
    boolean isSingle(int group) {
        return single[group];
    }

    int of(int row) {
        if (column.isMissing(row)) {
            return names.length - 1;
        }
        if (column instanceof CodedColumn coded && ofCode.length > 0) {
            return ofCode[coded.code(row)];
        }
        return column instanceof NumericColumn numbers && names.length > 2 ? position(numbers.value(row)) : 0;
    }

    /** How many customers left ({@code [1]}) and stayed ({@code [0]}) in each group: {@code [group][label]}, not to be written to. */
    long[][] count(TargetLabels outcome) {
        if (counted != outcome) {
            counts = new long[size()][2];
            for (int row = 0; row < column.rows(); row++) {
                if (outcome.label(row) >= 0) {
                    counts[of(row)][outcome.label(row)]++;
                }
            }
            counted = outcome;
        }
        return counts;
    }

    private int position(double value) {
        int low = 0;
        int high = cuts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value <= cuts[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The distinct values, or one more than wanted if there are more. */
    private static double[] firstDistinct(double[] sorted, int most) {
        double[] values = new double[most + 1];
        int count = 0;
        for (double value : sorted) {
            if (count == 0 || value != values[count - 1]) {
                values[count++] = value;
                if (count > most) {
                    break;
                }
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static double[] quantileCuts(double[] sorted, int groups) {
        double[] cuts = new double[groups - 1];
        int count = 0;
        double last = sorted[sorted.length - 1];
        for (int i = 1; i < groups; i++) {
            double cut = sorted[(int) ((long) i * sorted.length / groups)];
            if (cut < last && (count == 0 || cut > cuts[count - 1])) {
                cuts[count++] = cut;
            }
        }
        return Arrays.copyOf(cuts, count);
    }
}
