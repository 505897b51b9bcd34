package io.github.churnml.drift;

/**
 * How a share of the rows changed.
 *
 * @param reference the share in the reference, from 0 to 1
 * @param current the share in the other table
 * @param pValue the probability of at least this change if nothing differs, from 0 to 1 (chi-squared with one degree of
 *     freedom; exact where fewer than five rows of a side are expected to have, or not to have, it)
 */
public record ShareChange(double reference, double current, double pValue) {

    static ShareChange of(long inReference, long n, long inCurrent, long m) {
        ChiSquareTest test = ChiSquareTest.homogeneity(
                new long[] {inReference, n - inReference}, new long[] {inCurrent, m - inCurrent});
        double p = test.degrees() == 0 ? FewRows.pValue(inReference, n, inCurrent, m) : test.pValue();
        return new ShareChange(n == 0 ? 0 : (double) inReference / n, m == 0 ? 0 : (double) inCurrent / m, p);
    }

    /** {@return by how much the share grew, from -1 to 1} */
    double change() {
        return current - reference;
    }
}
