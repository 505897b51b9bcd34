package io.github.churnml.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.monitor.MonitoringPast.Alarm;
import io.github.churnml.monitor.MonitoringPast.Moment;
import io.github.churnml.monitor.MonitoringPast.RulePast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringPastTest {

    private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(BEGIN.plus(Duration.ofDays(60)), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file(List<Double> values, Duration apart) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            lines.add("{\"ts\":\"" + BEGIN.plus(apart.multipliedBy(i)) + "\",\"roc_auc\":" + values.get(i)
                    + ",\"latency_p95_ms\":" + (i % 50 < 3 ? 500 : 100) + "}");
        }
        return Files.write(folder.resolve("history.jsonl"), lines);
    }

    private static List<Double> dipping(int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(i % 40 > 30 ? 0.85 : 0.9);
        }
        return values;
    }

    private static MonitoringAgent agent(Instant judgedAt) {
        return MonitoringAgent.builder().clock(CLOCK).judgedAt(judgedAt).build();
    }

    @Test
    void alarms_ofEveryMoment_areWhatThePlanOfThatMomentSays() throws Exception {
        Duration apart = Duration.ofHours(2);
        Path file = file(dipping(160), apart);
        MonitoringAgent agent = MonitoringAgent.builder().clock(CLOCK).build();
        MonitoringPast past = agent.past(new MetricsHistory(file), agent.plan(file, null));

        RulePast dropped = past.rules().get(0);
        RulePast latency = past.rules().get(1);
        assertThat(dropped.alarms()).hasSizeGreaterThan(2);
        for (int i = 0; i < 160; i += 3) {
            Instant time = BEGIN.plus(apart.multipliedBy(i));
            MonitoringPlan plan = agent(time).plan(file, null);
            assertThat(holds(dropped, time))
                    .as("%s", time)
                    .isEqualTo(plan.rules().get(0).holds());
            assertThat(holds(latency, time))
                    .as("%s", time)
                    .isEqualTo(plan.rules().get(1).holds());
        }
    }

    private static boolean holds(RulePast rule, Instant time) {
        return rule.alarms().stream().anyMatch(alarm -> !time.isBefore(alarm.from()) && !time.isAfter(alarm.to()));
    }

    @Test
    void limit_ofADrop_isThatMuchBelowTheBaseline() throws Exception {
        Path file = file(dipping(30), Duration.ofHours(2));
        MonitoringAgent agent = MonitoringAgent.builder().clock(CLOCK).build();
        MonitoringPast past = agent.past(new MetricsHistory(file), agent.plan(file, null));

        assertThat(past.rules().get(0).limits().get(0).points())
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.limit()).isEqualTo(0.9 - 3 / 100.0 * 0.9));
        assertThat(past.rules().get(1).limits().get(0).points())
                .allSatisfy(point -> assertThat(point.limit()).isEqualTo(400));
    }

    @Test
    void rule_onDrift_hasNoPast() throws Exception {
        Path file = file(dipping(30), Duration.ofHours(2));
        MonitoringAgent agent = MonitoringAgent.builder().clock(CLOCK).build();
        RulePast hurts = agent.past(new MetricsHistory(file), agent.plan(file, null))
                .rules()
                .get(3);

        assertThat(hurts.rule()).isEqualTo("drift_hurts");
        assertThat(hurts.known()).isFalse();
        assertThat(hurts.alarms()).isEmpty();
    }

    @Test
    void metrics_ofManyMeasurements_areGroupsWithLeastAndGreatest() throws Exception {
        Path file = file(dipping(1_000), Duration.ofHours(1));
        MonitoringAgent agent = MonitoringAgent.builder().clock(CLOCK).build();
        MonitoringPast.MetricPast area = agent.past(new MetricsHistory(file), agent.plan(file, null)).metrics().stream()
                .filter(metric -> metric.metric().equals("roc_auc"))
                .findFirst()
                .orElseThrow();

        assertThat(area.measurements()).isEqualTo(1_000);
        assertThat(area.moments()).hasSizeLessThanOrEqualTo(120);
        assertThat(area.moments().stream().mapToInt(Moment::measurements).sum()).isEqualTo(1_000);
        assertThat(area.moments().stream().mapToDouble(Moment::low).min()).hasValue(0.85);
        assertThat(area.moments().get(area.moments().size() - 1).time()).isEqualTo(BEGIN.plus(Duration.ofHours(999)));
    }

    @Test
    void past_ofAnEarlierJudgement_doesNotLookAhead() throws Exception {
        Path file = file(dipping(160), Duration.ofHours(2));
        Instant then = BEGIN.plus(Duration.ofHours(100));
        MonitoringAgent agent = agent(then);
        MonitoringPast past = agent.past(new MetricsHistory(file), agent.plan(file, null));

        assertThat(past.metrics()).allSatisfy(metric -> assertThat(metric.moments())
                .allSatisfy(moment -> assertThat(moment.time()).isBeforeOrEqualTo(then)));
        assertThat(past.rules()).allSatisfy(rule -> assertThat(rule.alarms())
                .extracting(Alarm::to)
                .allSatisfy(to -> assertThat(to).isBeforeOrEqualTo(then)));
    }
}
