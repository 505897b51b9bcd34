package io.github.churnml.learn.smile;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LinearPredictor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression with an L2 penalty, fitted by Smile with L-BFGS (Nocedal and Wright, Numerical Optimization, 2nd
 * edition, algorithm 7.5). Levels must be one-hot encoded and numbers should be scaled, since one penalty weighs all
 * coefficients alike.
 *
 * <p>Rows count by their weights, which are divided by their mean: a row of weight 2 counts as the row twice, and the
 * penalty weighs against as many rows as there are.
 *
 * <p>No random step is taken: the seed has no effect. The same rows and settings give the same bits, whatever the thread
 * and the number of processors.
 */
public final class SmileLogisticRegression implements Learner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "smile-logistic-regression";

    private final LogisticSettings settings;

    SmileLogisticRegression(LogisticSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with every setting at its default} */
    public static SmileLogisticRegressionBuilder builder() {
        return new SmileLogisticRegressionBuilder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Takes takes() {
        return new Takes(false, true, true, false);
    }

    @Override
    public Map<String, Object> settings() {
        return settings.toMap();
    }

    /**
     * Fits the coefficients; nothing is {@code found}.
     *
     * @param data numbers, none of them a code of a level
     * @param seed of no effect
     * @param progress told about the stage {@code fitting}
     * @return a linear predictor, and this learner
     * @throws TrainingException if there are no features, one class only, a value that is not finite or a feature with
     *     levels, or if the search does not settle
     */
    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        TrainingData weighed = settings.classWeights().weigh(data);
        progress.at("fitting", 0, 1);
        LinearPredictor predictor = SmileRun.inPool(NAME, seed, () -> SmileLogistic.fit(weighed, settings));
        progress.at("fitting", 1, 1);
        return new FittedLearner(predictor, this, Map.of());
    }

    /** {@return whether the other is such a learner with the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmileLogisticRegression that && settings.equals(that.settings);
    }

    /** {@return the settings' hash code} */
    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** {@return the name and the settings} */
    @Override
    public String toString() {
        return NAME + settings.toMap();
    }
}
