package io.github.churnml.learn.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.ExampleRows;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.Activation;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.predictor.NetworkPredictor;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

    private static final ExampleRows ROWS = ExampleRows.of(40, 3, false);

    static Stream<Network> networks() {
        return Stream.of(
                new Network(Activation.RELU, 8, 6, 1),
                new Network(Activation.TANH, 8, 6, 1),
                new Network(Activation.RELU, 8, 6, 5, 1),
                new Network(Activation.TANH, 8, 6, 5, 1));
    }

    /** Weights as they are drawn, and biases that keep every unit away from where a rectifier bends. */
    private static void fill(Network network) {
        SplittableRandom random = new SplittableRandom(1);
        network.draw(random, -0.5);
        for (int layer = 1; layer < network.layers() - 1; layer++) {
            for (int unit = 0; unit < network.sizes[layer]; unit++) {
                network.parameters[network.biases(layer) + unit] = random.nextDouble() - 0.5;
            }
        }
    }

    private static double loss(Network network, Pass pass, double[] row, int label) {
        double logOdds = network.forward(row, pass);
        return StrictMath.log1p(StrictMath.exp(label == 1 ? -logOdds : logOdds));
    }

    private static void addGradient(Network network, Pass pass, double[] row, int label, double weight, double[] sum) {
        double probability = LogOdds.toProbability(network.forward(row, pass));
        network.backward(weight * (probability - label), pass, sum);
    }

    private static void assertGradientFits(Network network, Pass pass) {
        double step = 1e-6;
        for (int i = 0; i < ROWS.labels().length; i++) {
            double[] row = ROWS.row(i);
            int label = ROWS.labels()[i];
            double[] gradient = new double[network.parameters.length];
            addGradient(network, pass, row, label, 1, gradient);
            for (int p = 0; p < gradient.length; p++) {
                double parameter = network.parameters[p];
                network.parameters[p] = parameter + step;
                double above = loss(network, pass, row, label);
                network.parameters[p] = parameter - step;
                double below = loss(network, pass, row, label);
                network.parameters[p] = parameter;
                assertThat(gradient[p]).as("parameter %d", p).isCloseTo((above - below) / (2 * step), within(1e-8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradient_ofEveryParameter_fitsFiniteDifferences(Network network) {
        fill(network);
        assertGradientFits(network, new Pass(network));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradient_withUnitsLeftOut_fitsFiniteDifferences(Network network) {
        fill(network);
        Pass pass = new Pass(network);
        pass.dropOut(0.4, new SplittableRandom(2));
        assertThat(pass.kept[1]).containsOnly(0, 1 / 0.6);
        assertGradientFits(network, pass);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void slopes_ofEveryInput_fitFiniteDifferences(Network network) {
        fill(network);
        Pass pass = new Pass(network);
        double[] slopes = new double[8];
        double step = 1e-6;
        for (int i = 0; i < ROWS.labels().length; i++) {
            double[] row = ROWS.row(i);
            network.forward(row, pass);
            network.slopes(pass, slopes);
            for (int j = 0; j < 8; j++) {
                double x = row[j];
                row[j] = x + step;
                double above = network.forward(row, pass);
                row[j] = x - step;
                double below = network.forward(row, pass);
                row[j] = x;
                assertThat(slopes[j]).isCloseTo((above - below) / (2 * step), within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradient_ofAWeightedRow_isThatOfTheRowAsOften(Network network) {
        fill(network);
        Pass pass = new Pass(network);
        double[] weighted = new double[network.parameters.length];
        double[] repeated = new double[network.parameters.length];
        for (int i = 0; i < ROWS.labels().length; i++) {
            int times = i % 4;
            addGradient(network, pass, ROWS.row(i), ROWS.labels()[i], times, weighted);
            for (int time = 0; time < times; time++) {
                addGradient(network, pass, ROWS.row(i), ROWS.labels()[i], 1, repeated);
            }
        }
        assertThat(weighted).containsExactly(repeated, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void forward_ofAnyRow_isThePredictorsAnswerToTheBit(Network network) {
        fill(network);
        NetworkPredictor predictor =
                new NetworkPredictor(network.activation, network.sizes, network.parameters, new double[8]);
        Pass pass = new Pass(network);
        for (int i = 0; i < ROWS.labels().length; i++) {
            assertThat(network.forward(ROWS.row(i), pass)).isEqualTo(predictor.logOdds(ROWS.row(i)));
        }
    }

    @Test
    void draw_ofWeights_staysWithinItsBounds() {
        Network network = new Network(Activation.RELU, 100, 50, 1);
        network.draw(new SplittableRandom(1), 0.75);
        double largest = 0;
        for (int i = network.start(1); i < network.biases(1); i++) {
            largest = Math.max(largest, Math.abs(network.parameters[i]));
        }
        assertThat(largest).isBetween(0.99 * Math.sqrt(6.0 / 100), Math.sqrt(6.0 / 100));
        assertThat(network.parameters[network.biases(1)]).isZero();
        assertThat(network.parameters[network.biases(2)]).isEqualTo(0.75);
    }

    @Test
    void adam_firstSteps_areThoseOfThePaper() {
        Network network = new Network(Activation.RELU, 1, 1, 1);
        double[] gradient = {0.5, -2, 0, 1e-3};
        Adam adam = new Adam(4, 0.1, 0);
        adam.step(network, gradient);
        // The first step is the learning rate in the gradient's direction, whatever its length.
        assertThat(network.parameters).containsExactly(new double[] {-0.1, 0.1, 0, -0.1}, within(1e-5));
        double before = network.parameters[0];
        adam.step(network, new double[] {-0.5, 0, 0, 0});
        double mean = (0.9 * 0.1 * 0.5 - 0.1 * 0.5) / (1 - 0.81);
        double square = (0.999 * 0.001 * 0.25 + 0.001 * 0.25) / (1 - 0.999 * 0.999);
        assertThat(network.parameters[0]).isCloseTo(before - 0.1 * mean / (Math.sqrt(square) + 1e-8), within(1e-12));
    }

    @Test
    void adam_weightDecay_shrinksWeightsButNoBias() {
        Network network = new Network(Activation.RELU, 1, 1, 1);
        Arrays.fill(network.parameters, 2);
        new Adam(4, 0.1, 0.5).step(network, new double[4]);
        assertThat(network.parameters).containsExactly(1.9, 2, 1.9, 2);
    }

    @Test
    void outputBias_settled_makesTheMeanTheShareOfPositives() {
        TrainingData data = TrainingData.of(ROWS.features(), ROWS.labels());
        double[] weights = new double[40];
        Arrays.setAll(weights, i -> 1 + i % 5);
        for (TrainingData each : new TrainingData[] {data, data.withWeights(weights)}) {
            Network network = new Network(Activation.TANH, 8, 6, 1);
            network.draw(new SplittableRandom(1), 30);
            OutputBias.settle(network, each);
            double off = 0;
            for (int i = 0; i < 40; i++) {
                double logOdds = network.forward(ROWS.row(i), new Pass(network));
                off += each.weights()[i] * (LogOdds.toProbability(logOdds) - ROWS.labels()[i]);
            }
            assertThat(off).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void effects_ofFeaturesThatDoNothing_areZero() {
        Network network = new Network(Activation.TANH, 8, 6, 1);
        network.draw(new SplittableRandom(1), 0);
        for (int unit = 0; unit < 6; unit++) {
            network.parameters[2 * 6 + unit] = 0;
        }
        double[] effects = Effects.of(network, TrainingData.of(ROWS.features(), ROWS.labels()));
        assertThat(effects[2]).isZero();
        assertThat(effects[0]).isPositive();
        double[] constant = ROWS.features().columns()[1].clone();
        Arrays.fill(ROWS.features().columns()[1], 3);
        assertThat(Effects.of(network, TrainingData.of(ROWS.features(), ROWS.labels()))[1])
                .isZero();
        System.arraycopy(constant, 0, ROWS.features().columns()[1], 0, constant.length);
    }
}
