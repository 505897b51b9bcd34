package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.ChurnPipelineBuilder;
import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Split;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseTargetsTest {

    private static final int CUSTOMERS = 150;
    private static final int EACH = 4;
    private static final int ROWS = CUSTOMERS * EACH;
    private static final int[] CUSTOMER =
            IntStream.range(0, ROWS).map(row -> row / EACH).toArray();

    @Test
    void repeatedCustomersAtRandom_shuffledOutcomes_areLearnt() {
        NoiseTargets test = run(Split.stratified());

        assertThat(test.isSuspicious()).isTrue();
        assertThat(test.standardErrors()).isGreaterThan(10);
    }

    @Test
    void repeatedCustomersByCustomer_shuffledOutcomes_areNotLearnt() {
        NoiseTargets test = run(Split.grouped("customer_id"));

        assertThat(test.isSuspicious()).isFalse();
        assertThat(test.areas()).hasSize(20);
        assertThat(test.mean()).isCloseTo(0.5, within(4 * test.standardError()));
    }

    @Test
    void columnsSelectedInEveryFold_shuffledOutcomes_areNotLearnt() {
        CrossValidation folds = wide(true);
        int[] own = IntStream.range(0, folds.labels().length).toArray();
        NoiseTargets test = NoiseTargets.of(folds, own, 20, 3, Progress.none());

        assertThat(test.isSuspicious()).as(test.toString()).isFalse();
    }

    /** What the test above would find: columns that all rows had a say in, those that are judged among them. */
    @Test
    void columnsSelectedBeforeTheDivision_shuffledOutcomes_seemLearnable() {
        CrossValidation folds = wide(false);
        double sum = 0;
        for (int target = 0; target < 10; target++) {
            int[] labels = NoiseTargets.shuffled(
                    folds.labels(), IntStream.range(0, folds.labels().length).toArray(), new SplittableRandom(target));
            SelectedColumns chosen = RecursiveElimination.standard()
                    .select(folds.recipe(), folds.rows(), labels, folds.groups(), target, Progress.none());
            sum += Arrays.stream(CrossValidation.of(chosen.recipe(), folds.rows(), labels, folds.groups(), 3, 1, target)
                            .run()
                            .get(0)
                            .byFold(Metric.ROC_AUC, 0.5))
                    .average()
                    .orElseThrow();
        }
        assertThat(sum / 10).isGreaterThan(0.53);
    }

    /** Few customers and many columns, none of which says anything. */
    private static CrossValidation wide(boolean selects) {
        SplittableRandom random = new SplittableRandom(8);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            columns.add(NumericColumn.of(
                    "noise" + i, ColumnType.NUMERIC, random.doubles(150).toArray()));
        }
        columns.add(CodedColumn.of(
                "churned",
                ColumnType.CATEGORICAL,
                IntStream.range(0, 150).map(i -> i % 3 / 2).toArray(),
                List.of("No", "Yes")));
        ChurnPipelineBuilder builder = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(HistogramGradientBoosting.builder().trees(10).build());
        return (selects ? builder.select(RecursiveElimination.standard()) : builder)
                .build()
                .crossValidation(Dataset.of(columns), 3, 1);
    }

    @Test
    void shuffled_outcomesOfUnits_moveTogetherAndKeepTheirNumber() {
        int[] left = IntStream.range(0, ROWS).map(row -> row / EACH % 3 / 2).toArray();
        int[] shuffled = NoiseTargets.shuffled(left, CUSTOMER, new SplittableRandom(1));

        assertThat(Arrays.stream(shuffled).sum()).isEqualTo(Arrays.stream(left).sum());
        assertThat(shuffled).isNotEqualTo(left);
        for (int row = 0; row < ROWS; row++) {
            assertThat(shuffled[row]).isEqualTo(shuffled[row / EACH * EACH]);
        }
    }

    @Test
    void targets_fewerThanTwo_areRefused() {
        assertThatThrownBy(() -> NoiseTargets.of(folds(Split.stratified()), CUSTOMER, 1, 1, Progress.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static NoiseTargets run(Split split) {
        return NoiseTargets.of(folds(split), CUSTOMER, 20, 7, Progress.none());
    }

    private static CrossValidation folds(Split split) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmallModel.boosting())
                .split(split)
                .build()
                .crossValidation(table(), 3, 1);
    }

    /** Each customer has rows of its own height, by which rows of the same customer know each other. */
    private static Dataset table() {
        SplittableRandom random = new SplittableRandom(5);
        double[] heights = random.doubles(CUSTOMERS).toArray();
        return Dataset.of(List.of(
                NumericColumn.of(
                        "customer_id",
                        ColumnType.NUMERIC,
                        Arrays.stream(CUSTOMER).mapToDouble(i -> 1000 + i).toArray()),
                NumericColumn.of(
                        "height",
                        ColumnType.NUMERIC,
                        Arrays.stream(CUSTOMER).mapToDouble(i -> heights[i]).toArray()),
                NumericColumn.of(
                        "noise", ColumnType.NUMERIC, random.doubles(ROWS).toArray()),
                CodedColumn.of(
                        "churned",
                        ColumnType.CATEGORICAL,
                        Arrays.stream(CUSTOMER).map(i -> i % 3 / 2).toArray(),
                        List.of("No", "Yes"))));
    }
}
