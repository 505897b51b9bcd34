package io.github.churnml.learn.boosting;

/**
 * Adds up log losses, ln(1 + e<sup>−margin</sup>) each. Where rows weigh the same the logarithm is taken of a product of
 * many, which is no larger than 2 to the power of their number; it costs more than all the rest.
 */
final class LossSum {

    /** Far fewer than would exceed what a double holds. */
    private static final int MOST_FACTORS = 512;

    private double sum;
    private double weight;
    private double product = 1;
    private int factors;

    /** Adds the loss of a row whose true class has these log-odds. */
    void add(double margin, double rowWeight) {
        if (rowWeight != weight || factors == MOST_FACTORS) {
            close();
            weight = rowWeight;
        }
        double away = margin < 0 ? -margin : margin;
        product *= 1 + Sigmoid.exp(-away);
        factors++;
        if (margin < 0) {
            sum += rowWeight * away;
        }
    }

    private void close() {
        sum += weight * StrictMath.log(product);
        product = 1;
        factors = 0;
    }

    /** The sum so far, each loss times its weight. */
    double total() {
        close();
        return sum;
    }
}
