package io.github.churnml.forest;

import java.util.Arrays;

/**
 * The trees of a run as they are walked below their tops, and the kernel that does it.
 *
 * <p>Plan: a node is one word. A split on a number leads {@code place > bound ? skip : 1} nodes ahead, computed without a
 * branch; a leaf is a split that leads to itself. What is compared is a row's <em>places</em>, two per slot: its cell plus 1,
 * and the same again except that a missing value stands before the first interval, for splits that send it left. Eight trees
 * are walked in step until the last has come to a leaf, so that the loads of one hide those of the others; leaving out
 * those that have arrived was measured to gain nothing. Splits whose cells to the left are no run from the first on (levels,
 * zero taken for missing) have a bit per cell instead.
 *
 * <p>Word: bits 0–21 bound, or the number of a split by bits; 22–39 place; 40 whether it is by bits; 41–63 skip − 1, which
 * makes a word negative for a leaf alone.
 */
final class Walks {

    /** Trees that are walked in step. */
    private static final int TOGETHER = 8;

    private static final int BOUND_BITS = 22;
    private static final int PLACE_BITS = 18;
    private static final int SKIP_AT = BOUND_BITS + PLACE_BITS + 1;
    private static final long BY_BITS = 1L << SKIP_AT - 1;
    private static final int BOUND = (1 << BOUND_BITS) - 1;
    private static final int PLACE = (1 << PLACE_BITS) - 1;

    /** What a word can say. */
    static final int MOST_CELLS = BOUND;

    static final int MOST_SLOTS = PLACE / 2;
    static final int MOST_NODES = 1 << 63 - SKIP_AT;

    private final int trees;
    private final int width;
    /** The node at which each exit of a top goes on, {@code [tree · width + exit]}. */
    private final int[] entries;

    private final long[] nodes;
    /** The value of each leaf, by node: in one of the two, the other is empty. */
    private final float[] floats;

    private final double[] doubles;
    /** For each split by bits, where the word of cell 0 would lie in {@link #bits}. */
    private final int[] bitsAt;

    private final long[] bits;

    Walks(int trees, int width, int[] entries, long[] nodes, double[] values, Precision precision, CellBits cellBits) {
        this.trees = trees;
        this.width = width;
        this.entries = entries;
        this.nodes = nodes;
        boolean small = precision == Precision.FLOAT;
        floats = new float[small ? values.length : 0];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        doubles = small ? new double[0] : values;
        bitsAt = cellBits.starts();
        bits = cellBits.words();
    }

    /** A split on a number of which the skip is not known yet. */
    static long split(int place, int bound) {
        return (long) place << BOUND_BITS | bound;
    }

    static long splitByBits(int place, int number) {
        return BY_BITS | split(place, number);
    }

    static long withSkip(long split, int skip) {
        return split | (long) (skip - 1) << SKIP_AT;
    }

    /** More than 0 is any place, so it leads 0 nodes ahead. */
    static long leaf() {
        return withSkip(0, 0);
    }

    /** How many positions the kernel needs work space for. */
    int positions() {
        return (trees + TOGETHER - 1) / TOGETHER * TOGETHER;
    }

    long bytes() {
        return 4L * entries.length + 8L * nodes.length + 4L * floats.length + 8L * doubles.length + 8L * bits.length;
    }

    int size() {
        return nodes.length;
    }

    /** Adds the leaves that a row reaches to a sum, in tree order; {@code at} is work space. */
    double add(long[] masks, int[] places, int[] at, double sum) {
        enter(masks, at);
        for (int tree = 0; tree < trees; tree += TOGETHER) {
            if (bits.length == 0) {
                walk(places, at, tree);
            } else {
                walkWithBits(places, at, tree);
            }
        }
        return floats.length > 0 ? addFloats(at, (float) sum) : addDoubles(at, sum);
    }

    private void enter(long[] masks, int[] at) {
        int lanes = 64 / width;
        int tree = 0;
        for (int base = 0; tree < trees; ) {
            long mask = masks[tree / lanes];
            for (int lane = 0; lane < lanes && tree < trees; lane++, tree++, base += width) {
                at[tree] = entries[base + Long.numberOfTrailingZeros(mask)];
                mask >>>= width;
            }
        }
        for (; tree < positions(); tree++) {
            at[tree] = 0;
        }
    }

    private void walk(int[] places, int[] at, int tree) {
        long[] all = nodes;
        int a = at[tree];
        int b = at[tree + 1];
        int c = at[tree + 2];
        int d = at[tree + 3];
        int e = at[tree + 4];
        int f = at[tree + 5];
        int g = at[tree + 6];
        int h = at[tree + 7];
        long atLeaves;
        do {
            long wa = all[a];
            long wb = all[b];
            long wc = all[c];
            long wd = all[d];
            long we = all[e];
            long wf = all[f];
            long wg = all[g];
            long wh = all[h];
            a += ahead(wa, places);
            b += ahead(wb, places);
            c += ahead(wc, places);
            d += ahead(wd, places);
            e += ahead(we, places);
            f += ahead(wf, places);
            g += ahead(wg, places);
            h += ahead(wh, places);
            atLeaves = wa & wb & wc & wd & we & wf & wg & wh;
        } while (atLeaves >= 0);
        at[tree] = a;
        at[tree + 1] = b;
        at[tree + 2] = c;
        at[tree + 3] = d;
        at[tree + 4] = e;
        at[tree + 5] = f;
        at[tree + 6] = g;
        at[tree + 7] = h;
    }

    private static int ahead(long word, int[] places) {
        int place = places[(int) (word >>> BOUND_BITS) & PLACE];
        int right = ((int) word & BOUND) - place >> 31;
        return 1 + (right & (int) (word >> SKIP_AT));
    }

    private void walkWithBits(int[] places, int[] at, int tree) {
        for (int i = tree; i < tree + TOGETHER; i++) {
            int node = at[i];
            for (long word = nodes[node]; word >= 0; word = nodes[node]) {
                node += (word & BY_BITS) == 0 ? ahead(word, places) : aheadByBits(word, places);
            }
            at[i] = node;
        }
    }

    private int aheadByBits(long word, int[] places) {
        int cell = places[(int) (word >>> BOUND_BITS) & PLACE] - 1;
        boolean left = (bits[bitsAt[(int) word & BOUND] + (cell >> 6)] >>> cell & 1) != 0;
        return left ? 1 : 1 + (int) (word >> SKIP_AT);
    }

    private double addFloats(int[] at, float sum) {
        for (int tree = 0; tree < trees; tree++) {
            sum += floats[at[tree]];
        }
        return sum;
    }

    private double addDoubles(int[] at, double sum) {
        for (int tree = 0; tree < trees; tree++) {
            sum += doubles[at[tree]];
        }
        return sum;
    }

    /** Where rows of bits by cell lie, and the bits. */
    record CellBits(int[] starts, long[] words) {

        static CellBits of(int[] starts, int count, long[] words, int size) {
            return new CellBits(Arrays.copyOf(starts, count), Arrays.copyOf(words, size));
        }
    }
}
