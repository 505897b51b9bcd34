package io.github.churnml.cli;

import io.github.churnml.decide.RiskTier;

/** A risk tier with its probabilities, since it does not follow the threshold from which a customer is predicted to leave. */
final class TierWords {

    private TierWords() {}

    static String of(RiskTier tier) {
        return tier.label()
                + switch (tier) {
                    case LOW -> " (below 0.3)";
                    case MEDIUM -> " (0.3 to 0.6)";
                    case HIGH -> " (from 0.6 on)";
                };
    }
}
