package io.github.churnml.resample;

/**
 * Takes what a model says that was trained under one prior to another: the correction after resampling or weighting.
 *
 * <p>It is exact where both tables differ in the proportion of the classes alone and not within a class; that holds for
 * copies, weights and dropped rows, and nearly for interpolated ones. With b the prior in training and b′ that in use,
 * p′ = b′ (p − p b) / (b − p b + b′ p − b b′) (C. Elkan, The Foundations of Cost-Sensitive Learning, IJCAI 2001, theorem
 * 2; M. Saerens, P. Latinne and C. Decaestecker, Adjusting the Outputs of a Classifier to New a Priori Probabilities,
 * Neural Computation 14, 2002, equation 2.4). In log-odds that is a constant to be added, so the ranking is kept.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class PriorShift {

    private PriorShift() {}

    /**
     * What to add to log-odds: ln(b′ / (1 − b′)) − ln(b / (1 − b)).
     *
     * @param trainedPrior the positive class's share in training, by weight; between 0 and 1
     * @param originalPrior its share where the model is used; between 0 and 1
     * @return the constant; exactly 0 if both are the same
     * @throws IllegalArgumentException if a prior is not between 0 and 1
     */
    public static double logOddsOffset(double trainedPrior, double originalPrior) {
        check(trainedPrior);
        check(originalPrior);
        return logOdds(originalPrior) - logOdds(trainedPrior);
    }

    /**
     * The corrected probability.
     *
     * @param probability what the model says, 0 to 1; NaN gives NaN
     * @param trainedPrior the positive class's share in training, by weight; between 0 and 1
     * @param originalPrior its share where the model is used; between 0 and 1
     * @return 0 to 1; 0 and 1 stay what they are, and so does everything if both priors are the same
     * @throws IllegalArgumentException if the probability is below 0 or above 1, or a prior is not between 0 and 1
     */
    static double probability(double probability, double trainedPrior, double originalPrior) {
        check(trainedPrior);
        check(originalPrior);
        if (probability < 0 || probability > 1) {
            throw new IllegalArgumentException("a probability of " + probability);
        }
        if (trainedPrior == originalPrior) {
            return probability;
        }
        double positive = probability * (1 - trainedPrior) * originalPrior;
        double negative = (1 - probability) * trainedPrior * (1 - originalPrior);
        return positive / (positive + negative);
    }

    private static double logOdds(double probability) {
        return StrictMath.log(probability) - StrictMath.log1p(-probability);
    }

    private static void check(double prior) {
        if (!(prior > 0 && prior < 1)) {
            throw new IllegalArgumentException("a prior of " + prior + " is not between 0 and 1");
        }
    }
}
