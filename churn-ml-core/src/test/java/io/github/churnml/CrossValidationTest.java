package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.judge.OutOfFold;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.RocAuc;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

    private static final int CUSTOMERS = 120;

    @Test
    void run_eachFold_isJudgedByItsOwnTrainingRowsAlone() {
        CrossValidation folds = SmallModel.pipeline(SmallModel.boosting()).crossValidation(small(), 3, 1);
        OutOfFold out = folds.run().get(0);

        assertThat(out.count()).isEqualTo(3);
        for (int fold = 0; fold < 3; fold++) {
            int[] test = folds.divisions().get(0).get(fold).test();
            double[] alone = folds.logOdds(folds.recipe(), 0, fold);
            for (int i = 0; i < test.length; i++) {
                assertThat(out.folds()[test[i]]).isEqualTo(fold);
                assertThat(out.logOdds()[test[i]]).isEqualTo(alone[i]);
            }
        }
        assertThat(out.judged().labels()).isEqualTo(out.labels());
    }

    @Test
    void run_oneThreadOrFour_givesTheSameBits() throws Exception {
        CrossValidation folds = ChurnPipeline.builder()
                .target("churned")
                .learner(HistogramGradientBoosting.builder().trees(30).build())
                .build()
                .crossValidation(small(), 3, 2);

        List<OutOfFold> one = inPool(1, folds);
        List<OutOfFold> four = inPool(4, folds);

        assertThat(one).hasSize(2);
        for (int repeat = 0; repeat < 2; repeat++) {
            assertThat(one.get(repeat).logOdds()).isEqualTo(four.get(repeat).logOdds());
            assertThat(one.get(repeat).folds()).isEqualTo(four.get(repeat).folds());
        }
    }

    @Test
    void run_moreRepeats_keepsTheFirstAndDividesAnew() {
        ChurnPipeline pipeline = SmallModel.pipeline(SmallModel.boosting());
        OutOfFold once = pipeline.crossValidate(small(), 3);
        List<OutOfFold> twice = pipeline.crossValidation(small(), 3, 2).run();

        assertThat(twice.get(0).logOdds()).isEqualTo(once.logOdds());
        assertThat(twice.get(1).folds()).isNotEqualTo(once.folds());
        assertThat(twice.get(1).logOdds()).isNotEqualTo(once.logOdds());
    }

    @Test
    void evaluation_ofJudgedRows_isThatOfTheirProbabilities() {
        OutOfFold out = SmallModel.pipeline(SmallModel.boosting()).crossValidate(small(), 3);
        Evaluation evaluation = out.evaluation(0.5, 1);

        assertThat(evaluation.rows()).isEqualTo(out.labels().length);
        assertThat(evaluation.rocAuc().value()).isEqualTo(RocAuc.of(out.labels(), out.probabilities()));
        assertThat(evaluation.describes())
                .isEqualTo(out.labels().length + " rows, each by a model that has not learnt from its fold, of 3");
        double[] areas = out.byFold(Metric.ROC_AUC, 0.5);
        assertThat(areas).hasSize(3);
        assertThat(areas[1])
                .isEqualTo(RocAuc.of(out.fold(1).labels(), out.fold(1).logOdds()));
        assertThat(Arrays.stream(areas).average().orElseThrow())
                .isCloseTo(evaluation.rocAuc().value(), within(0.03));
    }

    @Test
    void time_folds_judgeEachStretchByWhatIsEarlier() {
        CrossValidation folds =
                pipeline(Split.inTime("month", Period.ofDays(31))).crossValidation(visits(i -> i / 6 % 3 / 2), 2, 1);
        OutOfFold out = folds.run().get(0);

        assertThat(out.count()).isEqualTo(2);
        for (int row = 0; row < out.folds().length; row++) {
            assertThat(Double.isNaN(out.logOdds()[row])).isEqualTo(out.folds()[row] < 0);
        }
        // Of six months the first two judge nobody.
        assertThat(Arrays.stream(out.folds()).filter(fold -> fold < 0)).hasSize(2 * CUSTOMERS);
        assertThat(out.judged().labels()).hasSize(4 * CUSTOMERS);
        assertThat(out.evaluation(0.5, 1).rows()).isEqualTo(4 * CUSTOMERS);
        Division last = folds.divisions().get(0).get(1);
        assertThat(Arrays.stream(last.train()).map(row -> row % 6).max()).hasValue(2);
        assertThat(Arrays.stream(last.test()).map(row -> row % 6).min()).hasValue(4);
    }

    @Test
    void auto_repeatedCustomers_keepsThemInOneFold() {
        int[] fold = pipeline(Split.auto())
                .crossValidate(visits(i -> i / 6 % 3 / 2), 3)
                .folds();

        for (int row = 0; row < fold.length; row++) {
            assertThat(fold[row]).isEqualTo(fold[row / 6 * 6]);
        }
    }

    @Test
    void learningFrom_growingShares_areNestedAndJudgedOnTheSameRows() {
        CrossValidation folds = SmallModel.pipeline(SmallModel.boosting()).crossValidation(small(), 3, 2);
        CrossValidation some = folds.learningFrom(0.3);
        CrossValidation more = folds.learningFrom(0.7);

        for (int repeat = 0; repeat < 2; repeat++) {
            for (int fold = 0; fold < 3; fold++) {
                Division all = folds.divisions().get(repeat).get(fold);
                Division few = some.divisions().get(repeat).get(fold);
                Division many = more.divisions().get(repeat).get(fold);
                assertThat(few.test()).isEqualTo(all.test());
                assertThat(all.train()).contains(many.train());
                assertThat(many.train()).contains(few.train()).isSorted();
                assertThat(few.train().length).isCloseTo((int) (0.3 * all.train().length), within(1));
                assertThat(left(folds, few.train())).isCloseTo((int) (0.3 * left(folds, all.train())), within(1));
            }
        }
        assertThat(some.run().get(0).folds()).isEqualTo(folds.run().get(0).folds());
    }

    @Test
    void learningFrom_customersAndTime_takesWholeOnesAndTheLatest() {
        CrossValidation customers = pipeline(Split.auto()).crossValidation(visits(i -> i / 6 % 3 / 2), 3, 1);
        for (Division division : customers.learningFrom(0.5).divisions().get(0)) {
            long taken = Arrays.stream(division.train())
                    .map(row -> row / 6)
                    .distinct()
                    .count();
            assertThat(taken).isBetween(CUSTOMERS / 3L, CUSTOMERS / 3L + 1);
            assertThat(division.train()).hasSize((int) taken * 6);
        }
        CrossValidation time =
                pipeline(Split.inTime("month", Period.ZERO)).crossValidation(visits(i -> i / 6 % 3 / 2), 2, 1);
        Division last = time.learningFrom(0.25).divisions().get(0).get(1);
        assertThat(Arrays.stream(last.train()).map(row -> row % 6).distinct()).containsExactly(3);
        assertThatThrownBy(() -> time.learningFrom(1)).isInstanceOf(ConfigurationException.class);
    }

    private static int left(CrossValidation folds, int[] rows) {
        return Arrays.stream(rows).map(row -> folds.labels()[row]).sum();
    }

    @Test
    void folds_fewerThanTwo_areRefused() {
        assertThatThrownBy(() -> SmallModel.pipeline(SmallModel.boosting()).crossValidate(small(), 1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The number of folds is (1) where at least 2 are required.\nMaybe 5 was meant.");
    }

    @Test
    void folds_moreThanTheMinorityHasRows_areRefused() {
        Dataset few = visits(i -> i < 3 ? 1 : 0);
        assertThatThrownBy(() -> pipeline(Split.stratified()).crossValidate(few, 5))
                .isInstanceOf(DataException.class)
                .hasMessage("Only 3 of 720 customers left, which is too few for 5 folds: each needs one at least.\n"
                        + "Maybe ask for 3 folds at most.");
    }

    @Test
    void folds_oneCustomerWithAllWhoLeft_areRefused() {
        Dataset one = visits(i -> i < 6 ? 1 : 0);
        assertThatThrownBy(() -> pipeline(Split.grouped("customer_id")).crossValidate(one, 3))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "'customer_id' names only 1 customer with a row that left where at least 2 are needed");
    }

    @Test
    void folds_fewerCustomersOfAClassThanFolds_areRefused() {
        Dataset two = visits(i -> i < 12 ? 1 : 0);
        assertThatThrownBy(() -> pipeline(Split.grouped("customer_id")).crossValidate(two, 4))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("of 4 judges or learns from customers of whom nobody left")
                .hasMessageContaining("both classes are needed on both sides")
                .hasMessageContaining("Maybe ask for fewer folds");
    }

    @Test
    void repeats_outOfRange_areRefused() {
        assertThatThrownBy(() -> SmallModel.pipeline(SmallModel.boosting()).crossValidation(small(), 3, 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("repeats is (0) where at least 1 is required.");
        assertThatThrownBy(() ->
                        pipeline(Split.inTime("month", Period.ZERO)).crossValidation(visits(i -> i / 6 % 3 / 2), 2, 2))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("repeats is (2) where 1 is required: there is one way only");
    }

    @Test
    void outOfFold_partsThatDoNotFit_areRefused() {
        assertThatThrownBy(() -> new OutOfFold(new int[2], new int[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutOfFold(new int[1], new int[1], new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<OutOfFold> inPool(int threads, CrossValidation folds) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> folds.run()).get();
        } finally {
            pool.shutdown();
        }
    }

    private static Dataset small() {
        return SmallModel.customers(600, 3);
    }

    private static ChurnPipeline pipeline(Split split) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmallModel.boosting())
                .split(split)
                .build();
    }

    /** Six months of each customer; which rows left is said row by row. */
    private static Dataset visits(IntUnaryOperator left) {
        int rows = CUSTOMERS * 6;
        List<Column> columns = new ArrayList<>();
        columns.add(NumericColumn.of(
                "customer_id",
                ColumnType.NUMERIC,
                IntStream.range(0, rows).mapToDouble(i -> 1000 + i / 6).toArray()));
        columns.add(NumericColumn.of(
                "month",
                ColumnType.DATE,
                IntStream.range(0, rows).mapToDouble(i -> 20_000 + i % 6 * 31).toArray()));
        columns.add(NumericColumn.of(
                "calls",
                ColumnType.NUMERIC,
                IntStream.range(0, rows).mapToDouble(i -> i * 37 % 101).toArray()));
        columns.add(CodedColumn.of(
                "churned",
                ColumnType.CATEGORICAL,
                IntStream.range(0, rows).map(left).toArray(),
                List.of("No", "Yes")));
        return Dataset.of(columns);
    }
}
