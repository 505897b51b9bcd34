package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

/** Every measure refuses unusable arguments with the same words. */
class MetricArgumentsTest {

    private static final Map<String, ToDoubleBiFunction<int[], double[]>> OF_PROBABILITIES = Map.of(
            "log loss", LogLoss::of,
            "brier", BrierScore::of,
            "ece", ExpectedCalibrationError::of,
            "log loss as metric", (labels, scores) -> Metric.LOG_LOSS.compute(labels, scores, 0.5),
            "brier as metric", (labels, scores) -> Metric.BRIER.compute(labels, scores, 0.5),
            "ece as metric", (labels, scores) -> Metric.ECE.compute(labels, scores, 0.5),
            "all", (labels, scores) -> Metric.all(labels, scores, 0.5).size(),
            "bootstrap",
                    (labels, scores) -> StratifiedBootstrap.standard(1)
                            .intervals(labels, scores, 0.5)
                            .size());

    private static final Map<String, ToDoubleBiFunction<int[], double[]>> OF_SCORES = Map.of(
            "roc auc", RocAuc::of,
            "gini", RocAuc::gini,
            "average precision", AveragePrecision::of,
            "ks", KolmogorovSmirnov::of,
            "confusion matrix",
                    (labels, scores) -> ConfusionMatrix.at(labels, scores, 0.5).accuracy(),
            "gains", (labels, scores) -> GainsTable.byDecile(labels, scores).size(),
            "metric", (labels, scores) -> Metric.F1.compute(labels, scores, 0.5));

    @Test
    void lengths_that_differ_are_refused() {
        refusedByAll(
                new int[] {0, 1, 1},
                new double[] {0.5, 0.5},
                "There are 3 labels but 2 scores.\n"
                        + "Maybe they come from different tables: give one score for each label, in the same order.");
    }

    @Test
    void no_rows_are_refused() {
        refusedByAll(new int[0], new double[0], "There are no rows to measure.\nMaybe the hold-out is empty.");
    }

    @Test
    void label_neither0Nor1_isRefused() {
        refusedByAll(
                new int[] {0, 1, -1},
                new double[] {0.5, 0.5, 0.5},
                "The label at index 2 is (-1) where 0 (stayed) or 1 (churned) is required.\n"
                        + "Maybe rows without a target were not dropped, or the classes are coded otherwise.");
    }

    @Test
    void score_nan_isRefused() {
        refusedByAll(
                new int[] {0, 1},
                new double[] {0.5, Double.NaN},
                "The score at index 1 is (NaN) where a number is required.\n"
                        + "Maybe the model was given a row that it could not score.");
    }

    @Test
    void score_outside0To1_isRefusedAsProbability() {
        OF_PROBABILITIES.forEach((name, measure) -> {
            refused(name, measure, new int[] {0, 1}, new double[] {0.5, 1.5}, notAProbability(1, "1.5"));
            refused(name, measure, new int[] {0, 1}, new double[] {-0.25, 1}, notAProbability(0, "-0.25"));
        });
    }

    @Test
    void threshold_nan_isRefused() {
        int[] labels = {0, 1};
        double[] scores = {0.1, 0.9};
        String message = "The threshold is (NaN) where a number is required.\n"
                + "Maybe it was chosen on data with one class only.";
        assertThatThrownBy(() -> ConfusionMatrix.at(labels, scores, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Metric.MCC.compute(labels, scores, Double.NaN)).hasMessage(message);
        assertThatThrownBy(() -> Metric.all(labels, scores, Double.NaN)).hasMessage(message);
        assertThatThrownBy(() -> StratifiedBootstrap.standard(1).intervals(labels, scores, Double.NaN))
                .hasMessage(message);
    }

    @Test
    void replicates_outOfRange_areRefused() {
        for (int replicates : new int[] {0, -1, 100_001}) {
            assertThatThrownBy(() -> new StratifiedBootstrap(replicates, 0.95, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The number of bootstrap replicates is (" + replicates
                            + ") where 1 to 100000 are possible.\n"
                            + "Maybe take 1000, which suffice for a level of 0.95.");
        }
    }

    @Test
    void level_outside0To1_isRefused() {
        for (double level : new double[] {0, 1, 95, -0.5, Double.NaN}) {
            String message = "The confidence level is (" + level
                    + ") where a number above 0 and below 1 is required.\nMaybe it is in percent: 0.95 means 95 %.";
            assertThatThrownBy(() -> new StratifiedBootstrap(1000, level, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> new Estimate(0.5, 0.4, 0.6, level))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void estimate_wrongEnds_isRefused() {
        assertThatThrownBy(() -> new Estimate(0.5, 0.6, 0.4, 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The interval from (0.6) to (0.4) is not one.\n"
                        + "Maybe its ends are swapped; both are NaN where there is no interval.");
        assertThatThrownBy(() -> new Estimate(0.5, Double.NaN, 0.4, 0.95))
                .hasMessageStartingWith("The interval from (NaN) to (0.4) is not one.");
        assertThatThrownBy(() -> new Estimate(0.5, 0.4, Double.NaN, 0.95))
                .hasMessageStartingWith("The interval from (0.4) to (NaN) is not one.");
    }

    private static void refusedByAll(int[] labels, double[] scores, String message) {
        OF_SCORES.forEach((name, measure) -> refused(name, measure, labels, scores, message));
        OF_PROBABILITIES.forEach((name, measure) -> refused(name, measure, labels, scores, message));
    }

    private static void refused(
            String name, ToDoubleBiFunction<int[], double[]> measure, int[] labels, double[] scores, String message) {
        assertThatThrownBy(() -> measure.applyAsDouble(labels, scores))
                .as(name)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static String notAProbability(int index, String value) {
        return "The score at index " + index + " is (" + value + ") where a probability from 0 to 1 is required.\n"
                + "Maybe these are log-odds: turn them into probabilities first.";
    }

    @Test
    void replicatesAndMatrices_atTheirLimits_areTaken() {
        assertThat(new StratifiedBootstrap(1, 0.95, 1).replicates()).isEqualTo(1);
        assertThat(new StratifiedBootstrap(100_000, 0.95, 1).replicates()).isEqualTo(100_000);
        assertThat(new Estimate(0.5, Double.NaN, Double.NaN, 0.95).hasInterval())
                .isFalse();
        assertThat(new Estimate(0.5, 0.5, 0.5, 0.95).hasInterval()).isTrue();
    }

    @Test
    void matrix_negativeCountAnywhere_isRefused() {
        for (int cell = 0; cell < 4; cell++) {
            int[] counts = {3, 3, 3, 3};
            counts[cell] = -1;
            assertThatThrownBy(() -> new ConfusionMatrix(counts[0], counts[1], counts[2], counts[3]))
                    .as("cell %s", cell)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(-1)");
        }
    }
}
