package io.github.churnml.learn.neural;

import io.github.churnml.learn.TrainingData;

/**
 * How far one standard deviation of each feature moves the log-odds of a network: its standard deviation times the mean
 * size of the log-odds' derivative by it, over the training rows by their weights.
 *
 * <p>Weights multiplied along the paths (Garson 1991, Olden and Jackson 2002) need no rows, but they count what a unit
 * never passes on, and cancel what works in opposite directions for different customers. Derivatives of the trained
 * function see both (Dimopoulos, Bourret and Lek, Neural Processing Letters 2, 1995).
 */
final class Effects {

    private Effects() {}

    static double[] of(Network network, TrainingData data) {
        double[] weights = data.relativeWeights();
        double[] row = new double[data.features().columns().length];
        double[] slopes = new double[row.length];
        double[] effects = new double[row.length];
        Pass pass = new Pass(network);
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            network.forward(row, pass);
            network.slopes(pass, slopes);
            for (int j = 0; j < slopes.length; j++) {
                effects[j] += weights[i] * Math.abs(slopes[j]);
            }
        }
        for (int j = 0; j < effects.length; j++) {
            effects[j] = effects[j] / data.rows() * deviation(data.features().columns()[j], weights);
        }
        return effects;
    }

    private static double deviation(double[] column, double[] weights) {
        double sum = 0;
        for (int i = 0; i < column.length; i++) {
            sum += weights[i] * column[i];
        }
        double mean = sum / column.length;
        double squares = 0;
        for (int i = 0; i < column.length; i++) {
            squares += weights[i] * (column[i] - mean) * (column[i] - mean);
        }
        return Math.sqrt(squares / column.length);
    }
}
