package io.github.churnml.metrics;

import io.github.churnml.error.Wording;
import java.util.function.ToDoubleFunction;

/**
 * Who was predicted to churn, and who did: the four counts at a threshold, and the measures made of them.
 *
 * @param truePositives churners predicted to churn, 0 or more
 * @param falsePositives stayers predicted to churn, 0 or more
 * @param trueNegatives stayers predicted to stay, 0 or more
 * @param falseNegatives churners predicted to stay, 0 or more
 */
public record ConfusionMatrix(long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

    /**
     * Checks the counts.
     *
     * @param truePositives 0 or more
     * @param falsePositives 0 or more
     * @param trueNegatives 0 or more
     * @param falseNegatives 0 or more
     * @throws IllegalArgumentException if a count is negative
     */
    public ConfusionMatrix {
        if (truePositives < 0 || falsePositives < 0 || trueNegatives < 0 || falseNegatives < 0) {
            throw new IllegalArgumentException("A confusion matrix holds a negative count: true positives ("
                    + truePositives + "), false positives (" + falsePositives + "), true negatives (" + trueNegatives
                    + "), false negatives (" + falseNegatives + ").\nMaybe a count overflowed or two were subtracted.");
        }
    }

    /**
     * The matrix at a threshold: a row is predicted to churn if its score is at or above it.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @param threshold the lowest score that is predicted to churn; any number but NaN
     * @return the matrix
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, or a score or the
     *     threshold is NaN
     */
    public static ConfusionMatrix at(int[] labels, double[] scores, double threshold) {
        ScoreCounts counts = ScoreCounts.of(labels, scores);
        return at(counts, predictedGroups(counts.scores, threshold));
    }

    /** A measure of the matrix over given scores; where the threshold falls among them is found once. */
    static ToDoubleFunction<ScoreCounts> over(
            double[] scores, double threshold, ToDoubleFunction<ConfusionMatrix> measure) {
        int predicted = predictedGroups(scores, threshold);
        return counts -> measure.applyAsDouble(at(counts, predicted));
    }

    /** {@return the share of right predictions, 0 to 1; NaN for an empty matrix} */
    public double accuracy() {
        return ((double) truePositives + trueNegatives) / (actualPositives() + actualNegatives());
    }

    /**
     * {@return the mean of the recall of churners and of stayers, 0 to 1; with only one class, the recall of that class;
     * NaN for an empty matrix}
     */
    public double balancedAccuracy() {
        double ofChurners = truePositives / actualPositives();
        double ofStayers = trueNegatives / actualNegatives();
        if (actualPositives() == 0) {
            return ofStayers;
        }
        return actualNegatives() == 0 ? ofChurners : (ofChurners + ofStayers) / 2;
    }

    /** {@return the share of churners among those predicted to churn, 0 to 1; 0 if nobody is predicted to} */
    public double precision() {
        return ratio(truePositives, predictedPositives());
    }

    /** {@return the share of churners that are predicted to churn, 0 to 1; 0 if there is no churner} */
    public double recall() {
        return ratio(truePositives, actualPositives());
    }

    /** {@return the harmonic mean of precision and recall, 0 to 1; 0 if nobody churns or is predicted to} */
    public double f1() {
        return ratio(2.0 * truePositives, actualPositives() + predictedPositives());
    }

    /**
     * The Matthews correlation coefficient, which is Pearson's correlation of labels and predictions.
     *
     * <p>B. W. Matthews, Biochimica et Biophysica Acta 405 (1975).
     *
     * @return from -1 to 1, 0 for chance; 0 if all labels or all predictions are the same
     */
    public double mcc() {
        double covariance = (double) truePositives * trueNegatives - (double) falsePositives * falseNegatives;
        // Two roots, since the product of all four sums would leave the range in which doubles count exactly.
        double deviations = Math.sqrt(actualPositives() * predictedPositives())
                * Math.sqrt(actualNegatives() * predictedNegatives());
        return Math.max(-1, Math.min(1, ratio(covariance, deviations)));
    }

    /**
     * Cohen's kappa: the agreement of labels and predictions beyond what their frequencies alone would give.
     *
     * <p>J. Cohen, Educational and Psychological Measurement 20 (1960).
     *
     * @return from -1 to 1, 0 for chance; NaN if all labels and all predictions are the same, where chance agrees as well
     */
    public double cohenKappa() {
        double disagreements = (double) falsePositives + falseNegatives;
        double rows = actualPositives() + actualNegatives();
        double byChance = actualPositives() * predictedNegatives() + actualNegatives() * predictedPositives();
        return 1 - disagreements * rows / byChance;
    }

    // Sums are taken as doubles: exact to 2^53 rows, and unable to overflow.

    private double actualPositives() {
        return (double) truePositives + falseNegatives;
    }

    private double actualNegatives() {
        return (double) trueNegatives + falsePositives;
    }

    private double predictedPositives() {
        return (double) truePositives + falsePositives;
    }

    private double predictedNegatives() {
        return (double) trueNegatives + falseNegatives;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    private static ConfusionMatrix at(ScoreCounts counts, int predictedGroups) {
        long truePositives = 0;
        long falsePositives = 0;
        for (int g = 0; g < predictedGroups; g++) {
            truePositives += counts.positives[g];
            falsePositives += counts.negatives[g];
        }
        return new ConfusionMatrix(
                truePositives,
                falsePositives,
                counts.negativeTotal - falsePositives,
                counts.positiveTotal - truePositives);
    }

    private static int predictedGroups(double[] scores, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException("The threshold is " + Wording.value(threshold)
                    + " where a number is required.\nMaybe it was chosen on data with one class only.");
        }
        int predicted = 0;
        while (predicted < scores.length && scores[predicted] >= threshold) {
            predicted++;
        }
        return predicted;
    }
}
