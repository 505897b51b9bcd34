package io.github.churnml.predictor;

/**
 * A network whose features are moved one at a time: the first hidden layer keeps its sums, and only what follows is done
 * anew. For one thread at a time. Sums are added up in another order than {@link NetworkPredictor#logOdds} does, and may
 * differ from it in the last digits.
 */
final class NetworkWalk {

    private final Activation activation;
    private final double[] parameters;
    private final int features;
    private final double[] first;
    /** The units of the second hidden layer; empty if there is none. */
    private final double[] second;

    /** Where the parameters behind the first layer begin. */
    private final int behindFirst;

    /** A walk over the layers of a network, whose arrays are shared. */
    NetworkWalk(Activation activation, int[] sizes, double[] parameters) {
        this.activation = activation;
        this.parameters = parameters;
        this.features = sizes[0];
        this.first = new double[sizes[1]];
        this.second = new double[sizes.length > 3 ? sizes[2] : 0];
        this.behindFirst = (features + 1) * first.length;
    }

    /** Begins anew with a row. */
    void start(double[] row) {
        System.arraycopy(parameters, features * first.length, first, 0, first.length);
        for (int j = 0; j < features; j++) {
            move(j, row[j]);
        }
    }

    /** Begins where another time {@link #sums} were taken. */
    void restart(double[] sums) {
        System.arraycopy(sums, 0, first, 0, first.length);
    }

    /** The sums of the first layer, as a copy. */
    double[] sums() {
        return first.clone();
    }

    /** Moves one feature by so much; the log-odds then. */
    double change(int feature, double by) {
        move(feature, by);
        if (second.length == 0) {
            return output(first, behindFirst);
        }
        int units = second.length;
        int biases = behindFirst + first.length * units;
        System.arraycopy(parameters, biases, second, 0, units);
        for (int i = 0; i < first.length; i++) {
            add(activation.of(first[i]), behindFirst + i * units, second);
        }
        return output(second, biases + units);
    }

    private void move(int feature, double by) {
        add(by, feature * first.length, first);
    }

    private void add(double times, int weights, double[] sums) {
        for (int unit = 0; unit < sums.length; unit++) {
            sums[unit] += times * parameters[weights + unit];
        }
    }

    /** The output from the last hidden layer's sums: four sums side by side, as one would wait for itself at every unit. */
    private double output(double[] sums, int weights) {
        double a = parameters[weights + sums.length];
        double b = 0;
        double c = 0;
        double d = 0;
        int unit = 0;
        for (; unit + 3 < sums.length; unit += 4) {
            a += activation.of(sums[unit]) * parameters[weights + unit];
            b += activation.of(sums[unit + 1]) * parameters[weights + unit + 1];
            c += activation.of(sums[unit + 2]) * parameters[weights + unit + 2];
            d += activation.of(sums[unit + 3]) * parameters[weights + unit + 3];
        }
        for (; unit < sums.length; unit++) {
            a += activation.of(sums[unit]) * parameters[weights + unit];
        }
        return (a + b) + (c + d);
    }
}
