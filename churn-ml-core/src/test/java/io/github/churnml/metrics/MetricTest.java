package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void label_ofEachMetric_isTheNameInFiles() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::label))
                .containsExactly(
                        "roc_auc",
                        "pr_auc",
                        "log_loss",
                        "brier",
                        "ece",
                        "ks",
                        "gini",
                        "accuracy",
                        "balanced_accuracy",
                        "precision",
                        "recall",
                        "f1",
                        "mcc",
                        "cohen_kappa",
                        "profit",
                        "profit_everyone",
                        "profit_gain",
                        "maximum_profit",
                        "empc");
    }

    @Test
    void higherIsBetter_losses_isFalse() {
        assertThat(Arrays.stream(Metric.values()).filter(metric -> !metric.higherIsBetter()))
                .containsExactly(Metric.LOG_LOSS, Metric.BRIER, Metric.ECE);
    }

    @Test
    void computeAndAll_sameInput_giveTheMeasuresBits() {
        Rows rows = Rows.simulated(300, 5);
        int[] labels = rows.labels();
        double[] scores = rows.scores();
        ConfusionMatrix matrix = ConfusionMatrix.at(labels, scores, 0.4);
        Map<Metric, Double> expected = Map.ofEntries(
                Map.entry(Metric.ROC_AUC, RocAuc.of(labels, scores)),
                Map.entry(Metric.PR_AUC, AveragePrecision.of(labels, scores)),
                Map.entry(Metric.LOG_LOSS, LogLoss.of(labels, scores)),
                Map.entry(Metric.BRIER, BrierScore.of(labels, scores)),
                Map.entry(Metric.ECE, ExpectedCalibrationError.of(labels, scores)),
                Map.entry(Metric.KS, KolmogorovSmirnov.of(labels, scores)),
                Map.entry(Metric.GINI, RocAuc.gini(labels, scores)),
                Map.entry(Metric.ACCURACY, matrix.accuracy()),
                Map.entry(Metric.BALANCED_ACCURACY, matrix.balancedAccuracy()),
                Map.entry(Metric.PRECISION, matrix.precision()),
                Map.entry(Metric.RECALL, matrix.recall()),
                Map.entry(Metric.F1, matrix.f1()),
                Map.entry(Metric.MCC, matrix.mcc()),
                Map.entry(Metric.COHEN_KAPPA, matrix.cohenKappa()));

        assertThat(Metric.all(labels, scores, 0.4)).containsExactlyInAnyOrderEntriesOf(expected);
        for (Metric metric : Metric.ofScores()) {
            assertThat(metric.compute(labels, scores, 0.4)).as(metric.label()).isEqualTo(expected.get(metric));
        }
    }

    @Test
    void compute_ranking_takesAnyScores() {
        assertThat(Metric.ROC_AUC.compute(new int[] {0, 1}, new double[] {-3, 8}, Double.NaN))
                .isEqualTo(1);
    }

    @Test
    void ofCounts_countedRows_giveTheBitsOfRows() {
        int[] labels = {1, 0, 0, 1, 0};
        double[] rows = {0.9, 0.9, 0.4, 0.2, 0.2};
        double[] scores = {0.9, 0.4, 0.2};
        for (Metric metric : Metric.ofScores()) {
            assertThat(metric.ofCounts(scores, 0.4).compute(new int[] {1, 0, 1}, new int[] {1, 1, 1}))
                    .as(metric.label())
                    .isEqualTo(metric.compute(labels, rows, 0.4));
        }
    }

    @Test
    void ofCounts_scoresThatDoNotDescend_areRefused() {
        assertThatThrownBy(() -> Metric.ROC_AUC.ofCounts(new double[] {0.9, 0.4, 0.4}, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The score at index 2 is (0.4) after (0.4) where scores must descend.\n"
                        + "Maybe sort them and count equal ones together.");
    }

    @Test
    void ofReplicates_noneAndUndefined_haveNoInterval() {
        assertThat(Estimate.ofReplicates(3, new double[] {5, 4, 6}, 0.5)).isEqualTo(new Estimate(3, 3, 5.5, 0.5));
        assertThat(Estimate.ofReplicates(3, new double[] {5, Double.NaN}, 0.5).hasInterval())
                .isFalse();
        assertThatThrownBy(() -> Estimate.ofReplicates(3, new double[0], 0.5)).hasMessageContaining("replicates");
    }
}
