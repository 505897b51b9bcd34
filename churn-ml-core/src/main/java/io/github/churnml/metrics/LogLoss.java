package io.github.churnml.metrics;

import java.util.function.ToDoubleFunction;

/**
 * The mean negative log-likelihood of the labels under the predicted probabilities, in nats.
 *
 * <p>It is the mean of −ln p over churners and −ln(1 − p) over stayers, with p clipped to 10⁻¹⁵ … 1 − 10⁻¹⁵ so that one
 * certain mistake costs about 34.5 and not infinity. Lower is better; 0 is perfect, and always predicting the churn rate
 * r costs the entropy −r ln r − (1 − r) ln(1 − r).
 */
public final class LogLoss {

    /** How near a probability may come to 0 or 1. */
    private static final double CLIP = 1e-15;

    private LogLoss() {}

    /**
     * The log loss.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores the probability of churn for each label, 0 to 1
     * @return the log loss, 0 or above
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, or a score is NaN
     *     or outside 0 to 1
     */
    public static double of(int[] labels, double[] scores) {
        ScoreCounts counts = ScoreCounts.ofProbabilities(labels, scores);
        return over(counts.scores).applyAsDouble(counts);
    }

    /** The measure over given scores; logarithms are taken once, however many resamples it is applied to. */
    static ToDoubleFunction<ScoreCounts> over(double[] scores) {
        double[] ofChurner = new double[scores.length];
        double[] ofStayer = new double[scores.length];
        for (int g = 0; g < scores.length; g++) {
            double probability = Math.min(Math.max(scores[g], CLIP), 1 - CLIP);
            ofChurner[g] = -StrictMath.log(probability);
            ofStayer[g] = -StrictMath.log(1 - probability);
        }
        return counts -> BrierScore.meanLoss(counts, ofChurner, ofStayer);
    }
}
