package io.github.churnml.recipe;

import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FittedEncoding;

/**
 * One predictor of a model with the encoding that it was trained on.
 *
 * @param encoding turns a prepared row into the predictor's features
 * @param predictor turns features into log-odds
 */
public record Member(FittedEncoding encoding, Predictor predictor) {

    /** Checks that both speak of the same features. */
    public Member {
        if (encoding.features().size() != predictor.features()) {
            throw new IllegalArgumentException("an encoding of "
                    + encoding.features().size() + " features for a predictor of " + predictor.features());
        }
    }
}
