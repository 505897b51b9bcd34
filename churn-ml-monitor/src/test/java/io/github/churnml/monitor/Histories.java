package io.github.churnml.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Histories and agents for tests. */
final class Histories {

    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Histories() {}

    static MetricPoint point(Instant time, String metric, double value) {
        return new MetricPoint(time, Map.of(metric, value));
    }

    /** Hourly values of one metric, the last of them at {@link #NOW}. */
    static List<MetricPoint> hourly(String metric, double... values) {
        return every(Duration.ofHours(1), metric, values);
    }

    static List<MetricPoint> every(Duration step, String metric, double... values) {
        List<MetricPoint> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(point(NOW.minus(step.multipliedBy(values.length - 1 - i)), metric, values[i]));
        }
        return points;
    }

    static double[] then(double usual, int times, double... last) {
        double[] values = new double[times + last.length];
        java.util.Arrays.fill(values, 0, times, usual);
        System.arraycopy(last, 0, values, times, last.length);
        return values;
    }

    static MonitoringAgent agent(RuleSet rules) {
        return MonitoringAgent.builder().rules(rules).clock(CLOCK).build();
    }

    static MonitoringAgent standard() {
        return agent(RuleSet.standard());
    }

    /** One rule with one condition, written as YAML. */
    static RuleSet rule(String condition) {
        return RuleSet.parse(
                "rules:\n- name: it\n  severity: warn\n  when: {" + condition + "}\n  actions: [open_incident]\n");
    }

    static boolean holds(String condition, List<MetricPoint> points) {
        return agent(rule(condition)).plan(points, null).rules().get(0).holds();
    }

    static DriftSummary drift(boolean overall) {
        return new DriftSummary(overall, 0.2, Map.of("avg_latency_ms", overall ? 0.31 : 0.05));
    }
}
