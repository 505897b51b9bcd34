package io.github.churnml.serving.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.ServingDefaults;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.ServedTable;
import io.github.churnml.serving.model.RowSet;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Outcome;
import io.github.churnml.serving.policy.Policies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Answers about a conversion instead of about leaving. */
class OutcomeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WITH_GAP = Served.ROW.replace("\"region\":\"West\"", "\"region\":null");

    @Test
    void singleRow_isAnsweredByTwoFieldsAlone_andAListByOneObjectEach() throws Exception {
        ServedTable table = ServedTable.of(60, 11);
        try (ChurnServer plain = Served.builder().build().start();
                ChurnServer server =
                        Served.builder().outcome(Outcome.CONVERSION).build().start()) {
            JsonNode expected = predictions(plain, "/predict", table.json());
            JsonNode answer =
                    JSON.readTree(Served.post(server, "/predict", table.json()).body());
            assertThat(answer.at("/model/name").asText()).isEqualTo(server.modelName());
            assertThat(answer.at("/predictions")).hasSize(60);
            int yes = 0;
            for (int i = 0; i < 60; i++) {
                JsonNode one = answer.at("/predictions/" + i);
                JsonNode other = expected.get(i);
                BigDecimal rounded =
                        BigDecimal.valueOf(other.at("/probability").asDouble()).setScale(4, RoundingMode.HALF_UP);
                assertThat(one.at("/conversion_probability").asDouble()).isEqualTo(rounded.doubleValue());
                boolean positive = other.at("/positive").asBoolean();
                assertThat(one.at("/will_convert").asText()).isEqualTo(positive ? "Yes" : "No");
                assertThat(one.has("probability") || one.has("class") || one.has("tier"))
                        .isFalse();
                assertThat(one.path("imputed")).isEqualTo(other.path("imputed"));
                yes += positive ? 1 : 0;
            }
            assertThat(yes).isBetween(1, 59);
            String alone = Served.post(server, "/predict", " \n" + Served.ROW).body();
            assertThat(alone).matches("\\{\"conversion_probability\":[01]\\.\\d{4},\"will_convert\":\"(Yes|No)\"}");
            assertThat(Served.post(server, "/predict", "[" + Served.ROW + "]").body())
                    .endsWith("\"predictions\":[" + alone + "]}");
            assertThat(JSON.readTree(Served.post(server, "/predict", "[]").body())
                            .at("/predictions"))
                    .isEmpty();
            JsonNode noted = JSON.readTree(
                    Served.post(server, "/predict?explain=2", WITH_GAP).body());
            assertThat(noted.at("/imputed/0").asText()).isEqualTo("region");
            assertThat(noted.at("/reasons")).hasSize(2);
        }
    }

    @Test
    void probability_isRoundedHalfUp_andTheDecisionIsTakenBefore() throws Exception {
        ServedModel model = new ServedModel(Served.model(), null, Policies.DEFAULTS.withOutcome(Outcome.CONVERSION));
        assertThat(model.isConversion()).isTrue();
        assertThat(row(model, 0.12345)).isEqualTo("{\"conversion_probability\":0.1235,\"will_convert\":\"No\"}");
        assertThat(row(model, 0.123449)).contains(":0.1234,");
        assertThat(row(model, 0.00002)).contains(":0.0000,");
        assertThat(row(model, 0.00005)).contains(":0.0001,");
        assertThat(row(model, 1)).isEqualTo("{\"conversion_probability\":1.0000,\"will_convert\":\"Yes\"}");
        assertThat(row(model, model.decisions().threshold())).contains("\"Yes\"");
        assertThat(row(model, Math.nextDown(model.decisions().threshold()))).contains("\"No\"");
    }

    private static String row(ServedModel model, double probability) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        try (var generator = new com.fasterxml.jackson.core.JsonFactory().createGenerator(out)) {
            AnswerWriter writer = new AnswerWriter(generator, model, true, false, () -> false);
            writer.row(
                    model, null, probability, null, new RowSet(model.columns().size()), java.util.List.of());
            writer.end();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void errors_areAsEver_andARequestMayAskForEitherForm() throws Exception {
        try (ChurnServer plain = Served.builder().build().start();
                ChurnServer server =
                        Served.builder().outcome(Outcome.CONVERSION).build().start()) {
            for (String bad : new String[] {"{}", "[{}]", "", "{\"plan\":", Served.ROW + "x"}) {
                HttpResponse<String> expected = Served.post(plain, "/predict", bad);
                HttpResponse<String> refused = Served.post(server, "/predict", bad);
                assertThat(refused.statusCode()).isEqualTo(400).isEqualTo(expected.statusCode());
                assertThat(JSON.readTree(refused.body()).path("errors"))
                        .isEqualTo(JSON.readTree(expected.body()).path("errors"));
                assertThat(JSON.readTree(refused.body()).path("detail"))
                        .isEqualTo(JSON.readTree(expected.body()).path("detail"));
            }
            String churn = Served.post(plain, "/predict", Served.ROW).body();
            String conversion = Served.post(server, "/predict", Served.ROW).body();
            assertThat(Served.post(server, "/predict?outcome=churn", Served.ROW).body())
                    .isEqualTo(churn);
            assertThat(Served.post(plain, "/predict?outcome=conversion", Served.ROW)
                            .body())
                    .isEqualTo(conversion);
            HttpResponse<String> neither = Served.post(server, "/predict?outcome=sale", Served.ROW);
            assertThat(neither.statusCode()).isEqualTo(400);
            assertThat(neither.body()).contains("Parameter 'outcome' is neither churn nor conversion.");
            assertThat(Served.get(server, "/page/ask.js").body()).contains("'predict?outcome=churn'");
        }
    }

    @Test
    void list_afterAByteOrderMark_isAList() {
        try (ChurnServer server =
                Served.builder().outcome(Outcome.CONVERSION).build().start()) {
            byte[] body = ("\uFEFF[" + Served.ROW + "]").getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> answer =
                    Served.send(java.net.http.HttpRequest.newBuilder(Served.uri(server, "/predict"))
                            .header("Content-Type", "application/json")
                            .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body))
                            .build());
            assertThat(answer.body()).contains("\"predictions\":[");
        }
    }

    @Test
    void modelSaysTheForm_andTheServersOwnWordWins() throws Exception {
        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmileGradientBoosting.builder().trees(3).build())
                .seed(5)
                .serving(ServingDefaults.standard().withConversion())
                .build()
                .fit(Served.customers());
        try (ChurnServer server =
                ChurnServer.builder().model(model).port(0).build().start()) {
            assertThat(Served.post(server, "/predict", Served.ROW).body()).startsWith("{\"conversion_probability\":");
            JsonNode document =
                    JSON.readTree(Served.get(server, "/openapi.json").body());
            JsonNode prediction = document.at("/components/schemas/Prediction");
            assertThat(prediction.at("/required").toString())
                    .isEqualTo("[\"conversion_probability\",\"will_convert\"]");
            assertThat(prediction.at("/properties").has("probability")).isFalse();
            assertThat(prediction.at("/properties/will_convert/enum").toString())
                    .isEqualTo("[\"Yes\",\"No\"]");
            JsonNode example = document.at(
                    "/paths/~1predict/post/responses/200/content/application~1json/examples/one/value/predictions/0");
            assertThat(example.has("conversion_probability")).isTrue();
        }
        try (ChurnServer server = ChurnServer.builder()
                .model(model)
                .outcome(Outcome.CHURN)
                .port(0)
                .build()
                .start()) {
            assertThat(Served.post(server, "/predict", Served.ROW).body()).contains("\"probability\":");
        }
    }

    @Test
    void outcomeOfTheModel_namesTheFields_andTheWordsOfTheServer() throws Exception {
        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "No")
                .outcome(new io.github.churnml.data.Outcome("renewal", true))
                .learner(SmileGradientBoosting.builder().trees(3).build())
                .seed(5)
                .build()
                .fit(Served.customers());
        try (ChurnServer server =
                ChurnServer.builder().model(model).port(0).build().start()) {
            String alone = Served.post(server, "/predict", Served.ROW).body();
            assertThat(alone).matches("\\{\"renewal_probability\":[01]\\.\\d{4},\"will_renew\":\"(Yes|No)\"}");
            assertThat(Served.post(server, "/predict?outcome=renewal", Served.ROW)
                            .body())
                    .isEqualTo(alone);
            assertThat(Served.post(server, "/predict?outcome=churn", Served.ROW).body())
                    .contains("\"probability\":", "\"tier\":");
            HttpResponse<String> neither = Served.post(server, "/predict?outcome=conversion", Served.ROW);
            assertThat(neither.statusCode()).isEqualTo(400);
            assertThat(neither.body()).contains("Parameter 'outcome' is neither churn nor renewal.");
            assertThat(Served.post(server, "/predict?explain=1", Served.ROW).body())
                    .contains("the chance of renewal");
            JsonNode card = JSON.readTree(Served.get(server, "/model").body());
            assertThat(card.at("/outcome").toString())
                    .isEqualTo("{\"name\":\"renewal\",\"good\":true,\"verb\":\"renew\"}");
            String document = Served.get(server, "/openapi.json").body();
            assertThat(document).contains("How likely customers are to renew").doesNotContain("to leave");
            assertThat(JSON.readTree(document)
                            .at("/components/schemas/Prediction/required")
                            .toString())
                    .isEqualTo("[\"renewal_probability\",\"will_renew\"]");
        }
        try (ChurnServer plain = Served.builder().build().start()) {
            assertThat(JSON.readTree(Served.get(plain, "/model").body()).has("outcome"))
                    .isFalse();
        }
    }

    private static JsonNode predictions(ChurnServer server, String path, String rows) throws Exception {
        return JSON.readTree(Served.post(server, path, rows).body()).at("/predictions");
    }
}
