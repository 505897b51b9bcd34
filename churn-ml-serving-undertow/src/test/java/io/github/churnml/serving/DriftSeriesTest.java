package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.serving.policy.UnknownLevels;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code GET /drift/series}: how live drift went over time. */
class DriftSeriesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path IMPORTED =
            Path.of(System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-2.churn");
    private static final ServedTable ROWS = ServedTable.of(300, 51);

    private static JsonNode series(ChurnServer server) throws IOException {
        HttpResponse<String> answer = Served.get(server, "/drift/series");
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode predict(ChurnServer server, ServedTable rows) throws IOException {
        HttpResponse<String> answer = Served.post(server, "/predict", rows.json());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("predictions");
    }

    @Test
    void points_areWhatDriftSays_andWhatWasScoredSinceTheOneBefore() throws IOException {
        try (ChurnServer server =
                Served.builder().unknownLevels(UnknownLevels.SCORE).build().start()) {
            assertThat(series(server).at("/models/0/points")).isEmpty();
            predict(server, ROWS);
            server.lookAtDrift();
            ServedTable other = ServedTable.of(200, 52);
            JsonNode scored = predict(server, other);
            // Drift is worked out anew every five seconds at most.
            JsonNode drift = JSON.readTree(Served.get(server, "/drift").body());
            server.lookAtDrift();
            JsonNode series = series(server);
            assertThat(series.get("threshold").asDouble()).isEqualTo(0.2);
            assertThat(series.get("every_seconds").asInt()).isEqualTo(300);
            JsonNode model = series.at("/models/0");
            assertThat(model.get("version").asText()).isEqualTo("1.0.0");
            assertThat(model.get("columns")).hasSize(16);
            JsonNode points = model.get("points");
            assertThat(points).hasSize(2);
            assertThat(points.at("/0/rows").asInt()).isEqualTo(300);
            assertThat(points.at("/1/rows").asInt()).isEqualTo(200);
            double sum = 0;
            int positives = 0;
            for (JsonNode one : scored) {
                sum += one.get("probability").asDouble();
                positives += one.get("positive").asBoolean() ? 1 : 0;
            }
            assertThat(points.at("/1/score_mean").asDouble())
                    .isCloseTo(sum / 200, org.assertj.core.api.Assertions.within(1e-12));
            assertThat(points.at("/1/positive_rate").asDouble()).isEqualTo(positives / 200.0);
            assertThat(points.at("/1/status").asText())
                    .isEqualTo(drift.get("status").asText());
            assertThat(points.at("/1/score_psi").asDouble())
                    .isEqualTo(drift.at("/score/psi").asDouble());
            double last = Double.MAX_VALUE;
            for (int j = 0; j < 16; j++) {
                double psi = points.at("/1/psi/" + j).asDouble();
                assertThat(psi)
                        .isEqualTo(drift.get("columns")
                                .get(model.get("columns").get(j).asText())
                                .get("psi")
                                .asDouble());
                assertThat(psi).as("furthest first").isLessThanOrEqualTo(last);
                last = psi;
            }
        }
    }

    @Test
    void points_withFewRows_haveNoIndices() throws IOException {
        try (ChurnServer server = Served.builder().build().start()) {
            Served.post(server, "/predict", Served.ROW);
            server.lookAtDrift();
            JsonNode point = series(server).at("/models/0/points/0");
            assertThat(point.get("rows").asInt()).isEqualTo(1);
            assertThat(point.get("status").asText()).isEqualTo("not enough data");
            assertThat(point.has("score_psi")).isFalse();
            assertThat(point.get("psi")).hasSize(16).allMatch(JsonNode::isNull);
        }
    }

    @Test
    void model_thatIsReplaced_endsItsPart_andTheNextBeginsOne() throws IOException {
        try (ChurnServer server =
                Served.builder().unknownLevels(UnknownLevels.SCORE).build().start()) {
            predict(server, ROWS);
            server.lookAtDrift();
            server.reload(IMPORTED);
            server.lookAtDrift();
            server.lookAtDrift();
            JsonNode models = series(server).get("models");
            assertThat(models).hasSize(2);
            assertThat(models.at("/0/points")).hasSize(1);
            assertThat(models.at("/1/name").asText()).isEqualTo("fixture");
            assertThat(models.at("/1/columns")).isEmpty();
            assertThat(models.at("/1/points/0").has("rows"))
                    .as("both models share that time")
                    .isFalse();
            assertThat(models.at("/1/points/1/rows").asInt()).isZero();
        }
    }

    @Test
    void points_areNeverMoreThanAreKept_whicheverModelTheyAreOf() throws IOException {
        try (ChurnServer server = Served.builder().noDrift().build().start()) {
            for (int i = 0; i < 50; i++) {
                server.lookAtDrift();
            }
            server.reload(IMPORTED);
            for (int i = 0; i < 70; i++) {
                server.lookAtDrift();
            }
            JsonNode series = series(server);
            assertThat(series.has("threshold")).isFalse();
            assertThat(series.at("/models/0/points").size()
                            + series.at("/models/1/points").size())
                    .isEqualTo(96);
            assertThat(series.at("/models/1/points")).hasSize(70);
            for (int i = 0; i < 40; i++) {
                server.lookAtDrift();
            }
            assertThat(series(server).get("models")).hasSize(1);
        }
    }

    @Test
    void series_thatIsKnownAlready_isNotSentAgain_andItsThreadEndsWithTheServer() throws Exception {
        long before = threads();
        try (ChurnServer server = Served.builder().build().start()) {
            String tag = Served.get(server, "/drift/series")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            HttpRequest again = HttpRequest.newBuilder(Served.uri(server, "/drift/series"))
                    .header("If-None-Match", tag)
                    .build();
            assertThat(Served.send(again).statusCode()).isEqualTo(304);
            server.lookAtDrift();
            assertThat(Served.send(again).statusCode()).isEqualTo(200);
        }
        assertThat(threads()).isEqualTo(before);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("churn-drift-series"))
                .count();
    }
}
