package io.github.churnml.monitor.estimate;

import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.Payoff;

/**
 * How many customers of each kind are to be expected where nobody knows yet who leaves: a {@link ConfusionMatrix} in
 * fractions. A customer of probability p who is predicted to churn is p of a true and 1 − p of a false positive.
 *
 * @param truePositives churners predicted to churn, 0 or more
 * @param falsePositives stayers predicted to churn, 0 or more
 * @param trueNegatives stayers predicted to stay, 0 or more
 * @param falseNegatives churners predicted to stay, 0 or more
 */
public record ExpectedConfusion(
        double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {

    /** Sums up groups of equal probability, in their order. */
    static ExpectedConfusion at(ProbabilityGroups groups, double threshold) {
        double tp = 0;
        double fp = 0;
        double tn = 0;
        double fn = 0;
        for (int g = 0; g < groups.size(); g++) {
            double churners = groups.churners(g);
            double stayers = groups.stayers(g);
            if (groups.probability(g) >= threshold) {
                tp += churners;
                fp += stayers;
            } else {
                fn += churners;
                tn += stayers;
            }
        }
        return new ExpectedConfusion(tp, fp, tn, fn);
    }

    /** {@return the share of right predictions, 0 to 1; NaN for an empty matrix} */
    public double accuracy() {
        return (truePositives + trueNegatives) / (truePositives + falsePositives + trueNegatives + falseNegatives);
    }

    /** {@return the share of churners among those predicted to churn, 0 to 1; 0 if nobody is predicted to} */
    public double precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /** {@return the share of churners that are predicted to churn, 0 to 1; 0 if no churner is expected} */
    public double recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /** {@return the harmonic mean of precision and recall, 0 to 1; 0 if nobody churns or is predicted to} */
    public double f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /**
     * What it brings altogether.
     *
     * @param payoff what one customer of each kind brings
     * @return the sum
     */
    public double profit(Payoff payoff) {
        return truePositives * payoff.truePositive()
                + falsePositives * payoff.falsePositive()
                + trueNegatives * payoff.trueNegative()
                + falseNegatives * payoff.falseNegative();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
