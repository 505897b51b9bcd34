package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.monitor.MetricsHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server measured and what was learnt of outcomes later, in one history. */
class HistoryLoopTest {

    private static final Instant END = Instant.ofEpochSecond(Long.parseLong(Cli.EPOCH));

    @TempDir
    Path folder;

    @Test
    void outcomesThatArriveLate_joinWhatTheServerMeasured_andTheDropIsFound() throws IOException {
        Path file = folder.resolve("artifacts/metrics_history.jsonl");
        MetricsHistory history = new MetricsHistory(file).begin();
        for (int hour = 7 * 24; hour >= 0; hour--) {
            history.append(
                    END.minusSeconds(3_600L * hour), Map.of("model", "churn", "requests", 100, "latency_p95_ms", 12.5));
        }
        for (int day = 6; day > 0; day--) {
            evaluate(file, Cli.customers(), END.minusSeconds(86_400L * day));
        }
        assertThat(monitor(file).path("status").asText()).isEqualTo("healthy");
        evaluate(file, shuffled(), END.minusSeconds(60));
        JsonNode plan = monitor(file);
        assertThat(plan.path("status").asText()).isEqualTo("critical");
        assertThat(plan.path("findings").findPath("roc_auc_drop_pct").asDouble())
                .isGreaterThan(6);
        assertThat(plan.path("findings").findPath("latency_p95_ms").asDouble()).isEqualTo(12.5);
        assertThat(plan.path("history").path("malformed").asInt()).isZero();
        assertThat(plan.path("judged_at").asText()).isEqualTo(END.toString());
    }

    /** Outcomes that have nothing to do with the customers. */
    private Path shuffled() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        List<String> others = new ArrayList<>();
        others.add(lines.get(0));
        Random random = new Random(3);
        for (String line : lines.subList(1, lines.size())) {
            others.add(line.substring(0, line.lastIndexOf(',') + 1) + (random.nextInt(4) == 0 ? "Yes" : "No"));
        }
        return Files.write(folder.resolve("shuffled.csv"), others);
    }

    private static void evaluate(Path history, Path data, Instant at) {
        Cli.Result result =
                Cli.run("evaluate", "--model", Cli.model(), "--data", data, "--history", history, "--at", at);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).endsWith("\nAppended to " + history + "\n");
    }

    private JsonNode monitor(Path history) {
        return Cli.run("monitor", "--json", "--metrics", history, "--out", folder.resolve("plan.yaml"))
                .json();
    }

    @Test
    void estimate_appendsWhatItExpects_andWhatCameTrue() throws IOException {
        Path file = folder.resolve("m.jsonl");
        Cli.Result result =
                Cli.run("estimate", "--model", Cli.model(), "--data", Cli.customers(), "--history", file, "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode line = new ObjectMapper().readTree(Files.readString(file));
        assertThat(line.path("ts").asText()).isEqualTo(END.toString());
        assertThat(line.path("model").asText()).isEqualTo("churn");
        assertThat(line.has("version")).isTrue();
        for (String metric : List.of("roc_auc", "pr_auc", "f1")) {
            assertThat(line.path("estimated_" + metric).asDouble())
                    .isEqualTo(result.json().path("estimated").path(metric).asDouble());
            assertThat(line.path("realised_" + metric).asDouble())
                    .isEqualTo(result.json().path("realised").path(metric).asDouble());
        }
        assertThat(line.path("estimated_rows").asInt()).isEqualTo(600);
        assertThat(line.path("realised_rows").asInt()).isEqualTo(600);
        assertThat(line.has("roc_auc")).as("some outcomes are no evaluation").isFalse();
    }

    @Test
    void evaluate_writesWhatItSays() throws IOException {
        Path file = folder.resolve("m.jsonl");
        Cli.Result result =
                Cli.run("evaluate", "--json", "--model", Cli.model(), "--data", Cli.customers(), "--history", file);
        JsonNode line = new ObjectMapper().readTree(Files.readString(file));
        for (String metric : List.of("roc_auc", "pr_auc", "log_loss", "brier")) {
            assertThat(line.path(metric).asDouble())
                    .isEqualTo(result.json().path(metric).asDouble());
        }
        assertThat(line.path("evaluated_rows").asInt()).isEqualTo(600);
        assertThat(line.has("rows")).as("that is what a server scored").isFalse();
    }

    @Test
    void wrongUse_isRefused_beforeAnythingIsDone() throws IOException {
        for (String command : List.of("evaluate", "estimate")) {
            Object[] begin = {command, "--model", Cli.model(), "--data", Cli.customers()};
            refused(2, "Option --at is given, and no line is written without --history.", begin, "--at", END);
            Path file = folder.resolve("m.jsonl");
            refused(2, "Option --at holds (noon)", begin, "--history", file, "--at", "noon");
            assertThat(file).doesNotExist();
            byte[] before = Files.readAllBytes(Cli.customers());
            refused(1, "is no metrics history", begin, "--history", Cli.customers());
            assertThat(Cli.customers()).hasBinaryContent(before);
            refused(2, "cannot be written", begin, "--history", Cli.customers().resolve("m.jsonl"));
        }
    }

    private static void refused(int exit, String message, Object[] begin, Object... more) {
        List<Object> all = new ArrayList<>(List.of(begin));
        all.addAll(List.of(more));
        Cli.Result result = Cli.run(all.toArray());
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(message);
        assertThat(result.out()).isEmpty();
    }
}
