package io.github.churnml.learn;

import io.github.churnml.predictor.Predictor;
import java.util.Map;

/**
 * The outcome of {@link Learner#fit}.
 *
 * @param predictor what was learnt, as plain data
 * @param refit the same learner with what was found fixed (such as the number of rounds), to be fitted again on more rows
 * @param found what was found while fitting, for reports, such as {@code rounds}
 */
public record FittedLearner(Predictor predictor, Learner refit, Map<String, Object> found) {

    /** Copies the map. */
    public FittedLearner {
        found = Map.copyOf(found);
    }
}
