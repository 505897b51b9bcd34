package io.github.churnml.metrics;

import io.github.churnml.error.Wording;

/**
 * What one customer of each kind brings, in any currency; what costs is negative.
 *
 * @param truePositive of a churner who is predicted to churn, such as the margin saved less the cost of the offer
 * @param falsePositive of a stayer who is predicted to churn, such as minus the cost of the offer
 * @param trueNegative of a stayer who is predicted to stay, usually 0
 * @param falseNegative of a churner who is predicted to stay, usually 0
 */
public record Payoff(double truePositive, double falsePositive, double trueNegative, double falseNegative) {

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    public Payoff {
        if (!Double.isFinite(truePositive + falsePositive + trueNegative + falseNegative)) {
            throw new IllegalArgumentException("A payoff holds an amount that is not finite: "
                    + Wording.value(truePositive) + ", " + Wording.value(falsePositive) + ", "
                    + Wording.value(trueNegative) + ", " + Wording.value(falseNegative)
                    + ".\nMaybe an amount is missing; 0 means that it brings and costs nothing.");
        }
    }

    /**
     * What a matrix brings altogether.
     *
     * @param counts how many customers of each kind there are
     * @return the sum
     */
    public double of(ConfusionMatrix counts) {
        return counts.truePositives() * truePositive
                + counts.falsePositives() * falsePositive
                + counts.trueNegatives() * trueNegative
                + counts.falseNegatives() * falseNegative;
    }
}
