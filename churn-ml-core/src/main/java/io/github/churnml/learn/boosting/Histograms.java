package io.github.churnml.learn.boosting;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Makes histograms of nodes: for each bin of each column the sum of the packed gradients of the node's rows. A histogram is
 * one array, the columns of the tree one after the other.
 *
 * <p>The rows' gradients are first brought into the order of the node's rows, so that each column reads them one after the
 * other; four columns are added up in one go, which keeps the processor busy while each waits for its cell.
 */
final class Histograms {

    private static final int TOGETHER = 4;

    private final BinnedTable table;
    private final long[] packed;
    private final long[] ordered;
    private final int[] columns;
    private final int[] offsets;
    private final Deque<long[]> free = new ArrayDeque<>();

    /**
     * @param packed the gradients of all rows
     * @param ordered space for as many
     * @param columns the columns of the tree, ascending
     */
    Histograms(BinnedTable table, long[] packed, long[] ordered, int[] columns) {
        this.table = table;
        this.packed = packed;
        this.ordered = ordered;
        this.columns = columns;
        this.offsets = new int[columns.length + 1];
        for (int place = 0; place < columns.length; place++) {
            offsets[place + 1] = offsets[place] + table.columns[columns[place]].size();
        }
    }

    /** Where the bins of a column begin, by its place among the tree's columns. */
    int offset(int place) {
        return offsets[place];
    }

    /** Adds up the rows from one place of the order of rows to another. */
    long[] of(int[] rows, int from, int to) {
        long[] histogram = take();
        for (int i = from; i < to; i++) {
            ordered[i] = packed[rows[i]];
        }
        int groups = (columns.length + TOGETHER - 1) / TOGETHER;
        Parallel.each(groups, (long) (to - from) * columns.length, group -> {
            int place = group * TOGETHER;
            if (place + TOGETHER <= columns.length) {
                addFour(place, rows, from, to, histogram);
            } else {
                for (; place < columns.length; place++) {
                    addOne(place, rows, from, to, histogram);
                }
            }
        });
        return histogram;
    }

    private void addOne(int place, int[] rows, int from, int to, long[] histogram) {
        byte[] bins = table.bins[columns[place]];
        int offset = offsets[place];
        for (int i = from; i < to; i++) {
            histogram[offset + (bins[rows[i]] & 0xFF)] += ordered[i];
        }
    }

    private void addFour(int place, int[] rows, int from, int to, long[] histogram) {
        byte[] bins0 = table.bins[columns[place]];
        byte[] bins1 = table.bins[columns[place + 1]];
        byte[] bins2 = table.bins[columns[place + 2]];
        byte[] bins3 = table.bins[columns[place + 3]];
        int offset0 = offsets[place];
        int offset1 = offsets[place + 1];
        int offset2 = offsets[place + 2];
        int offset3 = offsets[place + 3];
        for (int i = from; i < to; i++) {
            int row = rows[i];
            long value = ordered[i];
            histogram[offset0 + (bins0[row] & 0xFF)] += value;
            histogram[offset1 + (bins1[row] & 0xFF)] += value;
            histogram[offset2 + (bins2[row] & 0xFF)] += value;
            histogram[offset3 + (bins3[row] & 0xFF)] += value;
        }
    }

    /** What is left of a histogram without another; exact. Takes the place of the first. */
    long[] minus(long[] all, long[] part) {
        for (int i = 0; i < all.length; i++) {
            all[i] -= part[i];
        }
        return all;
    }

    /** Gives a histogram back that is no longer needed. */
    void giveBack(long[] histogram) {
        free.push(histogram);
    }

    private long[] take() {
        long[] histogram = free.poll();
        if (histogram == null) {
            return new long[offsets[columns.length]];
        }
        Arrays.fill(histogram, 0);
        return histogram;
    }
}
