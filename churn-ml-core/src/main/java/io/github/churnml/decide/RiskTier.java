package io.github.churnml.decide;

import java.util.Locale;

/**
 * How likely a customer is to leave, in three words: low below 0.3, medium below 0.6, high from 0.6 on. It is no decision: that
 * goes by the model's threshold, and with 0.5 a customer of 0.557 is predicted to leave and of medium risk.
 */
public enum RiskTier {
    /** Probability below 0.3. */
    LOW,
    /** Probability from 0.3 to below 0.6. */
    MEDIUM,
    /** Probability of 0.6 or more. */
    HIGH;

    private static final double MEDIUM_FROM = 0.3;
    private static final double HIGH_FROM = 0.6;

    /**
     * The tier of a probability.
     *
     * @param probability from 0 to 1
     * @return its tier
     */
    public static RiskTier of(double probability) {
        return probability < MEDIUM_FROM ? LOW : probability < HIGH_FROM ? MEDIUM : HIGH;
    }

    /** {@return the word as written in files: {@code low}, {@code medium} or {@code high}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
