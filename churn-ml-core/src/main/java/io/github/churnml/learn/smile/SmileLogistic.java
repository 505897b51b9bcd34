package io.github.churnml.learn.smile;

import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.Arrays;
import smile.classification.LogisticRegression;

/** Fits a logistic regression with Smile, and checks that what comes back is the optimum that was asked for. */
final class SmileLogistic {

    /** How far above the tolerance the gradient may end: Smile also stops where a step no longer moves anything. */
    private static final double SLACK = 100;

    private SmileLogistic() {}

    static LinearPredictor fit(FeatureMatrix features, int[] labels, LogisticSettings settings) {
        double[] weights = train(features, labels, settings).coefficients();
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw unsettled("a coefficient is (" + weight + ")");
            }
        }
        int last = weights.length - 1;
        LinearPredictor predictor = new LinearPredictor(weights[last], Arrays.copyOf(weights, last));
        double gradient = LogisticGradient.relative(predictor, features, labels, settings.lambda());
        if (!(gradient <= Math.max(settings.tolerance() * SLACK, 1e-6))) {
            throw unsettled("after at most " + settings.maxIterations() + " steps its gradient is still (" + gradient
                    + ") of the loss");
        }
        return predictor;
    }

    static LogisticRegression.Binomial train(FeatureMatrix features, int[] labels, LogisticSettings settings) {
        double[][] rows = new double[features.rows()][features.columns().length];
        for (int i = 0; i < rows.length; i++) {
            features.row(i, rows[i]);
        }
        return LogisticRegression.binomial(
                rows, labels.clone(), settings.lambda(), settings.tolerance(), settings.maxIterations());
    }

    private static TrainingException unsettled(String how) {
        return new TrainingException(
                "The logistic regression did not settle: " + how + ".",
                "Maybe raise 'maxIterations' or 'lambda', or scale the features.",
                Where.nowhere());
    }
}
