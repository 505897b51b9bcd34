package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Registry;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.ServedTable;
import io.github.churnml.serving.SlowCallersTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that scores beside the champion and is never answered with. */
class ShadowServingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void begin() {
        registry = Registry.folder(folder.resolve("models"));
        VersionedModels.into(registry, 2);
    }

    private ChurnServerBuilder builder() {
        return ChurnServer.builder()
                .registry(folder.resolve("models"))
                .shadowBudget(1)
                .port(0);
    }

    private static JsonNode shadow(ChurnServer server) {
        try {
            return JSON.readTree(Served.get(server, "/shadow").body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shadow_isCompared_andAnswersNoOne() throws Exception {
        ServedTable table = ServedTable.of(150, 4);
        try (ChurnServer server = builder().build().start()) {
            String before = Served.post(server, "/predict", table.json()).body();
            assertThat(shadow(server).at("/status").asText()).isEqualTo("off");
            registry.assign(Pointer.SHADOW, "1.1.0", Map.of(), "look");

            assertThat(Served.post(server, "/predict", table.json()).body()).isEqualTo(before);
            assertThat(Served.post(server, "/predict?explain=1", Served.ROW).statusCode())
                    .isEqualTo(200);
            SlowCallersTest.await(() -> shadow(server).at("/rows/compared").asInt() == 151);

            JsonNode seen = shadow(server);
            assertThat(seen.at("/champion").asText()).isEqualTo("1.0.0");
            assertThat(seen.at("/shadow").asText()).isEqualTo("1.1.0");
            assertThat(seen.at("/mean_absolute_difference").asDouble()).isGreaterThan(0);
            assertThat(seen.at("/joint")).hasSize(10);
            String metrics = Served.get(server, "/metrics").body();
            assertThat(metrics)
                    .contains("churn_shadow_rows_total{outcome=\"compared\"} 151.0")
                    .contains("churn_shadow_difference 0.")
                    .contains("churn_rows_total 301.0");
            registry.release(Pointer.SHADOW, "seen enough");
            assertThat(shadow(server).at("/status").asText()).isEqualTo("off");
        }
    }

    @Test
    void shadow_ofOtherColumns_countsWhatDoesNotFit() throws Exception {
        String narrow =
                registry.register(VersionedModels.narrow(), "").version().toString();
        VersionedModels.promote(registry, narrow);
        registry.assign(Pointer.SHADOW, "1.0.0", Map.of(), "look");
        String row = Served.ROW.replace(",\"promo\":\"No\"", "").replace(",\"region\":\"West\"", "");
        try (ChurnServer server = builder().build().start()) {
            assertThat(Served.post(server, "/predict", "[" + row + "," + row + "]")
                            .statusCode())
                    .isEqualTo(200);
            SlowCallersTest.await(() -> shadow(server).at("/rows/misfit").asInt() == 2);
            assertThat(shadow(server).at("/rows/compared").asInt()).isZero();
        }
    }

    @Test
    void shadow_seesTensorsToo_andRowsOfAnExperiment() throws Exception {
        registry.assign(Pointer.SHADOW, "1.1.0", Map.of(), "look");
        try (ChurnServer server = builder().customerId("id").build().start()) {
            JsonNode document =
                    JSON.readTree(Served.get(server, "/openapi.json").body());
            String tensors = document.at(
                            "/paths/~1v2~1models~1{name}~1infer/post/requestBody/content/application~1json")
                    .at("/example")
                    .toString();
            assertThat(Served.post(server, "/v2/models/churn/infer", tensors).statusCode())
                    .isEqualTo(200);
            SlowCallersTest.await(() -> shadow(server).at("/rows/compared").asInt() == 1);
        }
    }

    @Test
    void shadow_isInTheHistory() throws Exception {
        registry.assign(Pointer.SHADOW, "1.1.0", Map.of(), "look");
        Path history = folder.resolve("history.jsonl");
        try (ChurnServer server =
                builder().metricsHistory(history, Duration.ofHours(1)).build().start()) {
            Served.post(server, "/predict", Served.ROW);
            SlowCallersTest.await(() -> shadow(server).at("/rows/compared").asInt() == 1);
        }
        List<String> lines = Files.readAllLines(history);
        JsonNode line = JSON.readTree(lines.get(lines.size() - 1));
        assertThat(line.at("/shadow_version").asText()).isEqualTo("1.1.0");
        assertThat(line.at("/shadow_rows").asInt()).isEqualTo(1);
        assertThat(line.at("/shadow_difference").asDouble()).isGreaterThan(0);
        assertThat(line.at("/shadow_different_decisions").isNumber()).isTrue();
        assertThat(line.at("/version").asText()).isEqualTo("1.0.0");
    }

    @Test
    void shadowBudget_outOfRange_isRefused() {
        for (double bad : new double[] {0, -1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> builder().shadowBudget(bad))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Shadow budget is (" + bad + ")");
        }
    }
}
