package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Encoding;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each of 200 customers has five rows, a device of its own, and left or stayed by the toss of a coin: nothing to learn. */
class SplitLeakageTest {

    private static final int CUSTOMERS = 200;
    private static final int EACH = 5;
    private static final Dataset TABLE = table();

    @Test
    void stratified_repeatedCustomers_seemsFarTooGoodAndSaysSo() {
        ChurnModel model = fit(Split.stratified());

        assertThat(model.evaluation().rocAuc().value()).isGreaterThan(0.9);
        assertThat(model.notices()).extracting(Notice::code).contains("split-divides-customers");
        assertThat(model.evaluation().describes()).doesNotContain("on one side");
    }

    @Test
    void grouped_repeatedCustomers_showsThatThereIsNothingToLearn() {
        ChurnModel model = fit(Split.grouped("customer_id"));

        assertThat(model.evaluation().rocAuc().value()).isBetween(0.35, 0.65);
        assertThat(model.evaluation().describes())
                .contains("other 800 rows, all rows with the same 'customer_id' on one side; the model kept");
        assertThat(model.inputs()).extracting(input -> input.name()).doesNotContain("customer_id");
        assertThat(model.notices()).extracting(Notice::code).doesNotContain("split-grouped");
    }

    @Test
    void auto_repeatedCustomers_isGroupedAndSaysSo() {
        ChurnModel model = fit(Split.auto());

        assertThat(model.evaluation().rocAuc().value())
                .isEqualTo(
                        fit(Split.grouped("customer_id")).evaluation().rocAuc().value());
        assertThat(model.notices()).extracting(Notice::code).contains("split-grouped");
        assertThat(model.manifest().pipeline()).doesNotContainKey("split");
    }

    @Test
    void time_latestMonths_areJudgedAndNamed() {
        ChurnModel model = fit(Split.inTime("month", Period.ofDays(31)));

        assertThat(model.evaluation().rows()).isEqualTo(CUSTOMERS);
        assertThat(model.evaluation().describes())
                .contains(
                        "a hold-out of 200 rows by a model fitted on the other 600 rows",
                        "the latest rows by 'month' held out after a gap of 31 days");
        assertThat(model.manifest().pipeline()).containsKey("split");
    }

    @Test
    void time_repeatedCustomers_areNotLearntFrom() {
        ChurnModel model = fit(Split.inTime("month", Period.ofDays(31)));

        assertThat(model.inputs()).extracting(input -> input.name()).doesNotContain("customer_id");
        assertThat(model.notices()).extracting(Notice::code).contains("split-hides-customers");
    }

    @Test
    void split_byTheTarget_isRefused() {
        assertThatThrownBy(() -> fit(Split.grouped("churned")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'churned', which is the target")
                .hasMessageContaining("Maybe");
    }

    @Test
    void pipeline_withASplit_survivesYaml() {
        for (Split split : List.of(
                Split.auto(),
                Split.stratified(),
                Split.grouped("customer_id"),
                Split.inTime("month", Period.ofDays(30)))) {
            ChurnPipeline pipeline = ChurnPipeline.builder()
                    .target("t")
                    .learner(HistogramGradientBoosting.builder().build())
                    .split(split)
                    .build();
            assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
            assertThat(ChurnPipeline.parseYaml(pipeline.toYaml()).split()).isEqualTo(split);
            assertThat(pipeline.toBuilder().build().split()).isEqualTo(split);
        }
    }

    private static ChurnModel fit(Split split) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .encode(Encoding.standard().withLevels(Encoding.Levels.TARGET))
                .learner(SmallModel.boosting())
                .split(split)
                .build()
                .fit(TABLE, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    private static Dataset table() {
        SplittableRandom random = new SplittableRandom(4);
        int rows = CUSTOMERS * EACH;
        int[] left = IntStream.range(0, CUSTOMERS).map(i -> random.nextInt(2)).toArray();
        double[] noise = random.doubles(rows).toArray();
        List<String> devices =
                IntStream.range(0, CUSTOMERS).mapToObj(i -> "d" + i).toList();
        List<Column> columns = new ArrayList<>();
        columns.add(NumericColumn.of("customer_id", ColumnType.NUMERIC, perRow(rows, i -> 1000 + i / EACH)));
        columns.add(NumericColumn.of("month", ColumnType.DATE, perRow(rows, i -> 20_000 + i % EACH * 31)));
        columns.add(CodedColumn.of(
                "device",
                ColumnType.CATEGORICAL,
                IntStream.range(0, rows).map(i -> i / EACH).toArray(),
                devices));
        columns.add(NumericColumn.of("noise", ColumnType.NUMERIC, noise));
        columns.add(CodedColumn.of(
                "churned",
                ColumnType.CATEGORICAL,
                IntStream.range(0, rows).map(i -> left[i / EACH]).toArray(),
                List.of("No", "Yes")));
        return Dataset.of(columns);
    }

    private static double[] perRow(int rows, IntToDoubleFunction value) {
        return IntStream.range(0, rows).mapToDouble(value).toArray();
    }
}
