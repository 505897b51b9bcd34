package io.github.churnml.learn.boosting;

/**
 * Rows that follow on each other in a table, in the order of the leaves that they reach: the rows of a node stand together,
 * ascending. Nodes that share no rows can be divided at the same time.
 */
final class RowOrder {

    /** The rows; where they stand is counted from 0 on. */
    final int[] rows;
    /** The first row of the table that is one of them. */
    final int first;

    private final int[] spare;

    /**
     * @param from the first row
     * @param to the one behind the last
     */
    RowOrder(int from, int to) {
        first = from;
        rows = new int[to - from];
        spare = new int[to - from];
    }

    /** Divides a stretch of rows in two. */
    interface Divider {

        /**
         * Brings the rows of one side before those of the other, both in the order that they had.
         *
         * @param spare free from the same place to the same place
         * @return how many are of the first side
         */
        int divide(int[] rows, int from, int to, int[] spare);
    }

    /** Brings all rows into ascending order, and those drawn before the others; returns how many were drawn. */
    int draw(RowSample sample) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = first + i;
        }
        return sample.divide(rows, 0, rows.length, spare);
    }

    /** Divides the rows from one place to another; returns where those of the second side begin. */
    int divide(int from, int to, Divider divider) {
        return from + divider.divide(rows, from, to, spare);
    }

    /** Takes a division back: the rows from one place to another are ascending once more. */
    void join(int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int place = from; place < to; place++) {
            boolean takesLeft = right == to || left < middle && rows[left] < rows[right];
            spare[place] = takesLeft ? rows[left++] : rows[right++];
        }
        System.arraycopy(spare, from, rows, from, to - from);
    }
}
