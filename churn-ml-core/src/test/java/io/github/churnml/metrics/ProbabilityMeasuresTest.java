package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProbabilityMeasuresTest {

    @Test
    void logLoss_threeRows_isMeanOfLogarithms() {
        double expected = -(Math.log(0.8) + Math.log(0.75) + Math.log(0.5)) / 3;
        assertThat(LogLoss.of(new int[] {1, 0, 1}, new double[] {0.8, 0.25, 0.5}))
                .isCloseTo(expected, within(1e-15));
    }

    @Test
    void logLoss_certainMistakes_isClipped() {
        assertThat(LogLoss.of(new int[] {1}, new double[] {0})).isEqualTo(-StrictMath.log(1e-15));
        assertThat(LogLoss.of(new int[] {0}, new double[] {1})).isEqualTo(-StrictMath.log(1 - (1 - 1e-15)));
        assertThat(LogLoss.of(new int[] {1, 0}, new double[] {1, 0})).isCloseTo(0, within(2e-15));
    }

    @Test
    void brierScore_threeRows_isMeanOfSquares() {
        assertThat(BrierScore.of(new int[] {1, 0, 1}, new double[] {0.75, 0.25, 0.5}))
                .isEqualTo((0.0625 + 0.0625 + 0.25) / 3);
        assertThat(BrierScore.of(new int[] {1, 0}, new double[] {0, 1})).isEqualTo(1);
    }

    @Test
    void calibrationError_twoBins_areWeighedByRows() {
        // [0.2, 0.3): mean 0.25, rate 1/2, two rows. [0.7, 0.8): mean 0.75, rate 1, one row.
        assertThat(ExpectedCalibrationError.of(new int[] {0, 1, 1}, new double[] {0.25, 0.25, 0.75}))
                .isCloseTo((2 * 0.25 + 0.25) / 3, within(1e-15));
    }

    @Test
    void calibrationError_edge_belongsToTheRightBin() {
        // 0.5 and 0.45 in one bin would cancel: observed 1 of 2, predicted 0.475.
        assertThat(ExpectedCalibrationError.of(new int[] {1, 0}, new double[] {0.5, 0.45}))
                .isCloseTo((0.5 + 0.45) / 2, within(1e-15));
    }

    @Test
    void bin_everyEdge_isClosedOnTheLeft() {
        for (int edge = 1; edge < 10; edge++) {
            double at = edge / 10.0;
            assertThat(ExpectedCalibrationError.bin(at)).isEqualTo(edge);
            assertThat(ExpectedCalibrationError.bin(Math.nextUp(at))).isEqualTo(edge);
            assertThat(ExpectedCalibrationError.bin(Math.nextDown(at))).isEqualTo(edge - 1);
        }
        assertThat(ExpectedCalibrationError.bin(0)).isZero();
        assertThat(ExpectedCalibrationError.bin(1)).isEqualTo(9);
        assertThat(ExpectedCalibrationError.bin(Math.nextDown(1.0))).isEqualTo(9);
    }

    @Test
    void oneClassOnly_probability_measures_are_defined() {
        int[] labels = {0, 0};
        double[] scores = {0.5, 0.5};
        assertThat(LogLoss.of(labels, scores)).isEqualTo(-StrictMath.log(0.5));
        assertThat(BrierScore.of(labels, scores)).isEqualTo(0.25);
        assertThat(ExpectedCalibrationError.of(labels, scores)).isEqualTo(0.5);
    }

    @Test
    void reliability_rowsOfThreeBins_countsEachBinFromItsLowerEdge() {
        int[] labels = {0, 1, 0, 1, 1, 1};
        double[] scores = {0.25, 0.25, 0.2, 0.75, 1, 0.9};

        List<List<Double>> table = ExpectedCalibrationError.reliability(labels, scores);

        assertThat(table).hasSize(3);
        assertThat(table.get(0)).containsExactly(0.2, 3.0, 1.0, 0.7 / 3);
        assertThat(table.get(1)).containsExactly(0.7, 1.0, 1.0, 0.75);
        assertThat(table.get(2)).containsExactly(0.9, 2.0, 2.0, 0.95);
    }

    @Test
    void reliability_rowsWeighedByTheirGaps_isTheError() {
        Rows rows = Rows.simulated(500, 4);
        double gaps = 0;
        for (List<Double> bin : ExpectedCalibrationError.reliability(rows.labels(), rows.scores())) {
            gaps += Math.abs(bin.get(2) - bin.get(1) * bin.get(3));
        }
        assertThat(gaps / 500).isCloseTo(ExpectedCalibrationError.of(rows.labels(), rows.scores()), within(1e-12));
    }
}
