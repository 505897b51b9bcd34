package io.github.churnml.cli;

import io.github.churnml.data.Outcome;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.RiskTier;

/** A risk tier with its probabilities, since it does not follow the threshold from which a customer is predicted to leave. */
final class TierWords {

    private TierWords() {}

    static String of(RiskTier tier, DecisionRule rule, Outcome outcome) {
        return outcome.tier(tier.label()) + " (" + rule.tiers().range(tier) + ")";
    }
}
