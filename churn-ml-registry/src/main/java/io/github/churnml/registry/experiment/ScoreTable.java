package io.github.churnml.registry.experiment;

import io.github.churnml.metrics.BetaFunction;

/** Probabilities as a calibrated score has them: a Beta distribution of a given mean, as equally probable values. */
final class ScoreTable {

    private static final int VALUES = 1 << 10;
    private static final int HALVINGS = 60;

    private final double[] values = new double[VALUES];

    /** @param correlation of score and outcome; of calibrated scores its square is their variance over that of the outcome */
    ScoreTable(double rate, double correlation) {
        if (correlation == 0) {
            java.util.Arrays.fill(values, rate);
            return;
        }
        double size = 1 / (correlation * correlation) - 1;
        double sum = 0;
        for (int i = 0; i < VALUES; i++) {
            values[i] = quantile((i + 0.5) / VALUES, rate * size, (1 - rate) * size);
            sum += values[i];
        }
        for (int i = 0; i < VALUES; i++) {
            values[i] = Math.min(1, values[i] * rate * VALUES / sum);
        }
    }

    /** @param place from 0 to below 1 */
    double at(double place) {
        return values[(int) (place * VALUES)];
    }

    private static double quantile(double probability, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (BetaFunction.regularised(middle, a, b) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
