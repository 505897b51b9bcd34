package io.github.churnml.predictor;

import org.jspecify.annotations.Nullable;

/**
 * A feed-forward network with one or two hidden layers and one output, whose weighted sum is the log-odds.
 *
 * <p>All weights lie in one array, layer after layer: first the weights, those of one input to all units next to each
 * other, then the units' biases. The weight from input {@code i} to unit {@code u} of a layer that begins at {@code s} and
 * has {@code U} units is {@code parameters[s + i·U + u]}.
 */
public final class NetworkPredictor implements Predictor {

    /** The most units of a hidden layer. */
    static final int MOST_UNITS = 1 << 16;

    /** So small that no row of numbers up to 10<sup>100</sup> overflows on its way through three layers. */
    static final double LARGEST_PARAMETER = 1e50;

    static final String KIND = "network";

    private final Activation activation;
    private final int[] sizes;
    private final double[] parameters;
    private final double[] effects;

    /**
     * A network of given weights.
     *
     * @param activation what hidden units make of their sums
     * @param sizes the number of features, then of units in each layer: one or two hidden ones, and 1 for the output
     * @param parameters weights and biases as the class lays them out, none larger than 10<sup>50</sup> in size
     * @param effects how much each feature matters, on any scale: finite, not negative
     * @throws IllegalArgumentException if the parts do not fit each other or a number is out of range
     */
    public NetworkPredictor(Activation activation, int[] sizes, double[] parameters, double[] effects) {
        this.activation = activation;
        this.sizes = sizes.clone();
        this.parameters = parameters.clone();
        this.effects = effects.clone();
        String problem = problem(this.sizes, this.parameters, this.effects);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** The first problem as a clause, or null if the parts make a network. */
    static @Nullable String problem(int[] sizes, double[] parameters, double[] effects) {
        String problem = shapeProblem(sizes);
        if (problem != null) {
            return problem;
        }
        if (parameters.length != parameters(sizes) || effects.length != sizes[0]) {
            return "it has " + parameters.length + " parameters and " + effects.length + " effects";
        }
        for (double parameter : parameters) {
            if (!(Math.abs(parameter) <= LARGEST_PARAMETER)) {
                return "a parameter is (" + parameter + ")";
            }
        }
        for (double effect : effects) {
            if (!(effect >= 0 && effect <= Double.MAX_VALUE)) {
                return "an effect is (" + effect + ")";
            }
        }
        return null;
    }

    static @Nullable String shapeProblem(int[] sizes) {
        if (sizes.length < 3 || sizes.length > 4) {
            return "it has " + (sizes.length - 2) + " hidden layers";
        }
        if (sizes[0] < 0 || sizes[sizes.length - 1] != 1) {
            return "it has " + sizes[0] + " features and " + sizes[sizes.length - 1] + " outputs";
        }
        for (int layer = 1; layer < sizes.length - 1; layer++) {
            if (sizes[layer] < 1 || sizes[layer] > MOST_UNITS) {
                return "hidden layer " + layer + " has " + sizes[layer] + " units";
            }
        }
        return null;
    }

    /** How many parameters layers of these sizes have; no overflow for sizes without a problem. */
    static long parameters(int[] sizes) {
        long parameters = 0;
        for (int layer = 1; layer < sizes.length; layer++) {
            parameters += (sizes[layer - 1] + 1L) * sizes[layer];
        }
        return parameters;
    }

    /** {@return what hidden units make of their sums} */
    public Activation activation() {
        return activation;
    }

    /** {@return the number of features, then of units in each layer, as a copy} */
    public int[] sizes() {
        return sizes.clone();
    }

    /** {@return weights and biases, as the class lays them out, as a copy} */
    public double[] parameters() {
        return parameters.clone();
    }

    /**
     * The answer for one row. Sums run from the bias on in the order of the inputs; inputs of 0 are passed over. Allocates
     * the values of the hidden units, and nothing else.
     *
     * @param features one encoded value per feature; a NaN among them makes the answer NaN
     * @return the log-odds of the positive class
     * @throws IllegalArgumentException if the row has another length
     */
    @Override
    public double logOdds(double[] features) {
        checkLength(features);
        return logOdds(features, newUnits());
    }

    private void checkLength(double[] features) {
        if (features.length != sizes[0]) {
            throw new IllegalArgumentException("a row of " + features.length + " values for " + sizes[0] + " features");
        }
    }

    @Override
    public boolean takesMissing() {
        return false;
    }

    @Override
    public boolean needsBackground() {
        return true;
    }

    @Override
    public Kernel kernel() {
        return new RowKernel(sizes[0]) {
            private final double[][] units = newUnits();

            @Override
            public double logOdds(double[] row) {
                checkLength(row);
                return NetworkPredictor.this.logOdds(row, units);
            }
        };
    }

    /** Work space: the values of each layer's units. */
    private double[][] newUnits() {
        double[][] units = new double[sizes.length][];
        for (int layer = 1; layer < sizes.length; layer++) {
            units[layer] = new double[sizes[layer]];
        }
        return units;
    }

    private double logOdds(double[] features, double[][] units) {
        double[] values = features;
        int start = 0;
        for (int layer = 1; layer < sizes.length; layer++) {
            double[] sums = units[layer];
            start = sums(start, values, sums);
            if (layer < sizes.length - 1) {
                for (int unit = 0; unit < sums.length; unit++) {
                    sums[unit] = activation.of(sums[unit]);
                }
            }
            values = sums;
        }
        return values[0];
    }

    /** Fills in the weighted sums of a layer; where the next layer begins. */
    private int sums(int start, double[] inputs, double[] sums) {
        int units = sums.length;
        int biases = start + inputs.length * units;
        System.arraycopy(parameters, biases, sums, 0, units);
        for (int i = 0; i < inputs.length; i++) {
            double x = inputs[i];
            int from = start + i * units;
            for (int unit = 0; x != 0 && unit < units; unit++) {
                sums[unit] += x * parameters[from + unit];
            }
        }
        return biases + units;
    }

    @Override
    public Explainer explainer(double[] background, int[] groups, int count, Sampling sampling) {
        return new SampledExplainer(this, background, new FeatureGroups(groups, count, features()), sampling);
    }

    /** Work space to move features one at a time. */
    NetworkWalk walk() {
        return new NetworkWalk(activation, sizes, parameters);
    }

    @Override
    public int features() {
        return sizes[0];
    }

    /** {@return each feature's share in the sum of all effects} */
    @Override
    public double[] importances() {
        return Shares.of(effects);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /**
     * The binary form, version 1. All numbers are little-endian; nothing follows the last parameter.
     *
     * <table>
     * <caption>Layout of a network</caption>
     * <tr><th>bytes</th><th>what</th></tr>
     * <tr><td>4</td><td>{@code CMLN} in ASCII</td></tr>
     * <tr><td>int32</td><td>version, 1</td></tr>
     * <tr><td>byte</td><td>activation: 0 for {@code relu}, 1 for {@code tanh}</td></tr>
     * <tr><td>byte</td><td>hidden layers H, 1 or 2</td></tr>
     * <tr><td>(H + 2) × int32</td><td>features P, units of each hidden layer, 1</td></tr>
     * <tr><td>P × float64</td><td>effects</td></tr>
     * <tr><td>float64 …</td><td>parameters as the class lays them out, as many as the sizes ask for</td></tr>
     * </table>
     *
     * @return the bytes
     */
    @Override
    public byte[] toBytes() {
        return NetworkBytes.write(activation, sizes, effects, parameters);
    }
}
