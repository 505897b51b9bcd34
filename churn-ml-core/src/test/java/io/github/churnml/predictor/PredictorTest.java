package io.github.churnml.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.forest.ForestBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private static final LinearPredictor LINEAR = new LinearPredictor(0.5, new double[] {2, -6, 0});

    private static ForestPredictor forest() {
        ForestBuilder builder = new ForestBuilder(2, 0.25);
        builder.startTree();
        int root = builder.splitAt(1, 0, false, 2, 3);
        builder.children(root, builder.leaf(-1, 1), builder.leaf(1, 1));
        return new ForestPredictor(builder.build());
    }

    private static NetworkPredictor network() {
        return new NetworkPredictor(Activation.RELU, new int[] {1, 1, 1}, new double[] {1, 0, 1, 0}, new double[1]);
    }

    private static void refused(String kind, byte[] bytes, String problem) {
        assertThatThrownBy(() -> Predictor.fromBytes(kind, bytes))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void linear_row_isWeighedAndAdded() {
        assertThat(LINEAR.logOdds(new double[] {1, 0.25, 9})).isEqualTo(1);
        assertThat(LINEAR.logOdds(new double[] {Double.NaN, 0, 0})).isNaN();
        assertThatThrownBy(() -> LINEAR.logOdds(new double[2])).hasMessage("a row of 2 values for 3 features");
    }

    @Test
    void linear_givenArray_isCopied() {
        double[] given = {1};
        LinearPredictor predictor = new LinearPredictor(0, given);
        given[0] = 7;
        predictor.coefficients()[0] = 8;
        assertThat(predictor.coefficients()).containsExactly(1);
    }

    @Test
    void linear_weightNotFinite_isRefused() {
        assertThatThrownBy(() -> new LinearPredictor(Double.NaN, new double[1])).hasMessage("a weight is not finite");
        assertThatThrownBy(() -> new LinearPredictor(0, new double[] {1 / 0.0})).hasMessage("a weight is not finite");
    }

    @Test
    void importances_ofEachKind_addUpToOne() {
        assertThat(LINEAR.importances()).containsExactly(0.25, 0.75, 0);
        assertThat(forest().importances()).containsExactly(0, 1);
        assertThat(new LinearPredictor(1, new double[] {1e308, -1e308}).importances())
                .containsExactly(0.5, 0.5);
    }

    @Test
    void importances_nothingLearnt_areAllZero() {
        assertThat(new LinearPredictor(1, new double[2]).importances()).containsExactly(0, 0);
        assertThat(new ForestPredictor(new ForestBuilder(2, 0).build()).importances())
                .containsExactly(0, 0);
    }

    @Test
    void takesMissing_ofTreesAlone_isTrue() {
        assertThat(forest().takesMissing()).isTrue();
        assertThat(forest().logOdds(new double[] {0, Double.NaN})).isEqualTo(1.25);
        assertThat(LINEAR.takesMissing()).isFalse();
        assertThat(network().takesMissing()).isFalse();
        assertThat(network().logOdds(new double[] {Double.NaN})).isNaN();
    }

    @Test
    void needsBackground_ofTreesAlone_isFalse() {
        assertThat(forest().needsBackground()).isFalse();
        assertThat(LINEAR.needsBackground()).isTrue();
        assertThat(network().needsBackground()).isTrue();
    }

    @Test
    void warmUp_ofAForest_compilesItAndChangesNoScore() {
        ForestPredictor forest = forest();
        double[] row = {0, 3};
        double before = forest.kernel().logOdds(row);
        assertThat(forest.isCompiled()).isFalse();
        forest.warmUp();
        assertThat(forest.isCompiled()).isTrue();
        assertThat(forest.kernel().logOdds(row)).isEqualTo(before);
        LINEAR.warmUp();
        network().warmUp();
    }

    @Test
    void bytes_ofEachKind_readBackTheSame() {
        for (Predictor predictor : new Predictor[] {LINEAR, forest()}) {
            Predictor read = Predictor.fromBytes(predictor.kind(), predictor.toBytes());
            assertThat(read).hasSameClassAs(predictor);
            assertThat(read.toBytes()).isEqualTo(predictor.toBytes());
            double[] row = new double[predictor.features()];
            Arrays.fill(row, 1.5);
            assertThat(read.logOdds(row)).isEqualTo(predictor.logOdds(row));
        }
    }

    @Test
    void kind_unknown_isRefused() {
        refused(
                "oracle",
                new byte[0],
                "The model holds a predictor of kind 'oracle' where one of 'additive', 'forest', 'linear', 'network'");
    }

    @Test
    void linearBytes_cutAnywhereOrLonger_areRefused() {
        byte[] bytes = LINEAR.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            refused("linear", Arrays.copyOf(bytes, length), "The model's weights ");
        }
        refused("linear", Arrays.copyOf(bytes, bytes.length + 8), "The model's weights are damaged: they are 52 bytes");
    }

    @Test
    void linearBytes_damaged_areRefused() {
        for (int count : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 2}) {
            byte[] bytes = LINEAR.toBytes();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, count);
            refused(
                    "linear",
                    bytes,
                    "The model's weights are damaged: they are 44 bytes long, which does not fit " + count);
        }
        byte[] bytes = LINEAR.toBytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(20, Double.NaN);
        refused("linear", bytes, "The model's weights are damaged: one is not finite.");
    }

    @Test
    void linearBytes_ofSomethingElseOrLater_areRefused() {
        refused("linear", forest().toBytes(), "The model's weights do not begin as those of a linear predictor do.");
        byte[] bytes = LINEAR.toBytes();
        bytes[4] = 2;
        refused("linear", bytes, "The model's weights are of format (2) where format 1 is known.");
    }
}
