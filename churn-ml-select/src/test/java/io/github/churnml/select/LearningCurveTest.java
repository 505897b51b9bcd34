package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Metric;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {

    private static final CrossValidation FOLDS =
            SmallModel.pipeline(SmallModel.boosting()).crossValidation(SmallModel.sample(0, 1500), 3, 2);

    @Test
    void run_shares_endWithWhatAllRowsTeach() {
        LearningCurveResult result = LearningCurve.on(FOLDS).shares(0.5, 0.1).run();

        assertThat(result.steps()).extracting(LearningStep::share).containsExactly(0.1, 0.5, 1.0);
        LearningStep last = result.steps().get(2);
        double[] plain = FOLDS.run().get(1).byFold(Metric.ROC_AUC, 0.5);
        assertThat(last.values(Metric.ROC_AUC)).hasSize(6).endsWith(plain);
        assertThat(result.estimate(result.steps().get(0), Metric.ROC_AUC).value())
                .isLessThan(result.estimate(last, Metric.ROC_AUC).value());
        assertThat(result.toAll(result.steps().get(0), Metric.LOG_LOSS).value()).isPositive();
        assertThat(result.steps().get(1).rows()).isCloseTo(last.rows() / 2, within(1.0));
        assertThat(result.verdict(Metric.ROC_AUC))
                .startsWith("What doubling your " + FOLDS.labels().length / 1000 + ",")
                .contains(
                        "cannot be told: that takes at least 5 sizes", "Measured: from ", " rows roc_auc changed by ");
    }

    @Test
    void run_smallTable_leavesOutSharesThatAreTooSmall() {
        CrossValidation few =
                SmallModel.pipeline(SmallModel.boosting()).crossValidation(SmallModel.customers(400, 3), 3, 1);
        List<String> stages = new ArrayList<>();
        LearningCurveResult result = LearningCurve.on(few)
                .progress((stage, done, total) -> stages.add(stage + " " + done + "/" + total))
                .run();

        assertThat(result.steps().get(0).share()).isGreaterThan(0.1);
        assertThat(result.steps().get(0).left()).isGreaterThanOrEqualTo(LearningCurve.FEWEST);
        assertThat(stages).hasSameSizeAs(result.steps()).last().asString().startsWith("learning from 100.0 % of the");
        assertThatThrownBy(() -> LearningCurve.on(few).shares(0.02).run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("A share of (0.02) leaves fold 1 only ")
                .hasMessageContaining(
                        "at least 10 are needed.\nMaybe begin with a larger share, or ask for fewer folds.");
    }

    @Test
    void run_tableWithHardlyAnyone_isRefused() {
        CrossValidation few =
                SmallModel.pipeline(SmallModel.boosting()).crossValidation(SmallModel.customers(30, 3), 2, 1);

        assertThatThrownBy(() -> LearningCurve.on(few).run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows of a class to learn from, where at least 10 are needed.");
    }

    @Test
    void run_inTime_learnsFromEverMoreDays() {
        LearningCurveResult result =
                LearningCurve.on(visits().crossValidation(days(24), 2, 1)).run();

        assertThat(result.steps())
                .hasSizeBetween(3, 6)
                .last()
                .extracting(LearningStep::share)
                .isEqualTo(1.0);
        for (int step = 1; step < result.steps().size(); step++) {
            assertThat(result.steps().get(step).rows())
                    .isGreaterThan(result.steps().get(step - 1).rows());
        }
        assertThatThrownBy(() -> LearningCurve.on(visits().crossValidation(days(3), 2, 1))
                        .run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "of the training rows of each fold cannot be taken. Column 'day' has only one day")
                .hasMessageContaining("Maybe");
    }

    private static ChurnPipeline visits() {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmallModel.boosting())
                .split(Split.inTime("day", Period.ZERO))
                .build();
    }

    private static Dataset days(int days) {
        int rows = days * 40;
        return Dataset.of(List.of(
                NumericColumn.of(
                        "day",
                        ColumnType.DATE,
                        IntStream.range(0, rows)
                                .mapToDouble(i -> 20_000 + i % days)
                                .toArray()),
                NumericColumn.of(
                        "calls",
                        ColumnType.NUMERIC,
                        IntStream.range(0, rows).mapToDouble(i -> i * 37 % 101).toArray()),
                CodedColumn.of(
                        "churned",
                        ColumnType.CATEGORICAL,
                        IntStream.range(0, rows)
                                .map(i -> i * 37 % 101 > 70 ? 1 : 0)
                                .toArray(),
                        List.of("No", "Yes"))));
    }

    @Test
    void run_oneThreadOrFour_givesTheSameBits() throws Exception {
        assertThat(inPool(1).toMap().toString()).isEqualTo(inPool(4).toMap().toString());
    }

    @Test
    void shares_outOfRange_areRefusedWithAWayOut() {
        LearningCurve curve = LearningCurve.on(FOLDS);
        for (double wrong : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> curve.shares(0.5, wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is not above 0 and at most 1")
                    .hasMessageContaining("Maybe take these: 0.1, 0.2");
        }
        assertThatThrownBy(() -> curve.shares(0.5, 0.5))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(0.5) is given twice");
        assertThatThrownBy(() -> curve.shares(1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("below 1 is missing");
        assertThatThrownBy(curve::shares).isInstanceOf(ConfigurationException.class);
    }

    private static LearningCurveResult inPool(int threads) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() ->
                            LearningCurve.on(FOLDS).shares(0.1, 0.2, 0.3, 0.5).run())
                    .get();
        } finally {
            pool.shutdown();
        }
    }
}
