package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    private static final ConfusionMatrix MATRIX = new ConfusionMatrix(6, 2, 9, 3);

    @Test
    void measures_twentyRows_followTheirFormulas() {
        assertThat(MATRIX.accuracy()).isEqualTo(15 / 20.0);
        assertThat(MATRIX.precision()).isEqualTo(6 / 8.0);
        assertThat(MATRIX.recall()).isEqualTo(6 / 9.0);
        assertThat(MATRIX.f1()).isEqualTo(12 / 17.0);
        assertThat(MATRIX.balancedAccuracy()).isCloseTo((6 / 9.0 + 9 / 11.0) / 2, within(1e-15));
        assertThat(MATRIX.mcc()).isCloseTo((6 * 9 - 2 * 3) / Math.sqrt(9.0 * 8 * 11 * 12), within(1e-15));
        // Observed agreement 15/20; by chance (9 * 8 + 11 * 12) / 400.
        double chance = (9 * 8 + 11 * 12) / 400.0;
        assertThat(MATRIX.cohenKappa()).isCloseTo((0.75 - chance) / (1 - chance), within(1e-15));
    }

    @Test
    void at_scoreEqualToThreshold_predictsChurn() {
        int[] labels = {1, 0, 1, 0, 1};
        double[] scores = {0.5, 0.5, 0.49, 0.1, 0.9};
        assertThat(ConfusionMatrix.at(labels, scores, 0.5)).isEqualTo(new ConfusionMatrix(2, 1, 1, 1));
        assertThat(ConfusionMatrix.at(labels, scores, Double.NEGATIVE_INFINITY))
                .isEqualTo(new ConfusionMatrix(3, 2, 0, 0));
        assertThat(ConfusionMatrix.at(labels, scores, 1.1)).isEqualTo(new ConfusionMatrix(0, 0, 2, 3));
    }

    @Test
    void measures_perfectPredictions_areOne() {
        assertAll(new ConfusionMatrix(7, 0, 5, 0), 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void correlation_invertedPredictions_isMinusOne() {
        ConfusionMatrix inverted = new ConfusionMatrix(0, 5, 0, 5);
        assertThat(inverted.mcc()).isEqualTo(-1);
        assertThat(inverted.cohenKappa()).isEqualTo(-1);
    }

    @Test
    void measures_nonePredicted_areZero() {
        assertAll(new ConfusionMatrix(0, 0, 6, 2), 0.75, 0.5, 0, 0, 0, 0, 0);
    }

    @Test
    void measures_noChurners_areThoseOfStayers() {
        assertAll(new ConfusionMatrix(0, 2, 6, 0), 0.75, 0.75, 0, 0, 0, 0, 0);
    }

    @Test
    void measures_noStayers_areThoseOfChurners() {
        assertAll(new ConfusionMatrix(6, 0, 0, 2), 0.75, 0.75, 1, 0.75, 12 / 14.0, 0, 0);
    }

    @Test
    void kappa_oneClassPredicted_isUndefined() {
        assertAll(new ConfusionMatrix(0, 0, 8, 0), 1, 1, 0, 0, 0, 0, Double.NaN);
        assertAll(new ConfusionMatrix(8, 0, 0, 0), 1, 1, 1, 1, 1, 0, Double.NaN);
    }

    @Test
    void emptyMatrix_has_no_accuracy() {
        assertAll(new ConfusionMatrix(0, 0, 0, 0), Double.NaN, Double.NaN, 0, 0, 0, 0, Double.NaN);
    }

    @Test
    void hugeCounts_do_not_overflow() {
        long many = Long.MAX_VALUE / 2;
        assertAll(new ConfusionMatrix(many, 0, many, 0), 1, 1, 1, 1, 1, 1, 1);
        assertThat(new ConfusionMatrix(many, many, many, many).mcc()).isZero();
    }

    @Test
    void negativeCount_is_refused() {
        assertThatThrownBy(() -> new ConfusionMatrix(1, 2, -3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A confusion matrix holds a negative count: true positives (1), false positives (2), true "
                        + "negatives (-3), false negatives (4).\nMaybe a count overflowed or two were subtracted.");
    }

    private static void assertAll(
            ConfusionMatrix matrix,
            double accuracy,
            double balancedAccuracy,
            double precision,
            double recall,
            double f1,
            double mcc,
            double cohenKappa) {
        assertThat(new double[] {
                    matrix.accuracy(),
                    matrix.balancedAccuracy(),
                    matrix.precision(),
                    matrix.recall(),
                    matrix.f1(),
                    matrix.mcc(),
                    matrix.cohenKappa()
                })
                .containsExactly(accuracy, balancedAccuracy, precision, recall, f1, mcc, cohenKappa);
    }
}
