package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a log shows of a model, its scorer and its server. */
class ToStringTest {

    @Test
    void model_asText_saysNameLearnerTargetAndColumns() {
        assertThat(Served.model())
                .hasToString("ChurnModel[churn 1.0.0, learner smile-gradient-boosting, target churned, 16 columns]");
    }

    @Test
    void scorer_asText_saysTargetAndColumns() {
        assertThat(Served.model().scorer().toString())
                .startsWith("Scorer[target churned, Yes from 0.5, columns 'plan', 'contract', 'tenure_months'")
                .endsWith("and 11 more]");
    }
}
