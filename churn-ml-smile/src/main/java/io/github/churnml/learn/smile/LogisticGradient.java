package io.github.churnml.learn.smile;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;

/**
 * How far a linear predictor is from the optimum: the loss L = Σ weight · log loss + ½ · lambda · Σ coefficient² and its
 * partial derivatives, worked out anew in row order.
 */
final class LogisticGradient {

    private final double[] slopes;
    private final double[] weights;
    private double loss;

    private LogisticGradient(LinearPredictor predictor) {
        int features = predictor.features();
        slopes = new double[features + 1];
        weights = Arrays.copyOf(predictor.coefficients(), features + 1);
        weights[features] = predictor.intercept();
    }

    /** The largest of |∂L/∂w| · max(|w|, 1) / max(L, 1): what Smile's own stopping rule compares with the tolerance. */
    static double relative(LinearPredictor predictor, TrainingData data, double lambda) {
        LogisticGradient gradient = new LogisticGradient(predictor);
        gradient.addRows(predictor, data);
        gradient.addPenalty(lambda);
        return gradient.relative();
    }

    private void addRows(LinearPredictor predictor, TrainingData data) {
        int[] labels = data.labels();
        double[] rowWeights = data.relativeWeights();
        double[] row = new double[predictor.features()];
        for (int i = 0; i < labels.length; i++) {
            data.features().row(i, row);
            double logOdds = predictor.logOdds(row);
            double error = rowWeights[i] * (LogOdds.toProbability(logOdds) - labels[i]);
            // ln(1 + e^−margin), split so that no power overflows.
            double margin = labels[i] == 1 ? logOdds : -logOdds;
            loss += rowWeights[i] * (StrictMath.log1p(StrictMath.exp(-Math.abs(margin))) + Math.max(-margin, 0));
            for (int j = 0; j < row.length; j++) {
                slopes[j] += error * row[j];
            }
            slopes[row.length] += error;
        }
    }

    private void addPenalty(double lambda) {
        for (int j = 0; j < slopes.length - 1; j++) {
            slopes[j] += lambda * weights[j];
            loss += lambda * weights[j] * weights[j] / 2;
        }
    }

    private double relative() {
        double largest = 0;
        for (int j = 0; j < slopes.length; j++) {
            largest = Math.max(largest, Math.abs(slopes[j]) * Math.max(Math.abs(weights[j]), 1));
        }
        return largest / Math.max(loss, 1);
    }
}
