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
    private boolean[] missingLeft = new boolean[16];

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
        }
        return node;
    }

    void split(int node, Cut cut, int leftChild, int rightChild, boolean leftForMissing) {
        cuts.set(node, cut);
        left[node] = leftChild;
        right[node] = rightChild;
        missingLeft[node] = leftForMissing;
    }

    boolean isLeaf(int node) {
        return cuts.get(node) == null;
    }

    int size() {
        return cuts.size();
    }

    void setValue(int leaf, double log) {
        value[leaf] = log;
    }

    double value(int leaf) {
        return value[leaf];
    }

    void addCover(int leaf, double rows) {
        cover[leaf] += rows;
    }

    /** The leaf that a row reaches. */
    int leaf(BinnedTable table, int row) {
        int node = 0;
        Cut cut = cuts.get(0);
        while (cut != null) {
            int bin = table.bins[cut.column()][row] & 0xFF;
            boolean goesLeft = bin == table.columns[cut.column()].missing() ? missingLeft[node] : cut.left()[bin];
            node = goesLeft ? left[node] : right[node];
            cut = cuts.get(node);
        }
        return node;
    }

    /** Adds the tree to a forest. */
    void addTo(ForestBuilder forest, BinnedTable table) {
        for (int node = size() - 1; node >= 0; node--) {
            if (!isLeaf(node)) {
                cover[node] = cover[left[node]] + cover[right[node]];
            }
        }
        forest.startTree();
        add(forest, table, 0);
    }

    /** Adds a node and all below it; the limit on depth bounds the recursion. */
    private int add(ForestBuilder forest, BinnedTable table, int node) {
        Cut cut = cuts.get(node);
        if (cut == null) {
            return forest.leaf(value[node], cover[node]);
        }
        int added;
        if (table.columns[cut.column()] instanceof FeatureBins.OfNumbers numbers) {
            double threshold = numbers.edge(cut.threshold());
            added = forest.splitAt(cut.column(), threshold, missingLeft[node], cover[node], cut.gain());
        } else {
            int[] levels = ((FeatureBins.OfLevels) table.columns[cut.column()]).levels(cut.left());
            added = forest.splitOn(cut.column(), levels, missingLeft[node], cover[node], cut.gain());
        }
        int leftChild = add(forest, table, left[node]);
        int rightChild = add(forest, table, right[node]);
        forest.children(added, leftChild, rightChild);
        return added;
    }
}
