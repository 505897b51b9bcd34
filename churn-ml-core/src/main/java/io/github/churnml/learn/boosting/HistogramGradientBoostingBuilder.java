package io.github.churnml.learn.boosting;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.ClassWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the settings of a {@link HistogramGradientBoosting}. Mutable, for one thread. */
public final class HistogramGradientBoostingBuilder {

    /** With 2^10 histograms at a time, a tree whose levels are split at once has enough. */
    private static final int DEEPEST_LEVEL = 10;

    private int trees = 500;
    private double learningRate = 0.05;
    private int maxLeaves = 16;
    private int maxDepth = 6;
    private int minLeafRows = 20;
    private double minChildWeight = 0.001;
    private double minGain = 0.0;
    private double l1 = 0.0;
    private double l2 = 1.0;
    private double levelL2 = 10.0;
    private double levelSmoothing = 10.0;
    private int oneHotLevels = 4;
    private int minLevelRows;
    private int maxBins = 254;
    private Sampling sampling = Sampling.PLAIN;
    private double subsample = 0.8;
    private double topShare = 0.2;
    private double otherShare = 0.1;
    private double columnsPerTree = 0.8;
    private double columnsPerNode = 1.0;
    private double validationFraction = 0.2;
    private int patience = 50;
    private Growth growth = Growth.OBLIVIOUS;
    private boolean extraTrees;
    private double randomStrength;
    private final Map<String, Monotone> monotone = new TreeMap<>();
    private final List<List<String>> interactions = new ArrayList<>();
    private boolean earlyStopping = true;
    private Stopping stopping = Stopping.LEAST_LOSS;
    private ClassWeights classWeights = ClassWeights.NONE;
    private double positiveClassWeight = 1.0;
    private double scoreScale = 1.0;

    HistogramGradientBoostingBuilder() {}

    /**
     * How many trees to grow; with early stopping the most that may be kept. Default 500.
     *
     * @param value from 1 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder trees(int value) {
        trees = HistogramSettings.TREES.check(value);
        return this;
    }

    /**
     * By how much each tree's answer is shrunk before it is added; smaller needs more trees. Default 0.05.
     *
     * @param value from 0.0001 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder learningRate(double value) {
        learningRate = HistogramSettings.LEARNING_RATE.check(value);
        return this;
    }

    /**
     * The most leaves of a tree. Few suit tables where most signs add up; more are needed where columns interact. Default 16.
     *
     * @param value from 2 to 4096
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder maxLeaves(int value) {
        maxLeaves = HistogramSettings.MAX_LEAVES.check(value);
        return this;
    }

    /**
     * The most questions from a tree's root to a leaf. Default 6.
     *
     * @param value from 1 to 64
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder maxDepth(int value) {
        maxDepth = HistogramSettings.MAX_DEPTH.check(value);
        return this;
    }

    /**
     * The fewest rows, of those a tree is grown on, in a leaf; counted by their weights, whose mean is 1. Default 20.
     *
     * @param value from 1 to 1 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder minLeafRows(int value) {
        minLeafRows = HistogramSettings.MIN_LEAF_ROWS.check(value);
        return this;
    }

    /**
     * The least sum of hessians, p (1 − p) times the weight, in a leaf. Default 0.001.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder minChildWeight(double value) {
        minChildWeight = HistogramSettings.MIN_CHILD_WEIGHT.check(value);
        return this;
    }

    /**
     * The least reduction of the loss, summed over a node's rows, for which it is split. Default 0.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder minGain(double value) {
        minGain = HistogramSettings.MIN_GAIN.check(value);
        return this;
    }

    /**
     * What is taken off the sum of a leaf's gradients, towards 0. Default 0.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder l1(double value) {
        l1 = HistogramSettings.L1.check(value);
        return this;
    }

    /**
     * What is added to the sum of a leaf's hessians: shrinks leaves of few rows. Default 1.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder l2(double value) {
        l2 = HistogramSettings.L2.check(value);
        return this;
    }

    /**
     * What is added to l2 in the search where more than {@link #oneHotLevels} levels are put in order. Default 10.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder levelL2(double value) {
        levelL2 = HistogramSettings.LEVEL_L2.check(value);
        return this;
    }

    /**
     * What is added to the sum of a level's hessians when levels are put in order: brings rare ones to the middle. Default 10.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder levelSmoothing(double value) {
        levelSmoothing = HistogramSettings.LEVEL_SMOOTHING.check(value);
        return this;
    }

    /**
     * Up to how many levels at a node, missing counted as one, each is tried against the rest; more are put in order by their
     * gradients and cut there. LightGBM's {@code max_cat_to_onehot}, CatBoost's {@code one_hot_max_size}. Default 4.
     *
     * @param value from 1, always in order, to 255
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder oneHotLevels(int value) {
        oneHotLevels = HistogramSettings.ONE_HOT_LEVELS.check(value);
        return this;
    }

    /**
     * How many rows, counted by weight, must have joined a side since the last cut that was tried before another is, where
     * levels are put in order, and how many must be left on the other: fewer cuts, less fitted. LightGBM's {@code
     * min_data_per_group}. Default 0.
     *
     * @param value from 0 to 1 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder minLevelRows(int value) {
        minLevelRows = HistogramSettings.MIN_LEVEL_ROWS.check(value);
        return this;
    }

    /**
     * The most bins for the values of a column; those of more values are cut at quantiles. Default 254.
     *
     * @param value from 2 to 254
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder maxBins(int value) {
        maxBins = HistogramSettings.MAX_BINS.check(value);
        return this;
    }

    /**
     * The share of the rows, drawn anew for each tree, that it is grown on; of no effect with {@link Sampling#GOSS}. Default
     * 0.8.
     *
     * @param value from 0.01 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder subsample(double value) {
        subsample = HistogramSettings.SUBSAMPLE.check(value);
        return this;
    }

    /**
     * Which rows a tree is grown on. Default {@link Sampling#PLAIN}.
     *
     * @param value the way
     * @return this
     */
    public HistogramGradientBoostingBuilder sampling(Sampling value) {
        sampling = value;
        return this;
    }

    /**
     * The share of the rows that {@link Sampling#GOSS} takes for their gradients; a in the paper, LightGBM's {@code top_rate}.
     * Default 0.2.
     *
     * @param value from 0.01 to 0.99
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder topShare(double value) {
        topShare = HistogramSettings.TOP_SHARE.check(value);
        return this;
    }

    /**
     * The share of the rows that {@link Sampling#GOSS} draws from the others, each counting (1 − {@link #topShare}) / otherShare
     * times; b in the paper, LightGBM's {@code other_rate}. Default 0.1.
     *
     * @param value from 0.01 to 0.99
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder otherShare(double value) {
        otherShare = HistogramSettings.OTHER_SHARE.check(value);
        return this;
    }

    /**
     * The share of the columns, drawn anew for each tree, that it may split on, rounded up. Default 0.8.
     *
     * @param value from 0.01 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder columnsPerTree(double value) {
        columnsPerTree = HistogramSettings.COLUMNS_PER_TREE.check(value);
        return this;
    }

    /**
     * The probability with which a column of the tree is tried at a node. Default 1.
     *
     * @param value from 0.01 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder columnsPerNode(double value) {
        columnsPerNode = HistogramSettings.COLUMNS_PER_NODE.check(value);
        return this;
    }

    /**
     * The share of the rows set aside for early stopping, of each class alike; of no effect without it. Default 0.2.
     *
     * @param value from 0.01 to 0.5
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder validationFraction(double value) {
        validationFraction = HistogramSettings.VALIDATION_FRACTION.check(value);
        return this;
    }

    /**
     * After how many trees in a row that do not reduce the loss of the rows set aside no more are grown. Default 50.
     *
     * @param value from 1 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder patience(int value) {
        patience = HistogramSettings.PATIENCE.check(value);
        return this;
    }

    /**
     * Which node is split next. Default {@link Growth#OBLIVIOUS}.
     *
     * @param value the order
     * @return this
     */
    public HistogramGradientBoostingBuilder growth(Growth value) {
        growth = value;
        return this;
    }

    /**
     * Whether only one cut of a column, drawn at random, is tried at a node (Geurts, Ernst and Wehenkel, Extremely Randomized Trees, 2006): less fitted and faster, with more trees needed. Default false.
     *
     * @param value whether it is
     * @return this
     */
    public HistogramGradientBoostingBuilder extraTrees(boolean value) {
        extraTrees = value;
        return this;
    }

    /**
     * How much chance has a say in which split is best: a nearly normal number is added to each candidate's gain before they
     * are compared. Its standard deviation is this times Σg² / Σh over the rows of the tree, about twice what a split gains
     * by chance alone, times n / (n + e<sup>trees · learningRate</sup>), which fades once trees are many; the idea and the
     * fading of CatBoost's {@code random_strength}. Columns of many values have more candidates, and so are favoured. Default 0.
     *
     * @param value from 0 to 1000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder randomStrength(double value) {
        randomStrength = HistogramSettings.RANDOM_STRENGTH.check(value);
        return this;
    }

    /**
     * How the score may change with a number, all other columns staying as they are; a missing value may have any score. Held
     * by LightGBM's {@code basic} method: no split against the direction, and leaves on either side of a split stay on their
     * side of the middle of its answers. Features derived from the column are columns of their own. None by default.
     *
     * @param column a numeric column of the table, or a derived number; fitting refuses one that is not there, or has levels
     * @param value the direction
     * @return this
     */
    public HistogramGradientBoostingBuilder monotone(String column, Monotone value) {
        monotone.put(column, value);
        return this;
    }

    /**
     * Adds a group of columns that may be split on one below the other. With any group given, columns of different groups may
     * not, and one in no group is split on alone, as XGBoost reads {@code interaction_constraints}. None by default.
     *
     * @param columns columns of the table, or derived ones; fitting refuses one that is not there
     * @return this
     */
    public HistogramGradientBoostingBuilder interaction(String... columns) {
        interactions.add(List.of(columns));
        return this;
    }

    /**
     * Whether the number of trees is found on a slice of the rows that the trees do not see. Default true.
     *
     * @param value whether it is; false keeps all {@link #trees}
     * @return this
     */
    public HistogramGradientBoostingBuilder earlyStopping(boolean value) {
        earlyStopping = value;
        return this;
    }

    /**
     * How many trees are kept by their loss on that slice. Default {@link Stopping#LEAST_LOSS}.
     *
     * @param value the rule
     * @return this
     */
    public HistogramGradientBoostingBuilder stopping(Stopping value) {
        stopping = value;
        return this;
    }

    /**
     * How the classes are weighed in the loss: balanced, both count the same, and probabilities are those of such a world. Default {@link ClassWeights#NONE}.
     *
     * @param value the way
     * @return this
     */
    public HistogramGradientBoostingBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /**
     * What the weights of rows of the positive class are multiplied by, in the loss and where trees are counted; the
     * probabilities are those of a world with so many more positives, and nothing shifts them back. XGBoost's and LightGBM's
     * {@code scale_pos_weight}. Default 1.
     *
     * @param value from 0.000001 to 1 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder positiveClassWeight(double value) {
        positiveClassWeight = ClassWeights.POSITIVES.check(value);
        return this;
    }

    /**
     * What the sum of all trees is multiplied by once they are grown, so that probabilities are neither too sure nor too
     * cautious. Early stopping finds it with the number of trees, and then this value is of no effect. Default 1.
     *
     * @param value from 0.01 to 100
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public HistogramGradientBoostingBuilder scoreScale(double value) {
        scoreScale = HistogramSettings.SCORE_SCALE.check(value);
        return this;
    }

    /**
     * Checks what goes together.
     *
     * @return the learner
     * @throws ConfigurationException if the classes are to be balanced and {@code positiveClassWeight} is not 1, {@code
     *     topShare} and {@code otherShare} of {@link Sampling#GOSS} are more than 1 together, or trees of {@link
     *     Growth#OBLIVIOUS} are to be deeper than 10
     */
    public HistogramGradientBoosting build() {
        return new HistogramGradientBoosting(settings());
    }

    HistogramSettings settings() {
        classWeights.requireAlone(positiveClassWeight);
        if (sampling == Sampling.GOSS && topShare + otherShare > 1) {
            throw new ConfigurationException(
                    "Keys 'topShare' (" + topShare + ") and 'otherShare' (" + otherShare
                            + ") are more than all rows together.",
                    "Maybe make one of them smaller.",
                    Where.nowhere());
        }
        if (growth == Growth.OBLIVIOUS && maxDepth > DEEPEST_LEVEL) {
            throw new ConfigurationException(
                    "Key 'maxDepth' holds " + Wording.value(maxDepth) + " where at most " + DEEPEST_LEVEL
                            + " is allowed with 'growth: oblivious', which splits whole levels.",
                    "Maybe set 'growth: leaf-wise'.",
                    Where.nowhere());
        }
        if (growth == Growth.OBLIVIOUS && minLevelRows > 0) {
            throw new ConfigurationException(
                    "Key 'minLevelRows' holds " + minLevelRows + ", which 'growth: oblivious' does not know.",
                    "Maybe set 'growth: leaf-wise'.",
                    Where.nowhere());
        }
        GrowthSettings tree = new GrowthSettings(
                growth,
                maxLeaves,
                maxDepth,
                minLeafRows,
                minChildWeight,
                minGain,
                l1,
                l2,
                levelL2,
                levelSmoothing,
                oneHotLevels,
                minLevelRows,
                columnsPerNode,
                extraTrees,
                randomStrength,
                monotone,
                interactions);
        return new HistogramSettings(
                trees,
                learningRate,
                maxBins,
                sampling,
                subsample,
                topShare,
                otherShare,
                columnsPerTree,
                tree,
                earlyStopping,
                validationFraction,
                patience,
                stopping,
                classWeights,
                positiveClassWeight,
                scoreScale);
    }
}
