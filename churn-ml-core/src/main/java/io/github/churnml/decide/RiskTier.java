package io.github.churnml.decide;

import java.util.Locale;

/**
 * How likely a customer is to leave, in three words; {@link RiskTiers} says where they meet, by default at 0.3 and 0.6. It is
 * no decision: that goes by the model's threshold, and with 0.5 a customer of 0.557 is predicted to leave and of medium risk.
 */
public enum RiskTier {
    /** Unlikely to leave. */
    LOW,
    /** In between. */
    MEDIUM,
    /** Likely to leave. */
    HIGH;

    /** {@return the word as written in files: {@code low}, {@code medium} or {@code high}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
