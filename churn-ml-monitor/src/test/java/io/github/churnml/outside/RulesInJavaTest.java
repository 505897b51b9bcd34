package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.github.churnml.metrics.Payoff;
import io.github.churnml.monitor.Action;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.ActionOutcome;
import io.github.churnml.monitor.Aggregate;
import io.github.churnml.monitor.Comparison;
import io.github.churnml.monitor.Condition;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.Measure;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.MonitoringPast;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RationaleWriter;
import io.github.churnml.monitor.Rule;
import io.github.churnml.monitor.RuleOutcome;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.monitor.Status;
import io.github.churnml.monitor.estimate.ExpectedConfusion;
import io.github.churnml.monitor.estimate.ExpectedPerformance;
import io.github.churnml.monitor.webhook.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that an application writes in Java, judged over a history of its own. */
class RulesInJavaTest {

    private static final Instant FIRST = Instant.parse("2026-05-01T00:00:00Z");

    /** The seventh and the eighth day are bad: ranking fell by 10 %, and answers take long. */
    private static final double[] ROC_AUC = {0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.81, 0.81};

    private static final Rule WORSE = new Rule(
            "ranks_worse",
            List.of(Condition.drop("roc_auc", 5)),
            Status.CRITICAL,
            List.of(ActionKind.TRIGGER_RETRAINING, ActionKind.OPEN_INCIDENT),
            Duration.ZERO,
            "The model ranks customers worse than in the week before.");

    private static final Rule SLOW = new Rule(
            "slow_for_days",
            List.of(new Condition(
                    "latency_ms",
                    Measure.VALUE,
                    Aggregate.MEAN,
                    Duration.ofDays(2),
                    Comparison.ABOVE,
                    300,
                    Double.NaN,
                    1,
                    2)),
            Status.WARN,
            List.of(),
            Duration.ZERO,
            "");

    @TempDir
    Path folder;

    private MetricsHistory history;

    @BeforeEach
    void measure() {
        history = new MetricsHistory(folder.resolve("metrics.jsonl"));
        for (int day = 0; day < ROC_AUC.length; day++) {
            history.append(day(day), Map.of("roc_auc", ROC_AUC[day], "latency_ms", day < 6 ? 100 : 500));
        }
    }

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day));
    }

    private static MonitoringAgent agent(Rule... rules) {
        return agent(plan -> plan.rationale(), rules);
    }

    private static MonitoringAgent agent(RationaleWriter writer, Rule... rules) {
        return MonitoringAgent.builder()
                .rules(new RuleSet(List.of(rules)))
                .rationaleWriter(writer)
                .clock(Clock.fixed(day(ROC_AUC.length - 1), ZoneOffset.UTC))
                .build();
    }

    @Test
    void plan_byRulesInJava_saysWhatIsToBeDone() {
        MonitoringPlan plan = agent(WORSE, SLOW).plan(history, null);

        assertThat(plan.status()).isEqualTo(Status.CRITICAL);
        assertThat(plan.actions()).containsExactlyInAnyOrder(ActionKind.TRIGGER_RETRAINING, ActionKind.OPEN_INCIDENT);
        String drop = WORSE.conditions().get(0).finding();
        assertThat(drop).isEqualTo("roc_auc_drop_pct");
        assertThat((Double) plan.findings().get(drop)).isCloseTo(10, within(1e-9));
        assertThat(plan.rules()).allMatch(rule -> rule.holds());
    }

    @Test
    void condition_onDrift_readsTheReport() {
        Rule drifted = new Rule(
                "drifted",
                List.of(Condition.value(Condition.DRIFT_MAX, Comparison.AT_LEAST, 0.25)),
                Status.WARN,
                List.of(ActionKind.OPEN_INCIDENT),
                Duration.ZERO,
                "");

        assertThat(agent(drifted).plan(history, drift(0.3)).status()).isEqualTo(Status.WARN);
        assertThat(agent(drifted).plan(history, drift(0.2)).status()).isEqualTo(Status.HEALTHY);
    }

    private static DriftSummary drift(double greatest) {
        return new DriftSummary(false, 0.2, Map.of("tenure", greatest, "plan", 0.01));
    }

    @Test
    void comparison_ofEachKind_holdsOnItsSideOfTheLimit() {
        assertThat(Comparison.ABOVE.holds(300, 300)).isFalse();
        assertThat(Comparison.AT_LEAST.holds(300, 300)).isTrue();
        assertThat(Comparison.BELOW.holds(299, 300)).isTrue();
        assertThat(List.of(Comparison.ABOVE.isUpward(), Comparison.AT_MOST.isUpward()))
                .containsExactly(true, false);
    }

    @Test
    void rules_inYaml_areThoseInJava() {
        RuleSet read = RuleSet.parse("""
                rules:
                - name: ranks_worse
                  when: {metric: roc_auc, measure: drop_pct, at_least: 5}
                  severity: critical
                  actions: [open_incident, trigger_retraining]
                  reason: The model ranks customers worse than in the week before.
                - name: slow_for_days
                  when: {metric: latency_ms, aggregate: mean, window: 2d, above: 300, minimum: 2}
                  severity: warn
                """);

        assertThat(read.rules()).containsExactly(WORSE, SLOW);
    }

    @Test
    void rationaleWriter_thatAnswersOrFails_changesWordsAlone() {
        MonitoringPlan own = agent(WORSE).plan(history, null);
        MonitoringPlan told =
                agent(plan -> "Please look: " + plan.status().label(), WORSE).plan(history, null);
        MonitoringPlan kept = agent(
                        plan -> {
                            throw new IllegalStateException("no answer");
                        },
                        WORSE)
                .plan(history, null);

        assertThat(told.rationale()).isEqualTo("Please look: " + Status.CRITICAL.label());
        assertThat(told.actions()).isEqualTo(own.actions());
        assertThat(kept.rationale()).isEqualTo(own.rationale());
    }

    @Test
    void past_ofTheHistory_hasLinesLimitsAndAlarms() {
        MonitoringAgent agent = agent(WORSE, SLOW);
        MonitoringPast past = agent.past(history, agent.plan(history, null));

        MonitoringPast.MetricPast area = past.metrics().stream()
                .filter(metric -> metric.metric().equals("roc_auc"))
                .findFirst()
                .orElseThrow();
        assertThat(area.moments())
                .extracting(MonitoringPast.Moment::value)
                .containsExactly(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.81, 0.81);

        MonitoringPast.RulePast worse = past.rules().get(0);
        assertThat(worse.alarms()).containsExactly(new MonitoringPast.Alarm(day(6), day(7), false));
        MonitoringPast.Limit limit = worse.limits().get(0);
        assertThat(limit.finding()).isEqualTo("roc_auc_drop_pct");
        assertThat(limit.points()).extracting(MonitoringPast.LimitPoint::limit).allSatisfy(value -> assertThat(value)
                .isCloseTo(0.855, within(1e-12)));
    }

    @Test
    void actions_ofOnesOwn_areCarriedOutAndTold() {
        List<String> letters = new ArrayList<>();
        Action write = plan -> {
            letters.add(plan.rationale());
            return "a letter was sent";
        };
        Action broken = plan -> {
            throw new IOException("no connection");
        };
        MonitoringAgent agent = MonitoringAgent.builder()
                .rules(new RuleSet(List.of(WORSE)))
                .clock(Clock.fixed(day(ROC_AUC.length - 1), ZoneOffset.UTC))
                .action(ActionKind.OPEN_INCIDENT, write)
                .action(ActionKind.TRIGGER_RETRAINING, broken)
                .dryRun(false)
                .build();
        MonitoringPlan plan = agent.plan(history, null);

        List<ActionOutcome> outcomes = agent.act(plan).outcomes();

        assertThat(letters).containsExactly(plan.rationale());
        assertThat(outcomes)
                .extracting(ActionOutcome::action, ActionOutcome::state)
                .containsExactlyInAnyOrder(
                        tuple(ActionKind.OPEN_INCIDENT, ActionOutcome.State.DONE),
                        tuple(ActionKind.TRIGGER_RETRAINING, ActionOutcome.State.FAILED));
        RuleOutcome worse = plan.rules().get(0);
        assertThat(worse.name()).isEqualTo("ranks_worse");
        assertThat(worse.reason()).isEqualTo(WORSE.reason());
        assertThat(worse.explanation()).contains("roc_auc");
    }

    @Test
    void confusion_expectedOfProbabilities_isThatByHand() {
        ExpectedConfusion expected = ExpectedPerformance.confusion(new double[] {0.9, 0.6, 0.2, 0.1}, 0.5);

        assertThat(expected.truePositives()).isCloseTo(1.5, within(1e-12));
        assertThat(expected.falsePositives()).isCloseTo(0.5, within(1e-12));
        assertThat(expected.falseNegatives()).isCloseTo(0.3, within(1e-12));
        assertThat(expected.trueNegatives()).isCloseTo(1.7, within(1e-12));
        assertThat(expected.precision()).isCloseTo(0.75, within(1e-12));
        assertThat(expected.profit(new Payoff(90, -10, 0, 0))).isCloseTo(1.5 * 90 - 0.5 * 10, within(1e-9));
    }

    /** The receiver's side is an application's, too: it takes nothing that the sender's secret does not sign. */
    @Test
    void webhook_asAnAction_isVerifiedByItsReceiver() throws IOException {
        String secret = "a-secret-of-both-sides";
        List<Boolean> verified = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE);
            for (String known : List.of(secret, "another-secret-of-some")) {
                verified.add(Webhook.verify(known, signature, body, Duration.ofMinutes(5), Clock.systemUTC()));
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            Webhook webhook = Webhook.builder()
                    .uri(URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/churn"))
                    .secret(secret)
                    .attempts(1)
                    .build(ActionKind.OPEN_INCIDENT);
            MonitoringAgent agent = MonitoringAgent.builder()
                    .rules(new RuleSet(List.of(WORSE)))
                    .clock(Clock.fixed(day(ROC_AUC.length - 1), ZoneOffset.UTC))
                    .action(ActionKind.OPEN_INCIDENT, webhook)
                    .dryRun(false)
                    .build();

            assertThat(agent.act(agent.plan(history, null)).outcomes())
                    .filteredOn(outcome -> outcome.action() == ActionKind.OPEN_INCIDENT)
                    .extracting(ActionOutcome::state)
                    .containsExactly(ActionOutcome.State.DONE);
        } finally {
            receiver.stop(0);
        }
        assertThat(verified).containsExactly(true, false);
    }
}
