package io.github.churnml.judge;

import io.github.churnml.metrics.BrierScore;
import io.github.churnml.metrics.ExpectedCalibrationError;

/**
 * What shifting probabilities back does to them, for a model that learnt from balanced classes.
 *
 * @param applied whether the model's probabilities are shifted back
 * @param offset what has to be added to log-odds for it
 * @param brier the Brier score with the correction
 * @param ece the expected calibration error with it
 * @param brierWithout the Brier score without it
 * @param eceWithout the expected calibration error without it
 */
public record PriorCorrection(
        boolean applied, double offset, double brier, double ece, double brierWithout, double eceWithout) {

    /**
     * Judges probabilities with and without the correction.
     *
     * @param applied whether the model's probabilities are shifted back
     * @param offset what has to be added to log-odds for it
     * @param labels the outcomes, 1 for customers who left
     * @param with the corrected probabilities, one per outcome
     * @param without those that are not corrected
     * @return what it does
     */
    public static PriorCorrection of(boolean applied, double offset, int[] labels, double[] with, double[] without) {
        return new PriorCorrection(
                applied,
                offset,
                BrierScore.of(labels, with),
                ExpectedCalibrationError.of(labels, with),
                BrierScore.of(labels, without),
                ExpectedCalibrationError.of(labels, without));
    }
}
