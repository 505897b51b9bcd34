package io.github.churnml.monitor;

import static io.github.churnml.monitor.Histories.NOW;
import static io.github.churnml.monitor.Histories.agent;
import static io.github.churnml.monitor.Histories.holds;
import static io.github.churnml.monitor.Histories.hourly;
import static io.github.churnml.monitor.Histories.rule;
import static io.github.churnml.monitor.Histories.then;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules of one's own can ask for. */
class RuleBehaviourTest {

    @ParameterizedTest
    @CsvSource({
        "at_least, 4.999, false", "at_least, 5, true",
        "above, 5, false", "above, 5.001, true",
        "at_most, 5.001, false", "at_most, 5, true",
        "below, 5, false", "below, 4.999, true"
    })
    void comparison_at_its_limit(String comparison, double value, boolean expected) {
        assertThat(holds("metric: x, " + comparison + ": 5", hourly("x", value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'0,0,0,9,9,9', true", // begins at 8
        "'0,0,0,9,9,6', true", // goes on above 5
        "'0,0,0,9,9,5', true", // not clear yet: 5 is still at or above
        "'0,0,0,9,9,4', false", // clear
        "'0,0,0,9,4,7', false", // and begins again only at 8
        "'0,0,0,9,4,8', true",
        "'0,0,0,7,7,7', false" // never began
    })
    void hysteresis_goes_on_until_the_value_is_clear(String values, boolean expected) {
        double[] given = java.util.Arrays.stream(values.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(holds("metric: x, at_least: 8, clear: 5", hourly("x", given)))
                .isEqualTo(expected);
    }

    @Test
    void hysteresis_drop_comparesWithOwnPast() {
        String condition = "metric: auc, measure: drop_pct, at_least: 5, clear: 2";
        double[] values = then(0.9, 48, 0.85, 0.875);
        assertThat(holds(condition, hourly("auc", values))).isTrue(); // 2.8 % below, not clear
        values[49] = 0.89;
        assertThat(holds(condition, hourly("auc", values))).isFalse();
        values[48] = 0.9;
        values[49] = 0.875;
        assertThat(holds(condition, hourly("auc", values))).isFalse(); // never began
    }

    @ParameterizedTest
    @CsvSource({"'9,9,9', true", "'9,1,9', false", "'1,9,9', false", "'9,9', false", "'0,9,9,9', true"})
    void consecutive_points_all_have_to_be_wrong(String values, boolean expected) {
        double[] given = java.util.Arrays.stream(values.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(holds("metric: x, above: 5, consecutive: 3", hourly("x", given)))
                .isEqualTo(expected);
    }

    @Test
    void consecutive_tooFewPoints_areNotJudged() {
        RuleOutcome outcome = agent(rule("metric: x, above: 5, consecutive: 3"))
                .plan(hourly("x", 9, 9), null)
                .rules()
                .get(0);
        assertThat(outcome.judged()).isFalse();
        assertThat(outcome.explanation()).isEqualTo("x has 2 points in the last 7 days, and 3 in a row are asked for.");
    }

    @Test
    void consecutive_pointsWithoutMetric_areSkipped() {
        List<MetricPoint> points = new ArrayList<>(hourly("x", 9, 1, 9));
        points.set(1, new MetricPoint(points.get(1).time(), Map.of("x", Double.NaN, "y", 1.0)));
        assertThat(holds("metric: x, above: 5, consecutive: 2", points)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "median, 3, true", "median, 3.001, false",
        "mean, 4, true", "mean, 4.001, false",
        "min, 1, true", "min, 1.001, false",
        "max, 10, true", "max, 10.001, false",
        "p95, 10, true", "last, 10, true"
    })
    void value_aggregated_over_the_window_with_the_judged_point(String aggregate, double limit, boolean expected) {
        String condition = "metric: x, aggregate: " + aggregate + ", window: 6h, at_least: " + limit;
        assertThat(holds(condition, hourly("x", 99, 99, 1, 2, 3, 3, 3, 6, 10))).isEqualTo(expected);
    }

    @Test
    void minimumSample_window_isAsked() {
        assertThat(holds("metric: x, measure: rise_pct, at_least: 50, minimum: 5", hourly("x", 1, 1, 1, 1, 2)))
                .isFalse();
        assertThat(holds("metric: x, measure: rise_pct, at_least: 50, minimum: 5", hourly("x", 1, 1, 1, 1, 1, 2)))
                .isTrue();
        assertThat(holds("metric: x, aggregate: mean, above: 0, minimum: 4", hourly("x", 1, 1, 1)))
                .isFalse();
    }

    @Test
    void drop_negativeBaseline_isDownwards() {
        assertThat(holds("metric: profit, measure: drop_pct, at_least: 50", hourly("profit", then(-100, 5, -160))))
                .isTrue();
        assertThat(holds("metric: profit, measure: drop_pct, at_least: 50", hourly("profit", then(-100, 5, -40))))
                .isFalse();
    }

    @Test
    void driftMetrics_report_isRead() {
        DriftSummary drift = new DriftSummary(false, 0.2, Map.of("a", 0.3, "b", 0.2, "c", 0.1, "d", Double.NaN));
        List<MetricPoint> points = hourly("x", 1);
        for (String condition : List.of(
                "metric: drift_max, at_least: 0.3",
                "metric: drift_columns, at_least: 2",
                "metric: drift.b, at_least: 0.2",
                "metric: drift_overall, is: false")) {
            assertThat(planOf(condition, points, drift).rules().get(0).holds())
                    .as(condition)
                    .isTrue();
        }
        assertThat(planOf("metric: drift.d, above: 0", points, drift)
                        .rules()
                        .get(0)
                        .judged())
                .isFalse();
        assertThat(planOf("metric: drift_columns, above: 2", points, drift)
                        .rules()
                        .get(0)
                        .holds())
                .isFalse();
    }

    private static MonitoringPlan planOf(String condition, List<MetricPoint> points, DriftSummary drift) {
        // A rule on a metric beside it, since a plan needs a point to judge.
        return agent(RuleSet.parse("rules:\n- name: it\n  severity: warn\n  when: {" + condition
                        + "}\n- name: other\n  severity: warn\n  when: {metric: x, above: 5}\n"))
                .plan(points, drift);
    }

    @Test
    void status_severalRules_isTheMostSevere() {
        MonitoringPlan plan = agent(RuleSet.parse("""
                        rules:
                        - name: mild
                          severity: warn
                          when: {metric: x, above: 1}
                          actions: [raise_thresholds]
                        - name: grave
                          severity: critical
                          when: [{metric: x, above: 2}]
                          actions: [page_oncall]
                          reason: It burns
                        """)).plan(hourly("x", 3), null);
        assertThat(plan.status()).isEqualTo(Status.CRITICAL);
        assertThat(plan.findings()).containsEntry("x", 3.0);
        assertThat(plan.details()).containsEntry("x", 3.0).containsEntry("x_limit", 2.0);
        assertThat(plan.actions()).containsExactly(ActionKind.RAISE_THRESHOLDS);
        assertThat(plan.pagesOncall()).isTrue();
        assertThat(plan.rationale())
                .isEqualTo(
                        "Critical (grave): x is 3, where the rule looks for above 2. It burns. Warning (mild): x is 3,"
                                + " where the rule looks for above 1. To be done: raise thresholds and page oncall.");
    }

    @Test
    void judgedAt_newerPoints_areLeftOut() {
        List<MetricPoint> points = hourly("x", 9, 1, 9);
        MonitoringAgent agent = MonitoringAgent.builder()
                .rules(rule("metric: x, above: 5"))
                .clock(Histories.CLOCK)
                .judgedAt(NOW.minus(Duration.ofMinutes(30)))
                .build();
        MonitoringPlan plan = agent.plan(points, null);
        assertThat(plan.status()).isEqualTo(Status.HEALTHY);
        assertThat(plan.judgedAt()).isEqualTo(NOW.minus(Duration.ofMinutes(30)));
        assertThat(plan.history().later()).isEqualTo(1);
    }

    @Test
    void hysteresis_over_many_points_holds() {
        double[] many = new double[20_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = 0.9 + (i * 7919 % 100) / 1e4;
        }
        many[many.length - 1] = 0.7;
        List<MetricPoint> points = Histories.every(Duration.ofSeconds(30), "auc", many);
        assertThat(holds("metric: auc, measure: drop_pct, at_least: 5, clear: 2", points))
                .isTrue();
    }
}
