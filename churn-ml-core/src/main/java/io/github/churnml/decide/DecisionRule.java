package io.github.churnml.decide;

import io.github.churnml.prepare.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model's log-odds mean: calibrator, threshold, risk tiers, the labels of the target, and on request an interval beside each
 * probability. Scoring, serving and reports all ask it, so that the same customer gets the same decision everywhere.
 * Immutable, safe for any thread and allocates nothing.
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
    private final @Nullable VennAbers vennAbers;

    private DecisionRule(
            Target target, Calibrator calibrator, double threshold, RiskTiers tiers, @Nullable VennAbers vennAbers) {
        this.target = target;
        this.calibrator = calibrator;
        this.threshold = threshold;
        this.tiers = tiers;
        this.vennAbers = vennAbers;
    }

    /**
     * The rule of a model with the standard tiers.
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
     * The same rule with what places probabilities between two others.
     *
     * @param predictor fitted on the log-odds of the same model; null for none
     * @return the rule
     */
    public DecisionRule with(@Nullable VennAbers predictor) {
        return new DecisionRule(target, calibrator, threshold, tiers, predictor);
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

    /** {@return what places probabilities between two others, by log-odds before calibration; empty where it was not asked for} */
    public Optional<VennAbers> vennAbers() {
        return Optional.ofNullable(vennAbers);
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

    /** {@return the target, the threshold and the calibrator} */
    @Override
    public String toString() {
        return "DecisionRule[" + target.column() + ", " + target.label(true) + " from " + threshold + ", calibrator "
                + calibrator.kind() + "]";
    }
}
