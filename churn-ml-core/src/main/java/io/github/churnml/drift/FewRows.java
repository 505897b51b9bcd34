package io.github.churnml.drift;

import io.github.churnml.metrics.BetaFunction;

/**
 * Whether a thing is as frequent in two tables, where it is too rare in one for the chi-squared distribution: the exact
 * distribution of its rows over both, given how many there are in all (hypergeometric; R. A. Fisher 1935), with twice the
 * smaller tail.
 */
final class FewRows {

    /** Beyond this a further term changes no digit of the sum. */
    private static final double NEGLIGIBLE = 1e-17;

    private FewRows() {}

    /**
     * The probability of a split at least as uneven if nothing differs.
     *
     * @param inReference the rows of the reference that have it
     * @param n the rows of the reference
     * @param inCurrent the rows of the other table that have it
     * @param m the rows of the other table
     * @return from 0 to 1
     */
    static double pValue(long inReference, long n, long inCurrent, long m) {
        double marked = (double) inReference + inCurrent;
        double all = (double) n + m;
        // Away from what is expected; the tail beyond is the smaller one, or both are large.
        boolean up = inCurrent >= marked * m / all;
        double sum = 0;
        double term = StrictMath.exp(
                choose(marked, inCurrent) + choose(all - marked, (double) m - inCurrent) - choose(all, m));
        for (double k = inCurrent; term > sum * NEGLIGIBLE; k += up ? 1 : -1) {
            sum += term;
            double rest = all - marked - m + k;
            term *= up
                    ? Math.max(0, (marked - k) * (m - k)) / ((k + 1) * (rest + 1))
                    : Math.max(0, k * rest) / ((marked - k + 1) * (m - k + 1));
        }
        return Math.min(1, 2 * sum);
    }

    private static double choose(double of, double some) {
        return BetaFunction.logGamma(of + 1) - BetaFunction.logGamma(some + 1) - BetaFunction.logGamma(of - some + 1);
    }
}
