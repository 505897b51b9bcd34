package io.github.churnml.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The masks that one slot gives a run of trees: rows of words, and which row each of its cells has; cells at which no split
 * of these trees changes its mind share one.
 *
 * <p>The masks of a cell are found by asking the splits themselves where an example of the cell's numbers goes, by
 * {@link Nodes#next}; from one cell to the next only splits that change there are asked again.
 */
final class SlotMasks {

    /**
     * Among how many rows at either end an equal one is looked for: levels outside every set are like the first cell,
     * missing ones like the second or the last.
     */
    private static final int FEW = 3;

    final int slot;
    final List<long[]> rows = new ArrayList<>();
    /** The row of each cell of the slot. */
    final int[] rowOf;

    private final Tops tops;
    private final Cuts cuts;
    /** The slot's splits in the tops, in node order. */
    private final int[] splits;
    /** For each split, the first in {@link #splits} that is of the same tree. */
    private final int[] family;
    /** For each split, its tree, counted from the first of the run. */
    private final int[] lane;
    /** For each split, the exits that it leaves for the cell that is being looked at. */
    private final long[] left;
    /** Words with the bits of all exits. */
    private final long[] all;

    private SlotMasks(Tops tops, Cuts cuts, int[] starts, int slot, int[] splits, long[] all) {
        this.tops = tops;
        this.cuts = cuts;
        this.slot = slot;
        this.splits = splits;
        this.all = all;
        rowOf = new int[cuts.cells[slot + 1] - cuts.cells[slot]];
        family = new int[splits.length];
        lane = new int[splits.length];
        left = new long[splits.length];
        for (int i = 0, tree = tops.from; i < splits.length; i++) {
            while (splits[i] >= starts[tree + 1]) {
                tree++;
            }
            lane[i] = tree - tops.from;
            family[i] = i > 0 && lane[i - 1] == lane[i] ? family[i - 1] : i;
        }
    }

    /** The masks of a slot, or null if they need more rows than allowed. */
    static @Nullable SlotMasks of(
            Tops tops, Cuts cuts, Nodes nodes, int[] starts, int slot, int[] splits, long[] all, int mostRows) {
        SlotMasks masks = new SlotMasks(tops, cuts, starts, slot, splits, all);
        return masks.fill(nodes, mostRows) ? masks : null;
    }

    private boolean fill(Nodes nodes, int mostRows) {
        int[][] changes = new int[splits.length][];
        for (int i = 0; i < splits.length; i++) {
            changes[i] = cuts.changes(nodes, splits[i]);
        }
        int[] bounds = new int[rowOf.length + 1];
        int[] events = events(changes, bounds);
        long[] row = whole(cuts.example(slot, 0));
        rows.add(row);
        int last = rowOf.length - 1;
        for (int cell = 1; cell < last; cell++) {
            rowOf[cell] = rowOf[cell - 1];
            if (bounds[cell] < bounds[cell + 1]) {
                if (rows.size() >= mostRows) {
                    return false;
                }
                row = changed(row, cuts.example(slot, cell), events, bounds[cell], bounds[cell + 1]);
                rowOf[cell] = add(row);
            }
        }
        rowOf[last] = add(whole(Double.NaN));
        return rows.size() <= mostRows;
    }

    /** Lists the splits that change before each cell; those of cell c begin at {@code bounds[c]}. */
    private static int[] events(int[][] changes, int[] bounds) {
        for (int[] own : changes) {
            for (int cell : own) {
                bounds[cell + 1]++;
            }
        }
        for (int cell = 0; cell + 1 < bounds.length; cell++) {
            bounds[cell + 1] += bounds[cell];
        }
        int[] next = bounds.clone();
        int[] events = new int[bounds[bounds.length - 1]];
        for (int i = 0; i < changes.length; i++) {
            for (int cell : changes[i]) {
                events[next[cell]++] = i;
            }
        }
        return events;
    }

    private long[] whole(double x) {
        long[] row = all.clone();
        for (int i = 0; i < splits.length; i++) {
            left[i] = tops.left(splits[i], x);
            if (i + 1 == splits.length || family[i + 1] != family[i]) {
                write(family[i], row);
            }
        }
        return row;
    }

    private long[] changed(long[] before, double x, int[] events, int from, int to) {
        long[] row = before.clone();
        for (int e = from; e < to; e++) {
            left[events[e]] = tops.left(splits[events[e]], x);
            write(family[events[e]], row);
        }
        return row;
    }

    /** Writes the mask of the tree whose first split of this slot is given. */
    private void write(int start, long[] row) {
        long mask = -1;
        for (int i = start; i < splits.length && family[i] == start; i++) {
            mask &= left[i];
        }
        int bit = lane[start] * tops.width;
        long lanes = -1L >>> 64 - tops.width << bit;
        int word = bit >> 6;
        row[word] = row[word] & ~lanes | all[word] & mask << bit & lanes;
    }

    /** The number of a row: that of an equal one among the first few and the last few, or a new one. */
    private int add(long[] row) {
        for (int known = 0; known < rows.size(); known++) {
            known = known == FEW ? Math.max(FEW, rows.size() - FEW) : known;
            if (Arrays.equals(rows.get(known), row)) {
                return known;
            }
        }
        rows.add(row);
        return rows.size() - 1;
    }
}
