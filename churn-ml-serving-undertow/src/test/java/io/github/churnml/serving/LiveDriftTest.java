package io.github.churnml.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.serving.keys.ApiKeys;
import io.github.churnml.serving.live.LiveDrift;
import io.github.churnml.serving.policy.UnknownLevels;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDriftTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path IMPORTED =
            Path.of(System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-2.churn");
    private static final ServedTable TABLE = ServedTable.of(1_200, 11);

    @TempDir
    Path folder;

    /** Begins where the clock of a machine that has just been started may be. */
    private final AtomicLong clock = new AtomicLong(-42);

    @Test
    void rows_thatAreShifted_areReported_withThePsiThatTheOfflineDetectorGives() throws Exception {
        ServedTable shifted = TABLE.with("avg_latency_ms", value -> String.valueOf(1.5 * Double.parseDouble(value)))
                .with("plan", plan -> plan.equals("Premium") ? "Basic" : plan)
                .with("region", region -> region.equals("West") ? "" : region);
        DriftReport offline = new DriftDetector(DriftSettings.standard())
                .compare(
                        Served.model().referenceProfile(),
                        TableTally.of(
                                shifted.csv(folder.resolve("shifted.csv")),
                                ReadOptions.standard(),
                                TableLayout.of(Served.model().inputs())));
        try (ChurnServer server = start()) {
            send(server, shifted);
            JsonNode live = drift(server);
            assertThat(live.at("/status").asText()).isEqualTo("drifted");
            assertThat(live.at("/overall_drift").asBoolean()).isTrue();
            assertThat(live.at("/new/rows").asLong()).isEqualTo(1_200);
            assertThat(live.at("/features")).hasSize(offline.columns().size()).hasSize(16);
            for (ColumnDrift column : offline.columns()) {
                JsonNode told = live.at("/columns").get(column.name());
                assertThat(told.at("/psi").asDouble()).as(column.name()).isCloseTo(column.psi(), within(1e-12));
                assertThat(told.at("/verdict").asText())
                        .isEqualTo(column.verdict().label());
                List<Long> counts = new ArrayList<>();
                told.at("/bins/new").forEach(count -> counts.add(count.asLong()));
                assertThat(counts).as(column.name()).isEqualTo(column.bins().current());
            }
            assertThat(live.at("/features/avg_latency_ms").asDouble()).isGreaterThan(0.2);
            assertThat(live.at("/columns/tenure_months/verdict").asText()).isEqualTo("stable");
            assertThat(gauge(server, "churn_drift_psi{column=\"avg_latency_ms\"}"))
                    .isCloseTo(offline.find("avg_latency_ms").orElseThrow().psi(), within(1e-12));
            assertThat(gauge(server, "churn_drift_overall")).isEqualTo(1);
            assertThat(gauge(server, "churn_drift_rows")).isEqualTo(1_200);
            assertThat(gauge(server, "churn_drift_columns{verdict=\"drifted\"}"))
                    .isEqualTo(offline.columns().stream()
                            .filter(column -> column.verdict() == Verdict.DRIFTED)
                            .count())
                    .isPositive();
            assertThat(live.at("/score/psi").asDouble())
                    .isEqualTo(gauge(server, "churn_drift_score_psi"))
                    .isPositive();
            assertThat(live.at("/score/counted").asBoolean()).isFalse();
            // What cannot be known of a window is no number, and certainly no 0.
            assertThat(live.at("/columns/avg_latency_ms").has("mean_new")).isTrue();
            assertThat(live.at("/columns/avg_latency_ms/mean_new").isNull()).isTrue();
        }
    }

    @Test
    void rows_likeThoseOfTraining_areStable() throws Exception {
        try (ChurnServer server = start()) {
            send(server, TABLE);
            JsonNode live = drift(server);
            assertThat(live.at("/status").asText()).as(live.toString()).isEqualTo("stable");
            assertThat(live.at("/overall_drift").asBoolean()).isFalse();
            assertThat(live.at("/threshold").asDouble()).isEqualTo(0.2);
            assertThat(live.at("/model/name").asText()).isEqualTo("churn");
            assertThat(live.at("/window/seconds").asLong()).isEqualTo(3_600);
            assertThat(gauge(server, "churn_drift_overall")).isZero();
            assertThat(gauge(server, "churn_drift_columns{verdict=\"shifted\"}"))
                    .isZero();
        }
    }

    @Test
    void rows_fallOutOfTheWindow_whenTheyAreOlder() throws Exception {
        try (ChurnServer server =
                builder().driftWindow(Duration.ofMinutes(12)).build().start()) {
            post(server, TABLE.json(0, 300));
            assertThat(rows(server)).isEqualTo(300);
            advance(Duration.ofMinutes(5));
            post(server, TABLE.json(300, 500));
            JsonNode both = drift(server);
            assertThat(both.at("/new/rows").asLong()).isEqualTo(500);
            assertThat(both.at("/window/seconds").asLong()).isEqualTo(720);
            assertThat(both.at("/window/filled_seconds").asLong()).isEqualTo(300);
            // Of twelve slices of a minute, that of the first rows is the oldest one left.
            advance(Duration.ofSeconds(6 * 60 + 59));
            JsonNode last = drift(server);
            assertThat(last.at("/new/rows").asLong()).isEqualTo(500);
            assertThat(last.at("/window/filled_seconds").asDouble()).isBetween(718.0, 720.0);
            advance(Duration.ofSeconds(6));
            assertThat(rows(server)).isEqualTo(200);
            advance(Duration.ofMinutes(5));
            assertThat(rows(server)).isZero();
            // The slice's place is taken again, without what it held.
            post(server, TABLE.json(500, 650));
            advance(LiveDrift.FRESH);
            assertThat(rows(server)).isEqualTo(150);
            advance(Duration.ofHours(3));
            assertThat(rows(server)).isZero();
            assertThat(drift(server).at("/status").asText()).isEqualTo("not enough data");
        }
    }

    @Test
    void report_isWorkedOutOnceInAFewSeconds() throws Exception {
        try (ChurnServer server = start()) {
            post(server, TABLE.json(0, 200));
            HttpResponse<String> first = Served.get(server, "/drift");
            post(server, TABLE.json(200, 300));
            clock.addAndGet(LiveDrift.FRESH.toNanos() - 1);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            HttpRequest again = HttpRequest.newBuilder(Served.uri(server, "/drift"))
                    .header("If-None-Match", tag)
                    .build();
            assertThat(Served.send(again).statusCode()).isEqualTo(304);
            clock.addAndGet(1);
            HttpResponse<String> next = Served.send(again);
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(next.body()).at("/new/rows").asLong()).isEqualTo(300);
        }
    }

    @Test
    void rows_ofManyThreads_areAllCounted_whoeverLooksMeanwhile() throws Exception {
        try (ChurnServer server = builder()
                .driftWindow(Duration.ofMinutes(12))
                .ioThreads(3)
                .workers(3)
                .build()
                .start()) {
            ExecutorService callers = Executors.newFixedThreadPool(6);
            List<Future<Integer>> sent = new ArrayList<>();
            for (int c = 0; c < 6; c++) {
                // Small requests are answered by I/O threads, large ones by workers; the clock goes through some
                // slices.
                int size = c % 2 == 0 ? 7 : 150;
                String body = TABLE.json(100 * c, 100 * c + size);
                sent.add(callers.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        post(server, body);
                        clock.addAndGet(Duration.ofSeconds(1).toNanos());
                        drift(server);
                    }
                    return 40 * size;
                }));
            }
            long all = 0;
            for (Future<Integer> rows : sent) {
                all += rows.get(60, TimeUnit.SECONDS);
            }
            callers.shutdown();
            advance(LiveDrift.FRESH);
            assertThat(all).isEqualTo(3 * 40 * 157);
            JsonNode live = drift(server);
            assertThat(live.at("/new/rows").asLong()).isEqualTo(all);
            for (JsonNode column : live.at("/columns")) {
                long sum = 0;
                for (JsonNode count : column.at("/bins/new")) {
                    sum += count.asLong();
                }
                assertThat(sum).isEqualTo(all);
            }
        }
    }

    @Test
    void rows_ofRequestsThatAreRefused_orMadeUpForTheDocuments_doNotCount() throws Exception {
        try (ChurnServer server =
                builder().ioThreads(1).workers(2).maxRows(300).build().start()) {
            Served.get(server, "/openapi.json");
            String good = TABLE.json(0, 100);
            String bad = good.substring(0, good.length() - 1) + ",{}]";
            for (int i = 0; i < 4; i++) {
                assertThat(Served.post(server, "/predict", bad).statusCode()).isEqualTo(400);
                assertThat(Served.post(server, "/predict", "[" + Served.ROW + ",{}]")
                                .statusCode())
                        .isEqualTo(400);
                assertThat(Served.post(server, "/predict", "[" + Served.ROW + ",")
                                .statusCode())
                        .isEqualTo(400);
                assertThat(Served.post(server, "/predict", TABLE.json(0, 301)).statusCode())
                        .isEqualTo(413);
            }
            assertThat(rows(server)).isZero();
            for (int i = 0; i < 4; i++) {
                post(server, good);
                post(server, Served.ROW);
            }
            advance(LiveDrift.FRESH);
            assertThat(rows(server)).isEqualTo(404);
        }
    }

    @Test
    void rows_ofTheInferenceProtocol_count() throws Exception {
        try (ChurnServer server = start()) {
            JsonNode example = JSON.readTree(Served.get(server, "/openapi.json").body())
                    .at("/paths/~1v2~1models~1{name}~1infer/post/requestBody/content/application~1json/example");
            HttpResponse<String> answer = Served.post(server, "/v2/models/churn/infer", example.toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Served.post(server, "/v2/models/churn/infer", "{\"inputs\":[]}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(rows(server)).isEqualTo(1);
        }
    }

    @Test
    void levelsThatAreUnknown_andMissingValues_haveBinsOfTheirOwn() throws Exception {
        try (ChurnServer server = start()) {
            ServedTable some = new ServedTable(TABLE.header(), TABLE.rows().subList(0, 200));
            post(
                    server,
                    some.with("plan", plan -> "Gold")
                            .with("region", region -> "")
                            .with("avg_latency_ms", latency -> "")
                            .json());
            JsonNode columns = drift(server).at("/columns");
            assertThat(columns.at("/plan/unseen/new").asDouble()).isEqualTo(share(some, "plan", false));
            assertThat(columns.at("/plan/missing/new").asDouble()).isEqualTo(share(some, "plan", true));
            assertThat(columns.at("/region/missing/new").asDouble()).isEqualTo(1);
            assertThat(columns.at("/avg_latency_ms/missing/new").asDouble()).isEqualTo(1);
            assertThat(columns.at("/avg_latency_ms/verdict").asText()).isEqualTo("drifted");
        }
    }

    private static double share(ServedTable table, String column, boolean missing) {
        int place = table.header().indexOf(column);
        return (double) table.rows().stream()
                        .filter(row -> row[place].isEmpty() == missing)
                        .count()
                / table.rows().size();
    }

    @Test
    void rows_thatAreFew_areNotJudged() throws Exception {
        try (ChurnServer server = start()) {
            JsonNode none = drift(server);
            assertThat(none.at("/status").asText()).isEqualTo("not enough data");
            assertThat(none.at("/new/rows").asLong()).isZero();
            assertThat(none.at("/features/plan").isNull()).isTrue();
            assertThat(none.at("/window/filled_seconds").asDouble()).isZero();
            assertThat(gauge(server, "churn_drift_rows")).isZero();
            post(server, TABLE.with("avg_latency_ms", value -> "900").json(0, 99));
            advance(LiveDrift.FRESH);
            assertThat(drift(server).at("/status").asText()).isEqualTo("not enough data");
            assertThat(gauge(server, "churn_drift_rows")).isEqualTo(99);
            assertThat(gauge(server, "churn_drift_overall")).isNaN();
            assertThat(gauge(server, "churn_drift_columns{verdict=\"drifted\"}"))
                    .isNaN();
            assertThat(gauge(server, "churn_drift_psi{column=\"avg_latency_ms\"}"))
                    .isNaN();
            post(server, TABLE.with("avg_latency_ms", value -> "900").json(99, 100));
            advance(LiveDrift.FRESH);
            assertThat(gauge(server, "churn_drift_overall")).isEqualTo(1);
        }
    }

    @Test
    void modelThatTakesTheOthersPlace_beginsAnew_andNoGaugeOfTheOldOneStays() throws Exception {
        Path narrower = folder.resolve("narrower.churn");
        NarrowerModel.fit().save(narrower);
        try (ChurnServer server = start()) {
            post(server, TABLE.json(0, 200));
            assertThat(rows(server)).isEqualTo(200);
            assertThat(metrics(server)).contains("churn_drift_psi{column=\"region\"}");
            server.reload(narrower);
            // At once: a report is of the model that answers, however fresh that of the one before.
            assertThat(rows(server)).isZero();
            assertThat(metrics(server))
                    .doesNotContain("churn_drift_psi{column=\"region\"}")
                    .contains("churn_drift_psi{column=\"plan\"} NaN");
            String row = Served.ROW
                    .replace(",\"promo\":\"No\"", "")
                    .replace(",\"region\":\"West\"", "")
                    .replace(",\"payment_method\":\"Card\"", "");
            post(server, row);
            advance(LiveDrift.FRESH);
            JsonNode live = drift(server);
            assertThat(live.at("/model/name").asText()).isEqualTo(NarrowerModel.NAME);
            assertThat(live.at("/new/rows").asLong()).isEqualTo(1);
            assertThat(live.at("/features")).hasSize(13);
            server.reload(IMPORTED);
            assertThat(metrics(server)).doesNotContain("churn_drift_psi{").contains("churn_drift_rows NaN");
        }
    }

    @Test
    void importedModel_hasNothingToCompareWith_andSaysSo() throws Exception {
        try (ChurnServer server =
                ChurnServer.builder().model(IMPORTED).port(0).build().start()) {
            Served.post(server, "/predict", "{\"tariff\":\"Pro\",\"usage\":2,\"promo\":true}");
            JsonNode live = drift(server);
            assertThat(live.at("/status").asText()).isEqualTo("no reference");
            assertThat(live.at("/reason").asText())
                    .startsWith("Nothing is known of the rows that this model was trained on");
            assertThat(live.at("/model/name").asText()).isEqualTo("fixture");
            assertThat(live.has("overall_drift")).isFalse();
            assertThat(gauge(server, "churn_drift_overall")).isNaN();
            assertThat(gauge(server, "churn_drift_rows")).isNaN();
        }
    }

    @Test
    void driftThatIsOff_saysSo_andHasNoGauges() throws Exception {
        try (ChurnServer server = builder().noDrift().build().start()) {
            post(server, TABLE.json(0, 200));
            HttpResponse<String> answer = Served.get(server, "/drift");
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode live = JSON.readTree(answer.body());
            assertThat(live.at("/status").asText()).isEqualTo("off");
            assertThat(live.at("/reason").asText()).contains("started without live drift");
            assertThat(metrics(server)).doesNotContain("churn_drift");
        }
    }

    @Test
    void serverWithKeys_asksForOne() {
        try (ChurnServer server = builder()
                .apiKeys(ApiKeys.parse("me: a-key-that-is-long-enough"))
                .build()
                .start()) {
            assertThat(Served.get(server, "/drift").statusCode()).isEqualTo(401);
            HttpResponse<String> answer = Served.send(HttpRequest.newBuilder(Served.uri(server, "/drift"))
                    .header("X-API-Key", "a-key-that-is-long-enough")
                    .build());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void threshold_decidesWhatHasDrifted_andAboutTheTableWhereAsked() throws Exception {
        ServedTable shifted = TABLE.with("avg_latency_ms", value -> String.valueOf(1.5 * Double.parseDouble(value)));
        try (ChurnServer server = builder().driftThreshold(50).build().start()) {
            send(server, shifted);
            JsonNode drift = drift(server);
            assertThat(drift.at("/overall_drift").asBoolean()).isTrue();
            assertThat(drift.at("/status").asText()).isEqualTo("shifted");
            assertThat(drift.at("/decided_by").asText()).isEqualTo("tests");
            assertThat(drift.at("/threshold").asDouble()).isEqualTo(50);
        }
        try (ChurnServer server = builder()
                .driftThreshold(50)
                .driftRule(DriftRule.THRESHOLD)
                .build()
                .start()) {
            send(server, shifted);
            JsonNode drift = drift(server);
            assertThat(drift.at("/overall_drift").asBoolean()).isFalse();
            assertThat(drift.at("/status").asText()).isEqualTo("stable");
            assertThat(drift.at("/statistical_drift").asBoolean()).isTrue();
            assertThat(drift.at("/verdict").asText()).isEqualTo("shifted");
            String metrics = Served.get(server, "/metrics").body();
            assertThat(metrics).contains("\nchurn_drift_overall 0.0\n", "\nchurn_drift_statistical 1.0\n");
        }
    }

    @Test
    void settings_outOfRange_areRefused() {
        for (Duration wrong : List.of(Duration.ofSeconds(59), Duration.ofDays(31), Duration.ofHours(-1))) {
            assertThatThrownBy(() -> Served.builder().driftWindow(wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("Drift window is (" + wrong + ") where a minute to 30 days is allowed.\n"
                            + "Maybe leave it out: there is a default.");
        }
        assertThatThrownBy(() -> Served.builder().driftThreshold(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'threshold' is (0.0)");
    }

    private ChurnServerBuilder builder() {
        return Served.builder().unknownLevels(UnknownLevels.SCORE).driftClock(clock::get);
    }

    private ChurnServer start() {
        return builder().build().start();
    }

    private void advance(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static void send(ChurnServer server, ServedTable table) {
        int size = table.rows().size();
        // Several small requests and a large one.
        for (int from = 0; from < 200; from += 20) {
            post(server, table.json(from, from + 20));
        }
        post(server, table.json(200, size));
    }

    private static void post(ChurnServer server, String rows) {
        HttpResponse<String> answer = Served.post(server, "/predict", rows);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode drift(ChurnServer server) throws java.io.IOException {
        HttpResponse<String> answer = Served.get(server, "/drift");
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static long rows(ChurnServer server) throws java.io.IOException {
        return drift(server).at("/new/rows").asLong();
    }

    private static String metrics(ChurnServer server) {
        return Served.get(server, "/metrics").body();
    }

    private static double gauge(ChurnServer server, String name) {
        List<String> lines = metrics(server)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .toList();
        assertThat(lines).as(name).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(name.length() + 1));
    }
}
