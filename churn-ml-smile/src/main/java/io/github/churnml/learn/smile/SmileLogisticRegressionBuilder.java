package io.github.churnml.learn.smile;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.ClassWeights;

/** Collects the settings of a {@link SmileLogisticRegression}. Mutable, for one thread. */
public final class SmileLogisticRegressionBuilder {

    private double lambda = 3.0;
    private double tolerance = 1e-5;
    private int maxIterations = 500;
    private ClassWeights classWeights = ClassWeights.NONE;

    SmileLogisticRegressionBuilder() {}

    /**
     * The weight of the penalty ½ · lambda · Σ coefficient², beside the log loss added up (not averaged) over the rows;
     * the intercept is not penalised. Default 3.
     *
     * @param value from 0.000001 to 1 000 000 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileLogisticRegressionBuilder lambda(double value) {
        lambda = LogisticSettings.LAMBDA.check(value);
        return this;
    }

    /**
     * The search stops when the gradient, relative to the loss, is smaller than this. Default 0.00001.
     *
     * @param value from 1e−12 to 0.1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileLogisticRegressionBuilder tolerance(double value) {
        tolerance = LogisticSettings.TOLERANCE.check(value);
        return this;
    }

    /**
     * The most steps of the search. Default 500.
     *
     * @param value from 1 to 100 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public SmileLogisticRegressionBuilder maxIterations(int value) {
        maxIterations = LogisticSettings.MAX_ITERATIONS.check(value);
        return this;
    }

    /**
     * How the classes are weighed in the loss: balanced, both count the same, and probabilities are those of such a world.
     * Default {@link ClassWeights#NONE}.
     *
     * @param value the way
     * @return this
     */
    public SmileLogisticRegressionBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /** {@return the learner} */
    public SmileLogisticRegression build() {
        return new SmileLogisticRegression(new LogisticSettings(lambda, tolerance, maxIterations, classWeights));
    }
}
