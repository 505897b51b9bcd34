package io.github.churnml.spark;

import io.github.churnml.profile.NumberSummary;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * The quantiles of a column and where its tenths end, from values at some places in ascending order. The arithmetic is that of {@link
 * NumberSummary}, so that its digits are, too.
 */
final class Quantiles {

    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
    private static final double FENCE = 1.5;
    private static final int GROUPS = 10;

    private Quantiles() {}

    /** The values of a column by their places in ascending order, from 0. */
    interface Ranks {

        /** The value at a place. */
        double at(long rank);
    }

    /** The places that are asked for, of so many values; ascending. */
    static long[] places(long values) {
        TreeSet<Long> places = new TreeSet<>();
        for (double share : SHARES) {
            long below = (long) (share * (values - 1));
            places.add(below);
            places.add(Math.min(values - 1, below + 1));
        }
        for (int i = 1; i < GROUPS; i++) {
            places.add(i * values / GROUPS);
        }
        return places.stream().mapToLong(Long::longValue).toArray();
    }

    /** What is known of a column's numbers; outliers are not, nor mean and deviation. */
    static NumberSummary summary(double min, double max, Ranks ranks, long values) {
        double none = Double.NaN;
        double[] q = new double[SHARES.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = values == 0 ? none : quantile(ranks, values, SHARES[i]);
        }
        return new NumberSummary(min, q[0], q[1], q[2], q[3], q[4], q[5], q[6], max, none, none, 0, none);
    }

    private static double quantile(Ranks ranks, long values, double share) {
        double position = share * (values - 1);
        long below = (long) position;
        double part = position - below;
        double low = ranks.at(below);
        return part == 0 ? low : low * (1 - part) + ranks.at(Math.min(values - 1, below + 1)) * part;
    }

    /** Below the first and above the second value numbers are far out; NaN where none is. */
    static double[] fences(NumberSummary numbers) {
        double reach = FENCE * (numbers.q75() - numbers.q25());
        return reach == 0
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {numbers.q25() - reach, numbers.q75() + reach};
    }

    /** The same with the number of values that are far out. */
    static NumberSummary withOutliers(NumberSummary numbers, long outliers, long values) {
        return new NumberSummary(
                numbers.min(),
                numbers.q01(),
                numbers.q05(),
                numbers.q25(),
                numbers.median(),
                numbers.q75(),
                numbers.q95(),
                numbers.q99(),
                numbers.max(),
                numbers.mean(),
                numbers.standardDeviation(),
                outliers,
                values == 0 ? Double.NaN : (double) outliers / values);
    }

    /** The greatest values of all groups but the last, of about equally many values each. */
    static double[] cuts(Ranks ranks, long values, double max) {
        double[] cuts = new double[GROUPS - 1];
        int count = 0;
        for (int i = 1; i < GROUPS; i++) {
            double cut = ranks.at(i * values / GROUPS);
            if (cut < max && (count == 0 || cut > cuts[count - 1])) {
                cuts[count++] = cut;
            }
        }
        return Arrays.copyOf(cuts, count);
    }
}
