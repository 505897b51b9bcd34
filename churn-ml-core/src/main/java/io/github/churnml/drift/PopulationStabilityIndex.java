package io.github.churnml.drift;

/**
 * The population stability index of two sets of counts over the same bins: {@code Σ (p - q) ln(p / q)}, the symmetric
 * Kullback-Leibler divergence (Jeffreys 1946). 0 where the shares are equal, never negative, the same when both sides are
 * exchanged.
 *
 * <p>A bin that one side never hit would make it infinite, so every convention says what is done about zeros; see
 * {@link Zeros}. Which bins there are is for the caller to say, with {@link HistogramBins} or a {@link ReferenceProfile}.
 * Rules of thumb from credit scoring call 0.1 a moderate and 0.25 a large change; the value expected without any change is
 * about {@code (bins - 1)(1/n + 1/m)}, so small tables exceed them by chance: compare with {@link #critical}.
 */
public final class PopulationStabilityIndex {

    private static final double FLOOR = 1e-4;
    private static final double SMALLER = 1e6;
    private static final double LOG_EPSILON = 1e-6;

    /** What is done about bins that one side never hit. */
    public enum Zeros {
        /**
         * Ours: where one side never hit a bin, it counts as half a row there, so that what a zero says depends on how many
         * rows said it; nothing else is touched. Shares that are equal give 0 whatever the sizes of the tables.
         */
        HALF_ROW,
        /** A share of 0 becomes 0.0001; nothing is normalised again. Common in feature selection and credit scoring. */
        FLOOR,
        /** As {@link #FLOOR}, but a millionth of the side's least share above 0 where that is 0.0001 or less. */
        FLOOR_BELOW_LEAST,
        /** 0.0001 is added to every share of both sides. */
        ADDED,
        /** 0.000001 is added to both shares inside the logarithm only. */
        INSIDE_LOGARITHM
    }

    private PopulationStabilityIndex() {}

    /**
     * By our convention, {@link Zeros#HALF_ROW}.
     *
     * @param reference the counts of the reference by bin
     * @param current the counts of the other table by bin
     * @return at least 0, finite; {@code NaN} if a side has no counts
     * @throws IllegalArgumentException if the lengths differ or a count is negative
     */
    public static double of(long[] reference, long[] current) {
        return of(reference, current, Zeros.HALF_ROW);
    }

    /**
     * By a given convention.
     *
     * @param reference the counts of the reference by bin
     * @param current the counts of the other table by bin
     * @param zeros what is done about zeros
     * @return at least 0, finite; {@code NaN} if a side has no counts
     * @throws IllegalArgumentException if the lengths differ or a count is negative
     */
    public static double of(long[] reference, long[] current, Zeros zeros) {
        long n = total(reference, current);
        long m = total(current, reference);
        if (n == 0 || m == 0) {
            return Double.NaN;
        }
        double[] p = shares(reference, n, zeros);
        double[] q = shares(current, m, zeros);
        double added = zeros == Zeros.INSIDE_LOGARITHM ? LOG_EPSILON : 0;
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            // Equal shares add nothing, and a bin that nobody hit is none.
            boolean nothing = reference[i] + current[i] == 0 || p[i] == q[i];
            sum += nothing ? 0 : (p[i] - q[i]) * (StrictMath.log(p[i] + added) - StrictMath.log(q[i] + added));
        }
        return sum;
    }

    /**
     * What the index stays below with a given probability where nothing changed: the quantile of a chi-squared
     * distribution with {@code bins - 1} degrees of freedom, times {@code 1/n + 1/m} (B. Yurdakul and J. Naranjo,
     * "Statistical properties of the population stability index", Journal of Risk Model Validation 14, 2020).
     *
     * @param level the probability of exceeding it by chance, above 0 and below 1
     * @param bins how many bins there are
     * @param n the rows of one side
     * @param m the rows of the other
     * @return the critical value; 0 for a single bin, infinite if a side has no rows
     * @throws IllegalArgumentException if the level is not above 0 and below 1
     */
    public static double critical(double level, int bins, long n, long m) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a level of " + level);
        }
        return bins < 2 ? 0 : ChiSquared.quantile(level, bins - 1.0) * (1.0 / n + 1.0 / m);
    }

    private static double[] shares(long[] counts, long total, Zeros zeros) {
        double[] shares = new double[counts.length];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < counts.length; i++) {
            shares[i] = (double) counts[i] / total;
            least = counts[i] > 0 ? Math.min(least, shares[i]) : least;
        }
        double floor = zeros == Zeros.FLOOR_BELOW_LEAST && least <= FLOOR ? least / SMALLER : FLOOR;
        for (int i = 0; i < counts.length; i++) {
            switch (zeros) {
                case FLOOR, FLOOR_BELOW_LEAST -> shares[i] = counts[i] == 0 ? floor : shares[i];
                case HALF_ROW -> shares[i] = counts[i] == 0 ? 0.5 / total : shares[i];
                case ADDED -> shares[i] += FLOOR;
                default -> {
                    // done, or nothing to do
                }
            }
        }
        return shares;
    }

    private static long total(long[] counts, long[] others) {
        if (counts.length != others.length) {
            throw new IllegalArgumentException(counts.length + " bins here, " + others.length + " there");
        }
        long total = 0;
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a count of " + count);
            }
            total += count;
        }
        return total;
    }
}
