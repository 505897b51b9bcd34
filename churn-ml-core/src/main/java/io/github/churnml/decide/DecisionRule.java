package io.github.churnml.decide;

import io.github.churnml.metrics.Payoff;
import io.github.churnml.prepare.Target;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a model's log-odds mean: calibrator, threshold, risk tiers, the labels of the target and, where it is known, what
 * decisions are worth. Scoring, serving and reports all ask it, so that the same customer gets the same decision everywhere.
 * Immutable, safe for any thread; nothing here but {@link #expectedValue} allocates.
 *
 * <pre>{@code
 * DecisionRule rule = model.decisionRule();
 * double probability = rule.probability(logOdds);
 * if (rule.leaves(probability)) { ... }
 * }</pre>
 */
public final class DecisionRule {

    private final Target target;
    private final Calibrator calibrator;
    private final double threshold;
    private final RiskTiers tiers;
    private final @Nullable Payoff payoff;

    private DecisionRule(
            Target target, Calibrator calibrator, double threshold, RiskTiers tiers, @Nullable Payoff payoff) {
        this.target = target;
        this.calibrator = calibrator;
        this.threshold = threshold;
        this.tiers = tiers;
        this.payoff = payoff;
    }

    /**
     * The rule of a model with the standard tiers and no payoff.
     *
     * @param target what is predicted
     * @param calibrator turns log-odds into probabilities
     * @param threshold the probability from which a customer is predicted to leave, above 0 and at most 1
     * @return the rule
     * @throws IllegalArgumentException if the threshold is not above 0 and at most 1
     */
    public static DecisionRule of(Target target, Calibrator calibrator, double threshold) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "A threshold is " + threshold + " where a number above 0 and at most 1 is needed.");
        }
        return new DecisionRule(target, calibrator, threshold, RiskTiers.standard(), null);
    }

    /**
     * The same rule, knowing what decisions are worth.
     *
     * @param worth what one customer of each kind brings
     * @return the changed copy
     */
    public DecisionRule withPayoff(Payoff worth) {
        return new DecisionRule(target, calibrator, threshold, tiers, worth);
    }

    /** {@return what is predicted} */
    public Target target() {
        return target;
    }

    /** {@return what turns log-odds into probabilities} */
    public Calibrator calibrator() {
        return calibrator;
    }

    /** {@return the probability from which a customer is predicted to leave} */
    public double threshold() {
        return threshold;
    }

    /** {@return where the risk tiers meet} */
    public RiskTiers tiers() {
        return tiers;
    }

    /**
     * The probability of given log-odds.
     *
     * @param logOdds what the model's members say of a customer on average
     * @return how likely the customer is to leave, from 0 to 1
     */
    public double probability(double logOdds) {
        return calibrator.probability(logOdds);
    }

    /**
     * Turns the log-odds of many customers into probabilities, in place.
     *
     * @param logOdds log-odds, which are overwritten
     * @return the same array, now of probabilities
     */
    public double[] probabilities(double[] logOdds) {
        for (int i = 0; i < logOdds.length; i++) {
            logOdds[i] = calibrator.probability(logOdds[i]);
        }
        return logOdds;
    }

    /**
     * The decision.
     *
     * @param probability how likely the customer is to leave
     * @return whether the customer is predicted to leave: whether the probability reaches the threshold
     */
    public boolean leaves(double probability) {
        return probability >= threshold;
    }

    /**
     * The decision in the target's own words.
     *
     * @param probability how likely the customer is to leave
     * @return the label, such as {@code Yes}
     */
    public String label(double probability) {
        return target.label(leaves(probability));
    }

    /**
     * The probability in three words, whatever the threshold.
     *
     * @param probability how likely the customer is to leave
     * @return the tier
     */
    public RiskTier tier(double probability) {
        return tiers.of(probability);
    }

    /**
     * What the decision on a customer is expected to bring: the payoffs of acting right and wrong, weighted by how likely
     * either is.
     *
     * @param probability how likely the customer is to leave
     * @return the expected amount; empty where no payoff is known
     */
    public OptionalDouble expectedValue(double probability) {
        if (payoff == null) {
            return OptionalDouble.empty();
        }
        double ifLeaving = leaves(probability) ? payoff.truePositive() : payoff.falseNegative();
        double ifStaying = leaves(probability) ? payoff.falsePositive() : payoff.trueNegative();
        return OptionalDouble.of(probability * ifLeaving + (1 - probability) * ifStaying);
    }

    /** {@return the target, the threshold and the calibrator} */
    @Override
    public String toString() {
        return "DecisionRule[" + target.column() + ", " + target.label(true) + " from " + threshold + ", calibrator "
                + calibrator.kind() + "]";
    }
}
