package com.example.churn;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.churnml.Prediction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Needs the model that ./churn train makes of the project's own customers: CHURN_MODEL=artifacts/model.churn. */
@QuarkusTest
class ChurnResourceTest {

    private static final String CUSTOMER =
            """
            {"plan": "Standard", "contract": "Month-to-month", "tenure_months": %s,
             "monthly_charge": 51.2, "total_charges": 102.4, "usage_gb_30d": 20.5,
             "usage_change_pct": -12.0, "support_tickets_90d": 4, "avg_latency_ms": 140.3,
             "downtime_hours_30d": 2.5, "late_payments_12m": 2, "payment_method": "Card",
             "autopay": "No", "promo": "Yes", "region": "North", "last_login_days": 21}
            """;

    @Inject
    ChurnScoring churn;

    @Test
    void customer_asJson_isScoredAsByTheLibrary() {
        Map<String, Object> customer = new JsonPath(CUSTOMER.formatted("2")).getMap("");
        Prediction expected = churn.serving().scorer().score(customer);
        double probability = given().contentType("application/json")
                .body(CUSTOMER.formatted("2"))
                .post("/churn")
                .then()
                .statusCode(200)
                .body("label", equalTo(expected.label()), "reasons", hasSize(3))
                .extract()
                .jsonPath()
                .getDouble("probability");
        assertEquals(expected.probability(), probability, 1e-6); // JSON paths read floats
    }

    @Test
    void health_modelAnswers_saysItsVersion() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'churn' }.data.version", equalTo(churn.serving().version()));
    }

    @Test
    void customer_wordForANumber_isRefusedInTheLibrarysWords() {
        given().contentType("application/json")
                .body(CUSTOMER.formatted("\"two\""))
                .post("/churn")
                .then()
                .statusCode(422)
                .body("error", allOf(containsString("tenure_months"), containsString("two")));
    }
}
