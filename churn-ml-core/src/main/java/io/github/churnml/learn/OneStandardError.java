package io.github.churnml.learn;

/**
 * The one-standard-error rule over rounds (Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984,
 * section 3.4.3): the first round whose loss is no more than one standard error above the least. The standard error is that
 * of the paired differences, row by row. Rows are added one after the other; their order decides how sums round. For one
 * thread.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class OneStandardError {

    private final int best;
    private final double[] sums;
    private final double[] squares;
    private double weights;
    private int rows;

    /**
     * Begins without rows.
     *
     * @param best the round of the least loss, from 0
     */
    public OneStandardError(int best) {
        this.best = best;
        this.sums = new double[best];
        this.squares = new double[best];
    }

    /**
     * Adds a row.
     *
     * @param losses its loss after each round, up to the best one at least
     * @param weight how much it counts
     */
    public void add(double[] losses, double weight) {
        for (int round = 0; round < best; round++) {
            double difference = losses[round] - losses[best];
            sums[round] += weight * difference;
            squares[round] += weight * difference * difference;
        }
        weights += weight;
        rows++;
    }

    /** {@return the first round within one standard error of the best, over the rows added} */
    public int first() {
        for (int round = 0; round < best; round++) {
            double mean = sums[round] / weights;
            double variance = Math.max(squares[round] / weights - mean * mean, 0);
            if (mean <= Math.sqrt(variance / rows)) {
                return round;
            }
        }
        return best;
    }
}
