package io.github.churnml.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How far predicted probabilities are from observed rates, over ten equal bins of the probability.
 *
 * <p>It is Σ (n_b / n) |rate of churn in b − mean probability in b|: M. P. Naeini, G. F. Cooper, M. Hauskrecht, Obtaining
 * well calibrated probabilities using Bayesian binning, AAAI 2015. The bins are [0, 0.1), [0.1, 0.2), … [0.9, 1]: closed
 * on the left, the last on both sides; an empty bin adds nothing. From 0 to 1, lower is better. On few rows it is above 0
 * by chance even for true probabilities.
 *
 * <p><b>Interval.</b> Chance moves a bin's rate to one side and is counted as an error, so the error of a sample is too high,
 * and that of a resample higher still: quantiles of resamples lie above the error of all customers and may lie above the
 * estimate. So the interval is the basic one, in which what resampling adds is taken off (A. C. Davison and D. V. Hinkley,
 * Bootstrap Methods and their Application, 1997, section 5.2): from 2e − q(high) to 2e − q(low), made wider to hold the
 * estimate e. Its lower end is 0 where true probabilities would give as much by chance. The gap of each bin is drawn from the
 * normal distribution with its mean and variance, over rows drawn from all rows, for the rate of churn is part of the error.
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

    /**
     * The reliability table: how probabilities compare with what happened, by the bins that the error is measured over.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores the probability of churn for each label, 0 to 1
     * @return for each bin that has rows its lower edge, how many rows it has, how many of them are churners, and their mean
     *     probability
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static List<List<Double>> reliability(int[] labels, double[] scores) {
        ScoreCounts counts = ScoreCounts.ofProbabilities(labels, scores);
        double[][] bins = new double[BINS][3];
        for (int g = counts.scores.length - 1; g >= 0; g--) {
            double rows = (double) counts.positives[g] + counts.negatives[g];
            double[] bin = bins[bin(counts.scores[g])];
            bin[0] += rows;
            bin[1] += counts.positives[g];
            bin[2] += rows * counts.scores[g];
        }
        List<List<Double>> table = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            double[] bin = bins[b];
            if (bin[0] > 0) {
                table.add(List.of(b / (double) BINS, bin[0], bin[1], bin[2] / bin[0]));
            }
        }
        return table;
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

    /** With its interval, by as many draws as the bootstrap has replicates. */
    static Estimate estimate(ScoreCounts counts, StratifiedBootstrap bootstrap) {
        double rows = counts.total();
        double[] gaps = new double[BINS];
        double[] spread = new double[BINS];
        double[] byChance = new double[BINS];
        for (int g = 0; g < counts.scores.length; g++) {
            double p = counts.scores[g];
            double churners = counts.positives[g];
            double stayers = counts.negatives[g];
            int bin = bin(p);
            gaps[bin] += churners * (1 - p) - stayers * p;
            spread[bin] += churners * (1 - p) * (1 - p) + stayers * p * p;
            byChance[bin] += (churners + stayers) * p * (1 - p);
        }
        double[] drawn = new double[bootstrap.replicates()];
        double[] chance = new double[drawn.length];
        SplittableRandom random = new SplittableRandom(bootstrap.seed());
        for (int b = 0; b < BINS; b++) {
            double deviation = StrictMath.sqrt(Math.max(0, spread[b] - gaps[b] * gaps[b] / rows));
            double expected = StrictMath.sqrt(byChance[b]);
            for (int i = 0; i < drawn.length; i++) {
                double normal = normal(random);
                drawn[i] += Math.abs(gaps[b] + deviation * normal) / rows;
                chance[i] += Math.abs(expected * normal) / rows;
            }
        }
        Arrays.sort(drawn);
        Arrays.sort(chance);
        double tail = (1 - bootstrap.level()) / 2;
        double error = over(counts.scores).applyAsDouble(counts);
        double low = error <= Replicates.quantile(chance, 1 - tail)
                ? 0
                : Math.max(0, 2 * error - Replicates.quantile(drawn, 1 - tail));
        double high = Math.min(1, 2 * error - Replicates.quantile(drawn, tail));
        return Replicates.estimate(error, low, high, bootstrap.level());
    }

    /** G. E. P. Box and M. E. Muller 1958, with the same bits on every Java. */
    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    /** The bin whose edges b / 10 and (b + 1) / 10, as written in decimals, hold the probability. */
    static int bin(double probability) {
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        // The product may round up across an edge, so the edge itself decides.
        return probability < bin / (double) BINS ? bin - 1 : bin;
    }
}
