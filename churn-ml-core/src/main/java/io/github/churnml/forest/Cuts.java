package io.github.churnml.forest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where each feature's axis is cut by the splits of a forest. Between two cuts all numbers go the same way at every split,
 * so a row is known by the number of its interval on each feature, its <em>cell</em>.
 *
 * <p>All kinds of splits are cuts: interval {@code k} of a feature with cuts {@code c} holds the numbers
 * {@code c[k − 1] < x ≤ c[k]}. A threshold is one cut; a level's code is an interval of its own, between the number just
 * below it and itself; so are −1, which level sets take for missing, and the numbers near zero that some splits take for
 * missing. {@code NaN} is the cell behind the last interval. Only features that are asked for have cells; they are called
 * slots and numbered in the order of the features.
 */
final class Cuts {

    /** The most cuts, before equal ones are merged, that a forest may have beyond {@link #PER_NODE} per node. */
    private static final int MOST = 1 << 20;

    private static final int PER_NODE = 4;

    /** The feature of each slot. */
    final int[] features;
    /** The slot of each feature, or −1. */
    private final int[] slots;
    /** How a number is found among the cuts of each slot. */
    private final CutSearch[] searches;
    /** The first cell of each slot, and the number of all cells at the end. */
    final int[] cells;

    private Cuts(int[] features, int[] slots, CutSearch[] searches) {
        this.features = features;
        this.slots = slots;
        this.searches = searches;
        cells = new int[features.length + 1];
        for (int slot = 0; slot < features.length; slot++) {
            cells[slot + 1] = cells[slot] + searches[slot].count + 2;
        }
    }

    /** The cuts of a forest, or null if there are too many to be worth it. */
    static @Nullable Cuts of(Nodes nodes, int features) {
        int[] bounds = new int[features + 1];
        long all = 0;
        for (int node = 0; node < nodes.size(); node++) {
            if (!nodes.isLeaf(node)) {
                int count = count(nodes, node);
                bounds[nodes.feature[node] + 1] += count;
                all += count;
                if (all > MOST + (long) PER_NODE * nodes.size()) {
                    return null;
                }
            }
        }
        int used = 0;
        for (int feature = 0; feature < features; feature++) {
            used += bounds[feature + 1] > 0 ? 1 : 0;
            bounds[feature + 1] += bounds[feature];
        }
        double[] sorted = sorted(nodes, bounds);
        int[] slots = new int[features];
        int[] asked = new int[used];
        CutSearch[] searches = new CutSearch[used];
        int slot = 0;
        for (int feature = 0; feature < features; feature++) {
            slots[feature] = bounds[feature + 1] > bounds[feature] ? slot : -1;
            if (slots[feature] >= 0) {
                asked[slot] = feature;
                searches[slot++] = new CutSearch(distinct(sorted, bounds[feature], bounds[feature + 1]));
            }
        }
        return new Cuts(asked, slots, searches);
    }

    /** How many cuts {@link #put} writes for a split. */
    private static int count(Nodes nodes, int node) {
        if (!nodes.hasSet(node)) {
            return nodes.zeroMissing[node] ? 3 : 1;
        }
        int codes = 1;
        for (int word = nodes.setStart[node]; word < nodes.setStart[node + 1]; word++) {
            codes += Long.bitCount(nodes.words[word]);
        }
        return 2 * codes;
    }

    private static double[] sorted(Nodes nodes, int[] bounds) {
        double[] cuts = new double[bounds[bounds.length - 1]];
        int[] next = bounds.clone();
        for (int node = 0; node < nodes.size(); node++) {
            int feature = nodes.feature[node];
            if (feature >= 0) {
                next[feature] = put(nodes, node, cuts, next[feature]);
            }
        }
        for (int feature = 0; feature + 1 < bounds.length; feature++) {
            Arrays.sort(cuts, bounds[feature], bounds[feature + 1]);
        }
        return cuts;
    }

    /** Writes the cuts of a split from a position on. @return the position behind them */
    private static int put(Nodes nodes, int node, double[] into, int at) {
        if (!nodes.hasSet(node)) {
            // Plus zero makes zero of minus zero, which sorting would tell apart.
            into[at++] = nodes.threshold[node] + 0.0;
            return nodes.zeroMissing[node] ? putInterval(-Nodes.NEARLY_ZERO, Nodes.NEARLY_ZERO, into, at) : at;
        }
        at = putInterval(-1, -1, into, at);
        for (int word = nodes.setStart[node]; word < nodes.setStart[node + 1]; word++) {
            for (long rest = nodes.words[word]; rest != 0; rest &= rest - 1) {
                double code = (word - nodes.setStart[node]) * 64L + Long.numberOfTrailingZeros(rest);
                at = putInterval(code, code, into, at);
            }
        }
        return at;
    }

    private static int putInterval(double first, double last, double[] into, int at) {
        into[at] = Math.nextDown(first);
        into[at + 1] = last;
        return at + 2;
    }

    private static double[] distinct(double[] sorted, int from, int to) {
        double[] distinct = new double[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (count == 0 || sorted[i] > distinct[count - 1]) {
                distinct[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    int slots() {
        return features.length;
    }

    /** How many cells all slots have together. */
    int cells() {
        return cells[cells.length - 1];
    }

    /** The slot of a feature that some split asks for. */
    int slot(int feature) {
        return slots[feature];
    }

    long bytes() {
        long bytes = 4L * (slots.length + 3L * features.length);
        for (CutSearch search : searches) {
            bytes += search.bytes();
        }
        return bytes;
    }

    /** A number that goes every way as those of a slot's cell do, the cell counted from 0 within the slot. */
    double example(int slot, int cell) {
        int count = searches[slot].count;
        return cell < count ? searches[slot].cuts[cell] : cell == count ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    /** The cells, within the slot, before which a split may change its mind: a sorted array without repetition. */
    int[] changes(Nodes nodes, int node) {
        double[] own = new double[count(nodes, node)];
        put(nodes, node, own, 0);
        int slot = slots[nodes.feature[node]];
        int[] changes = new int[own.length];
        for (int i = 0; i < own.length; i++) {
            changes[i] = searches[slot].below(own[i]) + 1;
        }
        if (changes.length == 1) {
            return changes;
        }
        Arrays.sort(changes);
        int count = 1;
        for (int i = 1; i < changes.length; i++) {
            if (changes[i] > changes[count - 1]) {
                changes[count++] = changes[i];
            }
        }
        return Arrays.copyOf(changes, count);
    }

    /** The cells of one row. */
    // Double.isNaN would share one branch profile with all its other callers.
    @SuppressWarnings("IdentityBinaryExpression")
    void cells(double[] row, Precision precision, int[] into) {
        for (int slot = 0; slot < features.length; slot++) {
            double x = precision.round(row[features[slot]]);
            into[slot] = x == x ? cells[slot] + searches[slot].below(x) : cells[slot + 1] - 1;
        }
    }

    /** The cells of many rows of a width, the first at an offset: {@code into[row · slots + slot]}. */
    void cells(double[] rows, int offset, int width, int count, Precision precision, int[] into) {
        for (int slot = 0; slot < features.length; slot++) {
            int first = offset + features[slot];
            searches[slot].cells(rows, first, width, count, precision, into, slot, features.length, cells[slot]);
        }
    }

    /** The places of a row, as {@link Walks} wants them, of which the cells begin at an offset. */
    void places(int[] rowCells, int offset, int[] into) {
        for (int slot = 0; slot < features.length; slot++) {
            int cell = rowCells[offset + slot];
            into[2 * slot] = cell + 1;
            into[2 * slot + 1] = (cell == cells[slot + 1] - 1 ? cells[slot] : cell) + 1;
        }
    }
}
