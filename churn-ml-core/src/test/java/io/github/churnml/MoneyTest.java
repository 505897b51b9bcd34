package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Dataset;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.DataException;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
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
}
