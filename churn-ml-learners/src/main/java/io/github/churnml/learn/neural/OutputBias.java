package io.github.churnml.learn.neural;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LogOdds;

/**
 * Sets the bias of a network's output so that its mean probability is the share of positives, both by the rows' weights.
 *
 * <p>That is what the log loss asks of this one parameter. Steps along mini-batches leave it a little off, and units left
 * out while training leave it off to one side.
 */
final class OutputBias {

    /** Newton's method needs three or four steps, unless it begins far out. */
    private static final int MOST_STEPS = 100;

    private OutputBias() {}

    static void settle(Network network, TrainingData data) {
        double[] weights = data.relativeWeights();
        double[] logOdds = logOdds(network, data);
        double shift = 0;
        double step = 1;
        for (int i = 0; i < MOST_STEPS && Math.abs(step) > 1e-12; i++) {
            step = step(logOdds, data.labels(), weights, shift);
            shift += step;
        }
        network.parameters[network.parameters.length - 1] += shift;
    }

    private static double[] logOdds(Network network, TrainingData data) {
        double[] row = new double[data.features().columns().length];
        double[] logOdds = new double[data.rows()];
        Pass pass = new Pass(network);
        for (int i = 0; i < logOdds.length; i++) {
            data.features().row(i, row);
            logOdds[i] = network.forward(row, pass);
        }
        return logOdds;
    }

    /** One step towards it, at most 1 long: far out the curve is flat, and a full step would leap into nowhere. */
    private static double step(double[] logOdds, int[] labels, double[] weights, double shift) {
        double off = 0;
        double slope = 0;
        for (int i = 0; i < logOdds.length; i++) {
            double probability = LogOdds.toProbability(logOdds[i] + shift);
            off += weights[i] * (labels[i] - probability);
            slope += weights[i] * probability * (1 - probability);
        }
        return off == 0 ? 0 : Math.max(-1, Math.min(1, off / slope));
    }
}
