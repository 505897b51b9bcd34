package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "churned",
                "churn",
                "Churn",
                "churn ",
                "Exited",
                "Attrition_Flag",
                "Churn?",
                "Churn Value",
                "left",
                "is_churn",
                "customer_churn",
                "isChurned",
                "CHURN_LABEL",
                "Churn (Yes/No)",
                "has_left",
                "attrition"
            })
    void name_thatTargetsUsuallyHave_isUsual(String name) {
        assertThat(TargetNames.isUsual(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "churn_date",
                "Churn Score",
                "churn_reason",
                "CloseDate",
                "no_churn",
                "not_churned",
                "IsActiveMember",
                "days_left",
                "left_handed",
                "retained",
                "converted",
                "status",
                "churn_probability",
                "customer",
                ""
            })
    void name_thatSaysSomethingElse_isNotUsual(String name) {
        assertThat(TargetNames.isUsual(name)).isFalse();
    }

    @Test
    void usualAmong_severalNames_keepsTheirOrder() {
        assertThat(TargetNames.usualAmong(List.of("tenure", "Churn Value", "plan", "Churn Label")))
                .containsExactly("Churn Value", "Churn Label");
    }
}
