package io.github.churnml.learn.boosting;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Makes histograms of nodes: for each bin of each column the sum of the packed gradients of the node's rows. A histogram is
 * one array, the columns of the tree one after the other. For many threads.
 *
 * <p>The rows' gradients are first brought into the order of the node's rows; then up to four joint columns of {@link Cells}
 * are added up in one go, which keeps the processor busy while each waits for its cell, and divided among their columns.
 * Nodes of few rows are added up column by column, without the joint ones.
 */
final class Histograms {

    /** Below so many rows, going through all the cells of a joint column would cost more than it saves. */
    private static final int FEW_ROWS = 192;
    /** Rows that one thread adds up at a time. */
    private static final int ROWS_A_PART = 16_384;

    /** Rows whose gradients are brought into order before they are added up: few enough for the fastest cache. */
    private static final int ROWS_AT_ONCE = 1024;

    private static final long MOST_BYTES = 256L << 20;

    private final BinnedTable table;
    private final Cells cells;
    private final long[] packed;
    private int[] columns = {};
    /** The joint columns with a column of the tree. */
    private int[] joints = {};
    /** Where a column's bins begin, by column of the table; −1 for those not of the tree. */
    private final int[] begin;

    private int[] offsets = {0};
    private final Deque<long[]> free = new ArrayDeque<>();
    /** How many are in use. */
    private int used;

    /** @param packed the gradients of all rows */
    Histograms(BinnedTable table, Cells cells, long[] packed) {
        this.table = table;
        this.cells = cells;
        this.packed = packed;
        this.begin = new int[table.columns.length];
    }

    /** Begins a tree on some columns, ascending; histograms of the tree before are no longer of use. */
    void begin(int[] columnsOfTree) {
        if (Arrays.equals(columns, columnsOfTree)) {
            return;
        }
        free.clear();
        used = 0;
        columns = columnsOfTree;
        offsets = new int[columns.length + 1];
        Arrays.fill(begin, -1);
        boolean[] needed = new boolean[cells.sizes.length];
        for (int place = 0; place < columns.length; place++) {
            int column = columns[place];
            offsets[place + 1] = offsets[place] + table.columns[column].size();
            begin[column] = offsets[place];
            needed[cells.jointOf[column]] = true;
        }
        int[] joint = new int[needed.length];
        int count = 0;
        for (int i = 0; i < needed.length; i++) {
            if (needed[i]) {
                joint[count++] = i;
            }
        }
        joints = Arrays.copyOf(joint, count);
    }

    /** Where the bins of a column begin, by its place among the tree's columns. */
    int offset(int place) {
        return offsets[place];
    }

    /** Adds up the rows from one place of the order of rows to another. */
    long[] of(int[] rows, int from, int to) {
        long[] histogram = take();
        int parts = Parallel.parts(to - from, ROWS_A_PART);
        if (parts == 1) {
            add(rows, from, to, histogram);
            return histogram;
        }
        long[][] sums = new long[parts][];
        sums[0] = histogram;
        Parallel.all(parts, part -> {
            if (part > 0) {
                sums[part] = take();
            }
            add(rows, Parallel.place(from, to, part, parts), Parallel.place(from, to, part + 1, parts), sums[part]);
        });
        for (int part = 1; part < parts; part++) {
            long[] other = sums[part];
            for (int i = 0; i < histogram.length; i++) {
                histogram[i] += other[i];
            }
            giveBack(other);
        }
        return histogram;
    }

    private void add(int[] rows, int from, int to, long[] histogram) {
        if (to - from < FEW_ROWS) {
            for (int place = 0; place < columns.length; place++) {
                addFew(table.bins[columns[place]], offsets[place], rows, from, to, histogram);
            }
            return;
        }
        long[][] sums = new long[joints.length + 1][FeatureBins.MOST];
        long[] values = new long[Math.min(to - from, ROWS_AT_ONCE)];
        for (int begin = from; begin < to; begin += ROWS_AT_ONCE) {
            int end = Math.min(to, begin + ROWS_AT_ONCE);
            for (int i = begin; i < end; i++) {
                values[i - begin] = packed[rows[i]];
            }
            addJoints(rows, begin, end, values, sums);
        }
        for (int place = 0; place < joints.length; place++) {
            divide(joints[place], sums[place], histogram);
        }
    }

    private void addFew(byte[] bins, int offset, int[] rows, int from, int to, long[] histogram) {
        for (int i = from; i < to; i++) {
            histogram[offset + (bins[rows[i]] & 0xFF)] += packed[rows[i]];
        }
    }

    private void addJoints(int[] rows, int from, int to, long[] values, long[][] sums) {
        int place = 0;
        while (place < joints.length) {
            int quad = joints[place] / Cells.TOGETHER;
            int next = place + 1;
            while (next < joints.length && joints[next] / Cells.TOGETHER == quad) {
                next++;
            }
            int[] four = cells.quads[quad];
            int shift = Cells.shift(joints[place]);
            if (next == place + 1) {
                addOne(four, shift, rows, from, to, values, sums[place]);
            } else if (next == place + 2) {
                int other = Cells.shift(joints[place + 1]);
                addTwo(four, shift, other, rows, from, to, values, sums[place], sums[place + 1]);
            } else {
                // Of three, the cells of the one that is not wanted go to an array that nobody reads.
                long[][] ofFour = new long[Cells.TOGETHER][];
                Arrays.fill(ofFour, sums[joints.length]);
                for (int i = place; i < next; i++) {
                    ofFour[joints[i] % Cells.TOGETHER] = sums[i];
                }
                addFour(four, rows, from, to, values, ofFour[0], ofFour[1], ofFour[2], ofFour[3]);
            }
            place = next;
        }
    }

    private static void addOne(int[] four, int shift, int[] rows, int from, int to, long[] values, long[] sums) {
        for (int i = from; i < to; i++) {
            sums[four[rows[i]] >>> shift & 0xFF] += values[i - from];
        }
    }

    private static void addTwo(
            int[] four,
            int shift0,
            int shift1,
            int[] rows,
            int from,
            int to,
            long[] values,
            long[] sums0,
            long[] sums1) {
        for (int i = from; i < to; i++) {
            int cell = four[rows[i]];
            long value = values[i - from];
            sums0[cell >>> shift0 & 0xFF] += value;
            sums1[cell >>> shift1 & 0xFF] += value;
        }
    }

    private static void addFour(
            int[] four,
            int[] rows,
            int from,
            int to,
            long[] values,
            long[] sums0,
            long[] sums1,
            long[] sums2,
            long[] sums3) {
        for (int i = from; i < to; i++) {
            int cell = four[rows[i]];
            long value = values[i - from];
            sums0[cell & 0xFF] += value;
            sums1[cell >>> 8 & 0xFF] += value;
            sums2[cell >>> 16 & 0xFF] += value;
            sums3[cell >>> 24] += value;
        }
    }

    /** Adds the cells of a joint column to its columns' bins. */
    private void divide(int joint, long[] sums, long[] histogram) {
        int size = cells.sizes[joint];
        for (int column : cells.members[joint]) {
            int offset = begin[column];
            if (offset >= 0) {
                add(sums, size, cells.binOf[column], histogram, offset);
            }
        }
    }

    private static void add(long[] sums, int size, byte @Nullable [] bins, long[] histogram, int offset) {
        if (bins == null) {
            for (int cell = 0; cell < size; cell++) {
                histogram[offset + cell] += sums[cell];
            }
        } else {
            for (int cell = 0; cell < size; cell++) {
                histogram[offset + (bins[cell] & 0xFF)] += sums[cell];
            }
        }
    }

    /** The sum over all rows of a histogram. */
    long total(long[] histogram) {
        long total = 0;
        for (int bin = 0; bin < offsets[1]; bin++) {
            total += histogram[bin];
        }
        return total;
    }

    /** What is left of a histogram without another; exact. Takes the place of the first. */
    long[] minus(long[] all, long[] part) {
        for (int i = 0; i < all.length; i++) {
            all[i] -= part[i];
        }
        return all;
    }

    /** Gives a histogram back that is no longer needed. */
    synchronized void giveBack(long[] histogram) {
        free.push(histogram);
        used--;
    }

    /** Whether there is room for nodes to keep theirs until their turn; otherwise those are made anew. */
    synchronized boolean mayKeep() {
        return (long) used * offsets[columns.length] * Long.BYTES < MOST_BYTES;
    }

    private long[] take() {
        long[] histogram = poll();
        if (histogram == null) {
            return new long[offsets[columns.length]];
        }
        Arrays.fill(histogram, 0);
        return histogram;
    }

    private synchronized long @Nullable [] poll() {
        used++;
        return free.poll();
    }
}
