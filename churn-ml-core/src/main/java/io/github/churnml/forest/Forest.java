package io.github.churnml.forest;

import io.github.churnml.error.ModelFileException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Trees that together give log-odds, as their {@link Aggregation} says; the package essay says where a row goes at a
 * split. Immutable, shared freely between threads; scoring allocates nothing.
 *
 * <p>Nodes are numbered over all trees: those of tree {@code t} run from {@link #root root(t)} to the node before the next
 * tree's root. A row is one {@code double} per feature: a number, or a level's code.
 */
public final class Forest {

    private final int features;
    private final double baseScore;
    private final Aggregation aggregation;
    private final Precision precision;
    /** Where each tree's nodes start, and where the last one's end. */
    private final int[] starts;

    private final Nodes nodes;

    /** Parts that {@link ForestCheck} has found to be sound. */
    Forest(int features, double baseScore, Aggregation aggregation, Precision precision, int[] starts, Nodes nodes) {
        this.features = features;
        this.baseScore = baseScore;
        this.aggregation = aggregation;
        this.precision = precision;
        this.starts = starts;
        this.nodes = nodes;
    }

    /** {@return how many features a row has} */
    public int features() {
        return features;
    }

    /** {@return the log-odds before the first tree; beside those of the mean probability, which are added to them} */
    public double baseScore() {
        return baseScore;
    }

    /** {@return how the trees' values become log-odds} */
    public Aggregation aggregation() {
        return aggregation;
    }

    /** {@return how values are compared and added up} */
    public Precision precision() {
        return precision;
    }

    /** {@return how many trees there are; 0 for a forest that is its base score alone} */
    public int trees() {
        return starts.length - 1;
    }

    /** {@return how many nodes all trees have together} */
    public int nodes() {
        return nodes.size();
    }

    /**
     * The score of a row: the base score plus each tree's value, added in tree order; or plus the log-odds of the trees'
     * mean probability.
     *
     * @param row one value per feature
     * @return log-odds, always finite
     * @throws IllegalArgumentException if the row has another length
     */
    public double score(double[] row) {
        return score(row, trees());
    }

    /**
     * The score of a row by the first trees alone.
     *
     * @param row one value per feature
     * @param trees how many trees to add up, at most {@link #trees()}
     * @return log-odds, always finite
     * @throws IllegalArgumentException if the row has another length or the forest has fewer trees
     */
    public double score(double[] row, int trees) {
        checkTrees(trees);
        if (row.length != features) {
            throw new IllegalArgumentException("a row of " + row.length + " values for " + features + " features");
        }
        if (aggregation == Aggregation.MEAN_OF_PROBABILITIES) {
            return baseScore + aggregation.logOdds(sum(row, trees, 0), trees);
        }
        // The base score is where the sum begins, which decides how it rounds.
        return sum(row, trees, baseScore);
    }

    /**
     * One tree's own answer for a row.
     *
     * @param tree the tree, from 0
     * @param row one value per feature
     * @return the value of the leaf that the row reaches: what it adds to the log-odds, or a probability
     */
    public double tree(int tree, double[] row) {
        return nodes.value[leafOf(tree, row)];
    }

    /**
     * The leaf that a row reaches.
     *
     * @param tree the tree, from 0
     * @param row one value per feature
     * @return the leaf's node number
     */
    public int leafOf(int tree, double[] row) {
        int node = starts[tree];
        int feature = nodes.feature[node];
        while (feature >= 0) {
            node = next(node, row[feature]);
            feature = nodes.feature[node];
        }
        return node;
    }

    /** Whether a value of a split's feature leads to its left child. */
    boolean goesLeft(int node, double x) {
        return next(node, x) == nodes.left[node];
    }

    /** The one place that decides where a row goes, for all code that walks a tree. */
    private int next(int node, double x) {
        return nodes.next(node, precision.round(x));
    }

    /**
     * The forest cut after its first trees.
     *
     * @param trees how many trees to keep, at most {@link #trees()}
     * @return a forest that scores as {@link #score(double[], int)} does
     * @throws IllegalArgumentException if the forest has fewer trees
     */
    public Forest firstTrees(int trees) {
        checkTrees(trees);
        return new Forest(
                features,
                baseScore,
                aggregation,
                precision,
                Arrays.copyOf(starts, trees + 1),
                nodes.first(starts[trees]));
    }

    /**
     * The same trees, their cover counted anew.
     *
     * @param columns the rows to count, {@code [features][rows]}
     * @param rows how many there are
     * @return a forest where each node's cover is the number of these rows that pass through it
     */
    public Forest withCover(double[][] columns, int rows) {
        double[] cover = new double[nodes.size()];
        double[] row = new double[features];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < features; j++) {
                row[j] = columns[j][i];
            }
            for (int tree = 0; tree < trees(); tree++) {
                cover[leafOf(tree, row)]++;
            }
        }
        // Children follow their parents, so counting backwards meets each node after all that lies below it.
        for (int node = nodes.size() - 1; node >= 0; node--) {
            if (!nodes.isLeaf(node)) {
                cover[node] = cover[nodes.left[node]] + cover[nodes.right[node]];
            }
        }
        return new Forest(features, baseScore, aggregation, precision, starts, nodes.withCover(cover));
    }

    /** {@return for each feature, the gains of all splits on it added in node order} */
    public double[] gainByFeature() {
        double[] gains = new double[features];
        for (int node = 0; node < nodes.size(); node++) {
            if (!nodes.isLeaf(node)) {
                gains[nodes.feature[node]] += nodes.gain[node];
            }
        }
        return gains;
    }

    /**
     * Where a tree begins.
     *
     * @param tree the tree, from 0
     * @return the node number of its root
     */
    public int root(int tree) {
        return starts[tree];
    }

    /**
     * Whether a node is a leaf.
     *
     * @param node the node
     * @return whether it has a value instead of children
     */
    public boolean isLeaf(int node) {
        return nodes.isLeaf(node);
    }

    /**
     * Whether a split is on levels.
     *
     * @param node the node
     * @return whether it is a split with a level set; false for a leaf and for a split at a threshold
     */
    public boolean isOnLevels(int node) {
        return nodes.hasSet(node);
    }

    /**
     * The feature that a split asks for.
     *
     * @param node the node
     * @return the feature, from 0; −1 for a leaf
     */
    public int feature(int node) {
        return nodes.feature[node];
    }

    /**
     * The threshold of a split on a number.
     *
     * @param node the node
     * @return values up to and including it go left; 0 for a leaf and for a split on levels
     */
    public double threshold(int node) {
        return nodes.threshold[node];
    }

    /**
     * The level set of a split on levels.
     *
     * @param node the node
     * @return the codes that go left, as a copy; empty for a leaf and for a split on a number
     */
    public BitSet levels(int node) {
        return BitSet.valueOf(nodes.set(node));
    }

    /**
     * Where a split sends missing values.
     *
     * @param node the node
     * @return whether they go left; false for a leaf
     */
    public boolean missingLeft(int node) {
        return nodes.missingLeft[node];
    }

    /**
     * Whether a split takes zero for missing.
     *
     * @param node the node
     * @return whether numbers of up to 10<sup>−35</sup> in size go where missing values go; false for a leaf
     */
    public boolean zeroMissing(int node) {
        return nodes.zeroMissing[node];
    }

    /**
     * The left child of a split.
     *
     * @param node the node
     * @return the child's node number; −1 for a leaf
     */
    public int left(int node) {
        return nodes.left[node];
    }

    /**
     * The right child of a split.
     *
     * @param node the node
     * @return the child's node number; −1 for a leaf
     */
    public int right(int node) {
        return nodes.right[node];
    }

    /**
     * The value of a leaf.
     *
     * @param node the node
     * @return what it adds to the log-odds, or a probability; 0 for a split
     */
    public double value(int node) {
        return nodes.value[node];
    }

    /**
     * How many training rows passed through a node.
     *
     * @param node the node
     * @return the number of rows (a sum of weights in a forest from elsewhere), not negative
     */
    public double cover(int node) {
        return nodes.cover[node];
    }

    /**
     * By how much a split reduced the loss that its learner minimises.
     *
     * @param node the node
     * @return the gain, not negative; 0 for a leaf
     */
    public double gain(int node) {
        return nodes.gain[node];
    }

    /**
     * The binary form, the lowest version that can say what the forest is: version 1 for a sum of log-odds, version 2 for a
     * mean of probabilities, version 3 for float precision or splits that take zero for missing. All numbers are
     * little-endian; nothing follows the last word.
     *
     * <table>
     * <caption>Layout of a forest</caption>
     * <tr><th>bytes</th><th>what</th></tr>
     * <tr><td>4</td><td>{@code CMLF} in ASCII</td></tr>
     * <tr><td>int32</td><td>version, 1 to 3</td></tr>
     * <tr><td>byte</td><td>precision: 0 for {@code double}, 1 (in version 3 only) for {@code float}; ≤ goes left</td></tr>
     * <tr><td>byte</td><td>from version 2 on, how the trees' values become log-odds: 0 for their sum, in version 3
     * only; 1 for the mean of probabilities</td></tr>
     * <tr><td>float64</td><td>base score</td></tr>
     * <tr><td>4 × int32</td><td>features, trees T, nodes N, words W of all level sets</td></tr>
     * <tr><td>T × int32</td><td>nodes of each tree</td></tr>
     * <tr><td>N × 49</td><td>per node: int32 feature (−1 in a leaf), int32 left, int32 right (node numbers over all trees,
     * −1 in a leaf), byte flags (1: missing goes left; 2, in version 3 only: zero is missing), int32 words of its level set, float64 threshold, float64 value,
     * float64 cover, float64 gain</td></tr>
     * <tr><td>W × int64</td><td>the level sets one after the other in node order; code c is bit c mod 64 of word ⌊c / 64⌋</td></tr>
     * </table>
     *
     * @return the bytes; the same forest always gives the same ones
     */
    public byte[] toBytes() {
        return ForestBytes.write(this, nodes, starts);
    }

    /**
     * Reads the binary form. Sizes are checked against the array before anything is allocated, and every rule of
     * {@link ForestBuilder} holds for what is read.
     *
     * @param bytes what {@link #toBytes} wrote
     * @return the forest
     * @throws ModelFileException if the bytes are damaged, of another format or of a later version
     */
    public static Forest fromBytes(byte[] bytes) {
        return ForestBytes.read(bytes);
    }

    /** The nodes of all trees, for code that reads them many times; not to be changed. */
    Nodes parts() {
        return nodes;
    }

    /** Where each tree's nodes start, and where the last one's end; not to be changed. */
    int[] starts() {
        return starts;
    }

    private double sum(double[] row, int trees, double start) {
        if (precision == Precision.FLOAT) {
            return floatSum(row, trees, (float) start);
        }
        double sum = start;
        for (int tree = 0; tree < trees; tree++) {
            sum += nodes.value[leafOf(tree, row)];
        }
        return sum;
    }

    private float floatSum(double[] row, int trees, float start) {
        float sum = start;
        for (int tree = 0; tree < trees; tree++) {
            sum += (float) nodes.value[leafOf(tree, row)];
        }
        return sum;
    }

    private void checkTrees(int trees) {
        if (trees < 0 || trees > trees()) {
            throw new IllegalArgumentException("the first " + trees + " of " + trees() + " trees");
        }
    }
}
