package io.github.churnml.learn.boosting;

/**
 * The rows of a table in the order of the leaves that they reach: the rows of a node stand together, ascending. Nodes that
 * share no rows can be divided at the same time.
 */
final class RowOrder {

    private static final int ROWS_A_PART = 32_768;

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
        int parts = Parallel.parts(to - from, ROWS_A_PART);
        if (parts == 1) {
            return from + divider.divide(rows, from, to, spare);
        }
        int[] first = new int[parts];
        Parallel.all(
                parts,
                part -> first[part] = divider.divide(
                        rows, Parallel.place(from, to, part, parts), Parallel.place(from, to, part + 1, parts), spare));
        int[] start = new int[parts + 1];
        for (int part = 0; part < parts; part++) {
            start[part + 1] = start[part] + first[part];
        }
        int middle = from + start[parts];
        Parallel.all(parts, part -> {
            int begin = Parallel.place(from, to, part, parts);
            int end = Parallel.place(from, to, part + 1, parts);
            System.arraycopy(rows, begin, spare, from + start[part], first[part]);
            int others = middle + (begin - from - start[part]);
            System.arraycopy(rows, begin + first[part], spare, others, end - begin - first[part]);
        });
        Parallel.all(parts, part -> {
            int begin = Parallel.place(from, to, part, parts);
            System.arraycopy(spare, begin, rows, begin, Parallel.place(from, to, part + 1, parts) - begin);
        });
        return middle;
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
