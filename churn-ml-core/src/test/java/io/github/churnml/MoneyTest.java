package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.split.Split;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.Payoff;
import java.time.Period;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What customers are worth, from the pipeline through training to the saved model. */
class MoneyTest {

    private static final Dataset CUSTOMERS = SmallModel.customers(900, 21);
    private static final CustomerValue WORTH =
            new CustomerValue("monthly_charge", 60, 12, new Campaign(1, 10, 0.3, 20));
    private static final ChurnPipeline PIPELINE =
            SmallModel.pipeline(SmallModel.boosting()).toBuilder().value(WORTH).build();
    private static final ChurnModel MODEL = PIPELINE.fit(CUSTOMERS);

    @Test
    void pipeline_withValue_survivesYaml() {
        ChurnPipeline pipeline =
                ChurnPipeline.builder().target("churned").value(WORTH).build();
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
        assertThat(pipeline.toYaml()).contains("value:", "column: monthly_charge", "acceptanceOffers: 20.0");
        assertThat(SmallModel.pipeline(SmallModel.boosting()).toYaml()).doesNotContain("value:");
        assertThat(PIPELINE.toBuilder().build().value()).hasValue(WORTH);
    }

    @Test
    void evaluation_withValue_tellsWhatDecisionsEarn() {
        Evaluation evaluation = MODEL.evaluation();
        assertThat(evaluation.metrics()).containsOnlyKeys(Metric.values());
        Estimate profit = evaluation.metric(Metric.PROFIT);
        assertThat(profit.low()).isLessThan(profit.value());
        assertThat(evaluation.metric(Metric.PROFIT_GAIN).value())
                .isCloseTo(
                        profit.value()
                                - Math.max(
                                        0,
                                        evaluation
                                                .metric(Metric.PROFIT_EVERYONE)
                                                .value()),
                        within(1e-9));
        assertThat(evaluation.metric(Metric.MAXIMUM_PROFIT).value()).isGreaterThanOrEqualTo(profit.value());
    }

    @Test
    void evaluation_withoutValue_isAsItWas() {
        Evaluation plain =
                SmallModel.pipeline(SmallModel.boosting()).fit(CUSTOMERS).evaluation();
        assertThat(plain.metrics()).containsOnlyKeys(Metric.ofScores());
        Metric.ofScores().forEach(metric -> assertThat(plain.metric(metric))
                .isEqualTo(MODEL.evaluation().metric(metric)));
    }

    @Test
    void model_savedAndLoaded_knowsWhatCustomersAreWorth() {
        ChurnModel loaded = ChurnModel.load(MODEL.toBytes());
        assertThat(loaded.customerValue()).hasValue(WORTH);
        assertThat(loaded.evaluation()).isEqualTo(MODEL.evaluation());
        assertThat(SmallModel.pipeline(SmallModel.boosting()).fit(CUSTOMERS).customerValue())
                .isEmpty();
    }

    @Test
    void evaluate_laterTable_countsItsMoney() {
        Dataset later = SmallModel.customers(400, 3);
        Evaluation evaluation = MODEL.evaluate(later);
        double[] probabilities = MODEL.scorer().score(later).probabilities();
        int[] labels = MODEL.target().labels(later);
        double[] values = WORTH.of(later, MODEL.inputs());
        assertThat(evaluation.metric(Metric.PROFIT).value())
                .isEqualTo(Metric.PROFIT.compute(labels, probabilities, MODEL.threshold(), WORTH.campaign(), values));
        CustomerValue other = CustomerValue.of(5_000, WORTH.campaign());
        assertThat(MODEL.evaluate(later, MODEL.target(), other)
                        .metric(Metric.PROFIT)
                        .value())
                .isGreaterThan(evaluation.metric(Metric.PROFIT).value());
        assertThat(MODEL.evaluate(later, MODEL.target(), null).metrics()).containsOnlyKeys(Metric.ofScores());
    }

    @Test
    void fit_valueColumnWithAGap_isRefusedBeforeAnythingIsLearnt() {
        ChurnPipeline pipeline = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .value(CustomerValue.ofColumn("usage_change_pct", 1, WORTH.campaign()))
                .build();
        assertThatThrownBy(() -> pipeline.fit(CUSTOMERS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'usage_change_pct' says what customers are worth, but has");
    }

    @Test
    void threshold_byProfit_isLearntKeptAndTold() {
        ChurnModel model =
                PIPELINE.toBuilder().threshold(ThresholdRule.profit()).build().fit(CUSTOMERS);
        assertThat(model.threshold()).isBetween(0.01, 0.49);
        assertThat(model.evaluation().threshold()).isEqualTo(model.threshold());
        assertThat(ChurnModel.load(model.toBytes()).threshold()).isEqualTo(model.threshold());
        assertThat(model.manifest().pipeline()).containsEntry("threshold", "profit");
        assertThat(model.notices())
                .filteredOn(notice -> notice.code().equals("threshold-learnt"))
                .singleElement()
                .satisfies(notice -> assertThat(notice.message()).contains("learnt by profit", "5 folds of the"));
    }

    @Test
    void threshold_outcomesOfTheHoldOut_doNotMoveIt() {
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .target("left", "yes")
                .learner(SmallModel.boosting())
                .split(Split.inTime("month", Period.ZERO))
                .threshold(ThresholdRule.f1())
                .build();
        ChurnModel model = pipeline.fit(inTime(false));
        ChurnModel flipped = pipeline.fit(inTime(true));
        assertThat(flipped.threshold()).isEqualTo(model.threshold()).isNotEqualTo(0.5);
        assertThat(flipped.evaluation().rocAuc().value())
                .isLessThan(model.evaluation().rocAuc().value());
    }

    /** 1,000 customers over ten months, in the last of which outcomes may be turned round. */
    private static Dataset inTime(boolean flipped) {
        SplittableRandom random = new SplittableRandom(8);
        double[] month = new double[1_000];
        double[] x = new double[1_000];
        int[] left = new int[1_000];
        for (int i = 0; i < 1_000; i++) {
            month[i] = 20_000 + i / 100 * 30;
            x[i] = random.nextDouble();
            boolean leaves = random.nextDouble() < x[i] * 0.5;
            left[i] = leaves == (flipped && month[i] >= 20_270) ? 0 : 1;
        }
        return Dataset.of(List.of(
                NumericColumn.of("month", ColumnType.DATE, month),
                NumericColumn.of("x", ColumnType.NUMERIC, x),
                CodedColumn.of("left", ColumnType.CATEGORICAL, left, List.of("no", "yes"))));
    }

    @Test
    void threshold_byProfitWithoutValue_isRefused() {
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: churned\nthreshold: profit"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(profit), but nothing says what customers are worth.")
                .hasMessageContaining("Maybe add value: {column: monthly_charge");
    }

    @Test
    void threshold_ofEachKind_survivesYaml() {
        for (ThresholdRule rule : List.of(
                ThresholdRule.fixed(0.3),
                ThresholdRule.f1(),
                ThresholdRule.profit(),
                ThresholdRule.share(0.1),
                ThresholdRule.payoff(new Payoff(90, -10, 0, 0)))) {
            ChurnPipeline pipeline = ChurnPipeline.builder()
                    .target("churned")
                    .value(WORTH)
                    .threshold(rule)
                    .build();
            assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
            assertThat(pipeline.toBuilder().build().thresholdRule()).isEqualTo(rule);
            assertThat(pipeline.threshold()).isEqualTo(rule.isFixed() ? 0.3 : 0.5);
        }
    }
}
