package io.github.churnml.forest;

import java.util.Arrays;
import java.util.List;

/** The nodes of all trees as parallel arrays; a leaf has feature −1, and level sets lie packed in {@code words}. */
final class Nodes {

    static final int NONE = -1;

    /** The largest number, by size, that a split which takes zero for missing takes for zero: LightGBM's kZeroThreshold. */
    static final double NEARLY_ZERO = 1e-35f;

    final int[] feature;
    final double[] threshold;
    final int[] left;
    final int[] right;
    final boolean[] missingLeft;
    final boolean[] zeroMissing;
    final double[] value;
    final double[] cover;
    final double[] gain;
    /** The set of node i is {@code words[setStart[i]] … words[setStart[i + 1] − 1]}; one longer than the nodes. */
    final int[] setStart;

    final long[] words;

    Nodes(int nodes, int words) {
        feature = new int[nodes];
        threshold = new double[nodes];
        left = new int[nodes];
        right = new int[nodes];
        missingLeft = new boolean[nodes];
        zeroMissing = new boolean[nodes];
        value = new double[nodes];
        cover = new double[nodes];
        gain = new double[nodes];
        setStart = new int[nodes + 1];
        this.words = new long[words];
    }

    private Nodes(Nodes of, int nodes, double[] cover) {
        feature = Arrays.copyOf(of.feature, nodes);
        threshold = Arrays.copyOf(of.threshold, nodes);
        left = Arrays.copyOf(of.left, nodes);
        right = Arrays.copyOf(of.right, nodes);
        missingLeft = Arrays.copyOf(of.missingLeft, nodes);
        zeroMissing = Arrays.copyOf(of.zeroMissing, nodes);
        value = Arrays.copyOf(of.value, nodes);
        this.cover = Arrays.copyOf(cover, nodes);
        gain = Arrays.copyOf(of.gain, nodes);
        setStart = Arrays.copyOf(of.setStart, nodes + 1);
        words = Arrays.copyOf(of.words, setStart[nodes]);
    }

    static Nodes of(List<Node> list) {
        int words = 0;
        for (Node node : list) {
            words = Math.addExact(words, node.levels().length);
        }
        Nodes nodes = new Nodes(list.size(), words);
        for (int i = 0; i < list.size(); i++) {
            nodes.set(i, list.get(i));
        }
        return nodes;
    }

    /** Writes a node and its set; nodes must be written in order, since each set follows the one before. */
    void set(int i, Node node) {
        feature[i] = node.feature();
        threshold[i] = node.threshold();
        left[i] = node.left();
        right[i] = node.right();
        missingLeft[i] = node.missingLeft();
        zeroMissing[i] = node.zeroMissing();
        value[i] = node.value();
        cover[i] = node.cover();
        gain[i] = node.gain();
        System.arraycopy(node.levels(), 0, words, setStart[i], node.levels().length);
        setStart[i + 1] = setStart[i] + node.levels().length;
    }

    int size() {
        return feature.length;
    }

    boolean isLeaf(int node) {
        return feature[node] < 0;
    }

    boolean hasSet(int node) {
        return setStart[node + 1] > setStart[node];
    }

    long[] set(int node) {
        return Arrays.copyOfRange(words, setStart[node], setStart[node + 1]);
    }

    Nodes first(int nodes) {
        return new Nodes(this, nodes, cover);
    }

    Nodes withCover(double[] newCover) {
        return new Nodes(this, size(), newCover);
    }

    /** The child that a value of the node's feature leads to, once it is rounded as the forest's precision asks. */
    // Double.isNaN would share one branch profile with all its other callers.
    @SuppressWarnings("IdentityBinaryExpression")
    int next(int node, double x) {
        if (hasSet(node)) {
            return nextByLevel(node, x);
        }
        if (zeroMissing[node] && Math.abs(x) <= NEARLY_ZERO) {
            return missingLeft[node] ? left[node] : right[node];
        }
        if (x <= threshold[node]) {
            return left[node];
        }
        return x != x && missingLeft[node] ? left[node] : right[node];
    }

    @SuppressWarnings("IdentityBinaryExpression") // as above
    private int nextByLevel(int node, double x) {
        if (x != x || x == -1) {
            return missingLeft[node] ? left[node] : right[node];
        }
        int code = (int) x;
        int word = code >> 6;
        boolean known = code == x && code >= 0 && word < setStart[node + 1] - setStart[node];
        return known && (words[setStart[node] + word] >>> code & 1) != 0 ? left[node] : right[node];
    }
}
