package io.github.churnml.forest;

import java.util.Arrays;

/**
 * What the paths of a forest's trees are like, whatever the row: how the training rows part at each split, and which
 * splits ask again for a feature that their path has asked for before. Arrays run over all nodes of the forest; those of
 * leaves are unused except for {@link #mean}.
 *
 * <p>Trees come from anyone and may be as deep as they have nodes: nothing here recurses, and time and memory are linear.
 */
final class TreePaths {

    private static final int NONE = Nodes.NONE;

    /** The share of a split's training rows that went left, 0 to 1. */
    final double[] leftShare;
    /** The nearest split above on the same feature, or −1. */
    final int[] above;
    /** Whether the path from {@link #above} goes on to its left. */
    final boolean[] leftOfAbove;
    /** The product of the shares of all edges above that leave a split on the same feature; 1 if there is none. */
    final double[] sharedAbove;
    /** What the training rows that reach a node have on average: the value of a leaf, the mean of the children's. */
    final double[] mean;
    /** Splits until the farthest leaf below; 0 for a leaf. */
    final int[] height;
    /** Per tree, the most different features that one path asks for. */
    final int[] width;

    private final Forest forest;

    private TreePaths(Forest forest) {
        this.forest = forest;
        int nodes = forest.nodes();
        leftShare = new double[nodes];
        above = new int[nodes];
        leftOfAbove = new boolean[nodes];
        sharedAbove = new double[nodes];
        mean = new double[nodes];
        height = new int[nodes];
        width = new int[forest.trees()];
    }

    static TreePaths of(Forest forest) {
        TreePaths paths = new TreePaths(forest);
        paths.measure();
        paths.walk();
        return paths;
    }

    /** The node after a tree's last one. */
    static int end(Forest forest, int tree) {
        return tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes();
    }

    /** How many points make the integrals over a tree's paths exact. */
    int points(int tree) {
        return (width[tree] + 1) / 2;
    }

    /** How many splits a tree has: one fewer than leaves. */
    int splits(int tree) {
        return (end(forest, tree) - forest.root(tree)) / 2;
    }

    /** Children follow their parents, so counting backwards meets them first. */
    private void measure() {
        for (int node = forest.nodes() - 1; node >= 0; node--) {
            if (forest.isLeaf(node)) {
                mean[node] = forest.value(node);
            } else {
                int left = forest.left(node);
                int right = forest.right(node);
                double share = share(forest.cover(left), forest.cover(right));
                leftShare[node] = share;
                mean[node] = share * mean[left] + (1 - share) * mean[right];
                height[node] = 1 + Math.max(height[left], height[right]);
            }
        }
    }

    /** Halves are taken first, since two finite covers may add up to infinity. */
    private static double share(double left, double right) {
        double sum = left / 2 + right / 2;
        return sum > 0 ? left / 2 / sum : 0.5;
    }

    /**
     * Goes down and up every path. {@code last} holds, per feature, the split on it that is nearest above; a split puts
     * itself there when it is entered and its predecessor back when it is left.
     */
    private void walk() {
        int[] last = new int[forest.features()];
        boolean[] wentLeft = new boolean[forest.nodes()];
        int[] path = new int[height() + 1];
        Arrays.fill(last, NONE);
        for (int tree = 0; tree < forest.trees(); tree++) {
            walk(tree, last, wentLeft, path);
        }
    }

    private int height() {
        int highest = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            highest = Math.max(highest, height[forest.root(tree)]);
        }
        return highest;
    }

    private void walk(int tree, int[] last, boolean[] wentLeft, int[] path) {
        int depth = 0;
        int features = 0;
        path[0] = forest.root(tree);
        boolean entering = true;
        while (depth >= 0) {
            int node = path[depth];
            if (forest.isLeaf(node)) {
                depth--;
                entering = false;
            } else if (entering) {
                features += enter(node, last, wentLeft) ? 1 : 0;
                width[tree] = Math.max(width[tree], features);
                wentLeft[node] = true;
                path[++depth] = forest.left(node);
            } else if (wentLeft[node]) {
                wentLeft[node] = false;
                path[++depth] = forest.right(node);
                entering = true;
            } else {
                last[forest.feature(node)] = above[node];
                features -= above[node] == NONE ? 1 : 0;
                depth--;
            }
        }
    }

    /** Whether the split's feature is new on its path. */
    private boolean enter(int node, int[] last, boolean[] wentLeft) {
        int same = last[forest.feature(node)];
        last[forest.feature(node)] = node;
        above[node] = same;
        sharedAbove[node] = 1;
        if (same != NONE) {
            leftOfAbove[node] = wentLeft[same];
            sharedAbove[node] = sharedAbove[same] * (wentLeft[same] ? leftShare[same] : 1 - leftShare[same]);
        }
        return same == NONE;
    }
}
