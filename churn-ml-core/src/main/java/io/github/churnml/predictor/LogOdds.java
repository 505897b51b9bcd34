package io.github.churnml.predictor;

/**
 * The way between log-odds and probabilities, the same bits on every machine.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class LogOdds {

    private LogOdds() {}

    /**
     * The probability of given log-odds: 1 / (1 + e<sup>−x</sup>). Never falls as the log-odds rise, rounding included:
     * each of its three steps is monotone. Below about −709 it is 0, above about 37 it is 1.
     *
     * @param logOdds any number; NaN gives NaN, the infinities 0 and 1
     * @return from 0 to 1
     */
    public static double toProbability(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    /**
     * The log-odds of a given probability: ln p − ln(1 − p).
     *
     * @param probability from 0 to 1; NaN gives NaN
     * @return the log-odds; −∞ for 0 and ∞ for 1
     * @throws IllegalArgumentException if the probability is below 0 or above 1
     */
    public static double fromProbability(double probability) {
        if (probability < 0 || probability > 1) {
            throw new IllegalArgumentException("a probability of " + probability);
        }
        return StrictMath.log(probability) - StrictMath.log1p(-probability);
    }
}
