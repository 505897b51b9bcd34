package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.serving.keys.ApiKeys;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that start before their model is there. */
class WaitForModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final List<String> OF_THE_MODEL =
            List.of("/schema", "/model", "/openapi.json", "/live", "/drift", "/v2/models/churn", "/v2/models/x/ready");

    @TempDir
    static Path models;

    private static Path good;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        good = models.resolve("good.churn");
        Served.model().save(good);
    }

    @Test
    void missingFile_isWaitedFor_andWhatNeedsTheModelIs503_untilItIsThere() throws Exception {
        Path file = folder.resolve("later/awaited.churn");
        try (ChurnServer server = waiting(file).watch(OFTEN).build().start()) {
            assertWaits(Served.post(server, "/predict", Served.ROW), "the server waits for awaited.churn");
            assertWaits(Served.post(server, "/monitor", ""), "Train a model into that path");
            for (String path : OF_THE_MODEL) {
                HttpResponse<String> answer = Served.get(server, path);
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).as(path).hasValue("5");
            }
            HttpResponse<String> infer = Served.post(server, "/v2/models/churn/infer", "{}");
            assertThat(infer.statusCode()).isEqualTo(503);
            assertThat(JSON.readTree(infer.body()).at("/error").asText()).contains("No model is loaded yet");
            assertThat(server.isModelLoaded()).isFalse();
            assertThat(server.isReady()).isFalse();
            assertThat(List.of(server.modelName(), server.modelVersion(), server.example()))
                    .containsOnly("");
            assertThat(server).asString().contains("waiting for a model");

            Files.createDirectory(file.getParent());
            Files.copy(good, file);
            SlowCallersTest.await(server::isModelLoaded);
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
            for (String path : List.of("/schema", "/model", "/openapi.json", "/live", "/drift", "/health/ready")) {
                assertThat(Served.get(server, path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(Served.get(server, "/v2/models/" + server.modelName()).statusCode())
                    .isEqualTo(200);
            assertThat(Served.get(server, "/health").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(health(server).at("/model_loaded").asBoolean()).isTrue();
            assertThat(server.isReady()).isTrue();
            assertThat(server.example()).contains("\"plan\"");
            assertThat(server).asString().contains(server.modelVersion());
        }
    }

    @Test
    void whileItWaits_theServerLives_isNotReady_andCounts() throws Exception {
        try (ChurnServer server = waiting(folder.resolve("none.churn"))
                .metricsHistory(folder.resolve("history.jsonl"), Duration.ofMillis(100))
                .build()
                .start()) {
            Served.post(server, "/predict", Served.ROW);
            assertThat(Served.get(server, "/health/live").body()).isEqualTo("{\"status\":\"ok\"}");
            HttpResponse<String> health = Served.get(server, "/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).isEqualTo("{\"status\":\"waiting for a model\"}");
            HttpResponse<String> ready = Served.get(server, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"status\":\"waiting for a model\"}");
            assertThat(Served.get(server, "/v2/health/live").statusCode()).isEqualTo(200);
            assertThat(Served.get(server, "/v2/health/ready").statusCode()).isEqualTo(503);
            assertThat(Served.get(server, "/v2/health/ready").body()).contains("false");
            JsonNode full = health(server);
            assertThat(full.at("/model_loaded").isBoolean()).isTrue();
            assertThat(full.at("/model_loaded").asBoolean()).isFalse();
            assertThat(full.has("model")).isFalse();
            assertThat(full.has("reload")).isFalse();
            assertThat(Served.get(server, "/").statusCode()).isEqualTo(200);
            HttpResponse<String> metrics = Served.get(server, "/metrics");
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("churn_model_loaded_seconds NaN")
                    .contains("churn_drift_rows NaN")
                    .contains("churn_request_seconds_count{path=\"/predict\",status=\"503\"} 1")
                    .contains("churn_reloads_total{outcome=\"refused\"} 0.0");
        }
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("history.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines.stream().mapToLong(line -> line.path("requests").asLong()))
                .contains(1L);
        assertThat(lines).noneMatch(line -> line.has("model"));
    }

    @Test
    void damagedFile_atTheStartOrLater_isToldAndWaitedOn() throws Exception {
        byte[] whole = Files.readAllBytes(good);
        Path file = Files.write(folder.resolve("damaged.churn"), Arrays.copyOf(whole, whole.length / 2));
        try (ChurnServer server = waiting(file).watch(OFTEN).build().start()) {
            JsonNode full = health(server);
            assertThat(full.at("/model_loaded").asBoolean()).isFalse();
            assertThat(full.at("/reload/outcome").asText()).isEqualTo("refused");
            assertWaits(Served.post(server, "/predict", Served.ROW), "damaged.churn was refused, and the server's log");
            Files.writeString(file, "still no model");
            SlowCallersTest.await(() ->
                    Served.get(server, "/metrics").body().contains("churn_reloads_total{outcome=\"refused\"} 2.0"));
            Files.write(file, whole);
            SlowCallersTest.await(server::isModelLoaded);
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
            assertThat(health(server).has("reload")).isFalse();
        }
    }

    @Test
    void withoutWatching_theFileIsFound_andLeftBeFromThenOn() throws Exception {
        Path file = folder.resolve("once.churn");
        try (ChurnServer server = waiting(file).build().start()) {
            Files.copy(good, file);
            SlowCallersTest.await(server::isModelLoaded);
            SlowCallersTest.await(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("churn-model-watch")));
            Files.writeString(file, "no model");
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void fileThatIsThere_answersFromTheStart_andIsNoReload() {
        try (ChurnServer server = waiting(good).build().start()) {
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
            assertThat(Served.get(server, "/metrics").body()).contains("churn_reloads_total{outcome=\"taken\"} 0.0");
        }
        try (ChurnServer server = Served.builder().waitForModel(true).build().start()) {
            assertThat(server.isModelLoaded()).isTrue();
        }
    }

    @Test
    void keysAreAskedForBeforeTheModel_andAnOrderToLoadSaysThatItIsWaitedFor() throws Exception {
        Path file = folder.resolve("ordered.churn");
        try (ChurnServer server = waiting(file)
                .apiKeys(ApiKeys.parse("shop: a-key-that-is-long-enough"))
                .adminKeys(ApiKeys.parse("admin: an-admin-key-of-tests"))
                .watch(Duration.ofHours(1))
                .build()
                .start()) {
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(401);
            HttpResponse<String> refused = order(server);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("is not there", "A model is still waited for.");
            Files.copy(good, file);
            JsonNode taken = JSON.readTree(order(server).body());
            assertThat(taken.at("/outcome").asText()).isEqualTo("taken");
            assertThat(taken.at("/model/name").asText()).isEqualTo(server.modelName());
            assertThat(taken.has("before")).isFalse();
        }
    }

    @Test
    void modelWithoutAColumnNamedOptional_isRefused_alsoWhenItComesLater() throws Exception {
        assertThatThrownBy(() -> waiting(good).optional("regoin").build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'regoin' is named optional and is none of the model's.");
        Path file = folder.resolve("optional.churn");
        try (ChurnServer server =
                waiting(file).optional("regoin").watch(OFTEN).build().start()) {
            Files.copy(good, file);
            SlowCallersTest.await(
                    () -> health(server).at("/reload/outcome").asText().equals("refused"));
            assertThat(server.isModelLoaded()).isFalse();
        }
    }

    @Test
    void missingFile_thatIsNotWaitedFor_isRefused() {
        assertThatThrownBy(() -> ChurnServer.builder()
                        .model(folder.resolve("none.churn"))
                        .build())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("is not there");
    }

    private static HttpResponse<String> order(ChurnServer server) {
        return Served.send(HttpRequest.newBuilder(Served.uri(server, "/admin/reload"))
                .header("X-API-Key", "an-admin-key-of-tests")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static void assertWaits(HttpResponse<String> answer, String detail) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.at("/type").asText()).isEqualTo("urn:churn-ml:problem:no-model");
        assertThat(problem.at("/detail").asText()).contains("No model is loaded yet", detail);
    }

    private static ChurnServerBuilder waiting(Path file) {
        return ChurnServer.builder().model(file).waitForModel(true).port(0);
    }

    private static JsonNode health(ChurnServer server) {
        try {
            return JSON.readTree(Served.get(server, "/health?full").body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
