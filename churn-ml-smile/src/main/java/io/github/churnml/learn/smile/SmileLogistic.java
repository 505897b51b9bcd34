package io.github.churnml.learn.smile;

import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LinearPredictor;
import java.util.Arrays;
import smile.math.BFGS;

/** Fits a logistic regression with Smile's L-BFGS, and checks that what comes back is the optimum that was asked for. */
final class SmileLogistic {

    /** How far above the tolerance the gradient may end: Smile also stops where a step no longer moves anything. */
    private static final double SLACK = 100;

    /** How many steps back L-BFGS remembers, as Smile's own logistic regression. */
    private static final int MEMORY = 5;

    private SmileLogistic() {}

    static LinearPredictor fit(TrainingData data, LogisticSettings settings) {
        double[] weights = train(data, settings);
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw unsettled("a coefficient is (" + weight + ")");
            }
        }
        int last = weights.length - 1;
        LinearPredictor predictor = new LinearPredictor(weights[last], Arrays.copyOf(weights, last));
        double gradient = LogisticGradient.relative(predictor, data, settings.lambda());
        if (!(gradient <= Math.max(settings.tolerance() * SLACK, 1e-6))) {
            throw unsettled("after at most " + settings.maxIterations() + " steps its gradient is still (" + gradient
                    + ") of the loss");
        }
        return predictor;
    }

    /** The coefficients, and the intercept after them. */
    static double[] train(TrainingData data, LogisticSettings settings) {
        double[][] rows = new double[data.rows()][data.features().columns().length];
        for (int i = 0; i < rows.length; i++) {
            data.features().row(i, rows[i]);
        }
        double[] weights = new double[rows[0].length + 1];
        LogisticObjective objective =
                new LogisticObjective(rows, data.labels(), data.relativeWeights(), settings.lambda());
        BFGS.minimize(objective, MEMORY, weights, settings.tolerance(), settings.maxIterations());
        return weights;
    }

    private static TrainingException unsettled(String how) {
        return new TrainingException(
                "The logistic regression did not settle: " + how + ".",
                "Maybe raise 'maxIterations' or 'lambda', or scale the features.",
                Where.nowhere());
    }
}
