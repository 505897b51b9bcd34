package io.github.churnml.drift;

import java.util.Arrays;

/**
 * The two-sample Kolmogorov-Smirnov test: whether two samples come from the same continuous distribution. Where values
 * repeat, the p-value is conservative.
 *
 * @param statistic the greatest distance of the two empirical distribution functions in the asked direction, from 0 to 1;
 *     {@code NaN} if a sample is empty
 * @param pValue the probability of at least this distance if nothing differs, from 0 to 1; {@code NaN} if a sample is empty
 * @param location the value at which the distance is reached
 * @param sign 1 if the first sample's function is the greater one there, -1 if the second's
 * @param exact whether the p-value was counted rather than taken from the limit law
 */
record TwoSampleKs(double statistic, double pValue, double location, int sign, boolean exact) {

    /** Up to this many rows a side, p-values are counted. */
    static final int MOST_EXACT = 10_000;

    /** The direction in which the first sample's distribution function may differ from the second's. */
    enum Alternative {
        /** In either direction. */
        TWO_SIDED,
        /** The first lies above: its values tend to be less. */
        GREATER,
        /** The first lies below: its values tend to be greater. */
        LESS
    }

    /** How the p-value is worked out. */
    enum Method {
        /** Exact up to {@value TwoSampleKs#MOST_EXACT} rows a side, else the limit law. */
        AUTO,
        /** Exact: counts the ways in which the two samples can be interleaved; time grows with the product of the sizes. */
        EXACT,
        /** The limit law with its corrections for finite samples. */
        ASYMPTOTIC
    }

    /**
     * Compares two samples in either direction, exactly where they are small.
     *
     * @param x a sample; {@code NaN}s are left out
     * @param y another
     * @return the test's outcome
     */
    static TwoSampleKs of(double[] x, double[] y) {
        return of(x, y, Alternative.TWO_SIDED, Method.AUTO);
    }

    /**
     * Compares two samples.
     *
     * @param x a sample; {@code NaN}s are left out
     * @param y another
     * @param alternative the direction
     * @param method how the p-value is worked out
     * @return the test's outcome
     */
    static TwoSampleKs of(double[] x, double[] y, Alternative alternative, Method method) {
        return ofSorted(sorted(x), sorted(y), alternative, method);
    }

    static TwoSampleKs ofSorted(double[] x, double[] y, Alternative alternative, Method method) {
        if (x.length == 0 || y.length == 0) {
            return new TwoSampleKs(Double.NaN, Double.NaN, Double.NaN, 0, false);
        }
        // Distances in whole numbers: i m - j n over n m, so that no rounding decides which is the greatest.
        long above = 0;
        long below = 0;
        double aboveAt = x[0];
        double belowAt = x[0];
        int i = 0;
        int j = 0;
        while (i < x.length || j < y.length) {
            double value = j == y.length || i < x.length && x[i] <= y[j] ? x[i] : y[j];
            while (i < x.length && x[i] == value) {
                i++;
            }
            while (j < y.length && y[j] == value) {
                j++;
            }
            long difference = (long) i * y.length - (long) j * x.length;
            if (difference > above) {
                above = difference;
                aboveAt = value;
            } else if (-difference > below) {
                below = -difference;
                belowAt = value;
            }
        }
        boolean up = alternative == Alternative.GREATER || alternative == Alternative.TWO_SIDED && above >= below;
        long greatest = up ? above : below;
        boolean exact = method == Method.EXACT || method == Method.AUTO && Math.max(x.length, y.length) <= MOST_EXACT;
        double statistic = (double) greatest / ((double) x.length * y.length);
        double p = exact
                ? outside(x.length, y.length, greatest, alternative == Alternative.TWO_SIDED)
                : limit(statistic, x.length, y.length, alternative);
        return new TwoSampleKs(statistic, p, up ? aboveAt : belowAt, up ? 1 : -1, exact);
    }

    /** The p-value of a distance by the limit law. */
    static double limit(double statistic, double n, double m, Alternative alternative) {
        double many = n * m / (n + m);
        if (alternative == Alternative.TWO_SIDED) {
            return KolmogorovLimit.survival(statistic, Math.rint(many));
        }
        // J. L. Hodges, "The significance probability of the Smirnov two-sample test", Arkiv foer Matematik 3 (1957),
        // 5.3.
        double larger = Math.max(n, m);
        double smaller = Math.min(n, m);
        double z = Math.sqrt(many) * statistic;
        double correction = 2 * z * (larger + 2 * smaller) / Math.sqrt(n * m * (n + m)) / 3;
        return Math.max(0, Math.min(1, StrictMath.exp(-2 * z * z - correction)));
    }

    /**
     * The share of interleavings that reach the distance. A walk from (0, 0) to (n, m) steps right for a value of x and up
     * for one of y; all are equally likely, so the last step to (i, j) came from (i - 1, j) with probability
     * {@code i / (i + j)}. What has left the band stays left: adding shares of that kind alone keeps small p-values precise
     * (T. Viehmann, "Numerically more stable computation of the p-values for the two-sample Kolmogorov-Smirnov test", 2021).
     */
    private static double outside(int n, int m, long greatest, boolean twoSided) {
        if (greatest == 0) {
            return 1;
        }
        double[] left = new double[m + 1];
        int previousFrom = 0;
        int previousTo = -1;
        for (int i = 0; i <= n; i++) {
            // Within the band: |i m - j n| < greatest, or i m - j n < greatest with one side.
            long along = (long) i * m;
            int from = (int) Math.max(0, Math.floorDiv(along - greatest, (long) n) + 1);
            int to = twoSided ? (int) Math.min(m, -Math.floorDiv(-(along + greatest), (long) n) - 1) : m;
            if (from > to) {
                return 1;
            }
            double below = from == 0 ? 0 : 1;
            for (int j = from; j <= to; j++) {
                double before = j >= previousFrom && j <= previousTo ? left[j] : 1;
                if (i == 0 && j == 0) {
                    below = 0;
                } else if (i == 0) {
                    below = j == from ? 1 : below;
                } else {
                    below = j == 0 ? before : (i * before + j * below) / (i + j);
                }
                left[j] = below;
            }
            previousFrom = from;
            previousTo = to;
        }
        return previousTo == m ? Math.min(1, left[m]) : 1;
    }

    private static double[] sorted(double[] sample) {
        return Arrays.stream(sample)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }
}
