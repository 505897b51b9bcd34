package io.github.churnml.metrics;

import java.util.function.ToDoubleFunction;

/**
 * How far predicted probabilities are from observed rates, over ten equal bins of the probability.
 *
 * <p>It is Σ (n_b / n) |rate of churn in b − mean probability in b|: M. P. Naeini, G. F. Cooper, M. Hauskrecht, Obtaining
 * well calibrated probabilities using Bayesian binning, AAAI 2015. The bins are [0, 0.1), [0.1, 0.2), … [0.9, 1]: closed
 * on the left, the last on both sides; an empty bin adds nothing. From 0 to 1, lower is better. On few rows it is above 0
 * by chance even for true probabilities.
 */
public final class ExpectedCalibrationError {

    private static final int BINS = 10;

    private ExpectedCalibrationError() {}

    /**
     * The expected calibration error.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores the probability of churn for each label, 0 to 1
     * @return the expected calibration error, 0 to 1
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, or a score is NaN
     *     or outside 0 to 1
     */
    public static double of(int[] labels, double[] scores) {
        ScoreCounts counts = ScoreCounts.ofProbabilities(labels, scores);
        return over(counts.scores).applyAsDouble(counts);
    }

    /** The measure over given scores; each score's bin is found once. */
    static ToDoubleFunction<ScoreCounts> over(double[] scores) {
        int[] bins = new int[scores.length];
        for (int g = 0; g < scores.length; g++) {
            bins[g] = bin(scores[g]);
        }
        return counts -> of(counts, bins);
    }

    private static double of(ScoreCounts counts, int[] bins) {
        long[] churners = new long[BINS];
        double[] expected = new double[BINS];
        for (int g = 0; g < bins.length; g++) {
            churners[bins[g]] += counts.positives[g];
            expected[bins[g]] += ((long) counts.positives[g] + counts.negatives[g]) * counts.scores[g];
        }
        double gaps = 0;
        for (int b = 0; b < BINS; b++) {
            gaps += Math.abs(churners[b] - expected[b]);
        }
        return gaps / counts.total();
    }

    /** The bin whose edges b / 10 and (b + 1) / 10, as written in decimals, hold the probability. */
    static int bin(double probability) {
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        // The product may round up across an edge, so the edge itself decides.
        return probability < bin / (double) BINS ? bin - 1 : bin;
    }
}
