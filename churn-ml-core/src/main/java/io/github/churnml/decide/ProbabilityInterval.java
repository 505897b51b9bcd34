package io.github.churnml.decide;

/**
 * Two probabilities between which data place a customer's, see {@link VennAbers}. Not a confidence interval: there is no level
 * with which it holds one customer's own probability.
 *
 * @param low the lower one, from 0
 * @param high the upper one, to 1
 */
public record ProbabilityInterval(double low, double high) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if they are not two rising probabilities
     */
    public ProbabilityInterval {
        if (!(low >= 0 && low <= high && high <= 1)) {
            throw new IllegalArgumentException("An interval from " + low + " to " + high
                    + " where two probabilities are needed, the lower one first.");
        }
    }

    /** {@return how far apart the two are, from 0 to 1} */
    public double width() {
        return high - low;
    }
}
