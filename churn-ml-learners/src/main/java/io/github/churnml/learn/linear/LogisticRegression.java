package io.github.churnml.learn.linear;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression with an L2, L1 or elastic net penalty. The intercept b and the coefficients β are where
 *
 * <p>F(b, β) = Σ<sub>i</sub> w<sub>i</sub> · ln(1 + e<sup>−s<sub>i</sub> · (b + x<sub>i</sub> · β)</sup>) + λ · Σ<sub>j</sub>
 * (½ · (1 − ρ) · β<sub>j</sub>² + ρ · |β<sub>j</sub>|)
 *
 * <p>is least: s is +1 for the positive class and −1 for the other, w the rows' weights divided by their mean, λ {@code
 * lambda} and ρ {@code l1Ratio}. It is scikit-learn's with C = 1 / λ, where weights have a mean of 1. (Hastie, Tibshirani and
 * Friedman, The Elements of Statistical Learning, 2nd edition, section 4.4; Friedman, Hastie and Tibshirani, Regularization
 * Paths for Generalized Linear Models via Coordinate Descent, Journal of Statistical Software 33, 2010, section 3.)
 *
 * <p>Levels must be one-hot encoded, and numbers should be scaled, since one penalty weighs all coefficients alike. A column
 * that varies by less than 10<sup>−100</sup> gets a coefficient of 0. Without a penalty, so does each column that the ones before it determine, and
 * rows that the columns separate perfectly are refused, since no coefficients are large enough for them. A row of weight 0 is
 * as if it were not there.
 *
 * <p>No random step is taken: the seed has no effect. The same rows and settings give the same bits, whatever the number of
 * threads, the JDK and the processor. Time grows with rows · columns², or rows · columns from 500 columns on.
 */
public final class LogisticRegression implements Learner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "logistic-regression";

    private final RegressionSettings settings;

    LogisticRegression(RegressionSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with every setting at its default} */
    public static LogisticRegressionBuilder builder() {
        return new LogisticRegressionBuilder();
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
     * Finds the coefficients; nothing is {@code found}.
     *
     * @param data numbers, none of them a code of a level
     * @param seed of no effect
     * @param progress told about the stage {@code fitting}
     * @return a linear predictor, and this learner
     * @throws TrainingException if there are no features, one class only, a value that is not finite or a feature with
     *     levels; if the columns separate the classes perfectly and lambda is 0; or if the search does not settle
     */
    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        TrainingData weighed = settings.classWeights().weigh(data);
        int[] counting = IntStream.range(0, data.rows())
                .filter(i -> data.weights()[i] > 0)
                .toArray();
        TrainingData learnt = counting.length < data.rows() ? weighed.select(counting) : weighed;
        return new FittedLearner(new NewtonSearch(learnt, settings).predictor(progress), this, Map.of());
    }

    /** {@return whether the other is such a learner with the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LogisticRegression that && settings.equals(that.settings);
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
