package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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
                        "cohen_kappa");
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
        for (Metric metric : Metric.values()) {
            assertThat(metric.compute(labels, scores, 0.4)).as(metric.label()).isEqualTo(expected.get(metric));
        }
    }

    @Test
    void compute_ranking_takesAnyScores() {
        assertThat(Metric.ROC_AUC.compute(new int[] {0, 1}, new double[] {-3, 8}, Double.NaN))
                .isEqualTo(1);
    }
}
