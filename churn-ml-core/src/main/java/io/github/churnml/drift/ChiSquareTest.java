package io.github.churnml.drift;

import java.util.Arrays;

/**
 * A test of counts by the chi-squared distribution.
 *
 * @param statistic how far the counts are from what is expected; 0 for none
 * @param degrees the degrees of freedom; 0 if there is nothing to tell apart, and the p-value is 1 then
 * @param pValue the probability of at least this statistic if nothing differs, from 0 to 1
 */
public record ChiSquareTest(double statistic, int degrees, double pValue) {

    /** Below this expected count the distribution is a poor guide (W. G. Cochran 1954). */
    private static final double LEAST_EXPECTED = 5;

    /**
     * Whether two tables have the same shares (Pearson's test of homogeneity, both sides random). Bins that are expected to
     * hold fewer than five rows on a side are put together with the next, the last ones with those before.
     *
     * @param reference the counts of one side
     * @param current the counts of the other
     * @return the test's outcome; with a side without rows, nothing differs
     */
    public static ChiSquareTest homogeneity(long[] reference, long[] current) {
        long n = Arrays.stream(reference).sum();
        long m = Arrays.stream(current).sum();
        if (n == 0 || m == 0) {
            return new ChiSquareTest(0, 0, 1);
        }
        double smaller = (double) Math.min(n, m) / (n + m);
        double statistic = 0;
        int groups = 0;
        long inReference = 0;
        long inCurrent = 0;
        long leftReference = n;
        long leftCurrent = m;
        for (int i = 0; i < reference.length; i++) {
            inReference += reference[i];
            inCurrent += current[i];
            leftReference -= reference[i];
            leftCurrent -= current[i];
            boolean enough = (inReference + inCurrent) * smaller >= LEAST_EXPECTED
                    && (leftReference + leftCurrent) * smaller >= LEAST_EXPECTED;
            if (enough || i == reference.length - 1) {
                statistic += group(inReference, inCurrent, n, m);
                groups++;
                inReference = 0;
                inCurrent = 0;
            }
        }
        return outcome(statistic, groups - 1);
    }

    /**
     * Whether counts come from given shares, which are taken as known (Pearson's goodness of fit).
     *
     * @param expected the counts that tell the shares; their sum does not matter
     * @param current the counts
     * @return the test's outcome; the p-value is 0 if something occurred that is not expected at all
     */
    public static ChiSquareTest goodnessOfFit(long[] expected, long[] current) {
        double scale =
                (double) Arrays.stream(current).sum() / Arrays.stream(expected).sum();
        double statistic = 0;
        for (int i = 0; i < current.length; i++) {
            double wanted = expected[i] * scale;
            double difference = current[i] - wanted;
            statistic += difference == 0 ? 0 : difference * difference / wanted;
        }
        return outcome(statistic, current.length - 1);
    }

    /**
     * As {@link #goodnessOfFit}, by the likelihood ratio (the G-test): {@code 2 Σ observed ln(observed / expected)}.
     *
     * @param expected the counts that tell the shares; their sum does not matter
     * @param current the counts
     * @return the test's outcome
     */
    public static ChiSquareTest likelihoodRatio(long[] expected, long[] current) {
        double scale =
                (double) Arrays.stream(current).sum() / Arrays.stream(expected).sum();
        double statistic = 0;
        for (int i = 0; i < current.length; i++) {
            statistic += current[i] == 0 ? 0 : 2 * current[i] * StrictMath.log(current[i] / (expected[i] * scale));
        }
        return outcome(statistic, current.length - 1);
    }

    private static double group(long inReference, long inCurrent, long n, long m) {
        double together = (double) inReference + inCurrent;
        if (together == 0) {
            return 0;
        }
        double wanted = together * n / (n + m);
        double difference = inReference - wanted;
        return difference * difference / wanted + difference * difference / (together - wanted);
    }

    private static ChiSquareTest outcome(double statistic, int degrees) {
        return degrees < 1
                ? new ChiSquareTest(0, 0, 1)
                : new ChiSquareTest(
                        statistic, degrees, Double.isInfinite(statistic) ? 0 : ChiSquared.survival(statistic, degrees));
    }
}
