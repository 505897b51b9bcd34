package io.github.churnml.monitor;

import static io.github.churnml.monitor.Histories.CLOCK;
import static io.github.churnml.monitor.Histories.NOW;
import static io.github.churnml.monitor.Histories.hourly;
import static io.github.churnml.monitor.Histories.then;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.SharedFiles;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observe, think, act: from files and payloads to plans, actions and the log. */
class MonitoringAgentTest {

    private static final RuleSet COOL = RuleSet.parse("""
            rules:
            - name: high
              severity: warn
              when: {metric: x, above: 5}
              actions: [open_incident]
              cool_down: 6h
            """);

    @TempDir
    Path folder;

    @Test
    void plan_sharedHistoryAndDrift_isCritical() {
        Path metrics = SharedFiles.require("data/zubale/metrics_history.jsonl");
        Path drift = SharedFiles.require("data/zubale/drift_latest.json");
        MonitoringPlan plan = MonitoringAgent.builder()
                .clock(Clock.fixed(Instant.parse("2025-08-18T00:00:00Z"), ZoneOffset.UTC))
                .build()
                .plan(metrics, drift);
        assertThat(plan.status()).isEqualTo(Status.CRITICAL);
        assertThat(plan.judgedAt()).isEqualTo("2025-08-17T21:32:20.895592Z");
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("roc_auc", 0.865);
        details.put("roc_auc_drop_pct", 5.257393209);
        details.put("roc_auc_drop_pct_baseline", 0.913);
        details.put("roc_auc_drop_pct_limit", 3.0);
        details.put("latency_p95_ms", 474.0);
        details.put("latency_p95_ms_baseline", 222.0);
        details.put("latency_p95_ms_limit", 400.0);
        details.put("pr_auc", 0.617);
        details.put("pr_auc_drop_pct", 6.515151515);
        details.put("pr_auc_drop_pct_baseline", 0.66);
        details.put("pr_auc_drop_pct_limit", 5.0);
        details.put("drift_overall", true);
        details.put("drift_threshold", 0.2);
        details.put("drift_max", 0.33);
        details.put("drift_max_column", "avg_latency_ms");
        details.put(
                "drift_columns_drifted",
                List.of("avg_latency_ms", "downtime_hours_30d", "support_tickets_30d", "discount_pct"));
        assertThat(plan.details()).isEqualTo(details);
        assertThat(plan.rules().stream().filter(RuleOutcome::holds).map(RuleOutcome::name))
                .containsExactly("roc_auc_dropped", "latency_high", "drift_hurts");
        assertThat(MonitoringPlan.labels(plan.actions()))
                .containsExactly("open_incident", "trigger_retraining", "raise_thresholds");
        assertThat(plan.notices()).isEmpty();
        assertThat(plan.history().lines()).isEqualTo(240);
        assertThat(plan.history().notes()).isEmpty();
        assertThat(plan.toYaml())
                .startsWith("""
                        status: critical
                        findings:
                        - roc_auc_drop_pct: 5.26
                        - latency_p95_ms: 474
                        - pr_auc_drop_pct: 6.52
                        - drift_overall: true
                        actions: [open_incident, trigger_retraining, raise_thresholds]
                        page_oncall: false
                        rationale: """)
                .contains("\njudged_at: 2025-08-17T21:32:20.895592Z\ndetails:\n  roc_auc: 0.865\n");
    }

    @Test
    void plan_beforeTheTrouble_isHealthy() {
        Path metrics = SharedFiles.require("data/zubale/metrics_history.jsonl");
        MonitoringPlan plan = MonitoringAgent.builder()
                .judgedAt(Instant.parse("2025-08-15T00:00:00Z"))
                .build()
                .plan(metrics, null);
        assertThat(plan.status()).isEqualTo(Status.HEALTHY);
    }

    @Test
    void plan_payload_isThatOfFiles() throws IOException {
        String metrics = "{\"ts\":\"2026-03-10T08:00:00Z\",\"roc_auc\":0.9}\n"
                + "{\"ts\":1773133200,\"roc_auc\":0.9}\n{\"ts\":1773136800,\"roc_auc\":0.9}\noops\n"
                + "{\"ts\":\"2026-03-10T11:00:00Z\",\"roc_auc\":0.84}";
        String drift = "{\"threshold\":0.2,\"overall_drift\":true,\"features\":{\"a\":0.31}}";
        Path m = Files.writeString(folder.resolve("m.jsonl"), metrics);
        Path d = Files.writeString(folder.resolve("d.json"), drift);
        String payload =
                "{\"metrics\":[" + metrics.replace("oops", "7").replace("\n", ",") + "],\"drift\":" + drift + "}";
        MonitoringAgent agent = Histories.standard();
        Map<String, Object> fromFiles = agent.plan(m, d).toMap();
        Map<String, Object> fromPayload =
                agent.plan(payload.getBytes(StandardCharsets.UTF_8)).toMap();
        assertThat(((Map<?, ?>) fromPayload.remove("history")).get("malformed")).isEqualTo(1L);
        fromFiles.remove("history");
        assertThat(fromPayload).isEqualTo(fromFiles).containsEntry("status", "critical");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Key 'metrics' of the payload is missing.",
                "{\"metrics\":{}} | Key 'metrics' of the payload is not a list.",
                "{\"metrics\":[]} | Key 'metrics' of the payload holds no point to judge by.",
                "{\"metrics\":[],\"drift\":[]} | Key 'drift' of the payload is not a mapping.",
                "{\"metrics\":[],\"drift\":{}} | Key 'drift' of the payload is not usable. It has neither the key"
                        + " 'overall_drift' nor 'features'.",
                "{\"metrics\":[],\"drfit\":{}} | Key 'drfit' of the payload is not known.",
                "{\"metrics\":[ | The payload ends too early",
                "[] | The payload does not hold a mapping of keys to values"
            })
    void payload_that_is_none_is_refused(String payload, String message) {
        assertThatThrownBy(() -> Histories.standard().plan(payload.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void driftReport_unknownKeys_isRead() throws IOException {
        Path file = Files.writeString(
                folder.resolve("d.json"),
                "{\"rule\":\"x\",\"features\":{\"b\":0.3,\"a\":0.3,\"c\":null,\"d\":0},\"ks\":{\"a\":{\"p\":1}}}");
        DriftSummary drift = DriftSummary.read(file);
        assertThat(drift.overall()).isTrue();
        assertThat(drift.threshold()).isEqualTo(0.2);
        assertThat(drift.drifted()).containsExactly("a", "b");
        assertThat(drift.most()).contains("a");
        assertThat(drift.greatest()).isEqualTo(0.3);
        assertThat(drift.features()).containsEntry("c", Double.NaN);
    }

    @Test
    void driftReport_tooFewRows_isNoVerdict() {
        DriftSummary drift = DriftSummary.of(Map.of(
                "status", "not enough data", "overall_drift", false, "threshold", 0.2, "features", Map.of("a", 0.5)));
        assertThat(drift.isKnown()).isFalse();
        assertThat(drift.drifted()).isEmpty();
        for (String condition : List.of(
                "metric: drift_overall, is: false",
                "metric: drift_max, above: 0.1",
                "metric: drift_columns, below: 1",
                "metric: drift.a, above: 0.1")) {
            MonitoringPlan plan = Histories.agent(Histories.rule(condition)).plan(Histories.hourly("x", 1), drift);
            assertThat(plan.rules().get(0).judged()).as(condition).isFalse();
            assertThat(plan.notices())
                    .as(condition)
                    .contains("Rule 'it' could not be judged: The drift report had too few rows to tell.");
            assertThat(plan.findings()).as(condition).containsEntry("drift_overall", null);
        }
    }

    @Test
    void rules_driftAlone_areJudgedAtNewestTime() {
        MonitoringPlan plan = Histories.agent(Histories.rule("metric: drift_max, above: 0.1"))
                .plan(Histories.hourly("x", 1, 1), Histories.drift(true));
        assertThat(plan.judgedAt()).isEqualTo(Histories.NOW);
        assertThat(plan.status()).isEqualTo(Status.WARN);
    }

    @Test
    void payload_nameWithHalfACharacter_isRefusedWithItsPlace() {
        String payload =
                "{\"metrics\":[{\"ts\":1773140400,\"roc_auc\":0.9}]," + "\"drift\":{\"features\":{\"a\\ud800\":0.3}}}";
        assertThatThrownBy(() -> Histories.standard().plan(payload.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The payload is not valid JSON (line 1, column 75).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"overall_drift\":\"yes\"} | Key 'overall_drift' holds (yes) where true or false is required.",
                "{\"overall_drfit\":true} | Maybe 'overall_drfit' is to be 'overall_drift'.",
                "{\"features\":{\"a\":\"x\"}} | Key 'features.a' holds (x) where a number is required.",
                "{\"features\":[1]} | Key 'features' holds ([1]) where a mapping of keys to values is required.",
                "nonsense | is not valid JSON",
            })
    void drift_report_that_is_none_is_refused(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("d.json"), text);
        assertThatThrownBy(() -> DriftSummary.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Drift report (" + file + ")")
                .hasMessageContaining(message);
        Path none = folder.resolve("none.json");
        assertThatThrownBy(() -> DriftSummary.read(none))
                .hasMessage("Drift report (" + none + ") is not there.\nMaybe `churn drift` has to run first.");
    }

    @Test
    void run_byDefault_isDry() {
        List<String> done = new ArrayList<>();
        MonitoringAgent agent = MonitoringAgent.builder()
                .rules(COOL)
                .clock(CLOCK)
                .auditLog(folder.resolve("audit.jsonl"))
                .action(ActionKind.OPEN_INCIDENT, plan -> "x".repeat(done.size()))
                .build();
        Decision decision = agent.act(agent.plan(hourly("x", 9), null));
        assertThat(decision.dryRun()).isTrue();
        assertThat(decision.outcomes())
                .containsExactly(new ActionOutcome(ActionKind.OPEN_INCIDENT, ActionOutcome.State.PLANNED, ""));
        List<Map<String, Object>> entries = entries();
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0))
                .containsEntry("kind", "decision")
                .containsEntry("time", "2026-03-10T12:00:00Z")
                .containsEntry("judged_at", "2026-03-10T12:00:00Z")
                .containsEntry("dry_run", true)
                .containsEntry("status", "warn")
                .containsEntry("actions", List.of("open_incident"));
    }

    @Test
    void actions_oneFails_othersAreCarriedOut() {
        RuleSet rules = RuleSet.parse("rules:\n- name: a\n  severity: critical\n  when: {metric: x, above: 5}\n"
                + "  actions: [open_incident, trigger_retraining, roll_back_model]\n");
        MonitoringAgent agent = MonitoringAgent.builder()
                .rules(rules)
                .clock(CLOCK)
                .auditLog(folder.resolve("audit.jsonl"))
                .dryRun(false)
                .action(ActionKind.OPEN_INCIDENT, plan -> {
                    throw new IOException("no room");
                })
                .action(ActionKind.TRIGGER_RETRAINING, plan -> "started at " + plan.status())
                .build();
        Decision decision = agent.act(agent.plan(hourly("x", 9), null));
        assertThat(decision.outcomes())
                .containsExactly(
                        new ActionOutcome(ActionKind.OPEN_INCIDENT, ActionOutcome.State.FAILED, "no room"),
                        new ActionOutcome(
                                ActionKind.TRIGGER_RETRAINING, ActionOutcome.State.DONE, "started at CRITICAL"),
                        new ActionOutcome(
                                ActionKind.ROLL_BACK_MODEL,
                                ActionOutcome.State.UNATTENDED,
                                "nothing is set up to carry it out"));
        assertThat(entries())
                .extracting(entry -> entry.get("kind"))
                .containsExactly("decision", "outcome", "outcome", "outcome");
        assertThat(new AuditLog(folder.resolve("audit.jsonl")).verify().isIntact())
                .isTrue();
    }

    @Test
    void coolDown_untilOver_silences() {
        assertThat(asks(0, true, true)).isTrue();
        assertThat(asks(0, true, true)).isTrue(); // judging the same time again is no news
        assertThat(asks(1, true, true)).isFalse();
        assertThat(asks(5, true, true)).isFalse(); // silent decisions ask for nothing, so they do not prolong it
        assertThat(asks(6, true, true)).isTrue();
        assertThat(asks(11, true, true)).isFalse();
        assertThat(asks(12, true, true)).isTrue();
    }

    @Test
    void paging_alone_isCarriedOutAndCoolsDown() {
        RuleSet rules = RuleSet.parse("rules:\n- name: a\n  severity: critical\n  when: {metric: x, above: 5}\n"
                + "  page_oncall: true\n  cool_down: 6h\n");
        List<String> paged = new ArrayList<>();
        MonitoringAgent agent = MonitoringAgent.builder()
                .rules(rules)
                .clock(Clock.fixed(NOW.plus(Duration.ofHours(2)), ZoneOffset.UTC))
                .auditLog(folder.resolve("audit.jsonl"))
                .dryRun(false)
                .action(ActionKind.PAGE_ONCALL, plan -> {
                    paged.add(plan.status().label());
                    return "called";
                })
                .build();

        MonitoringPlan plan = agent.plan(hourly("x", 9), null);
        Decision decision = agent.act(plan);

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.toMap()).containsEntry("actions", List.of()).containsEntry("page_oncall", true);
        assertThat(plan.rationale()).endsWith("To be done: page oncall.");
        assertThat(decision.outcomes())
                .containsExactly(new ActionOutcome(ActionKind.PAGE_ONCALL, ActionOutcome.State.DONE, "called"));
        assertThat(paged).containsExactly("critical");
        assertThat(entries().get(0))
                .containsEntry("actions", List.of())
                .containsEntry("page_oncall", true)
                .containsEntry("findings", List.of(Map.of("x", 9), Collections.singletonMap("drift_overall", null)));
        MonitoringPlan later = agent.plan(at(1), null);
        assertThat(later.pagesOncall()).isFalse();
        assertThat(later.actions()).containsExactly(ActionKind.DO_NOTHING);
        assertThat(later.rules().get(0).silenced()).containsExactly(ActionKind.PAGE_ONCALL);
    }

    @Test
    void rule_silenced_stillShows() {
        asks(0, true, true);
        MonitoringPlan plan = cool(1, true, true).plan(hourly("x", 9), null);
        MonitoringPlan later = cool(1, true, true).plan(at(1), null);
        assertThat(plan.actions()).containsExactly(ActionKind.OPEN_INCIDENT);
        assertThat(later.status()).isEqualTo(Status.WARN);
        assertThat(later.actions()).containsExactly(ActionKind.DO_NOTHING);
        assertThat(later.rules().get(0).silenced()).containsExactly(ActionKind.OPEN_INCIDENT);
        assertThat(later.rationale())
                .endsWith("Nothing new is to be done. Asked for already, within the cool-down: open incident.");
    }

    @Test
    void coolDown_dryRunsAndFailures_silenceNothing() {
        assertThat(asks(0, true, true)).isTrue(); // dry
        assertThat(asks(1, false, false)).isTrue(); // for real, and it fails
        assertThat(asks(2, false, true)).isTrue(); // for real, and it works
        assertThat(asks(3, false, true)).isFalse();
        assertThat(asks(3, true, true)).isFalse(); // what was done silences dry runs too
    }

    @Test
    void plan_nothingJudged_saysNothingIsKnown() {
        MonitoringPlan plan = Histories.standard().plan(hourly("roc_auc", 0.1), null);
        assertThat(plan.status()).isEqualTo(Status.HEALTHY);
        assertThat(plan.rationale())
                .isEqualTo(
                        "No rule could be judged, so nothing is known, good or bad; see the notices. Nothing is to be"
                                + " done.");
    }

    @Test
    void rationale_writer_changesWordsAlone() {
        MonitoringPlan plain = agent(null).plan(hourly("x", 9), null);
        MonitoringPlan other = agent(plan -> "  It is high. ").plan(hourly("x", 9), null);
        assertThat(other).isEqualTo(plain.withRationale("It is high."));
        assertThat(agent(plan -> " ").plan(hourly("x", 9), null)).isEqualTo(plain);
        assertThat(agent(plan -> {
                            throw new IOException("offline");
                        })
                        .plan(hourly("x", 9), null))
                .isEqualTo(plain);
        String odd = agent(plan -> "a\ud800b".repeat(20_000))
                .plan(hourly("x", 9), null)
                .toYaml();
        assertThat(odd).hasSizeLessThan(12_000);
    }

    @Test
    void incident_file_holds_the_plan() throws IOException {
        MonitoringPlan plan = agent(null).plan(hourly("x", 9), null);
        String said = new IncidentFile(folder.resolve("incidents")).carryOut(plan);
        Path file = folder.resolve("incidents/incident-2026-03-10T12-00-00Z.yaml");
        assertThat(said).isEqualTo("wrote " + file);
        assertThat(Files.readString(file)).isEqualTo(plan.toYaml());
    }

    @Test
    void command_run_hasNoShellAndTellsItsEnd() throws Exception {
        MonitoringPlan plan = agent(null).plan(hourly("x", 9), null);
        Path made = folder.resolve("a b;c");
        assertThat(new RunCommand(List.of("touch", made.toString()), Duration.ofMinutes(1)).carryOut(plan))
                .isEqualTo("ran touch");
        assertThat(made).exists();
        Path told = folder.resolve("told");
        new RunCommand(
                        List.of(
                                "sh",
                                "-c",
                                "printf '%s %s' \"$CHURN_STATUS\" \"$CHURN_JUDGED_AT\" > \"$0\"",
                                "" + told),
                        Duration.ofMinutes(1))
                .carryOut(plan);
        assertThat(told).hasContent("warn 2026-03-10T12:00:00Z");
        assertThatThrownBy(() -> new RunCommand(List.of("false"), Duration.ofMinutes(1)).carryOut(plan))
                .isInstanceOf(IOException.class)
                .hasMessage("false ended with exit code 1");
        assertThatThrownBy(() -> new RunCommand(List.of("sleep", "60"), Duration.ofMillis(50)).carryOut(plan))
                .hasMessageStartingWith("sleep was ended: it took longer than");
        assertThatThrownBy(() -> new RunCommand(List.of("/no/such/program"), Duration.ofMinutes(1)).carryOut(plan))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new RunCommand(List.of(), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void builder_refuses_what_cannot_be() {
        assertThatThrownBy(() -> MonitoringAgent.builder().action(ActionKind.DO_NOTHING, plan -> ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Nothing carries out the action (do_nothing).");
        assertThatThrownBy(() -> MonitoringAgent.builder().judgedAt(Instant.MAX))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("where years from 1970 to 2261 are possible.");
    }

    @Test
    void point_outOfRange_isMalformed() {
        List<MetricPoint> points = new ArrayList<>(hourly("x", 9));
        points.add(Histories.point(Instant.MAX, "x", 1));
        points.add(Histories.point(Instant.EPOCH.minusNanos(1), "x", 1));
        assertThat(agent(null).plan(points, null).history().malformed()).isEqualTo(2);
    }

    @Test
    void plan_otherClock_differsInNoticesOnly() {
        List<MetricPoint> points = hourly("roc_auc", then(0.9, 24, 0.8));
        MonitoringPlan now = Histories.standard().plan(points, null);
        MonitoringPlan later = MonitoringAgent.builder()
                .clock(Clock.offset(CLOCK, Duration.ofDays(100)))
                .build()
                .plan(points, null);
        assertThat(later.details()).isEqualTo(now.details());
        assertThat(later.rationale()).isEqualTo(now.rationale());
        assertThat(later.notices()).hasSize(now.notices().size() + 1);
    }

    private MonitoringAgent agent(RationaleWriter writer) {
        return MonitoringAgent.builder()
                .rules(COOL)
                .clock(CLOCK)
                .rationaleWriter(writer)
                .build();
    }

    /** Acts so many hours later, and tells whether the incident was asked for. */
    private boolean asks(int hour, boolean dry, boolean works) {
        MonitoringAgent agent = cool(hour, dry, works);
        MonitoringPlan plan = agent.plan(at(hour), null);
        agent.act(plan);
        return plan.actions().contains(ActionKind.OPEN_INCIDENT);
    }

    private static List<MetricPoint> at(int hour) {
        return List.of(Histories.point(NOW.plus(Duration.ofHours(hour)), "x", 9));
    }

    private MonitoringAgent cool(int hour, boolean dry, boolean works) {
        return MonitoringAgent.builder()
                .rules(COOL)
                .clock(Clock.offset(CLOCK, Duration.ofHours(hour)))
                .auditLog(folder.resolve("audit.jsonl"))
                .dryRun(dry)
                .action(ActionKind.OPEN_INCIDENT, plan -> {
                    if (!works) {
                        throw new IOException("it fails");
                    }
                    return "done";
                })
                .build();
    }

    private List<Map<String, Object>> entries() {
        List<Map<String, Object>> entries = new ArrayList<>();
        new AuditLog(folder.resolve("audit.jsonl")).read(entries::add);
        return entries;
    }
}
