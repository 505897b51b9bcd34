package io.github.churnml.learn.smile;

import java.util.Arrays;
import smile.base.cart.Loss;

/**
 * The logistic loss for labels of −1 and +1, each row counting by its weight (Friedman, Greedy Function Approximation,
 * Annals of Statistics 29, 2001, algorithm 5). With weights of 1 it is, bit by bit, Smile's own. A row of weight 2 counts
 * as the row twice.
 */
final class WeightedLogisticLoss implements Loss {

    private final int[] signs;
    private final double[] weights;
    private final double[] response;
    private final double[] scores;

    WeightedLogisticLoss(int[] labels, double[] weights) {
        signs = new int[labels.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = 2 * labels[i] - 1;
        }
        this.weights = weights;
        response = new double[labels.length];
        scores = new double[labels.length];
    }

    /** One Newton step from the rows of a leaf. */
    @Override
    public double output(int[] rows, int[] samples) {
        double slope = 0;
        double curvature = 0;
        for (int i : rows) {
            double size = Math.abs(response[i]);
            slope += weights[i] * response[i];
            curvature += weights[i] * (size * (2.0 - size));
        }
        return slope / curvature;
    }

    /** Half the log-odds of the positive class's share by weight, from which every row starts. */
    @Override
    public double intercept(double[] unused) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < signs.length; i++) {
            sum += weights[i] * signs[i];
            all += weights[i];
        }
        double mean = sum / all;
        double start = 0.5 * Math.log((1 + mean) / (1 - mean));
        Arrays.fill(scores, start);
        return start;
    }

    /** The slopes of the loss, without the weights. */
    @Override
    public double[] response() {
        for (int i = 0; i < signs.length; i++) {
            response[i] = 2.0 * signs[i] / (1 + Math.exp(2 * signs[i] * scores[i]));
        }
        return response;
    }

    /** The scores so far, which the rounds add to. */
    @Override
    public double[] residual() {
        return scores;
    }

    @Override
    public String toString() {
        return "WeightedLogistic";
    }
}
