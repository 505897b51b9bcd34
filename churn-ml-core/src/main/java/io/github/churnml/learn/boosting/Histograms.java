package io.github.churnml.learn.boosting;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Makes histograms of nodes: for each bin of each column the sum of the packed gradients of the node's rows. A histogram is
 * one array, the columns of the tree one after the other. For many threads.
 *
 * <p>The gradients and cells of some hundred rows are brought into their order in one go, which lets the processor wait for
 * many of them at a time; then up to sixteen joint columns of {@link Cells} are added up together, and divided among their
 * columns.
 * Nodes of few rows are added up column by column, without the joint ones.
 */
final class Histograms {

    /** Below so many rows, going through all the cells of a joint column would cost more than it saves. */
    private static final int FEW_ROWS = 192;
    /** Rows that are brought into order before they are added up: few enough for the fastest cache. */
    private static final int ROWS_AT_ONCE = 512;

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

    /** How many bins the columns of the tree have in all. */
    int size() {
        return offsets[columns.length];
    }

    /** Adds two histograms up, of which either may be null; the first takes the sum, the second is given back. */
    long @Nullable [] plus(long @Nullable [] histogram, long @Nullable [] other) {
        if (histogram == null || other == null) {
            return histogram == null ? other : histogram;
        }
        for (int i = 0; i < histogram.length; i++) {
            histogram[i] += other[i];
        }
        giveBack(other);
        return histogram;
    }

    /** Adds the rows from one place of an order to another to a histogram. */
    void add(int[] rows, int from, int to, long[] histogram) {
        if (to - from < FEW_ROWS) {
            for (int place = 0; place < columns.length; place++) {
                addFew(table.bins[columns[place]], offsets[place], rows, from, to, histogram);
            }
            return;
        }
        int place = 0;
        while (place < joints.length) {
            int next = end(place);
            int first = joints[place] % Cells.TOGETHER;
            int last = joints[next - 1] % Cells.TOGETHER;
            long[] packedCells = cells.packed[joints[place] / Cells.TOGETHER];
            int end = next < joints.length ? end(next) : next;
            long[] sums;
            int origin = 0;
            if (end - place > Cells.TOGETHER) {
                long[] others = cells.packed[joints[next] / Cells.TOGETHER];
                boolean four = joints[end - 1] % Cells.TOGETHER < 4;
                sums = addTwice(packedCells, others, four, rows, from, to);
                divide(next, end, sums, -Cells.TOGETHER, histogram);
            } else {
                end = next;
                if (first == last) {
                    origin = first;
                    sums = addOne(packedCells, first, rows, from, to);
                } else if (last < 4 || first >= 4) {
                    origin = first & 4;
                    sums = addFour(packedCells, origin, rows, from, to);
                } else {
                    sums = addEight(packedCells, rows, from, to);
                }
            }
            divide(place, next, sums, origin, histogram);
            place = end;
        }
    }

    /** The place after the joint columns that share a {@code long} with one. */
    private int end(int place) {
        int next = place + 1;
        while (next < joints.length && joints[next] / Cells.TOGETHER == joints[place] / Cells.TOGETHER) {
            next++;
        }
        return next;
    }

    private void addFew(byte[] bins, int offset, int[] rows, int from, int to, long[] histogram) {
        for (int i = from; i < to; i++) {
            histogram[offset + (bins[rows[i]] & 0xFF)] += packed[rows[i]];
        }
    }

    private long[] addOne(long[] packedCells, int joint, int[] rows, int from, int to) {
        int shift = Cells.shift(joint);
        long[] sums = new long[FeatureBins.MOST];
        for (int i = from; i < to; i++) {
            int row = rows[i];
            sums[(int) (packedCells[row] >>> shift) & 0xFF] += packed[row];
        }
        return sums;
    }

    private long[] addFour(long[] packedCells, int first, int[] rows, int from, int to) {
        int shift = Cells.shift(first);
        long[] sums = new long[4 * FeatureBins.MOST];
        long[] values = new long[ROWS_AT_ONCE];
        long[] ordered = new long[ROWS_AT_ONCE];
        for (int begin = from; begin < to; begin += ROWS_AT_ONCE) {
            int count = order(packedCells, rows, begin, to, values, ordered);
            for (int i = 0; i < count; i++) {
                int cell = (int) (ordered[i] >>> shift);
                long value = values[i];
                sums[cell & 0xFF] += value;
                sums[256 + (cell >>> 8 & 0xFF)] += value;
                sums[512 + (cell >>> 16 & 0xFF)] += value;
                sums[768 + (cell >>> 24)] += value;
            }
        }
        return sums;
    }

    /** The sums stand in an array made here, since its length is then known to be enough without asking at each cell. */
    private long[] addEight(long[] packedCells, int[] rows, int from, int to) {
        long[] sums = new long[Cells.TOGETHER * FeatureBins.MOST];
        long[] values = new long[ROWS_AT_ONCE];
        long[] ordered = new long[ROWS_AT_ONCE];
        for (int begin = from; begin < to; begin += ROWS_AT_ONCE) {
            int count = order(packedCells, rows, begin, to, values, ordered);
            for (int i = 0; i < count; i++) {
                int low = (int) ordered[i];
                int high = (int) (ordered[i] >>> 32);
                long value = values[i];
                sums[low & 0xFF] += value;
                sums[256 + (low >>> 8 & 0xFF)] += value;
                sums[512 + (low >>> 16 & 0xFF)] += value;
                sums[768 + (low >>> 24)] += value;
                sums[1024 + (high & 0xFF)] += value;
                sums[1280 + (high >>> 8 & 0xFF)] += value;
                sums[1536 + (high >>> 16 & 0xFF)] += value;
                sums[1792 + (high >>> 24)] += value;
            }
        }
        return sums;
    }

    /** Adds up two longs of cells at once, so that gradients are fetched once; of the second four joint columns may be enough. */
    private long[] addTwice(long[] packedCells, long[] others, boolean four, int[] rows, int from, int to) {
        long[] sums = new long[2 * Cells.TOGETHER * FeatureBins.MOST];
        long[] values = new long[ROWS_AT_ONCE];
        long[] ordered = new long[ROWS_AT_ONCE];
        long[] second = new long[ROWS_AT_ONCE];
        for (int begin = from; begin < to; begin += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, to - begin);
            for (int i = 0; i < count; i++) {
                int row = rows[begin + i];
                values[i] = packed[row];
                ordered[i] = packedCells[row];
                second[i] = others[row];
            }
            for (int i = 0; i < count; i++) {
                int low = (int) ordered[i];
                int high = (int) (ordered[i] >>> 32);
                long value = values[i];
                sums[low & 0xFF] += value;
                sums[256 + (low >>> 8 & 0xFF)] += value;
                sums[512 + (low >>> 16 & 0xFF)] += value;
                sums[768 + (low >>> 24)] += value;
                sums[1024 + (high & 0xFF)] += value;
                sums[1280 + (high >>> 8 & 0xFF)] += value;
                sums[1536 + (high >>> 16 & 0xFF)] += value;
                sums[1792 + (high >>> 24)] += value;
            }
            for (int i = 0; i < count; i++) {
                int low = (int) second[i];
                long value = values[i];
                sums[2048 + (low & 0xFF)] += value;
                sums[2304 + (low >>> 8 & 0xFF)] += value;
                sums[2560 + (low >>> 16 & 0xFF)] += value;
                sums[2816 + (low >>> 24)] += value;
            }
            for (int i = 0; i < count && !four; i++) {
                int high = (int) (second[i] >>> 32);
                long value = values[i];
                sums[3072 + (high & 0xFF)] += value;
                sums[3328 + (high >>> 8 & 0xFF)] += value;
                sums[3584 + (high >>> 16 & 0xFF)] += value;
                sums[3840 + (high >>> 24)] += value;
            }
        }
        return sums;
    }

    /** Brings the gradients and cells of some rows into their order; returns how many. */
    private int order(long[] packedCells, int[] rows, int begin, int to, long[] values, long[] ordered) {
        int count = Math.min(ROWS_AT_ONCE, to - begin);
        for (int i = 0; i < count; i++) {
            int row = rows[begin + i];
            values[i] = packed[row];
            ordered[i] = packedCells[row];
        }
        return count;
    }

    /** Adds the cells of joint columns to their columns' bins; the sums begin with one of those that share a {@code long}. */
    private void divide(int from, int to, long[] sums, int first, long[] histogram) {
        for (int place = from; place < to; place++) {
            int joint = joints[place];
            int origin = (joint % Cells.TOGETHER - first) * FeatureBins.MOST;
            for (int column : cells.members[joint]) {
                if (begin[column] >= 0) {
                    add(sums, origin, cells.sizes[joint], cells.binOf[column], histogram, begin[column]);
                }
            }
        }
    }

    private static void add(long[] sums, int origin, int size, byte @Nullable [] bins, long[] histogram, int offset) {
        if (bins == null) {
            for (int cell = 0; cell < size; cell++) {
                histogram[offset + cell] += sums[origin + cell];
            }
        } else {
            for (int cell = 0; cell < size; cell++) {
                histogram[offset + (bins[cell] & 0xFF)] += sums[origin + cell];
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

    /** Counts histograms that were made elsewhere as taken. */
    synchronized void took(int count) {
        used += count;
        free.clear();
    }

    /** Whether there is room for nodes to keep theirs until their turn; otherwise those are made anew. */
    synchronized boolean mayKeep() {
        return (long) used * offsets[columns.length] * Long.BYTES < MOST_BYTES;
    }

    /** One of nothing but zeros. */
    long[] take() {
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
