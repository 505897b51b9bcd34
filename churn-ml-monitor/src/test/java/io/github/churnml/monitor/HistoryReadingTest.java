package io.github.churnml.monitor;

import static io.github.churnml.monitor.Histories.NOW;
import static io.github.churnml.monitor.Histories.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories as they really come. */
class HistoryReadingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-10T11:00:00Z | 2026-03-10T11:00:00Z",
                "2026-03-10t11:00:00z | 2026-03-10T11:00:00Z",
                "2026-03-10T12:00:00+01:00 | 2026-03-10T11:00:00Z",
                "2026-03-10T12:00:00+0100 | 2026-03-10T11:00:00Z",
                "2026-03-10T09:00:00-02 | 2026-03-10T11:00:00Z",
                "2026-03-10 11:00:00 | 2026-03-10T11:00:00Z",
                "2026-03-10 11:00:00 UTC | 2026-03-10T11:00:00Z",
                "2026-03-10 11:00:00.5 +00:00 | 2026-03-10T11:00:00.500Z",
                "2026-03-10T11:00 | 2026-03-10T11:00:00Z",
                "2026-03-10T11:00:00.895592 | 2026-03-10T11:00:00.895592Z",
                "2026-03-10 | 2026-03-10T00:00:00Z",
                "1773140400 | 2026-03-10T11:00:00Z",
                "1773140400.25 | 2026-03-10T11:00:00.250Z",
                "1773140400250 | 2026-03-10T11:00:00.250Z",
                "1773140400250000 | 2026-03-10T11:00:00.250Z",
                "1773140400250000000 | 2026-03-10T11:00:00.250Z"
            })
    void time_in_any_spelling_is_read(String text, String expected) {
        assertThat(Times.of(text)).contains(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01",
                "2026-02-30T10:00:00Z",
                "-5",
                "NaN",
                "1e400",
                "10/03/2026",
                "0x10",
                "2026-03-10T25:00:00Z",
                "9999-01-01",
                "1969-12-31",
                "2026-03-10T11:00:00Zjunk",
                "99999999999999999999999"
            })
    void time_that_is_none_is_refused(String text) {
        assertThat(Times.of(text)).isEmpty();
    }

    @Test
    void lines_malformed_areCountedAndTold() {
        MonitoringPlan plan = plan(
                "\uFEFF{\"ts\":\"2026-03-10T08:00:00Z\",\"x\":1}\r",
                "",
                "   ",
                "not json",
                "[1,2]",
                "{\"ts\":\"2026-03-10T09:00:00Z\",\"x\":1}",
                "{\"ts\":\"2026-03-10T09:00:00Z\",\"x\":1}",
                "{\"x\":1}",
                "{\"ts\":\"soon\",\"x\":1}",
                "{\"ts\":null,\"x\":1}",
                "{\"ts\":\"2026-03-10T07:00:00Z\",\"x\":1}",
                "{\"ts\":\"2026-03-10T10:00:00Z\",\"x\":NaN}",
                "{\"ts\":\"2026-03-10T10:00:00Z\",\"x\":\"1\"}",
                "{\"ts\":\"2026-03-10T10:30:00Z\",\"x\":1,\"x\":2}",
                "{\"ts\":\"2026-03-10T10:30:00Z\",\"x\":1} {}",
                "{\"ts\":\"2027-01-01T00:00:00Z\",\"x\":9}",
                "{\"ts\":\"2026-03-10T11:00:00Z\",\"x\":3,\"more\":{\"deep\":[1,{\"ts\":1}]}}",
                "{\"ts\":\"2026-03-10T11:00:00Z\",\"x\":5}",
                "{\"ts\":\"2026-03-10T1");
        HistorySummary history = plan.history();
        assertThat(history.lines()).isEqualTo(17);
        assertThat(history.malformed()).isEqualTo(8);
        assertThat(history.duplicates()).isEqualTo(1);
        assertThat(history.outOfOrder()).isEqualTo(2);
        assertThat(history.future()).isEqualTo(1);
        assertThat(history.empty()).isEqualTo(2);
        assertThat(history.conflicts()).isEqualTo(1);
        assertThat(history.unusable()).isEqualTo(2);
        assertThat(plan.findings()).containsEntry("x", 4.0);
        assertThat(history.notes())
                .containsExactly(
                        "8 lines cannot be read and were left out; the first is number 4: it is not valid JSON.",
                        "2 values are not possible and were left out; line 12: x is NaN where a number is required; line"
                                + " 13: x is a text where a number is required.",
                        "2 lines are older than the one before; the points were sorted by their time.",
                        "1 line lies in the future and was left out; the first is number 16: 2027-01-01T00:00:00Z. Maybe a"
                                + " clock is wrong, or times without a zone are not in UTC.",
                        "At 1 time a metric has different values; their mean was taken.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roc_auc | 1.7 | roc_auc is 1.7 where a number from 0 to 1 is required",
                "pr_auc | -0.1 | pr_auc is -0.1 where a number from 0 to 1 is required",
                "estimated_roc_auc | 1.01 | estimated_roc_auc is 1.01 where a number from 0 to 1 is required",
                "realised_mcc | -1.5 | realised_mcc is -1.5 where a number from -1 to 1 is required",
                "latency_p95_ms | -3 | latency_p95_ms is -3 where a number 0 or more is required",
                "log_loss | -0.2 | log_loss is -0.2 where a number 0 or more is required",
                "failed_rate | 1.2 | failed_rate is 1.2 where a number from 0 to 1 is required",
                "rows | -1 | rows is -1 where a number 0 or more is required",
                "roc_auc | NaN | roc_auc is NaN where a number from 0 to 1 is required",
                "cost | Infinity | cost is Infinity where a number is required",
                "cost | 1e999 | cost is Infinity where a number is required",
                "roc_auc | \"0.9\" | roc_auc is a text where a number is required",
                "roc_auc | true | roc_auc is a flag where a number is required",
                "roc_auc | [0.9] | roc_auc is a list or a mapping where a number is required"
            })
    void value_that_a_metric_cannot_have_is_left_out_and_named_with_its_line(String metric, String value, String said)
            throws IOException {
        MonitoringAgent agent = MonitoringAgent.builder()
                .rules(RuleSet.parse(
                        "rules:\n- name: a\n  severity: warn\n  when: {metric: " + metric + ", above: 1e300}\n"))
                .clock(Histories.CLOCK)
                .build();
        Path file = Files.writeString(
                folder.resolve("odd.jsonl"),
                "{\"ts\":1773140300,\"" + metric + "\":0.5}\n\n{\"ts\":1773140400,\"" + metric + "\":" + value + "}\n");

        MonitoringPlan plan = agent.plan(file, null);

        assertThat(plan.findings()).containsEntry(metric, 0.5);
        assertThat(plan.history().unusable()).isEqualTo(1);
        assertThat(plan.history().toMap()).containsEntry("unusable", 1L);
        assertThat(plan.history().notes())
                .containsExactly("1 value is not possible and was left out; line 3: " + said + ".");
        Files.writeString(file, "{\"ts\":1773140400,\"" + metric + "\":" + value + "}\n");
        assertThatThrownBy(() -> agent.plan(file, null))
                .hasMessageContaining(
                        "of 1 points 1 without any of the metrics that the rules look at (line 1: " + said + ")");
    }

    @Test
    void values_ofAProgram_areJudgedAlike() {
        MonitoringPlan plan = Histories.standard()
                .plan(List.of(point(NOW.minusSeconds(60), "roc_auc", 0.9), point(NOW, "roc_auc", 1.7)), null);
        assertThat(plan.history().firstUnusable())
                .containsExactly("line 2: roc_auc is 1.7 where a number from 0 to 1 is required");
        assertThat(plan.details()).containsEntry("roc_auc", 0.9);
        MonitoringPlan parsed = Histories.standard()
                .plan(Map.of(
                        "metrics",
                        List.of(
                                Map.of("ts", 1773140300, "roc_auc", 0.9),
                                Map.of("ts", 1773140400, "roc_auc", "0.8", "latency_p95_ms", -1))));
        assertThat(parsed.history().unusable()).isEqualTo(2);
        assertThat(agent().plan(List.of(point(NOW, "x", -1e9)), null).history().unusable())
                .isZero();
        assertThat(agent().plan(List.of(point(NOW, "x", 5), point(NOW, "y", 2)), null)
                        .history()
                        .unusable())
                .isZero();
    }

    @Test
    void time_otherNames_areFoundTsFirst() {
        for (String name : List.of("ts", "timestamp", "time", "datetime", "date", "@timestamp", "created_at")) {
            assertThat(plan("{\"x\":1,\"" + name + "\":1773140400}").judgedAt()).isEqualTo("2026-03-10T11:00:00Z");
        }
        assertThat(plan("{\"date\":\"2020-01-01\",\"ts\":1773140400,\"time\":1,\"x\":1}")
                        .judgedAt())
                .isEqualTo("2026-03-10T11:00:00Z");
    }

    @Test
    void time_runningBackwards_isToldAndJudged() {
        List<String> lines = new ArrayList<>();
        for (int hour = 11; hour >= 0; hour--) {
            lines.add("{\"ts\":\"2026-03-10T" + (hour < 10 ? "0" : "") + hour + ":00:00Z\",\"x\":" + hour + "}");
        }
        MonitoringPlan plan = plan(lines.toArray(String[]::new));
        assertThat(plan.findings()).containsEntry("x", 11.0);
        assertThat(plan.history().backwards()).isTrue();
        assertThat(plan.history().notes())
                .containsExactly("Time runs backwards from line to line; the points were sorted by their time.");
    }

    @Test
    void history_old_saysSo() {
        MonitoringPlan plan = plan("{\"ts\":\"2025-03-10T11:00:00Z\",\"x\":1}");
        assertThat(plan.notices())
                .containsExactly(
                        "The newest point, of 2025-03-10T11:00:00Z, is more than 7 days old: this speaks of then,"
                                + " not of now.");
    }

    @Test
    void clock_aLittleBehind_isNoFuture() {
        assertThat(plan("{\"ts\":\"2026-03-10T12:05:00Z\",\"x\":1}").history().future())
                .isZero();
        assertThatThrownBy(() -> plan("{\"ts\":\"2026-03-10T12:05:01Z\",\"x\":1}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds no point to judge by: of 1 points 1 in the future.");
    }

    @Test
    void history_noUsablePoint_isRefused() {
        assertThatThrownBy(() -> plan("a", "[", "{\"ts\":\"2026-03-10\",\"auc\":1}"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Metrics history (" + folder.resolve("m.jsonl")
                                + ") holds no point to judge by: of 3 points 2 cannot be read and 1 without any of the metrics that"
                                + " the rules look at (the first is number 1: it is not valid JSON).\nMaybe write one JSON object");
        assertThatThrownBy(() -> plan("{\"ts\":\"2026-03-10\",\"auc\":1}"))
                .hasMessageEndingWith(
                        "\nMaybe the rules look for metrics of other names, or they are no numbers: 'x'.");
        assertThatThrownBy(() -> plan())
                .hasMessageEndingWith("holds no point to judge by.\nMaybe nothing has been written to it yet.");
        assertThatThrownBy(() -> plan("{\"ts\":\"2099-01-01\",\"x\":1}"))
                .hasMessageEndingWith("1 in the future.\nMaybe a clock is wrong, or an earlier time was to be judged.");
    }

    @Test
    void history_absentOrFolder_isRefused() {
        MonitoringAgent agent = Histories.standard();
        Path none = folder.resolve("none.jsonl");
        assertThatThrownBy(() -> agent.plan(none, null))
                .isInstanceOf(DataException.class)
                .hasMessage("Metrics history (" + none + ") is not there.\nMaybe the path is wrong.");
        assertThatThrownBy(() -> agent.plan(folder, null))
                .hasMessage("Metrics history (" + folder + ") is a folder.\nMaybe the path is wrong.");
    }

    @Test
    void line_overOneMegabyte_isSkipped() {
        MonitoringPlan plan = plan(
                "{\"ts\":1773136800,\"x\":1,\"pad\":\"" + "y".repeat(3 << 20) + "\"}", "{\"ts\":1773140400,\"x\":2}");
        assertThat(plan.history().firstMalformed()).isEqualTo("the first is number 1: it is longer than 1 MB");
        assertThat(plan.findings()).containsEntry("x", 2.0);
    }

    @Test
    void text_deepOrBroken_neverThrows() {
        MonitoringPlan plan = plan(
                "[".repeat(100_000),
                "{\"a\":".repeat(5_000),
                "{\"ts\":1" + "0".repeat(500) + "}",
                "\u0000\u0001{",
                "{\"x\":1e999,\"ts\":1773140400}",
                "{\"ts\":1773140400,\"x\":2}");
        assertThat(plan.findings()).containsEntry("x", 2.0);
        assertThat(plan.history().malformed()).isEqualTo(4);
    }

    @Test
    void bytes_notUtf8_restIsRead() throws IOException {
        Path file = folder.resolve("latin.jsonl");
        String lines = "{\"ts\":1773136800,\"région\":\"é\",\"x\":1}\n{\"ts\":1773140400,\"x\":2}";
        Files.write(file, lines.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(agent().plan(file, null).findings()).containsEntry("x", 2.0);
    }

    @Test
    void points_tooMany_areRefused() {
        List<MetricPoint> points = new ArrayList<>();
        for (int i = 0; i <= 500_000; i++) {
            points.add(Histories.point(NOW.minusMillis(i), "x", 1));
        }
        assertThatThrownBy(() -> agent().plan(points, null))
                .isInstanceOf(DataException.class)
                .hasMessage("The metrics history has more than 500000 points within 21 days.\n"
                        + "Maybe keep one point a minute, or shorten the windows of the rules.");
    }

    @Test
    void values_tooManyAtOneTime_areRefused() {
        HistoryWindow window = new HistoryWindow(List.of("x"), Duration.ofDays(21), NOW, null, null);
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= 500_000; i++) {
                        window.add(NOW, new double[] {i}, i);
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The metrics history has more than 500000 points within 21 days.");
    }

    @Test
    void values_repeatedOrOld_takeNoRoom() {
        HistoryWindow window = new HistoryWindow(List.of("x"), Duration.ofDays(21), NOW, null, null);
        for (int i = 0; i < 1_200_000; i++) {
            Instant hour = NOW.minus(Duration.ofHours(400_000 - i / 3));
            window.add(hour, new double[] {i}, i);
        }
        for (int i = 0; i < 600_000; i++) {
            window.add(NOW, new double[] {i % 2}, i);
        }
        assertThat(window.series("x").times()).hasSize(21 * 24 + 1);
    }

    @Test
    void history_long_keepsOnlyTheWindows() {
        HistoryWindow window = new HistoryWindow(List.of("x"), Duration.ofDays(21), NOW, null, null);
        for (int i = 0; i < 1_000_000; i++) {
            window.add(NOW.minus(Duration.ofMinutes(25L * (1_000_000 - i))), new double[] {i}, i);
        }
        assertThat(window.series("x").times()).hasSize(21 * 24 * 60 / 25 + 1);
    }

    @Provide
    Arbitrary<List<MetricPoint>> histories() {
        Arbitrary<MetricPoint> point = Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(80, 92),
                        Arbitraries.integers().between(55, 66),
                        Arbitraries.integers().between(300, 450))
                .as((hour, roc, pr, latency) -> new MetricPoint(
                        NOW.minus(Duration.ofHours(hour)),
                        Map.of("roc_auc", roc / 100.0, "pr_auc", pr / 100.0, "latency_p95_ms", (double) latency)));
        return point.list().ofMinSize(1).ofMaxSize(60);
    }

    @Property(tries = 300)
    void plan_shuffledOrRepeatedPoints_isTheSame(@ForAll("histories") List<MetricPoint> points, @ForAll long seed) {
        List<MetricPoint> other = new ArrayList<>(points);
        other.addAll(points.subList(0, points.size() / 2));
        Collections.shuffle(other, new Random(seed));
        MonitoringAgent agent = Histories.standard();
        assertThat(withoutHistory(agent.plan(other, Histories.drift(true))))
                .isEqualTo(withoutHistory(agent.plan(points, Histories.drift(true))));
    }

    private static Map<String, Object> withoutHistory(MonitoringPlan plan) {
        Map<String, Object> map = plan.toMap();
        map.remove("history");
        return map;
    }

    private MonitoringPlan plan(String... lines) {
        Path file = folder.resolve("m.jsonl");
        try {
            Files.write(file, Stream.of(lines).toList());
            if (lines.length > 0) { // the last line may lack its end, as when it is still being written
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return agent().plan(file, null);
    }

    private static MonitoringAgent agent() {
        return Histories.agent(Histories.rule("metric: x, above: 100"));
    }
}
