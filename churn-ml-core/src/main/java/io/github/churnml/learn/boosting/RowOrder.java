package io.github.churnml.learn.boosting;

/**
 * The rows of a table in the order of the leaves that they reach: the rows of a node stand together, ascending. Nodes that
 * share no rows can be divided at the same time.
 */
final class RowOrder {

    private static final int ROWS_A_PART = 16_384;
    /** What a row costs, in updates of a histogram's cell. */
    private static final int ROW_COST = 4;

    final int[] rows;
    private final int[] spare;

    RowOrder(int count) {
        rows = new int[count];
        spare = new int[count];
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

    /** Brings all rows into ascending order. */
    void reset() {
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
    }

    /** Divides the rows from one place to another; returns where those of the second side begin. */
    int divide(int from, int to, Divider divider) {
        return divide(new int[] {from}, new int[] {to}, new Divider[] {divider})[0];
    }

    /**
     * Divides stretches that share no rows, all at the same time: parts of them by themselves, and then what belongs to each
     * side is brought together. Returns where the rows of the second side begin in each.
     */
    int[] divide(int[] from, int[] to, Divider[] dividers) {
        Parts parts = new Parts(from, to, ROWS_A_PART);
        int[] first = new int[parts.count];
        int[] middles = new int[from.length];
        parts.each(
                ROW_COST,
                (stretch, part, begin, end) -> first[part] = dividers[stretch].divide(rows, begin, end, spare));
        for (int stretch = 0; stretch < from.length; stretch++) {
            middles[stretch] = from[stretch];
            for (int part = parts.first[stretch]; part < parts.first[stretch + 1]; part++) {
                middles[stretch] += first[part];
            }
        }
        if (parts.count == from.length) {
            return middles;
        }
        int[] start = new int[parts.count];
        for (int part = 0; part < parts.count; part++) {
            boolean begins = part == parts.first[parts.stretch[part]];
            start[part] = begins ? from[parts.stretch[part]] : start[part - 1] + first[part - 1];
        }
        parts.each(ROW_COST, (stretch, part, begin, end) -> {
            System.arraycopy(rows, begin, spare, start[part], first[part]);
            int others = middles[stretch] + (begin - start[part]);
            System.arraycopy(rows, begin + first[part], spare, others, end - begin - first[part]);
        });
        parts.each(ROW_COST, (stretch, part, begin, end) -> System.arraycopy(spare, begin, rows, begin, end - begin));
        return middles;
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
