package io.github.churnml.learn;

import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.TrainingException;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a learner learns from. The arrays are shared, not copied, and no learner changes them.
 *
 * <p>Only the ratios of the weights count: a learner divides them by their mean. Weights that are all the same are as
 * none, and a row of weight 0 is not learnt from.
 *
 * @param features the encoded features
 * @param labels 1 for the positive class, 0 otherwise; one per row
 * @param weights how much each row counts, not negative; one per row
 * @param groups which rows belong together when a learner divides them, so that no customer is on two sides
 * @param validation rows that a learner that stops early judges its rounds by, in place of a slice of these; null where it
 *     is to set a slice aside itself
 */
public record TrainingData(
        FeatureMatrix features,
        int[] labels,
        double[] weights,
        RowGroups groups,
        @Nullable TrainingData validation) {

    /** Checks that there are as many labels, weights and groups as rows, and no other labels than 0 and 1. */
    public TrainingData {
        if (labels.length != features.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + features.rows() + " rows");
        }
        if (weights.length != labels.length) {
            throw new IllegalArgumentException(weights.length + " weights for " + labels.length + " rows");
        }
        groups.requireRows(labels.length);
        for (int label : labels) {
            if (label != 0 && label != 1) {
                throw new IllegalArgumentException("label " + label);
            }
        }
    }

    /**
     * Rows of which each stands for itself, without any to validate on.
     *
     * @param features the encoded features
     * @param labels 1 for the positive class, 0 otherwise; one per row
     * @param weights how much each row counts, not negative; one per row
     */
    public TrainingData(FeatureMatrix features, int[] labels, double[] weights) {
        this(features, labels, weights, RowGroups.none(), null);
    }

    /**
     * The same rows with others to validate on.
     *
     * @param other rows that are not learnt from
     * @return the data
     */
    public TrainingData withValidation(TrainingData other) {
        return new TrainingData(features, labels, weights, groups, other);
    }

    /**
     * Rows that all weigh the same.
     *
     * @param features the encoded features
     * @param labels 1 for the positive class, 0 otherwise; one per row
     * @return the data, every weight being 1
     */
    public static TrainingData of(FeatureMatrix features, int[] labels) {
        double[] weights = new double[labels.length];
        Arrays.fill(weights, 1);
        return new TrainingData(features, labels, weights);
    }

    /**
     * The same rows with other weights.
     *
     * @param other one per row, not negative
     * @return the data with these weights
     */
    public TrainingData withWeights(double[] other) {
        return new TrainingData(features, labels, other, groups, validation);
    }

    /**
     * The same rows with other groups.
     *
     * @param other of as many rows
     * @return the data with these groups
     */
    public TrainingData withGroups(RowGroups other) {
        return new TrainingData(features, labels, weights, other, validation);
    }

    /** {@return how many rows there are} */
    public int rows() {
        return labels.length;
    }

    /** {@return whether not all rows weigh the same} */
    public boolean weighted() {
        for (double weight : weights) {
            if (weight != weights[0]) {
                return true;
            }
        }
        return false;
    }

    /** {@return the weights divided by their mean, as a new array; exactly 1 each where they do not differ} */
    public double[] relativeWeights() {
        double[] relative = new double[weights.length];
        if (!weighted()) {
            Arrays.fill(relative, 1);
            return relative;
        }
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < relative.length; i++) {
            relative[i] = weights[i] / sum * weights.length;
        }
        return relative;
    }

    /** {@return the log-odds of the positives' share by weight: what boosting begins with} */
    public double baseLogOdds() {
        double[] relative = relativeWeights();
        double positive = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            positive += labels[i] * relative[i];
            all += relative[i];
        }
        return StrictMath.log(positive / (all - positive));
    }

    /**
     * Some rows.
     *
     * @param rows the rows, each from 0
     * @return copies of them
     */
    public TrainingData select(int[] rows) {
        int[] selectedLabels = new int[rows.length];
        double[] selectedWeights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selectedLabels[i] = labels[rows[i]];
            selectedWeights[i] = weights[rows[i]];
        }
        return new TrainingData(features.select(rows), selectedLabels, selectedWeights, groups.select(rows), null);
    }

    /**
     * Labels and weights of some rows, without their features: for a learner that reads those of the whole table.
     *
     * @param rows the rows, each from 0
     * @return copies, with no feature
     */
    public TrainingData outcomes(int[] rows) {
        return new TrainingData(new FeatureMatrix(List.of(), new double[0][], labels.length), labels, weights)
                .select(rows);
    }

    /** {@return how many rows the rarer class has} */
    public int smallerClass() {
        int positive = 0;
        for (int label : labels) {
            positive += label;
        }
        return Math.min(positive, labels.length - positive);
    }

    /**
     * Checks that a learner can learn from these rows; every learner begins with it.
     *
     * @param learner what is to learn
     * @throws io.github.churnml.error.ConfigurationException if the weights differ and the learner takes none
     * @throws TrainingException if there is no feature, only one class (rows of weight 0 left out), a weight that is
     *     negative or not finite, or a value that the learner does not take; the exception says where
     */
    public void check(Learner learner) {
        TrainingDataCheck.check(this, learner);
    }
}
