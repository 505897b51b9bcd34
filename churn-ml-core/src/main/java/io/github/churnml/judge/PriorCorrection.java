package io.github.churnml.judge;

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
        boolean applied, double offset, double brier, double ece, double brierWithout, double eceWithout) {}
