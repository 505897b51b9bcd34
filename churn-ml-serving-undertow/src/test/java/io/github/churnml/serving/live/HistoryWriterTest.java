package io.github.churnml.serving.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.DriftWindow;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.SlowCallersTest;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's metrics history: what a line says, when it is written, and that trouble with it is nobody else's. */
class HistoryWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final long MILLI = 1_000_000;

    @TempDir
    Path folder;

    private final ServedModel model = new ServedModel(Served.model(), null, Policies.DEFAULTS);
    private final ServingMetrics metrics = new ServingMetrics(() -> model);
    private Supplier<Optional<DriftReport>> drift = Optional::empty;

    private HistoryWriter writer(Path file, Duration every) {
        return new HistoryWriter(
                new MetricsHistory(file).begin(),
                every,
                metrics,
                () -> model,
                () -> drift.get(),
                () -> ShadowCounts.Sums.NONE,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    @Test
    void line_tellsOfItsIntervalAlone() throws IOException {
        Path file = folder.resolve("m.jsonl");
        for (int i = 0; i < 50; i++) {
            metrics.totals.request(500, 900 * MILLI); // before the history began
        }
        HistoryWriter writer = writer(file, Duration.ofHours(1));
        for (int i = 0; i < 96; i++) {
            metrics.totals.request(200, 10 * MILLI);
        }
        metrics.totals.request(400, 10 * MILLI);
        metrics.totals.request(503, 10 * MILLI);
        metrics.totals.request(200, 500 * MILLI);
        metrics.totals.request(200, 500 * MILLI);
        metrics.totals.row(0.2, false);
        metrics.totals.row(0.2, false);
        metrics.totals.row(0.5, true);
        metrics.totals.row(0.9, true);
        writer.write();
        writer.write();
        List<JsonNode> lines = lines(file);
        JsonNode first = lines.get(0);
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "ts",
                        "model",
                        "version",
                        "requests",
                        "rows",
                        "refused_rate",
                        "failed_rate",
                        "latency_p50_ms",
                        "latency_p95_ms",
                        "latency_p99_ms",
                        "score_mean",
                        "positive_rate");
        assertThat(first.path("ts").asText()).isEqualTo("2026-03-10T12:00:00Z");
        assertThat(first.path("model").asText()).isEqualTo(model.name());
        assertThat(first.path("version").asText()).isEqualTo(model.version());
        assertThat(first.path("requests").asLong()).isEqualTo(100);
        assertThat(first.path("rows").asLong()).isEqualTo(4);
        assertThat(first.path("refused_rate").asDouble()).isEqualTo(0.01);
        assertThat(first.path("failed_rate").asDouble()).isEqualTo(0.01);
        // Buckets are an eighth wide.
        assertThat(first.path("latency_p50_ms").asDouble()).isBetween(8.75, 11.25);
        assertThat(first.path("latency_p95_ms").asDouble()).isBetween(8.75, 11.25);
        assertThat(first.path("latency_p99_ms").asDouble()).isBetween(437.0, 563.0);
        assertThat(first.path("score_mean").asDouble()).isEqualTo(0.45);
        assertThat(first.path("positive_rate").asDouble()).isEqualTo(0.5);
        assertThat(lines.get(1).fieldNames())
                .toIterable()
                .as("of an interval without requests nothing else is known")
                .containsExactly("ts", "model", "version", "requests", "rows");
    }

    @Test
    void drift_isToldInTheLine_andPutBesideIt() throws IOException {
        DriftReport report = ofMissingRows(5_000);
        drift = () -> Optional.of(report);
        Path file = folder.resolve("history/m.jsonl");
        writer(file, Duration.ofHours(1)).write();
        JsonNode line = lines(file).get(0);
        assertThat(line.path("drift_overall").isBoolean()).isTrue();
        assertThat(line.path("drift_overall").asBoolean()).isTrue();
        assertThat(line.path("drift_max").asDouble()).isGreaterThan(1);
        assertThat(line.path("drift_columns").asInt()).isEqualTo(model.columns().size());
        assertThat(line.path("drift_rows").asLong()).isEqualTo(5_000);
        Path latest = folder.resolve("history/drift_latest.json");
        assertThat(DriftSummary.read(latest)).isEqualTo(HistoryWriter.summary(report));
        assertThat(DriftSummary.read(latest).overall()).isTrue();
        assertThat(DriftSummary.read(latest).features()).containsKey("avg_latency_ms");
        assertThat(JSON.readTree(latest.toFile()).path("columns").isEmpty()).isFalse();
        DriftReport early = ofMissingRows(3);
        drift = () -> Optional.of(early);
        writer(file, Duration.ofHours(1)).write();
        assertThat(lines(file).get(1).fieldNames())
                .toIterable()
                .contains("drift_rows")
                .doesNotContain("drift_overall", "drift_max", "drift_columns");
        assertThat(DriftSummary.read(latest).isKnown()).isFalse();
    }

    private static DriftReport ofMissingRows(int rows) {
        DriftWindow window = new DriftWindow(Served.model().referenceProfile());
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < window.reference().columns().size(); j++) {
                if (window.reference().columns().get(j) instanceof NumberProfile) {
                    window.addNumber(j, Double.NaN);
                } else {
                    window.addLevel(j, DriftWindow.MISSING);
                }
            }
            window.endRow();
        }
        return new DriftDetector(DriftSettings.standard()).compare(window);
    }

    @Test
    void line_isWrittenEveryInterval_andTheLastWhenItEnds() throws Exception {
        Path file = folder.resolve("m.jsonl");
        HistoryWriter writer = writer(file, Duration.ofMillis(20)).start();
        SlowCallersTest.await(() -> count(file) >= 2);
        writer.close();
        int before = count(file);
        writer.close();
        assertThat(count(file)).isEqualTo(before);
        HistoryWriter rare = writer(file, Duration.ofHours(1)).start();
        metrics.totals.request(200, MILLI);
        rare.close();
        assertThat(lines(file)).hasSize(before + 1);
        assertThat(lines(file).get(before).path("requests").asLong()).isEqualTo(1);
        assertThat(threads()).isEmpty();
        HistoryWriter idle = writer(file, Duration.ofHours(1)).start();
        idle.close();
        assertThat(count(file)).as("nothing has happened").isEqualTo(before + 1);
    }

    private static int count(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("churn-history"::equals)
                .toList();
    }

    @Test
    void folderThatVanishes_isCounted_andItsRequestsComeWithTheNextLine() throws IOException {
        Path file = folder.resolve("sub/m.jsonl");
        HistoryWriter writer = writer(file, Duration.ofHours(1));
        Files.delete(file);
        Files.delete(file.getParent());
        metrics.totals.request(200, MILLI);
        writer.write();
        writer.write();
        assertThat(metrics.text()).contains("churn_history_lines_total{outcome=\"failed\"} 2.0");
        assertThat(file.getParent()).doesNotExist();
        Files.createDirectory(file.getParent());
        metrics.totals.request(200, MILLI);
        writer.write();
        assertThat(lines(file)).hasSize(1);
        assertThat(lines(file).get(0).path("requests").asLong()).isEqualTo(2);
        assertThat(metrics.text()).contains("churn_history_lines_total{outcome=\"written\"} 1.0");
    }

    @Test
    void server_keepsAHistoryThatTheAgentReads_andStopsWithoutAThreadLeft() throws Exception {
        Path file = folder.resolve("new/metrics_history.jsonl");
        ChurnServer server = Served.builder()
                .metricsHistory(file, Duration.ofHours(1))
                .build()
                .start();
        assertThat(file).isEmptyFile();
        assertThat(Served.get(server, "/metrics").body()).contains("churn_history_lines_total{outcome=\"failed\"} 0.0");
        Served.post(server, "/predict", "[" + Served.ROW + "," + Served.ROW + "]");
        Served.post(server, "/predict", "{}");
        Served.post(server, "/v2/models/" + server.modelName() + "/infer", "{}");
        Served.post(server, "/monitor", "{}");
        Served.post(server, "/nowhere", "{}");
        Served.get(server, "/model");
        server.stop();
        JsonNode line = lines(file).get(0);
        assertThat(line.path("requests").asLong()).isEqualTo(3);
        assertThat(line.path("rows").asLong()).isEqualTo(2);
        assertThat(line.path("refused_rate").asDouble()).isEqualTo(2.0 / 3);
        assertThat(MonitoringAgent.builder().build().plan(file, null).details().get("latency_p95_ms"))
                .isEqualTo(line.path("latency_p95_ms").asDouble());
        assertThat(threads()).isEmpty();
    }

    @Test
    void server_whoseHistoryCannotBeWritten_doesNotStart_butGoesOnIfThatComesLater() throws Exception {
        Path taken = Files.writeString(folder.resolve("file"), "");
        ChurnServer none = Served.builder()
                .metricsHistory(taken.resolve("m.jsonl"), Duration.ofMinutes(1))
                .build();
        assertThatThrownBy(none::start).isInstanceOf(OutputException.class).hasMessageContaining("cannot be written");
        none.stop();
        Path file = folder.resolve("sub/m.jsonl");
        try (ChurnServer server = Served.builder()
                .metricsHistory(file, Duration.ofMillis(100))
                .build()
                .start()) {
            SlowCallersTest.await(() -> replaced(file));
            SlowCallersTest.await(() -> Served.get(server, "/metrics")
                    .body()
                    .lines()
                    .anyMatch(line -> line.startsWith("churn_history_lines_total{outcome=\"failed\"}")
                            && !line.endsWith(" 0.0")));
            assertThat(Served.post(server, "/predict", Served.ROW).statusCode()).isEqualTo(200);
        }
    }

    /** Puts a file where the folder was; a line may come in between. */
    private static boolean replaced(Path file) {
        try {
            if (Files.isRegularFile(file.getParent())) {
                return true;
            }
            Files.deleteIfExists(file);
            Files.delete(file.getParent());
            Files.writeString(file.getParent(), "");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void interval_outOfRange_isRefused() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofDays(2))) {
            assertThatThrownBy(() -> ChurnServer.builder().metricsHistory(folder.resolve("m"), wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("History interval is (" + wrong + ") where 100 ms to a day is allowed.\n"
                            + "Maybe take a minute.");
        }
    }
}
