package io.github.churnml.learn.boosting;

import io.github.churnml.forest.ForestBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree over bins: nodes in the order in which they were made, the root first and children after their parents. */
final class GrownTree {

    private final List<@Nullable Cut> cuts = new ArrayList<>();
    private int[] left = new int[16];
    private int[] right = new int[16];
    private double[] value = new double[16];
    private double[] cover = new double[16];
    private int[] others = {};
    private boolean[] missingLeft = new boolean[16];
    private int[] column = new int[16];
    /** By node and bin, whether a row goes left; null for leaves. */
    private boolean[] @Nullable [] sides = new boolean[16][];

    /** Adds a leaf without a value. */
    int add() {
        int node = cuts.size();
        cuts.add(null);
        if (node == left.length) {
            int size = 2 * node;
            left = Arrays.copyOf(left, size);
            right = Arrays.copyOf(right, size);
            value = Arrays.copyOf(value, size);
            cover = Arrays.copyOf(cover, size);
            missingLeft = Arrays.copyOf(missingLeft, size);
            column = Arrays.copyOf(column, size);
            sides = Arrays.copyOf(sides, size);
        }
        return node;
    }

    void split(int node, Cut cut, int leftChild, int rightChild, int missing, boolean leftForMissing) {
        cuts.set(node, cut);
        left[node] = leftChild;
        right[node] = rightChild;
        missingLeft[node] = leftForMissing;
        column[node] = cut.column();
        boolean[] side = cut.left().clone();
        side[missing] = leftForMissing;
        sides[node] = side;
    }

    boolean isLeaf(int node) {
        return cuts.get(node) == null;
    }

    int size() {
        return cuts.size();
    }

    /** Gives a leaf its value and the number of rows that it was grown on. */
    void setLeaf(int leaf, double log, int rows) {
        value[leaf] = log;
        cover[leaf] += rows;
    }

    /** Adds the tree to the scores of all rows; where the drawn ones of its leaves stand, by node. Returns what {@link Rows#score} does. */
    int[] addTo(Rows rows, int[] from, int[] to) {
        return rows.score(from, to, value, column, left, right, sides);
    }

    double value(int leaf) {
        return value[leaf];
    }

    /** Adds rows that reach the leaves, by node; they may be counted later, but before the tree is added to a forest. */
    void addCover(int[] rows) {
        others = rows;
    }

    /** The leaf that a row reaches. */
    int leaf(BinnedTable table, int row) {
        int node = 0;
        boolean[] side = sides[0];
        while (side != null) {
            node = side[table.bins[column[node]][row] & 0xFF] ? left[node] : right[node];
            side = sides[node];
        }
        return node;
    }

    /** The ways to its leaves for many rows of a table. */
    Routes routes(BinnedTable table) {
        return new Routes(table, column, left, right, sides);
    }

    /** Adds the tree to a forest, every value multiplied by a factor. */
    void addTo(ForestBuilder forest, BinnedTable table, double scale) {
        for (int node = size() - 1; node >= 0; node--) {
            if (isLeaf(node)) {
                cover[node] += node < others.length ? others[node] : 0;
            } else {
                cover[node] = cover[left[node]] + cover[right[node]];
            }
        }
        forest.startTree();
        add(forest, table, scale, 0);
    }

    /** Adds a node and all below it; the limit on depth bounds the recursion. */
    private int add(ForestBuilder forest, BinnedTable table, double scale, int node) {
        Cut cut = cuts.get(node);
        if (cut == null) {
            return forest.leaf(scale * value[node], cover[node]);
        }
        int added;
        if (table.columns[cut.column()] instanceof FeatureBins.OfNumbers numbers) {
            double threshold = numbers.edge(cut.threshold());
            added = forest.splitAt(cut.column(), threshold, missingLeft[node], cover[node], cut.gain());
        } else {
            int[] levels = ((FeatureBins.OfLevels) table.columns[cut.column()]).levels(cut.left());
            added = forest.splitOn(cut.column(), levels, missingLeft[node], cover[node], cut.gain());
        }
        int leftChild = add(forest, table, scale, left[node]);
        int rightChild = add(forest, table, scale, right[node]);
        forest.children(added, leftChild, rightChild);
        return added;
    }
}
