package io.github.churnml.decide;

import io.github.churnml.data.Numbers;

/**
 * Where the three {@linkplain RiskTier risk tiers} meet. An immutable value.
 *
 * @param mediumFrom the least probability of medium risk, from 0
 * @param highFrom the least probability of high risk, from {@code mediumFrom} to 1
 */
public record RiskTiers(double mediumFrom, double highFrom) {

    private static final RiskTiers STANDARD = new RiskTiers(0.3, 0.6);

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if they are not in order, or not between 0 and 1
     */
    public RiskTiers {
        if (!(mediumFrom >= 0 && mediumFrom <= highFrom && highFrom <= 1)) {
            throw new IllegalArgumentException(
                    "Tiers begin at " + mediumFrom + " and " + highFrom + " where 0 <= medium <= high <= 1 is needed.");
        }
    }

    /** {@return medium from 0.3 on, high from 0.6 on} */
    public static RiskTiers standard() {
        return STANDARD;
    }

    /**
     * The tier of a probability.
     *
     * @param probability from 0 to 1
     * @return its tier
     */
    public RiskTier of(double probability) {
        return probability < mediumFrom ? RiskTier.LOW : probability < highFrom ? RiskTier.MEDIUM : RiskTier.HIGH;
    }

    /**
     * The probabilities of a tier, in words.
     *
     * @param tier the tier
     * @return such as {@code below 0.3}, {@code 0.3 to 0.6}, {@code from 0.6 on}
     */
    public String range(RiskTier tier) {
        if (tier == RiskTier.LOW) {
            return "below " + Numbers.text(mediumFrom);
        }
        return tier == RiskTier.MEDIUM
                ? Numbers.text(mediumFrom) + " to " + Numbers.text(highFrom)
                : "from " + Numbers.text(highFrom) + " on";
    }
}
