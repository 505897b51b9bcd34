package io.github.churnml.monitor;

import static io.github.churnml.monitor.Histories.drift;
import static io.github.churnml.monitor.Histories.hourly;
import static io.github.churnml.monitor.Histories.standard;
import static io.github.churnml.monitor.Histories.then;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit of the standard rules: just on its good side, at it, and beyond. */
class StandardRulesTest {

    @ParameterizedTest
    @CsvSource({
        "0.9000, HEALTHY, 0",
        "0.8731, HEALTHY, 2.988888889",
        "0.8730, WARN, 3",
        "0.8729, WARN, 3.011111111",
        "0.8461, WARN, 5.988888889",
        "0.8460, CRITICAL, 6",
        "0.8459, CRITICAL, 6.011111111",
        "0.9900, HEALTHY, -10"
    })
    void roc_auc_drop_is_judged_at_three_and_six_percent(double last, Status status, double drop) {
        MonitoringPlan plan = standard().plan(hourly("roc_auc", then(0.9, 24, last)), drift(false));
        assertThat(plan.status()).isEqualTo(status);
        assertThat(plan.details())
                .containsEntry("roc_auc", last)
                .containsEntry("roc_auc_drop_pct", drop)
                .containsEntry("roc_auc_drop_pct_baseline", 0.9)
                .containsEntry("roc_auc_drop_pct_limit", status == Status.CRITICAL ? 6.0 : 3.0);
    }

    @Test
    void rules_rocAucCollapse_askForRollback() {
        MonitoringPlan plan = standard().plan(hourly("roc_auc", then(0.9, 24, 0.8)), drift(false));
        assertThat(plan.actions())
                .containsExactly(ActionKind.OPEN_INCIDENT, ActionKind.TRIGGER_RETRAINING, ActionKind.ROLL_BACK_MODEL);
        assertThat(plan.pagesOncall()).isFalse();
        assertThat(plan.toMap()).containsEntry("page_oncall", false);
    }

    @Test
    void rules_worseRankingAndLatency_askForBoth() {
        List<MetricPoint> points = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            points.add(new MetricPoint(
                    Histories.NOW.minus(Duration.ofHours(29 - i)),
                    Map.of("roc_auc", i == 29 ? 0.8658 : 0.9, "latency_p95_ms", i > 27 ? 412.0 : 205.0)));
        }

        MonitoringPlan plan = standard().plan(points, drift(false));

        assertThat(plan.status()).isEqualTo(Status.WARN);
        assertThat(plan.toYaml()).startsWith("""
                        status: warn
                        findings:
                        - roc_auc_drop_pct: 3.8
                        - latency_p95_ms: 412
                        - pr_auc_drop_pct: null
                        - drift_overall: false
                        actions: [trigger_retraining, raise_thresholds]
                        page_oncall: false
                        rationale: """);
    }

    @Test
    void findings_numbers_haveTwoDecimals() {
        MonitoringPlan plan = standard().plan(hourly("roc_auc", then(0.913, 24, 0.865)), drift(false));
        assertThat(plan.findings()).containsEntry("roc_auc_drop_pct", 5.26);
        assertThat(plan.details()).containsEntry("roc_auc_drop_pct", 5.257393209);

        MonitoringAgent own =
                MonitoringAgent.builder().rules(RuleSet.parse("""
                        rules:
                        - {name: a, severity: warn, when: {metric: error_rate, above: 0.5}}
                        - {name: b, severity: warn, when: {metric: cost, above: 9999}}
                        """)).build();
        assertThat(own.plan(hourly("error_rate", 0.003941268), null).findings())
                .as("with two decimals it would be none")
                .containsEntry("error_rate", 0.003941);
        assertThat(own.plan(hourly("cost", 1234.5678), null).findings()).containsEntry("cost", 1234.57);
        assertThat(own.plan(hourly("cost", -0.0), null).findings().get("cost")).isEqualTo(0.0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 401, HEALTHY",
        "401, 400, HEALTHY",
        "400, 400, HEALTHY",
        "401, 401, WARN",
        "400.001, 900, WARN",
    })
    void latency_is_judged_above_400_ms_at_two_points_in_a_row(double before, double last, Status status) {
        MonitoringPlan plan = standard().plan(hourly("latency_p95_ms", then(200, 24, before, last)), drift(false));
        assertThat(plan.status()).isEqualTo(status);
        assertThat(plan.details())
                .containsEntry("latency_p95_ms", last)
                .containsEntry("latency_p95_ms_baseline", 200.0)
                .containsEntry("latency_p95_ms_limit", 400.0);
        assertThat(plan.actions())
                .containsExactly(status == Status.WARN ? ActionKind.RAISE_THRESHOLDS : ActionKind.DO_NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 0.4752, HEALTHY",
        "true, 0.4750, CRITICAL",
        "true, 0.4000, CRITICAL",
        "false, 0.4000, HEALTHY",
    })
    void drift_is_critical_only_together_with_pr_auc_five_percent_down(boolean overall, double last, Status status) {
        MonitoringPlan plan = standard().plan(hourly("pr_auc", then(0.5, 24, last)), drift(overall));
        assertThat(plan.status()).isEqualTo(status);
        assertThat(plan.details())
                .containsEntry("drift_overall", overall)
                .containsEntry("drift_threshold", 0.2)
                .doesNotContainKeys("drift_overall_limit", "drift_overall_baseline")
                .containsEntry("pr_auc_drop_pct_baseline", 0.5)
                .containsEntry("pr_auc_drop_pct_limit", 5.0);
        if (status == Status.CRITICAL) {
            assertThat(plan.actions()).contains(ActionKind.RAISE_THRESHOLDS, ActionKind.TRIGGER_RETRAINING);
        }
    }

    @Test
    void rules_healthyModel_askForNothing() {
        List<MetricPoint> points = new ArrayList<>();
        for (MetricPoint point : hourly("roc_auc", then(0.9, 200))) {
            points.add(new MetricPoint(
                    point.time(), Map.of("roc_auc", 0.9, "pr_auc", 0.6, "latency_p95_ms", 200.0, "error_rate", 0.1)));
        }
        MonitoringPlan plan = standard().plan(points, drift(false));
        assertThat(plan.status()).isEqualTo(Status.HEALTHY);
        assertThat(plan.actions()).containsExactly(ActionKind.DO_NOTHING);
        assertThat(plan.rationale())
                .isEqualTo("Healthy: none of the 4 rules that could be judged holds. Nothing is to be done.");
        assertThat(plan.notices()).isEmpty();
        assertThat(plan.details()).doesNotContainKey("error_rate");
    }

    @Test
    void baseline_judgedPoint_isLeftOut() {
        // With it, the median of four would be 0.85 and the drop less.
        MonitoringPlan plan = standard().plan(hourly("roc_auc", 0.9, 0.9, 0.8, 0.8), drift(false));
        assertThat(plan.details()).containsEntry("roc_auc_drop_pct_baseline", 0.9);
    }

    @Test
    void window_anyCount_goesByTime() {
        List<MetricPoint> points = new ArrayList<>();
        // Eight to twelve days ago, every ten minutes: not in the window, however many.
        for (int i = 0; i < 576; i++) {
            points.add(Histories.point(
                    Histories.NOW.minus(Duration.ofDays(12)).plus(Duration.ofMinutes(10L * i)), "roc_auc", 0.5));
        }
        // Within the week, at uneven times.
        for (long hours : new long[] {168, 100, 99, 3}) {
            points.add(Histories.point(Histories.NOW.minus(Duration.ofHours(hours)), "roc_auc", 0.9));
        }
        points.add(Histories.point(Histories.NOW, "roc_auc", 0.88));
        MonitoringPlan plan = standard().plan(points, drift(false));
        assertThat(plan.details()).containsEntry("roc_auc_drop_pct_baseline", 0.9);
        assertThat(plan.rules().get(0).explanation()).contains("(0.9 of 4 points)");
        assertThat(plan.notices()).noneMatch(notice -> notice.contains("shorter"));
    }

    @Test
    void window_nanosecondTooOld_isOutside() {
        List<MetricPoint> points = new ArrayList<>(hourly("roc_auc", 0.9, 0.9, 0.9, 0.9));
        points.add(Histories.point(Histories.NOW.minus(Duration.ofDays(7)).minusNanos(1), "roc_auc", 0.1));
        assertThat(standard().plan(points, null).rules().get(0).explanation()).contains("of 3 points)");
        points.add(Histories.point(Histories.NOW.minus(Duration.ofDays(7)), "roc_auc", 0.1));
        assertThat(standard().plan(points, null).rules().get(0).explanation()).contains("of 4 points)");
    }

    @Test
    void points_tooFew_areNotJudged() {
        MonitoringPlan plan = standard().plan(hourly("roc_auc", 0.9, 0.9, 0.1), drift(false));
        assertThat(plan.status()).isEqualTo(Status.HEALTHY);
        assertThat(plan.rules().get(0).judged()).isFalse();
        assertThat(plan.details()).containsEntry("roc_auc_drop_pct", null);
        assertThat(plan.notices())
                .contains(
                        "Rule 'roc_auc_dropped' could not be judged: roc_auc has 2 points in the 7 days before the judged"
                                + " one, and 3 are asked for.")
                .contains("The history of roc_auc is shorter than the window: 2 hours of 7 days.");
        assertThat(plan.rationale()).contains("3 rules could not be judged; see the notices.");
    }

    @Test
    void driftReport_missing_isToldWhereNeeded() {
        MonitoringPlan down = standard().plan(hourly("pr_auc", then(0.5, 24, 0.4)), null);
        assertThat(down.notices()).contains("Rule 'drift_hurts' could not be judged: No drift report was given.");
        assertThat(down.details()).containsEntry("drift_overall", null);
        MonitoringPlan well = standard().plan(hourly("pr_auc", then(0.5, 24, 0.5)), null);
        assertThat(well.rules().get(3).judged()).isTrue();
        assertThat(well.rules().get(3).holds()).isFalse();
    }

    @Test
    void newestPoint_withoutMetric_anEarlierIsJudged() {
        List<MetricPoint> points = new ArrayList<>(hourly("roc_auc", then(0.9, 10, 0.8)));
        points.add(Histories.point(Histories.NOW.plusSeconds(60), "latency_p95_ms", 100));
        MonitoringPlan plan = standard().plan(points, null);
        assertThat(plan.judgedAt()).isEqualTo(Histories.NOW.plusSeconds(60));
        assertThat(plan.details()).containsEntry("roc_auc", 0.8);
        assertThat(plan.status()).isEqualTo(Status.CRITICAL);
    }

    @Test
    void metric_silentLonger_isNotJudged() {
        List<MetricPoint> points = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            points.add(Histories.point(Histories.NOW.minus(Duration.ofDays(8 + i)), "roc_auc", i == 0 ? 0.5 : 0.9));
        }
        points.add(Histories.point(Histories.NOW, "latency_p95_ms", 100));
        MonitoringPlan plan = standard().plan(points, null);
        assertThat(plan.rules().get(0).explanation()).isEqualTo("roc_auc has no value in the last 7 days.");
        assertThat(plan.rules().get(0).judged()).isFalse();
    }

    @Test
    void zero_baseline_has_no_percentage() {
        MonitoringPlan plan = standard().plan(hourly("roc_auc", then(0, 10, 0.5)), null);
        assertThat(plan.rules().get(0).explanation())
                .isEqualTo("roc_auc has the baseline 0, of which there is no percentage.");
    }
}
