package io.github.churnml.report.heldout;

import io.github.churnml.metrics.Estimate;

/**
 * How the model does on customers who are alike in one column.
 *
 * <p>No API: public for the pages of this module alone, and may change at any time.
 *
 * @param column the column
 * @param group which customers, in words
 * @param rows how many
 * @param churners how many of them left
 * @param meanProbability what they are given on average
 * @param area their ROC-AUC with its interval after DeLong; NaN where a class has too few rows
 * @param logLoss their log loss with its interval
 * @param ranksWorse the adjusted p-value that customers are ranked no worse here than elsewhere; NaN where that was not tested
 * @param isOff the adjusted p-value that probabilities mean here what they say
 */
public record SegmentFacts(
        String column,
        String group,
        long rows,
        long churners,
        double meanProbability,
        Estimate area,
        Estimate logLoss,
        double ranksWorse,
        double isOff) {

    /** Groups of fewer customers are not looked at. */
    public static final int FEWEST_ROWS = 50;

    private static final double LEVEL = 0.05;

    /** {@return whether customers are ranked worse than all others, and not by luck} */
    public boolean isWorse() {
        return ranksWorse < LEVEL;
    }

    /** {@return whether probabilities do not mean here what they say, and not by luck} */
    public boolean hasOtherRate() {
        return isOff < LEVEL;
    }

    /** {@return whether it is told apart from luck} */
    public boolean standsOut() {
        return isWorse() || hasOtherRate();
    }

    /** {@return churners per customer} */
    public double rate() {
        return (double) churners / rows;
    }
}
