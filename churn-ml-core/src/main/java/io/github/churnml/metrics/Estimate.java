package io.github.churnml.metrics;

import io.github.churnml.error.Wording;

/**
 * A number estimated from a sample, with its confidence interval.
 *
 * <p>The value lies inside the interval; only estimates in older model files may lie beside theirs.
 *
 * @param value the estimate from the sample itself; NaN if the measure is undefined there
 * @param low the lower end of the interval; NaN if there is none
 * @param high the upper end of the interval, at or above the lower; NaN if there is none
 * @param level the confidence level, above 0 and below 1, such as 0.95
 */
public record Estimate(double value, double low, double high, double level) {

    /**
     * Checks that the parts fit together.
     *
     * @param value any number, or NaN
     * @param low at most the upper end, or NaN
     * @param high at least the lower end, or NaN
     * @param level above 0 and below 1
     * @throws IllegalArgumentException if the ends are in the wrong order, only one is NaN, or the level is not between 0
     *     and 1
     */
    public Estimate {
        checkLevel(level);
        if (low > high || Double.isNaN(low) != Double.isNaN(high)) {
            throw new IllegalArgumentException("The interval from " + Wording.value(low) + " to " + Wording.value(high)
                    + " is not one.\nMaybe its ends are swapped; both are NaN where there is no interval.");
        }
    }

    /**
     * A value with the percentile interval of its replicates (definition 7 of quantiles, see {@link StratifiedBootstrap}), made
     * wider where the value lies beside it; no interval if one of them is undefined.
     *
     * @param value the estimate from the sample itself
     * @param replicates the estimate from each replicate, at least one; they get sorted
     * @param level the confidence level, above 0 and below 1
     * @return the value with its interval
     * @throws IllegalArgumentException if there are no replicates, or the level is not between 0 and 1
     */
    public static Estimate ofReplicates(double value, double[] replicates, double level) {
        Replicates.check(replicates.length);
        return Replicates.estimate(value, replicates, level);
    }

    /** {@return whether there is an interval; there is none of too few rows, or where a class is missing} */
    public boolean hasInterval() {
        return !Double.isNaN(low);
    }

    static void checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("The confidence level is " + Wording.value(level)
                    + " where a number above 0 and below 1 is required.\nMaybe it is in percent: 0.95 means 95 %.");
        }
    }
}
