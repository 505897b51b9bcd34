package io.github.churnml.metrics;

import io.github.churnml.error.Wording;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What the ways of drawing a sample again share: their generators, and the interval of what they drew. */
final class Replicates {

    private static final int MOST = 100_000;

    private Replicates() {}

    static void check(int replicates) {
        if (replicates < 1 || replicates > MOST) {
            throw new IllegalArgumentException("The number of bootstrap replicates is " + Wording.value(replicates)
                    + " where 1 to 100000 are possible.\nMaybe take 1000, which suffice for a level of 0.95.");
        }
    }

    /** One generator per replicate, split off in order, so that the number of threads cannot matter. */
    static SplittableRandom[] generators(int replicates, long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom[] generators = new SplittableRandom[replicates];
        Arrays.setAll(generators, replicate -> root.split());
        return generators;
    }

    /**
     * A value with the percentile interval of its replicates, which get sorted, made wider where the value lies beside it; no
     * interval if one is undefined.
     */
    static Estimate estimate(double value, double[] replicates, double level) {
        Arrays.sort(replicates);
        double tail = (1 - level) / 2;
        return estimate(value, quantile(replicates, tail), quantile(replicates, 1 - tail), level);
    }

    /** An interval that holds its value; none if an end or the value is undefined. */
    static Estimate estimate(double value, double low, double high, double level) {
        double least = Math.min(low, value);
        double most = Math.max(high, value);
        return Double.isNaN(least) || Double.isNaN(most)
                ? new Estimate(value, Double.NaN, Double.NaN, level)
                : new Estimate(value, least, most, level);
    }

    /** Hyndman and Fan's definition 7; undefined if any replicate is. */
    static double quantile(double[] sorted, double share) {
        // Sorting puts NaN last.
        if (Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        double between = sorted[below] + (position - below) * (sorted[above] - sorted[below]);
        return Math.min(between, sorted[above]);
    }
}
