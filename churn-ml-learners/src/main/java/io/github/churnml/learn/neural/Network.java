package io.github.churnml.learn.neural;

import io.github.churnml.predictor.Activation;
import java.util.SplittableRandom;

/**
 * The weights of a network while it learns, and the two passes over them: forward for the log-odds of a row, backward for
 * the gradient of its loss (Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, Nature
 * 323, 1986).
 *
 * <p>Parameters are laid out as {@link io.github.churnml.predictor.NetworkPredictor} has them, the weights of one input to
 * all units next to each other: then the inner loops run over units, each adding to a place of its own, which a compiler
 * may do several at a time without changing the order of any sum. One-hot rows are mostly zeros, and an input of 0 is
 * passed over.
 */
final class Network {

    final Activation activation;
    final int[] sizes;
    final double[] parameters;
    /** Where each layer's weights begin; the first is layer 1, so the array begins with a place of no meaning. */
    private final int[] starts;

    Network(Activation activation, int... sizes) {
        this.activation = activation;
        this.sizes = sizes.clone();
        starts = new int[sizes.length];
        int length = 0;
        for (int layer = 1; layer < sizes.length; layer++) {
            starts[layer] = length;
            length = Math.addExact(length, Math.multiplyExact(sizes[layer - 1] + 1, sizes[layer]));
        }
        parameters = new double[length];
    }

    int layers() {
        return sizes.length;
    }

    int start(int layer) {
        return starts[layer];
    }

    int biases(int layer) {
        return starts[layer] + sizes[layer - 1] * sizes[layer];
    }

    /**
     * Draws the weights evenly from ±√(6 / inputs) before a rectifier (He, Zhang, Ren and Sun, 2015) and from
     * ±√(6 / (inputs + units)) otherwise (Glorot and Bengio, 2010). Biases are 0, but for the output's.
     */
    void draw(SplittableRandom random, double outputBias) {
        for (int layer = 1; layer < sizes.length; layer++) {
            boolean rectified = activation == Activation.RELU && layer < sizes.length - 1;
            int fan = rectified ? sizes[layer - 1] : sizes[layer - 1] + sizes[layer];
            double bound = Math.sqrt(6.0 / fan);
            for (int i = starts[layer]; i < biases(layer); i++) {
                parameters[i] = bound * (2 * random.nextDouble() - 1);
            }
        }
        parameters[parameters.length - 1] = outputBias;
    }

    /** The log-odds of a row, the values of all units being left in the pass. */
    double forward(double[] row, Pass pass) {
        pass.values[0] = row;
        for (int layer = 1; layer < sizes.length; layer++) {
            double[] sums = pass.values[layer];
            sums(layer, pass.values[layer - 1], sums);
            if (layer < sizes.length - 1) {
                for (int unit = 0; unit < sums.length; unit++) {
                    double value = activation.of(sums[unit]);
                    pass.slopes[layer][unit] = activation.slope(value) * pass.kept[layer][unit];
                    sums[unit] = value * pass.kept[layer][unit];
                }
            }
        }
        return pass.values[sizes.length - 1][0];
    }

    private void sums(int layer, double[] inputs, double[] sums) {
        int units = sums.length;
        System.arraycopy(parameters, biases(layer), sums, 0, units);
        for (int i = 0; i < inputs.length; i++) {
            double x = inputs[i];
            int from = starts[layer] + i * units;
            for (int unit = 0; x != 0 && unit < units; unit++) {
                sums[unit] += x * parameters[from + unit];
            }
        }
    }

    /**
     * Adds a row's gradient, after its forward pass.
     *
     * @param error the derivative of the row's loss by its log-odds
     */
    void backward(double error, Pass pass, double[] gradient) {
        int last = sizes.length - 1;
        pass.errors[last][0] = error;
        for (int layer = last; layer >= 1; layer--) {
            addGradient(layer, pass, gradient);
            if (layer > 1) {
                errorsBefore(layer, pass.errors[layer], pass.slopes[layer - 1], pass.errors[layer - 1]);
            }
        }
    }

    private void addGradient(int layer, Pass pass, double[] gradient) {
        double[] inputs = pass.values[layer - 1];
        double[] errors = pass.errors[layer];
        int units = errors.length;
        for (int i = 0; i < inputs.length; i++) {
            double x = inputs[i];
            int from = starts[layer] + i * units;
            for (int unit = 0; x != 0 && unit < units; unit++) {
                gradient[from + unit] += x * errors[unit];
            }
        }
        int biases = biases(layer);
        for (int unit = 0; unit < units; unit++) {
            gradient[biases + unit] += errors[unit];
        }
    }

    private void errorsBefore(int layer, double[] errors, double[] slopes, double[] before) {
        for (int i = 0; i < before.length; i++) {
            before[i] = slopes[i] == 0 ? 0 : slopes[i] * weighed(layer, i, errors);
        }
    }

    private double weighed(int layer, int input, double[] errors) {
        int from = starts[layer] + input * errors.length;
        double sum = 0;
        for (int unit = 0; unit < errors.length; unit++) {
            sum += parameters[from + unit] * errors[unit];
        }
        return sum;
    }

    /** The derivatives of the log-odds by each input, after a row's forward pass. */
    void slopes(Pass pass, double[] into) {
        int last = sizes.length - 1;
        pass.errors[last][0] = 1;
        for (int layer = last; layer > 1; layer--) {
            errorsBefore(layer, pass.errors[layer], pass.slopes[layer - 1], pass.errors[layer - 1]);
        }
        for (int i = 0; i < into.length; i++) {
            into[i] = weighed(1, i, pass.errors[1]);
        }
    }
}
