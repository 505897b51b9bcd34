package io.github.churnml.learn.additive;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.boosting.Monotone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the settings of an {@link AdditiveBoosting}. Mutable, for one thread. */
public final class AdditiveBoostingBuilder {

    private int rounds = 2000;
    private int interactionRounds = 2000;
    private double learningRate = 0.04;
    private int maxLeaves = 2;
    private int bags = 8;
    private int smoothingRounds = 300;
    private int interactions = 20;
    private int interactionBins = 32;
    private int maxBins = 254;
    private int minLeafRows = 20;
    private double l2 = 1.0;
    private double levelSmoothing = 10.0;
    private double validationFraction = 0.15;
    private int patience = 50;
    private boolean earlyStopping = true;
    private ClassWeights classWeights = ClassWeights.NONE;
    private double positiveClassWeight = 1.0;
    private final Map<String, Monotone> monotone = new TreeMap<>();
    private final List<List<String>> interactionGroups = new ArrayList<>();

    AdditiveBoostingBuilder() {}

    /**
     * How many rounds over all columns; with early stopping the most that may be kept. Default 2000.
     *
     * @param value from 1 to 100 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder rounds(int value) {
        rounds = AdditiveSettings.ROUNDS.check(value);
        return this;
    }

    /**
     * How many rounds over the pairs of columns follow; with early stopping the most that may be kept. Default 2000.
     *
     * @param value from 0 to 100 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder interactionRounds(int value) {
        interactionRounds = AdditiveSettings.INTERACTION_ROUNDS.check(value);
        return this;
    }

    /**
     * By how much each tree's answer is shrunk before it is added; smaller needs more rounds. Default 0.04.
     *
     * @param value from 0.0001 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder learningRate(double value) {
        learningRate = AdditiveSettings.LEARNING_RATE.check(value);
        return this;
    }

    /**
     * The most leaves of a tree over one column. Default 2.
     *
     * @param value from 2 to 16
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder maxLeaves(int value) {
        maxLeaves = AdditiveSettings.MAX_LEAVES.check(value);
        return this;
    }

    /**
     * How many times the terms are learnt, each time from another part of the rows; they are averaged. Default 8.
     *
     * @param value from 1 to 100
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder bags(int value) {
        bags = AdditiveSettings.BAGS.check(value);
        return this;
    }

    /**
     * In how many rounds, of each kind the first, columns are cut at random instead of where it reduces the loss most: curves become smoother. Default 300.
     *
     * @param value from 0 to 100 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder smoothingRounds(int value) {
        smoothingRounds = AdditiveSettings.SMOOTHING_ROUNDS.check(value);
        return this;
    }

    /**
     * How many pairs of columns get a term of their own at most: those that reduce the loss most beyond what each column does by
     * itself, by more than chance would. Default 20.
     *
     * @param value from 0 to 1000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder interactions(int value) {
        interactions = AdditiveSettings.INTERACTIONS.check(value);
        return this;
    }

    /**
     * The most rows and columns of a pair's table, those for missing values not counted. Default 32.
     *
     * @param value from 2 to 128
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder interactionBins(int value) {
        interactionBins = AdditiveSettings.INTERACTION_BINS.check(value);
        return this;
    }

    /**
     * The most bins for the values of a column; those of more values are cut at quantiles. Default 254.
     *
     * @param value from 2 to 254
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder maxBins(int value) {
        maxBins = AdditiveSettings.MAX_BINS.check(value);
        return this;
    }

    /**
     * The fewest rows in a leaf; counted by their weights, whose mean is 1. Default 20.
     *
     * @param value from 1 to 1 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder minLeafRows(int value) {
        minLeafRows = AdditiveSettings.MIN_LEAF_ROWS.check(value);
        return this;
    }

    /**
     * What is added to the sum of a leaf's hessians: shrinks leaves of few rows. Default 1.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder l2(double value) {
        l2 = AdditiveSettings.L2.check(value);
        return this;
    }

    /**
     * What is added to the sum of a level's hessians when levels are put in order: brings rare ones to the middle. Default 10.
     *
     * @param value from 0 to 10<sup>9</sup>
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder levelSmoothing(double value) {
        levelSmoothing = AdditiveSettings.LEVEL_SMOOTHING.check(value);
        return this;
    }

    /**
     * The share of the rows that a bag leaves out, of each class alike; with early stopping rounds are judged by them. Default 0.15.
     *
     * @param value from 0.01 to 0.5
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder validationFraction(double value) {
        validationFraction = AdditiveSettings.VALIDATION_FRACTION.check(value);
        return this;
    }

    /**
     * After how many rounds that do not reduce the loss of the rows left out no more follow. Default 50.
     *
     * @param value from 1 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder patience(int value) {
        patience = AdditiveSettings.PATIENCE.check(value);
        return this;
    }

    /**
     * Whether the numbers of rounds are found on rows that the bags leave out. Default true.
     *
     * @param value whether they are; false keeps all {@link #rounds} and {@link #interactionRounds}
     * @return this
     */
    public AdditiveBoostingBuilder earlyStopping(boolean value) {
        earlyStopping = value;
        return this;
    }

    /**
     * How the classes are weighed in the loss: balanced, both count the same, and probabilities are those of such a world.
     * Default {@link ClassWeights#NONE}.
     *
     * @param value the way
     * @return this
     */
    public AdditiveBoostingBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /**
     * What the weights of rows of the positive class are multiplied by; the probabilities are those of a world with so many more
     * positives, and nothing shifts them back. XGBoost's and LightGBM's {@code scale_pos_weight}. Default 1.
     *
     * @param value from 0.000001 to 1 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public AdditiveBoostingBuilder positiveClassWeight(double value) {
        positiveClassWeight = ClassWeights.POSITIVES.check(value);
        return this;
    }

    /**
     * How the score may change with a number, all other columns staying as they are: every step of its curve goes that way, and it
     * is in no pair. A missing value may have any score. Features derived from the column are columns of their own. None by default.
     *
     * @param column a numeric column of the table, or a derived number; fitting refuses one that is not there, or has levels
     * @param value the direction
     * @return this
     */
    public AdditiveBoostingBuilder monotone(String column, Monotone value) {
        monotone.put(column, value);
        return this;
    }

    /**
     * Adds a group of columns of which any two may have a table of their own. With any group given, columns of different groups may
     * not, and one in no group has its curve alone. None by default: any two may.
     *
     * @param columns columns of the table, or derived ones; fitting refuses one that is not there
     * @return this
     */
    public AdditiveBoostingBuilder interactionGroup(String... columns) {
        interactionGroups.add(List.of(columns));
        return this;
    }

    /**
     * Checks what goes together.
     *
     * @return the learner
     * @throws ConfigurationException if the classes are to be balanced and {@code positiveClassWeight} is not 1
     */
    public AdditiveBoosting build() {
        classWeights.requireAlone(positiveClassWeight);
        return new AdditiveBoosting(new AdditiveSettings(
                rounds,
                interactionRounds,
                learningRate,
                maxLeaves,
                bags,
                smoothingRounds,
                interactions,
                interactionBins,
                maxBins,
                minLeafRows,
                l2,
                levelSmoothing,
                earlyStopping,
                validationFraction,
                patience,
                classWeights,
                positiveClassWeight,
                monotone,
                interactionGroups));
    }
}
