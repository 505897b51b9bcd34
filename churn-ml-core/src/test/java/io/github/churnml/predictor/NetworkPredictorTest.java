package io.github.churnml.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ModelFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkPredictorTest {

    private static final int SIZES_AT = 10;
    private static final int EFFECTS_AT = SIZES_AT + 3 * 4;

    /** Two features, two hidden units u = 1·a + 3·b + 5 and v = 2·a + 4·b − 6, output 10·u + 20·v − 1. */
    private static NetworkPredictor small(Activation activation) {
        double[] parameters = {1, 2, 3, 4, 5, -6, 10, 20, -1};
        return new NetworkPredictor(activation, new int[] {2, 2, 1}, parameters, new double[] {1, 3});
    }

    private static NetworkPredictor deep() {
        int[] sizes = {3, 4, 2, 1};
        SplittableRandom random = new SplittableRandom(2);
        double[] parameters =
                random.doubles(3 * 4 + 4 + 4 * 2 + 2 + 2 + 1, -1, 1).toArray();
        return new NetworkPredictor(Activation.TANH, sizes, parameters, new double[3]);
    }

    @Test
    void logOdds_ofOneHiddenLayer_isAsByHand() {
        NetworkPredictor relu = small(Activation.RELU);
        assertThat(relu.logOdds(new double[] {1, 2})).isEqualTo(10 * 12 + 20 * 4 - 1);
        assertThat(relu.logOdds(new double[] {1, 0})).isEqualTo(10 * 6 - 1);
        assertThat(relu.logOdds(new double[] {0, 0})).isEqualTo(10 * 5 - 1);
        assertThat(relu.logOdds(new double[] {-9, -9})).isEqualTo(-1);
        assertThat(small(Activation.TANH).logOdds(new double[] {-1, -1}))
                .isEqualTo(-1 + 10 * StrictMath.tanh(1) + 20 * StrictMath.tanh(-12));
    }

    @Test
    void logOdds_ofTwoHiddenLayers_isAsByHand() {
        double[] p = deep().parameters();
        double[] x = {0.5, -1, 2};
        double[] first = new double[4];
        for (int u = 0; u < 4; u++) {
            first[u] = Math.tanh(p[12 + u] + x[0] * p[u] + x[1] * p[4 + u] + x[2] * p[8 + u]);
        }
        // 16 parameters of the first layer, 10 of the second, 3 of the output.
        double output = p[28];
        for (int u = 0; u < 2; u++) {
            double sum = p[24 + u];
            for (int i = 0; i < 4; i++) {
                sum += first[i] * p[16 + 2 * i + u];
            }
            output += p[26 + u] * Math.tanh(sum);
        }
        assertThat(deep().logOdds(x)).isCloseTo(output, within(1e-12));
    }

    @Test
    void logOdds_ofARowThatDoesNotFit_isRefusedOrNaN() {
        assertThatThrownBy(() -> deep().logOdds(new double[2])).hasMessage("a row of 2 values for 3 features");
        assertThat(deep().logOdds(new double[] {0, Double.NaN, 0})).isNaN();
        assertThat(small(Activation.RELU).logOdds(new double[] {Double.NaN, 0})).isNaN();
    }

    @Test
    void logOdds_ofTheLargestParts_isFinite() {
        double[] parameters = new double[2 * 2 + 2 + 2 * 2 + 2 + 2 + 1];
        Arrays.fill(parameters, 1e50);
        NetworkPredictor large =
                new NetworkPredictor(Activation.RELU, new int[] {2, 2, 2, 1}, parameters, new double[2]);
        assertThat(large.logOdds(new double[] {1e100, 1e100})).isFinite();
    }

    @Test
    void importances_areSharesOfTheEffects() {
        assertThat(small(Activation.RELU).importances()).containsExactly(0.25, 0.75);
        assertThat(deep().importances()).containsExactly(0, 0, 0);
    }

    @Test
    void arrays_givenAndReturned_areCopies() {
        double[] parameters = {1, 2, 3, 4, 5, -6, 10, 20, -1};
        int[] sizes = {2, 2, 1};
        double[] effects = {1, 1};
        NetworkPredictor predictor = new NetworkPredictor(Activation.RELU, sizes, parameters, effects);
        byte[] bytes = predictor.toBytes();
        parameters[0] = 9;
        sizes[0] = 7;
        effects[0] = 5;
        predictor.sizes()[0] = 9;
        predictor.parameters()[0] = 9;
        assertThat(predictor.toBytes()).isEqualTo(bytes);
        assertThat(predictor.features()).isEqualTo(2);
        assertThat(predictor.activation()).isEqualTo(Activation.RELU);
    }

    @Test
    void parts_thatDoNotFit_areRefused() {
        refused(new int[] {2, 1}, new double[3], new double[2], "it has 0 hidden layers");
        refused(new int[] {2, 1, 1, 1, 1}, new double[9], new double[2], "it has 3 hidden layers");
        refused(new int[] {-1, 1, 1}, new double[2], new double[2], "it has -1 features and 1 outputs");
        refused(new int[] {1, 1, 2}, new double[2], new double[2], "it has 1 features and 2 outputs");
        refused(new int[] {1, 0, 1}, new double[1], new double[1], "hidden layer 1 has 0 units");
        refused(new int[] {1, 65_537, 1}, new double[1], new double[1], "hidden layer 1 has 65537 units");
        refused(new int[] {1, 1, 1}, new double[5], new double[1], "it has 5 parameters and 1 effects");
        refused(new int[] {1, 1, 1}, new double[4], new double[2], "it has 4 parameters and 2 effects");
        refused(new int[] {1, 1, 1}, new double[] {0, 0, Double.NaN, 0}, new double[1], "a parameter is (NaN)");
        refused(new int[] {1, 1, 1}, new double[] {0, 0, -1e51, 0}, new double[1], "a parameter is (-1.0E51)");
        refused(new int[] {1, 1, 1}, new double[4], new double[] {-1}, "an effect is (-1.0)");
        refused(new int[] {1, 1, 1}, new double[4], new double[] {1 / 0.0}, "an effect is (Infinity)");
    }

    private static void refused(int[] sizes, double[] parameters, double[] effects, String message) {
        assertThatThrownBy(() -> new NetworkPredictor(Activation.RELU, sizes, parameters, effects))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void refused(byte[] bytes, String problem) {
        assertThatThrownBy(() -> Predictor.fromBytes("network", bytes))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("\nMaybe ");
    }

    private static byte[] with(int at, int value) {
        byte[] bytes = small(Activation.RELU).toBytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return bytes;
    }

    @Test
    void bytes_readBack_areTheSameNetwork() {
        for (NetworkPredictor predictor :
                new NetworkPredictor[] {small(Activation.RELU), small(Activation.TANH), deep()}) {
            Predictor read = Predictor.fromBytes(predictor.kind(), predictor.toBytes());
            assertThat(read).isInstanceOf(NetworkPredictor.class);
            assertThat(read.toBytes()).isEqualTo(predictor.toBytes());
            double[] row = new double[predictor.features()];
            Arrays.fill(row, 0.3);
            assertThat(read.logOdds(row)).isEqualTo(predictor.logOdds(row));
        }
    }

    @Test
    void layout_isAsDocumented() {
        ByteBuffer in = ByteBuffer.wrap(small(Activation.TANH).toBytes()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[4];
        in.get(magic);
        assertThat(magic).containsExactly('C', 'M', 'L', 'N');
        assertThat(in.getInt()).isEqualTo(1);
        assertThat(new byte[] {in.get(), in.get()}).containsExactly(1, 1);
        assertThat(new int[] {in.getInt(), in.getInt(), in.getInt()}).containsExactly(2, 2, 1);
        assertThat(new double[] {in.getDouble(), in.getDouble()}).containsExactly(1, 3);
        assertThat(in.getDouble()).isEqualTo(1);
        assertThat(in.remaining()).isEqualTo(8 * 8);
    }

    @Test
    void bytes_cutAnywhereOrLonger_areRefused() {
        for (NetworkPredictor predictor : new NetworkPredictor[] {small(Activation.RELU), deep()}) {
            byte[] bytes = predictor.toBytes();
            for (int length = 0; length < bytes.length; length++) {
                refused(Arrays.copyOf(bytes, length), "The model's network ");
            }
            refused(
                    Arrays.copyOf(bytes, bytes.length + 8),
                    "The model's network is damaged: it is " + (bytes.length + 8) + " bytes long, which does not fit");
        }
    }

    @Test
    void bytes_withAnyBitFlipped_areRefusedOrAnswerFinitely() {
        byte[] bytes = deep().toBytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                Predictor read = Predictor.fromBytes("network", flipped);
                assertThat(read.logOdds(new double[] {1, -2, 3})).isFinite();
            } catch (ModelFileException refused) {
                assertThat(refused).hasMessageStartingWith("The model's network ");
            }
        }
    }

    @Test
    void sizes_thatTheLengthBelies_areRefusedBeforeAllocation() {
        for (int size : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 3}) {
            refused(with(SIZES_AT, size), "The model's network is damaged: it ");
        }
        refused(with(SIZES_AT + 4, 65_536), "The model's network is damaged: it is ");
        refused(with(SIZES_AT + 4, Integer.MAX_VALUE), "The model's network is damaged: hidden layer 1 has 2147483647");
        refused(with(SIZES_AT + 8, 2), "The model's network is damaged: it has 2 features and 2 outputs.");
        byte[] huge = with(SIZES_AT, Integer.MAX_VALUE);
        ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(SIZES_AT + 4, 65_536);
        refused(huge, "The model's network is damaged: it is " + huge.length + " bytes long");
    }

    @Test
    void bytes_ofUnusableNumbersOrKinds_areRefused() {
        byte[] effect = small(Activation.RELU).toBytes();
        ByteBuffer.wrap(effect).order(ByteOrder.LITTLE_ENDIAN).putDouble(EFFECTS_AT, -1);
        refused(effect, "The model's network is damaged: an effect is (-1.0).");
        byte[] parameter = small(Activation.RELU).toBytes();
        ByteBuffer.wrap(parameter).order(ByteOrder.LITTLE_ENDIAN).putDouble(EFFECTS_AT + 16, Double.NaN);
        refused(parameter, "The model's network is damaged: a parameter is (NaN).");
        byte[] activation = small(Activation.RELU).toBytes();
        activation[8] = 2;
        refused(activation, "The model's network is damaged: its activation is (2).");
        byte[] hidden = small(Activation.RELU).toBytes();
        hidden[9] = 3;
        refused(hidden, "The model's network is damaged: it has 3 hidden layers.");
    }

    @Test
    void bytes_ofSomethingElseOrLater_areRefused() {
        refused(new LinearPredictor(0, new double[9]).toBytes(), "The model's network does not begin as one does.");
        refused(with(4, 2), "The model's network is of format (2) where format 1 is known.");
    }
}
