package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.Prediction;
import io.github.churnml.decide.ProbabilityInterval;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.serving.policy.UnknownLevels;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void rows_listOrOne_getTheProbabilityOfTheScorer() throws Exception {
        Map<String, Object> row = JSON.readValue(Served.ROW, new com.fasterxml.jackson.core.type.TypeReference<>() {});
        double expected = Served.model().scorer().score(row).probability();
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode one = answer(Served.post(server, "/predict", Served.ROW));
            JsonNode two = answer(Served.post(server, "/predict", "[" + Served.ROW + "," + Served.ROW + "]"));
            assertThat(one.at("/predictions")).hasSize(1);
            assertThat(two.at("/predictions")).hasSize(2);
            assertThat(one.at("/predictions/0/probability").asDouble()).isEqualTo(expected);
            assertThat(two.at("/predictions/1/probability").asDouble()).isEqualTo(expected);
            assertThat(one.at("/predictions/0/class").asText()).isEqualTo(expected >= 0.5 ? "Yes" : "No");
            assertThat(one.at("/model/version").asText())
                    .isEqualTo(Served.model().manifest().version());
        }
    }

    @Test
    void rows_askedForReasons_getThatMany() throws Exception {
        try (ChurnServer server = Served.builder().build().start()) {
            JsonNode answer = answer(Served.post(server, "/predict?explain=3", Served.ROW));
            assertThat(answer.at("/predictions/0/reasons")).hasSize(3);
            assertThat(answer.at("/predictions/0/reasons/0/sentence").asText()).contains("risk of leaving");
        }
    }

    @Test
    void rows_ofAModelWithAnInterval_getItsTwoEnds_andTheDocumentSaysSo() throws Exception {
        ChurnModel model = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmileGradientBoosting.builder().trees(25).build())
                .interval("venn-abers")
                .build()
                .fit(Served.customers());
        Map<String, Object> row = JSON.readValue(Served.ROW, new com.fasterxml.jackson.core.type.TypeReference<>() {});
        Prediction expected = model.scorer().score(row);
        ProbabilityInterval interval = expected.interval().orElseThrow();
        try (ChurnServer server =
                ChurnServer.builder().model(model).port(0).build().start()) {
            for (String path : new String[] {"/predict", "/predict?explain=2"}) {
                JsonNode answer = answer(Served.post(server, path, Served.ROW)).at("/predictions/0");
                assertThat(answer.at("/probability").asDouble()).isEqualTo(expected.probability());
                assertThat(answer.at("/interval/low").asDouble()).isEqualTo(interval.low());
                assertThat(answer.at("/interval/high").asDouble()).isEqualTo(interval.high());
                assertThat(answer.has("reasons")).isEqualTo(path.contains("explain"));
            }
            assertThat(Served.get(server, "/openapi.json").body()).contains("\"interval\"");
        }
        try (ChurnServer server = Served.builder().build().start()) {
            assertThat(Served.post(server, "/predict", Served.ROW).body()).doesNotContain("interval");
            assertThat(Served.get(server, "/openapi.json").body()).doesNotContain("\"interval\"");
        }
    }

    @Test
    void rows_withAllKindsOfFaults_getOneProblemThatListsThemAll() throws Exception {
        String bad = Served.ROW
                .replace("\"Basic\"", "\"Basix\"")
                .replace("\"tenure_months\":9", "\"tenure_months\":\"nine\"")
                .replace("\"region\":\"West\",", "\"regiom\":\"West\",")
                .replace("\"promo\":\"No\"", "\"promo\":{}");
        try (ChurnServer server = Served.builder().build().start()) {
            HttpResponse<String> response = Served.post(server, "/predict", "[" + Served.ROW + "," + bad + ",7]");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            JsonNode errors = JSON.readTree(response.body()).at("/errors");
            assertThat(errors).hasSize(6);
            assertThat(errors.findValuesAsText("pointer"))
                    .containsExactly("/1/plan", "/1/tenure_months", "/1/promo", "/1/regiom", "/1/region", "/2");
            assertThat(errors.findValuesAsText("problem"))
                    .containsExactly(
                            "unknown level", "wrong type", "wrong type", "unknown field", "missing field", "not a row");
            assertThat(errors.at("/0/nearest").asText()).isEqualToIgnoringCase("Basic");
            assertThat(errors.at("/3/nearest").asText()).isEqualTo("region");
        }
    }

    @Test
    void numberOrFlagForALevelThatIsAText_isOfAWrongType_whateverThePolicy() throws Exception {
        ChurnServerBuilder lenient = Served.builder().unknownLevels(UnknownLevels.SCORE);
        try (ChurnServer server = lenient.build().start()) {
            for (String given : new String[] {"5", "5.5", "true"}) {
                HttpResponse<String> response = Served.post(server, "/predict", Served.ROW.replace("\"Basic\"", given));
                assertThat(response.statusCode()).isEqualTo(400);
                JsonNode error = JSON.readTree(response.body()).at("/errors/0");
                assertThat(error.get("problem").asText()).isEqualTo("wrong type");
                assertThat(error.get("found").asText()).isEqualTo(given);
            }
            answer(Served.post(server, "/predict", Served.ROW.replace("\"Basic\"", "\"5\"")));
        }
    }

    private static JsonNode answer(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }
}
