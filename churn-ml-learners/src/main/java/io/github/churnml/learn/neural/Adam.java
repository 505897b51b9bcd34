package io.github.churnml.learn.neural;

/**
 * Steps down a gradient, each parameter at its own pace (Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015,
 * algorithm 1, with its constants). Weights then shrink a little by themselves (Loshchilov and Hutter, Decoupled Weight
 * Decay Regularization, 2019, algorithm 2), biases do not.
 */
final class Adam {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final double weightDecay;
    private final double[] mean;
    private final double[] square;
    private double power1 = 1;
    private double power2 = 1;

    Adam(int parameters, double learningRate, double weightDecay) {
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
        mean = new double[parameters];
        square = new double[parameters];
    }

    void step(Network network, double[] gradient) {
        power1 *= BETA1;
        power2 *= BETA2;
        for (int layer = 1; weightDecay > 0 && layer < network.layers(); layer++) {
            for (int i = network.start(layer); i < network.biases(layer); i++) {
                network.parameters[i] -= learningRate * weightDecay * network.parameters[i];
            }
        }
        double correction1 = 1 - power1;
        double correction2 = 1 - power2;
        for (int i = 0; i < gradient.length; i++) {
            double slope = gradient[i];
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * slope;
            square[i] = BETA2 * square[i] + (1 - BETA2) * slope * slope;
            double pace = Math.sqrt(square[i] / correction2) + EPSILON;
            network.parameters[i] -= learningRate * (mean[i] / correction1) / pace;
        }
    }
}
