package io.github.churnml.forest;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts a {@link Forest} together node by node. Mutable, for one thread.
 *
 * <p>Each tree starts with {@link #startTree}; the first node added is its root, and children are added after their
 * parent, in any order, then joined with {@link #children}. {@link #build} checks that every tree is one: children inside
 * the same tree and after their parent, every node reached exactly once.
 */
public final class ForestBuilder {

    /** The most levels that a feature may have: codes run from 0 to one less. */
    public static final int MOST_LEVELS = 1 << 20;

    private final int features;
    private final double baseScore;
    private final Aggregation aggregation;
    private final Precision precision;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /**
     * An empty forest whose trees' values are log-odds that add up.
     *
     * @param features how many features a row has
     * @param baseScore the log-odds before the first tree
     * @throws IllegalArgumentException if there are fewer than no features
     */
    public ForestBuilder(int features, double baseScore) {
        this(features, baseScore, Aggregation.SUM_OF_LOG_ODDS);
    }

    /**
     * An empty forest.
     *
     * @param features how many features a row has
     * @param baseScore the log-odds to begin with
     * @param aggregation what leaf values are, and how they become log-odds
     * @throws IllegalArgumentException if there are fewer than no features
     */
    public ForestBuilder(int features, double baseScore, Aggregation aggregation) {
        this(features, baseScore, aggregation, Precision.DOUBLE);
    }

    /**
     * An empty forest of a given arithmetic.
     *
     * @param features how many features a row has
     * @param baseScore the log-odds to begin with
     * @param aggregation what leaf values are, and how they become log-odds
     * @param precision how values are compared and added up; with {@link Precision#FLOAT} only sums of log-odds
     * @throws IllegalArgumentException if there are fewer than no features
     */
    public ForestBuilder(int features, double baseScore, Aggregation aggregation, Precision precision) {
        if (features < 0) {
            throw new IllegalArgumentException(features + " features");
        }
        this.features = features;
        this.baseScore = baseScore;
        this.aggregation = aggregation;
        this.precision = precision;
    }

    /**
     * Starts the next tree.
     *
     * @return this
     */
    public ForestBuilder startTree() {
        starts.add(nodes.size());
        return this;
    }

    /**
     * Adds a leaf.
     *
     * @param value what it adds to the log-odds: finite; or a probability, from 0 to 1
     * @param cover how many training rows reach it, not negative
     * @return its node number
     */
    public int leaf(double value, double cover) {
        return add(Node.leaf(value, cover));
    }

    /**
     * Adds a split of a number; its children are still to be added.
     *
     * @param feature the feature, from 0
     * @param threshold values up to and including it go left: finite
     * @param missingLeft whether missing values go left
     * @param cover how many training rows pass, not negative
     * @param gain by how much it reduces the loss, not negative
     * @return its node number
     */
    public int splitAt(int feature, double threshold, boolean missingLeft, double cover, double gain) {
        return splitAt(feature, threshold, missingLeft, false, cover, gain);
    }

    /**
     * Adds a split of a number that may take zero for missing; its children are still to be added.
     *
     * @param feature the feature, from 0
     * @param threshold values up to and including it go left: finite
     * @param missingLeft whether missing values go left
     * @param zeroMissing whether numbers of up to 10<sup>−35</sup> in size go where missing values go, as LightGBM has it
     *     with {@code zero_as_missing}
     * @param cover how many training rows pass, not negative
     * @param gain by how much it reduces the loss, not negative
     * @return its node number
     */
    public int splitAt(
            int feature, double threshold, boolean missingLeft, boolean zeroMissing, double cover, double gain) {
        return add(Node.atThreshold(split(feature), threshold, missingLeft, zeroMissing, cover, gain));
    }

    /**
     * Adds a split by levels; its children are still to be added.
     *
     * @param feature the feature, from 0
     * @param codes the codes that go left: at least one, each from 0 to {@link #MOST_LEVELS} − 1
     * @param missingLeft whether missing values go left
     * @param cover how many training rows pass, not negative
     * @param gain by how much it reduces the loss, not negative
     * @return its node number
     * @throws IllegalArgumentException if there is no code, or one out of range
     */
    public int splitOn(int feature, int[] codes, boolean missingLeft, double cover, double gain) {
        return add(Node.onLevels(split(feature), bits(codes), missingLeft, cover, gain));
    }

    /**
     * Joins a split with its children.
     *
     * @param node the split
     * @param left the child for values that go left
     * @param right the other child
     * @return this
     * @throws IllegalArgumentException if the node is a leaf
     */
    public ForestBuilder children(int node, int left, int right) {
        if (nodes.get(node).feature() < 0) {
            throw new IllegalArgumentException("node " + node + " is a leaf");
        }
        nodes.set(node, nodes.get(node).withChildren(left, right));
        return this;
    }

    /**
     * Checks the trees and makes the forest.
     *
     * @return the forest
     * @throws IllegalArgumentException if a tree is none, a feature is out of range or a number not finite
     */
    public Forest build() {
        int[] bounds = new int[starts.size() + 1];
        for (int tree = 0; tree < starts.size(); tree++) {
            bounds[tree] = starts.get(tree);
        }
        bounds[starts.size()] = nodes.size();
        Nodes packed = Nodes.of(nodes);
        String problem = ForestCheck.problem(packed, bounds, features, baseScore, aggregation, precision);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return new Forest(features, baseScore, aggregation, precision, bounds, packed);
    }

    private int add(Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    private static int split(int feature) {
        if (feature < 0) {
            throw new IllegalArgumentException("a split on feature " + feature);
        }
        return feature;
    }

    private static long[] bits(int[] codes) {
        int highest = -1;
        for (int code : codes) {
            if (code < 0 || code >= MOST_LEVELS) {
                throw new IllegalArgumentException("code " + code);
            }
            highest = Math.max(highest, code);
        }
        if (highest < 0) {
            throw new IllegalArgumentException("a split on no level");
        }
        long[] bits = new long[(highest >> 6) + 1];
        for (int code : codes) {
            bits[code >> 6] |= 1L << code;
        }
        return bits;
    }
}
