package io.github.churnml.learn.smile;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.ClassWeights;

/** Collects the settings of a {@link SmileGradientBoosting}. Mutable, for one thread. */
public final class SmileGradientBoostingBuilder {

    private int trees = 500;
    private int maxNodes = 6;
    private int maxDepth = 6;
    private int minLeafRows = 20;
    private double learningRate = 0.07;
    private double subsample = 0.7;
    private boolean earlyStopping = true;
    private double validationFraction = 0.2;
    private ClassWeights classWeights = ClassWeights.NONE;

    SmileGradientBoostingBuilder() {}

    /**
     * How many trees to grow; with early stopping the most that may be kept. Default 500.
     *
     * @param value from 1 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileGradientBoostingBuilder trees(int value) {
        trees = BoostingSettings.TREES.check(value);
        return this;
    }

    /**
     * The most leaves of a tree; the leaf whose split helps most is split next. Few leaves suit
     * customer tables, where most signs add up and few interact. Default 6.
     *
     * @param value from 2 to 4096
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileGradientBoostingBuilder maxNodes(int value) {
        maxNodes = BoostingSettings.MAX_NODES.check(value);
        return this;
    }

    /**
     * The most questions from a tree's root to a leaf. Default 6, which binds only where more than 7 leaves are allowed.
     *
     * @param value from 1 to 64
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileGradientBoostingBuilder maxDepth(int value) {
        maxDepth = BoostingSettings.MAX_DEPTH.check(value);
        return this;
    }

    /**
     * The fewest rows, of those a tree is grown on, in a leaf. Default 20.
     *
     * @param value from 1 to 1 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileGradientBoostingBuilder minLeafRows(int value) {
        minLeafRows = BoostingSettings.MIN_LEAF_ROWS.check(value);
        return this;
    }

    /**
     * By how much each tree's answer is shrunk before it is added; smaller wants more trees. Default 0.07.
     *
     * @param value from 0.0001 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileGradientBoostingBuilder learningRate(double value) {
        learningRate = BoostingSettings.LEARNING_RATE.check(value);
        return this;
    }

    /**
     * The share of the rows of each class, drawn anew for each tree, that it is grown on. Default 0.7.
     *
     * @param value from 0.01 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileGradientBoostingBuilder subsample(double value) {
        subsample = BoostingSettings.SUBSAMPLE.check(value);
        return this;
    }

    /**
     * Whether the number of trees is found on a slice of the rows that the trees do not see. Default true.
     *
     * @param value whether it is; false keeps all {@link #trees}
     * @return this
     */
    public SmileGradientBoostingBuilder earlyStopping(boolean value) {
        earlyStopping = value;
        return this;
    }

    /**
     * The share of the rows in that slice, of each class alike; of no effect without early stopping. Default 0.2.
     *
     * @param value from 0.01 to 0.5
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileGradientBoostingBuilder validationFraction(double value) {
        validationFraction = BoostingSettings.VALIDATION_FRACTION.check(value);
        return this;
    }

    /**
     * How the classes are weighed in the loss: balanced, both count the same, and probabilities are those of such a world.
     * Default {@link ClassWeights#NONE}.
     *
     * @param value the way
     * @return this
     */
    public SmileGradientBoostingBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /** {@return the learner} */
    public SmileGradientBoosting build() {
        return new SmileGradientBoosting(new BoostingSettings(
                trees,
                maxNodes,
                maxDepth,
                minLeafRows,
                learningRate,
                subsample,
                earlyStopping,
                validationFraction,
                classWeights));
    }
}
