package io.github.churnml.learn.smile;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.ClassWeights;

/** Collects the settings of a {@link SmileRandomForest}. Mutable, for one thread. */
public final class SmileRandomForestBuilder {

    private int trees = 300;
    private int maxNodes = 256;
    private int maxDepth = 20;
    private int minLeafRows = 10;
    private int featuresPerSplit;
    private double sampleFraction = 1;
    private ClassWeights classWeights = ClassWeights.NONE;

    SmileRandomForestBuilder() {}

    /**
     * How many trees to grow. More never overfit; they cost time and size. Default 300.
     *
     * @param value from 1 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileRandomForestBuilder trees(int value) {
        trees = ForestSettings.TREES.check(value);
        return this;
    }

    /**
     * The most leaves of a tree; the leaf whose split helps most is split next. Default 256.
     *
     * @param value from 2 to 65 536
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileRandomForestBuilder maxNodes(int value) {
        maxNodes = ForestSettings.MAX_NODES.check(value);
        return this;
    }

    /**
     * The most questions from a tree's root to a leaf. Default 20.
     *
     * @param value from 1 to 64
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileRandomForestBuilder maxDepth(int value) {
        maxDepth = ForestSettings.MAX_DEPTH.check(value);
        return this;
    }

    /**
     * The fewest drawn rows in a leaf, a row drawn twice counting twice. Probabilities want larger leaves than votes.
     * Default 10.
     *
     * @param value from 1 to 1 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileRandomForestBuilder minLeafRows(int value) {
        minLeafRows = ForestSettings.MIN_LEAF_ROWS.check(value);
        return this;
    }

    /**
     * How many features, drawn anew at each split, it may choose from. Default 0: the square root of their number,
     * rounded down.
     *
     * @param value from 0 to 1 000 000; more than there are means all
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileRandomForestBuilder featuresPerSplit(int value) {
        featuresPerSplit = ForestSettings.FEATURES_PER_SPLIT.check(value);
        return this;
    }

    /**
     * How many rows are drawn, with replacement, for each tree, as a share of all rows. Default 1.
     *
     * @param value from 0.01 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileRandomForestBuilder sampleFraction(double value) {
        sampleFraction = ForestSettings.SAMPLE_FRACTION.check(value);
        return this;
    }

    /**
     * How the classes are weighed: balanced, as many rows of either are drawn, and probabilities are those of such a
     * world. Default {@link ClassWeights#NONE}.
     *
     * @param value the way
     * @return this
     */
    public SmileRandomForestBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /** {@return the learner} */
    public SmileRandomForest build() {
        return new SmileRandomForest(new ForestSettings(
                trees, maxNodes, maxDepth, minLeafRows, featuresPerSplit, sampleFraction, classWeights));
    }
}
