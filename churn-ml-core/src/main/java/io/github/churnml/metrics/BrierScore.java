package io.github.churnml.metrics;

import java.util.function.ToDoubleFunction;

/**
 * The mean squared difference between the predicted probability and what happened.
 *
 * <p>G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), in the
 * one-sided form for two classes: from 0, which is perfect, to 1. Always predicting the churn rate r costs r (1 − r).
 */
public final class BrierScore {

    private BrierScore() {}

    /**
     * The Brier score.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores the probability of churn for each label, 0 to 1
     * @return the Brier score, 0 to 1, lower is better
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, or a score is NaN
     *     or outside 0 to 1
     */
    public static double of(int[] labels, double[] scores) {
        ScoreCounts counts = ScoreCounts.ofProbabilities(labels, scores);
        return over(counts.scores).applyAsDouble(counts);
    }

    /** The measure over given scores. */
    static ToDoubleFunction<ScoreCounts> over(double[] scores) {
        double[] ofChurner = new double[scores.length];
        double[] ofStayer = new double[scores.length];
        for (int g = 0; g < scores.length; g++) {
            ofChurner[g] = (1 - scores[g]) * (1 - scores[g]);
            ofStayer[g] = scores[g] * scores[g];
        }
        return counts -> meanLoss(counts, ofChurner, ofStayer);
    }

    /** The mean over all rows of a loss that depends on the class and the score alone. */
    static double meanLoss(ScoreCounts counts, double[] ofChurner, double[] ofStayer) {
        double sum = 0;
        for (int g = 0; g < ofChurner.length; g++) {
            sum += counts.positives[g] * ofChurner[g] + counts.negatives[g] * ofStayer[g];
        }
        return sum / counts.total();
    }
}
