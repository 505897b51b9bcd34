package io.github.churnml.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ModelFileException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdditivePredictorTest {

    private static final int FEATURES_AT = 8;
    private static final int PAIRS_AT = 12;
    private static final int INTERCEPT_AT = 16;
    private static final int FIRST_SHAPE_AT = 24;
    private static final int FIRST_VALUE_AT = FIRST_SHAPE_AT + 8 + 2 * 8;

    /** A number cut at 1 and 2.5, a level of three, and a pair that tells small numbers of level 2 apart. */
    private static AdditivePredictor small() {
        ShapeFunction number =
                ShapeFunction.ofNumbers(new double[] {1, 2.5}, new double[] {-2, 1, 3, 7}, new double[] {4, 2, 2, 0});
        ShapeFunction level =
                ShapeFunction.ofLevels(new double[] {0.5, -0.25, 0, 0.125, 9}, new double[] {4, 2, 1, 1, 0});
        PairTable pair = new PairTable(
                0,
                1,
                new int[] {0, 1, 1, -1},
                new int[] {0, 0, 1, 0, -1},
                2,
                2,
                new double[] {10, 20, 30, 40},
                new double[] {3, 1, 4, 0});
        return new AdditivePredictor(0.0625, List.of(number, level), List.of(pair));
    }

    private static void refused(byte[] bytes, String problem) {
        assertThatThrownBy(() -> Predictor.fromBytes("additive", bytes))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("The model's terms ")
                .hasMessageContaining(problem)
                .hasMessageContaining("\nMaybe ");
    }

    private static byte[] changed(int at, int value) {
        byte[] bytes = small().toBytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return bytes;
    }

    private static byte[] changed(int at, double value) {
        byte[] bytes = small().toBytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(at, value);
        return bytes;
    }

    @Test
    void logOdds_ofEachBin_isTheSumOfItsLookUps() {
        AdditivePredictor small = small();
        assertThat(small.logOdds(new double[] {-9, 0})).isEqualTo(0.0625 - 2 + 0.5 + 10);
        assertThat(small.logOdds(new double[] {1, 2})).isEqualTo(0.0625 - 2 + 0 + 20);
        assertThat(small.logOdds(new double[] {Math.nextUp(1.0), 1})).isEqualTo(0.0625 + 1 - 0.25 + 30);
        assertThat(small.logOdds(new double[] {2.5, 2})).isEqualTo(0.0625 + 1 + 0 + 40);
        assertThat(small.logOdds(new double[] {Double.POSITIVE_INFINITY, 2})).isEqualTo(0.0625 + 3 + 0 + 40);
        assertThatThrownBy(() -> small.logOdds(new double[1])).hasMessage("a row of 1 values for 2 features");
    }

    @Test
    void logOdds_missingOrUnseen_haveBinsOfTheirOwn() {
        AdditivePredictor small = small();
        assertThat(small.logOdds(new double[] {Double.NaN, 0})).isEqualTo(0.0625 + 7 + 0.5);
        assertThat(small.logOdds(new double[] {0, -1})).isEqualTo(0.0625 - 2 + 0.125 + 10);
        assertThat(small.logOdds(new double[] {0, Double.NaN})).isEqualTo(0.0625 - 2 + 0.125 + 10);
        assertThat(small.logOdds(new double[] {0, 3})).isEqualTo(0.0625 - 2 + 9);
        assertThat(small.logOdds(new double[] {0, -2})).isEqualTo(0.0625 - 2 + 9);
        assertThat(small.takesMissing()).isTrue();
        assertThat(small.needsBackground()).isFalse();
    }

    @Test
    void bin_anyNumber_isTheFirstWhoseEdgeItDoesNotExceed() {
        SplittableRandom random = new SplittableRandom(3);
        for (int count = 0; count < 20; count++) {
            double[] edges = IntStream.range(0, count).mapToDouble(i -> i * 2).toArray();
            ShapeFunction shape = ShapeFunction.ofNumbers(edges, new double[count + 2], new double[count + 2]);
            for (int i = 0; i < 100; i++) {
                double x = random.nextInt(-2, 42);
                long expected = Arrays.stream(edges).filter(edge -> edge < x).count();
                assertThat(shape.bin(x)).isEqualTo((int) expected);
            }
        }
    }

    @Test
    void kernel_rowsAndBatches_giveTheBitsOfLogOdds() {
        AdditivePredictor small = small();
        double[] rows = {0, 0, 1.5, 2, Double.NaN, -1, 3, 7};
        double[] into = new double[4];
        Kernel kernel = small.kernel();
        kernel.logOdds(rows, 4, into);
        for (int i = 0; i < 4; i++) {
            double[] row = Arrays.copyOfRange(rows, 2 * i, 2 * i + 2);
            assertThat(into[i]).isEqualTo(small.logOdds(row)).isEqualTo(kernel.logOdds(row));
        }
    }

    @Test
    void explainer_anyRow_givesTheTermsAndHalfOfEachPair() {
        Explainer explainer = small().explainer(new double[0], new int[] {0, 1}, 2, Sampling.standard());
        double[] into = new double[2];
        double[] errors = {9, 9};
        explainer.contributions(new double[] {2, 2}, into, errors);
        assertThat(explainer.baseValue()).isEqualTo(0.0625);
        assertThat(into).containsExactly(1 + 20, 0 + 20);
        assertThat(errors).containsOnly(0);
        double[] one = new double[1];
        small().explainer(new double[0], new int[] {0, 0}, 1, Sampling.standard())
                .contributions(new double[] {2, 2}, one, new double[1]);
        assertThat(one).containsExactly(41);
    }

    @Test
    void importances_areMeanSizes_pairsSharedHalf() {
        // number (4·2 + 2·1 + 2·3) / 8 = 2, level (4·0.5 + 2·0.25 + 0.125) / 8, pair (3·10 + 20 + 4·30) / 8 = 21.25
        double number = 2 + 21.25 / 2;
        double level = 2.625 / 8 + 21.25 / 2;
        assertThat(small().importances()[0]).isCloseTo(number / (number + level), within(1e-15));
        assertThat(small().importances()[1]).isCloseTo(level / (number + level), within(1e-15));
    }

    @Test
    void shapes_andPairs_canBeReadAndAreCopies() {
        AdditivePredictor small = small();
        ShapeFunction number = small.shapes().get(0);
        number.values()[0] = 99;
        number.edges()[0] = 99;
        assertThat(number.values()).containsExactly(-2, 1, 3, 7);
        assertThat(number.edges()).containsExactly(1, 2.5);
        assertThat(number.missingBin()).isEqualTo(3);
        assertThat(number.levels()).isZero();
        ShapeFunction level = small.shapes().get(1);
        assertThat(level.levels()).isEqualTo(3);
        assertThat(level.missingBin()).isEqualTo(3);
        assertThat(level.weights()).containsExactly(4, 2, 1, 1, 0);
        PairTable pair = small.pairs().get(0);
        pair.values()[0] = 99;
        assertThat(pair.values()).containsExactly(10, 20, 30, 40);
        assertThat(pair.rowOf()).containsExactly(0, 1, 1, -1);
        assertThat(pair.columnOf()).containsExactly(0, 0, 1, 0, -1);
    }

    @Test
    void terms_thatDoNotFit_areRefused() {
        assertThatThrownBy(() -> ShapeFunction.ofNumbers(new double[] {1, 1}, new double[4], new double[4]))
                .hasMessage("edge 1 of a shape is (1.0)");
        assertThatThrownBy(() -> ShapeFunction.ofNumbers(new double[1], new double[2], new double[2]))
                .hasMessage("a shape of 1 edges and 0 levels has 2 values and 2 weights");
        assertThatThrownBy(() -> ShapeFunction.ofLevels(new double[2], new double[2]))
                .hasMessageContaining("1 levels");
        assertThatThrownBy(() -> ShapeFunction.ofLevels(new double[] {0, 1 / 0.0, 0}, new double[3]))
                .hasMessage("a value of (Infinity) weighs (0.0)");
        assertThatThrownBy(() -> ShapeFunction.ofLevels(new double[3], new double[] {0, -1, 0}))
                .hasMessage("a value of (0.0) weighs (-1.0)");
        assertThatThrownBy(() -> new AdditivePredictor(Double.NaN, List.of(), List.of()))
                .hasMessage("the intercept is (NaN)");
        PairTable pair = small().pairs().get(0);
        assertThatThrownBy(() -> new AdditivePredictor(0, List.of(), List.of(pair)))
                .hasMessage("the pair of features 0 and 1 does not fit the 0 shapes");
        assertThatThrownBy(() -> new PairTable(1, 1, new int[1], new int[1], 1, 1, new double[1], new double[1]))
                .hasMessage("a pair is of features 1 and 1");
        assertThatThrownBy(() -> new PairTable(0, 1, new int[] {1}, new int[1], 1, 1, new double[1], new double[1]))
                .hasMessage("a pair's table has no such row or column");
    }

    @Test
    void bytes_readBack_giveTheSameBytesAndBits() {
        AdditivePredictor small = small();
        Predictor read = Predictor.fromBytes("additive", small.toBytes());
        assertThat(read.toBytes()).isEqualTo(small.toBytes());
        assertThat(read.kind()).isEqualTo("additive");
        for (double[] row : new double[][] {{0, 0}, {2, 2}, {Double.NaN, -1}, {9, 9}}) {
            assertThat(read.logOdds(row)).isEqualTo(small.logOdds(row));
        }
    }

    @Test
    void bytes_cutAnywhereOrLonger_areRefused() {
        byte[] bytes = small().toBytes();
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length), "");
        }
        refused(Arrays.copyOf(bytes, bytes.length + 3), "damaged: 3 bytes follow the last");
    }

    @Test
    void bytes_damaged_areRefusedBeforeAnythingIsAllocated() {
        refused(changed(0, 7), "do not begin as those of an additive predictor do");
        refused(changed(4, 2), "are of format (2) where format 1 is known");
        for (int count : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            refused(changed(FEATURES_AT, count), "they end before " + count + " features");
            refused(changed(PAIRS_AT, count), "they end before " + count + " pairs");
            refused(changed(FIRST_SHAPE_AT, count), "");
            refused(changed(FIRST_SHAPE_AT + 4, count), "they end before " + count + " edges");
        }
        refused(changed(FIRST_SHAPE_AT, 3), "a shape has 3 levels and 2 edges");
        refused(changed(INTERCEPT_AT, Double.NaN), "the intercept is (NaN)");
        refused(changed(FIRST_VALUE_AT - 8, 1.0), "edge 1 of a shape is (1.0)");
        refused(changed(FIRST_VALUE_AT, Double.POSITIVE_INFINITY), "a value of (Infinity)");
    }
}
