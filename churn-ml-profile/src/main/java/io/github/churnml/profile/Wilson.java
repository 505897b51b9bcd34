package io.github.churnml.profile;

import io.github.churnml.metrics.Estimate;

/**
 * Wilson's score interval of a share: E. B. Wilson, Probable inference, the law of succession, and statistical inference,
 * Journal of the American Statistical Association 22 (1927). Unlike the simple one it is of use for few rows and for
 * shares of 0 and 1, which is what suspicions are about.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Wilson {

    private static final double LEVEL = 0.95;

    /** The standard normal's 0.975 quantile. */
    private static final double Z = 1.959963984540054;

    private Wilson() {}

    /**
     * The share and its 95 % interval.
     *
     * @param part how many rows have something
     * @param rows of how many
     * @return the share; {@code NaN} for no rows
     */
    public static Estimate of(long part, long rows) {
        if (rows == 0) {
            return new Estimate(Double.NaN, Double.NaN, Double.NaN, LEVEL);
        }
        double share = (double) part / rows;
        double z2 = Z * Z / rows;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / rows + z2 / (4 * rows));
        double low = part == 0 ? 0 : Math.max(0, centre - half);
        double high = part == rows ? 1 : Math.min(1, centre + half);
        return new Estimate(share, low, high, LEVEL);
    }

    static double low(long part, long rows) {
        return rows == 0 ? 0 : of(part, rows).low();
    }

    static double high(long part, long rows) {
        return rows == 0 ? 1 : of(part, rows).high();
    }
}
