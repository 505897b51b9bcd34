package io.github.churnml;

import io.github.churnml.decide.RiskTier;
import java.util.List;

/**
 * What a model says of one customer.
 *
 * @param probability how likely the customer is to leave, from 0 to 1
 * @param positive whether that reaches the model's threshold
 * @param label the decision in the target's own words, such as {@code Yes}
 * @param tier the probability in three words
 * @param unknownLevels the columns whose level was not seen in training; usually empty
 */
public record Prediction(
        double probability, boolean positive, String label, RiskTier tier, List<String> unknownLevels) {

    /** Copies the list. */
    public Prediction {
        unknownLevels = List.copyOf(unknownLevels);
    }
}
