package io.github.churnml.learn.linear;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.ClassWeights;

/** Collects the settings of a {@link LogisticRegression}. Mutable, for one thread. */
public final class LogisticRegressionBuilder {

    private double lambda = 3.0;
    private double l1Ratio;
    private double tolerance = 1e-9;
    private int maxIterations = 100;
    private ClassWeights classWeights = ClassWeights.NONE;

    LogisticRegressionBuilder() {}

    /**
     * The weight λ of the penalty beside the log loss added up (not averaged) over the rows: 1 / C of scikit-learn, N · λ of
     * glmnet. The intercept is not penalised. 0 is no penalty. Default 3, as {@code smile-logistic-regression}'s.
     *
     * @param value from 0 to 1 000 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public LogisticRegressionBuilder lambda(double value) {
        lambda = RegressionSettings.LAMBDA.check(value);
        return this;
    }

    /**
     * The share ρ of the L1 penalty: 0 is ridge, which shrinks, 1 is lasso, which also leaves columns out, anything between
     * an elastic net; {@code l1_ratio} of scikit-learn, {@code alpha} of glmnet. Of no effect where lambda is 0. Default 0.
     *
     * @param value from 0 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public LogisticRegressionBuilder l1Ratio(double value) {
        l1Ratio = RegressionSettings.L1_RATIO.check(value);
        return this;
    }

    /**
     * The search ends where no partial derivative of the mean objective, by the coefficient of a standardised column, is
     * farther than this from what it must be. Default 0.000000001.
     *
     * @param value from 1e−12 to 0.1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public LogisticRegressionBuilder tolerance(double value) {
        tolerance = RegressionSettings.TOLERANCE.check(value);
        return this;
    }

    /**
     * The most steps of the search; about ten are taken. Default 100.
     *
     * @param value from 1 to 100 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public LogisticRegressionBuilder maxIterations(int value) {
        maxIterations = RegressionSettings.MAX_ITERATIONS.check(value);
        return this;
    }

    /**
     * How the classes are weighed in the loss: balanced, both count the same, and probabilities are those of such a world.
     * Default {@link ClassWeights#NONE}.
     *
     * @param value the way
     * @return this
     */
    public LogisticRegressionBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /** {@return the learner} */
    public LogisticRegression build() {
        return new LogisticRegression(new RegressionSettings(lambda, l1Ratio, tolerance, maxIterations, classWeights));
    }
}
