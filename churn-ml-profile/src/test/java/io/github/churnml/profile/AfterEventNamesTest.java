package io.github.churnml.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AfterEventNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "churn_date",
                "CLOSEDATE",
                "close date",
                "ClosedAt",
                "cancel",
                "cancelled",
                "cancellation_reason",
                "Churn Reason",
                "churnScore",
                "exit",
                "exit_reason",
                "Exit Date",
                "reason",
                "closed",
                "termination",
                "terminationDate",
                "is_closed",
                "date_left",
                "left_on",
                "deactivated_at",
                "account closed",
                "attrition_flag",
                "lost_customer",
                "unsubscribe_ts",
                "reason for leaving",
                "why left"
            })
    void name_thatSpeaksOfLeaving_isSuspicious(String name) {
        assertThat(AfterEventNames.isSuspicious(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenure",
                "contract_end_date",
                "cancelled_orders",
                "cancellations_90d",
                "tickets_closed",
                "contact_reason",
                "exit_page",
                "days_left",
                "close_price",
                "closing_balance",
                "department",
                "credit_left",
                "signup_date",
                "last_login",
                "customer service calls",
                "lost_calls",
                "number_of_cancelled_flights",
                "season",
                "complaint reason",
                "",
                "???"
            })
    void name_thatMayBeInnocent_isNot(String name) {
        assertThat(AfterEventNames.isSuspicious(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"churn ", "Churned", "Exited", "left", "is_inactive", "Attrition", "customer_churn"})
    void name_ofATarget_isKnown(String name) {
        assertThat(AfterEventNames.isOutcome(name)).isTrue();
    }
}
