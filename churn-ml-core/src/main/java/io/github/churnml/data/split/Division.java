package io.github.churnml.data.split;

import java.util.Arrays;

/**
 * One division of a table's rows. The arrays are the holder's own and are not copied. Rows may be on neither side: those
 * in the gap before a hold-out in time.
 *
 * @param train the rows to learn from, ascending
 * @param test the rows to judge on, ascending
 */
public record Division(int[] train, int[] test) {

    /**
     * Whether a model can be learnt from one side and judged on the other.
     *
     * @param labels one per row of the table
     * @return whether each side has rows of every label that there is
     */
    public boolean showsAll(int[] labels) {
        long all = Arrays.stream(labels).distinct().count();
        return classes(labels, train) == all && classes(labels, test) == all;
    }

    private static long classes(int[] labels, int[] rows) {
        return Arrays.stream(rows).map(row -> labels[row]).distinct().count();
    }
}
