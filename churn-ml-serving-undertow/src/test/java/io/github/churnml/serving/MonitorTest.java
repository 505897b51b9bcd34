package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.serving.keys.ApiKeys;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /monitor}: payloads of every kind, and the server's own history. */
class MonitorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static ChurnServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = Served.builder().build().start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static HttpResponse<String> ask(String body) {
        return Served.post(server, "/monitor", body);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue(status == 200 ? "application/json" : "application/problem+json");
        return JSON.readTree(answer.body());
    }

    /** Hourly points of 0.9, then one of 0.5. */
    private static String payload(int points, String drift) {
        StringBuilder text = new StringBuilder("{\"metrics\":[");
        for (int i = 0; i < points; i++) {
            text.append("{\"ts\":").append(1_773_000_000L - 3_600L * (points - i));
            text.append(",\"roc_auc\":").append(i == points - 1 ? 0.5 : 0.9).append("},");
        }
        text.setCharAt(text.length() - 1, ']');
        return text.append(drift).append('}').toString();
    }

    @Test
    void payload_isAnsweredWithThePlanOfTheAgent() throws Exception {
        String payload = payload(30, ",\"drift\":{\"threshold\":0.2,\"overall_drift\":true,\"features\":{\"a\":0.3}}");
        JsonNode plan = json(ask(payload), 200);
        JsonNode expected = JSON.valueToTree(MonitoringAgent.builder()
                .build()
                .plan(payload.getBytes(StandardCharsets.UTF_8))
                .toMap());
        assertThat(plan.toString()).isEqualTo(JSON.readTree(expected.toString()).toString());
        assertThat(plan.path("status").asText()).isEqualTo("critical");
        assertThat(plan.path("findings").findPath("drift_overall").asBoolean()).isTrue();
        assertThat(plan.path("actions").toString())
                .isEqualTo("[\"open_incident\",\"trigger_retraining\",\"roll_back_model\"]");
        assertThat(plan.path("page_oncall").isBoolean()).isTrue();
        assertThat(plan.path("findings").get(0).toString()).startsWith("{\"roc_auc_drop_pct\":");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Key 'metrics' of the payload is missing.",
                "[] | The payload does not hold a mapping",
                "{\"metrics\":1} | Key 'metrics' of the payload is not a list.",
                "{\"metrics\":[]} | holds no point to judge by",
                "{\"metrics\":[1,{}]} | of 2 points 2 cannot be read",
                "{\"metrics\":[],\"drfit\":{}} | Maybe 'drift' was meant.",
                "{\"metrics\":[{\"ts\":1773000000,\"roc_auc\":1}],\"drift\":{}} | neither the key 'overall_drift' nor",
                "{\"metrics\": | ends too early",
                "nonsense | is not valid JSON"
            })
    void payloadThatIsNone_isRefused_sayingWhy(String body, String message) throws Exception {
        JsonNode problem = json(ask(body), 400);
        assertThat(problem.path("type").asText()).isEqualTo("urn:churn-ml:problem:bad-monitoring-payload");
        assertThat(problem.path("detail").asText())
                .contains(message)
                .contains("Send {\"metrics\": [{\"ts\":")
                .doesNotContain("\n");
    }

    @Test
    void payloadOfAHundredThousandPoints_isJudged() throws Exception {
        JsonNode plan = json(ask(payload(100_000, "")), 200);
        assertThat(plan.path("history").path("lines").asInt()).isEqualTo(100_000);
        assertThat(plan.path("status").asText()).isEqualTo("critical");
        StringBuilder close = new StringBuilder("{\"metrics\":[");
        for (int i = 0; i < 100_000; i++) {
            close.append("{\"ts\":").append(1_773_000_000L + i).append(",\"roc_auc\":0.9},");
        }
        close.setCharAt(close.length() - 1, ']');
        plan = json(ask(close.append('}').toString()), 200);
        assertThat(plan.path("status").asText()).as("all within the window").isEqualTo("healthy");
    }

    @Test
    void payloadNestedAThousandDeep_isRefused() throws Exception {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(json(ask("{\"metrics\":" + deep + "}"), 400).path("detail").asText())
                .contains("nested more than 64 deep");
        assertThat(json(ask("{\"metrics\":[],\"drift\":" + "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_001)), 400)
                        .path("detail")
                        .asText())
                .contains("nested more than 64 deep");
        json(ask("{\"metrics\":[" + "{},".repeat(1_000_000) + "{}]}"), 400);
    }

    @Test
    void payloadLargerThanABodyMayBe_isRefusedUnread() throws Exception {
        try (ChurnServer small = Served.builder().maxBodyBytes(2_000).build().start()) {
            assertThat(json(Served.post(small, "/monitor", payload(100, "")), 413)
                            .path("type")
                            .asText())
                    .endsWith("body-too-large");
        }
    }

    @Test
    void emptyBody_withoutAHistory_saysWhatToSend() throws Exception {
        JsonNode problem = json(ask(" \r\n"), 409);
        assertThat(problem.path("type").asText()).isEqualTo("urn:churn-ml:problem:no-metrics-history");
        assertThat(problem.path("detail").asText())
                .startsWith("This server keeps no metrics history. Send {\"metrics\"");
        HttpRequest bare = HttpRequest.newBuilder(Served.uri(server, "/monitor"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        json(Served.send(bare), 409);
        assertThat(Served.get(server, "/monitor").statusCode()).isEqualTo(405);
    }

    @Test
    void emptyBody_judgesTheServersOwnHistory_andActsOnNothing() throws Exception {
        Path file = folder.resolve("m.jsonl");
        MetricsHistory history = new MetricsHistory(file);
        try (ChurnServer own = Served.builder()
                .metricsHistory(file, Duration.ofHours(1))
                .build()
                .start()) {
            JsonNode early = json(Served.post(own, "/monitor", ""), 409);
            assertThat(early.path("detail").asText())
                    .isEqualTo("Nothing has been written to the server's metrics history yet. Ask again later.");
            history.append(Instant.now(), Map.of("requests", 0));
            JsonNode useless = json(Served.post(own, "/monitor", ""), 409);
            assertThat(useless.path("detail").asText())
                    .startsWith("The server's metrics history cannot be judged. Its log says why")
                    .doesNotContain(folder.toString());
            for (int hour = 20; hour >= 0; hour--) {
                double rocAuc = hour == 0 ? 0.5 : 0.9;
                history.append(Instant.now().minusSeconds(3_600L * hour), Map.of("roc_auc", rocAuc));
            }
            JsonNode plan = json(Served.post(own, "/monitor", ""), 200);
            assertThat(plan.path("status").asText()).isEqualTo("critical");
            assertThat(plan.path("findings").findPath("drift_overall").isNull()).isTrue();
            assertThat(plan.path("notices").toString()).contains("The drift report had too few rows to tell");
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void rulesOfOnesOwn_areJudgedBy() throws Exception {
        RuleSet rules = RuleSet.parse(
                "rules:\n- name: low\n  severity: warn\n  when: {metric: x, below: 1}\n  actions: [raise_thresholds]\n");
        try (ChurnServer own = Served.builder().monitorRules(rules).build().start()) {
            JsonNode plan = json(Served.post(own, "/monitor", "{\"metrics\":[{\"ts\":1773000000,\"x\":0.5}]}"), 200);
            assertThat(plan.path("actions").toString()).isEqualTo("[\"raise_thresholds\"]");
        }
    }

    @Test
    void monitor_asksForAKeyWherePredictDoes() {
        try (ChurnServer guarded = Served.builder()
                .apiKeys(ApiKeys.parse("shop: a-key-that-is-long-enough"))
                .build()
                .start()) {
            assertThat(Served.post(guarded, "/monitor", "{}").statusCode()).isEqualTo(401);
        }
    }
}
