package io.github.churnml.select.blend;

import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.NetworkPredictor;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.recipe.Member;

/**
 * About how long a row takes, by what a model is made of and not by a clock, so that the choice is the same on every machine. The
 * constants were measured on one core of a server of 2024 and are rounded up.
 */
final class ScoringCost {

    private static final double PER_FEATURE = 4;
    private static final double PER_TREE = 2;
    private static final double PER_TERM = 12;
    private static final double PER_PARAMETER = 0.5;

    private ScoringCost() {}

    /** Nanoseconds that a member adds to a row, with its encoding. */
    static double nanos(Member member) {
        return PER_FEATURE * member.encoding().features().size() + nanos(member.predictor());
    }

    /** Nanoseconds of a predictor alone. */
    static double nanos(Predictor predictor) {
        if (predictor instanceof ForestPredictor forest) {
            return PER_TREE * forest.forest().trees();
        }
        if (predictor instanceof AdditivePredictor additive) {
            return PER_TERM * (additive.features() + 2.0 * additive.pairs().size());
        }
        if (predictor instanceof NetworkPredictor network) {
            return PER_PARAMETER * network.parameters().length;
        }
        return predictor instanceof LinearPredictor ? predictor.features() : 0;
    }
}
