package io.github.churnml.benchmarks;

import io.github.churnml.forest.Forest;
import java.util.Arrays;

/** A forest's nodes as ONNX lists them: columns of numbers, nodes numbered within their tree, leaves once more apart. */
final class OnnxNodes {

    private final int[] tree;
    private final int[] id;
    private final int[] feature;
    private final int[] left;
    private final int[] right;
    private final int[] missingLeft;
    private final float[] threshold;
    private final int[] leaves;
    private final float[] leafValue;

    OnnxNodes(Forest forest) {
        int nodes = forest.nodes();
        tree = new int[nodes];
        id = new int[nodes];
        feature = new int[nodes];
        left = new int[nodes];
        right = new int[nodes];
        missingLeft = new int[nodes];
        threshold = new float[nodes];
        leaves = new int[(nodes + forest.trees()) / 2];
        leafValue = new float[leaves.length];
        int leaf = 0;
        for (int t = 0; t < forest.trees(); t++) {
            int root = forest.root(t);
            int end = t + 1 < forest.trees() ? forest.root(t + 1) : nodes;
            for (int node = root; node < end; node++) {
                tree[node] = t;
                id[node] = node - root;
                if (forest.isLeaf(node)) {
                    leaves[leaf] = node;
                    leafValue[leaf++] = (float) forest.value(node);
                } else {
                    split(forest, node, root);
                }
            }
        }
    }

    private void split(Forest forest, int node, int root) {
        feature[node] = forest.feature(node);
        left[node] = forest.left(node) - root;
        right[node] = forest.right(node) - root;
        missingLeft[node] = forest.missingLeft(node) ? 1 : 0;
        float nearest = (float) forest.threshold(node);
        // Rounded down, a threshold parts single-precision values as it did before.
        threshold[node] = nearest > forest.threshold(node) ? Math.nextDown(nearest) : nearest;
    }

    int[] tree() {
        return tree;
    }

    int[] id() {
        return id;
    }

    int[] feature() {
        return feature;
    }

    int[] left() {
        return left;
    }

    int[] right() {
        return right;
    }

    int[] missingLeft() {
        return missingLeft;
    }

    float[] threshold() {
        return threshold;
    }

    int[] leafTree() {
        return Arrays.stream(leaves).map(node -> tree[node]).toArray();
    }

    int[] leafId() {
        return Arrays.stream(leaves).map(node -> id[node]).toArray();
    }

    float[] leafValue() {
        return leafValue;
    }
}
