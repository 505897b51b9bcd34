package io.github.churnml.recipe;

import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FittedEncoding;

/**
 * One predictor of a model with the encoding that it was trained on.
 *
 * @param encoding turns a prepared row into the predictor's features
 * @param predictor turns features into log-odds
 * @param offset added to its log-odds: brings a predictor that was trained on balanced classes back to how frequent they
 *     are; 0 otherwise
 */
public record Member(FittedEncoding encoding, Predictor predictor, double offset) {

    /** Checks that both speak of the same features. */
    public Member {
        if (encoding.features().size() != predictor.features()) {
            throw new IllegalArgumentException("an encoding of "
                    + encoding.features().size() + " features for a predictor of " + predictor.features());
        }
        if (!Double.isFinite(offset)) {
            throw new IllegalArgumentException("an offset of " + offset);
        }
    }

    /**
     * A member without offset.
     *
     * @param encoding turns a prepared row into the predictor's features
     * @param predictor turns features into log-odds
     */
    public Member(FittedEncoding encoding, Predictor predictor) {
        this(encoding, predictor, 0);
    }

    /**
     * The same member with another offset.
     *
     * @param other added to its log-odds
     * @return the member
     */
    public Member withOffset(double other) {
        return new Member(encoding, predictor, other);
    }
}
