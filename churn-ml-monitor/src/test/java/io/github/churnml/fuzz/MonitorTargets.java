package io.github.churnml.fuzz;

import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the monitoring agent is given: a metrics history, a payload, rules. */
public final class MonitorTargets implements TargetSource {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
    private static final Scratch HISTORY = new Scratch("history.jsonl");
    private static final String LINES =
            "{\"ts\": \"2026-03-10T08:00:00Z\", \"roc_auc\": 0.91, \"latency_p95_ms\": 214}\n"
                    + "{\"ts\": 1773133200, \"roc_auc\": 0.9, \"pr_auc\": 0.5}\n"
                    + "{\"time\": \"2026-03-10 10:00:00.5 +01:00\", \"roc_auc\": NaN}\n"
                    + "{\"ts\": \"2026-03-10\", \"roc_auc\": 0.5}\n";
    private static final List<String> WORDS = List.of(
            "\"ts\":",
            "\"roc_auc\":",
            "\"drift\":",
            "\"metrics\":",
            "null",
            "NaN",
            "1e999",
            "{",
            "}",
            "[",
            "]",
            "\n",
            "1773133200000",
            "-1",
            "\"2026-02-30T10:00:00Z\"",
            "9999-12-31",
            "+18:00",
            "\u0000",
            "\uFEFF");

    @Override
    public List<FuzzTarget> targets() {
        return List.of(history(), payload(), rules());
    }

    private static FuzzTarget history() {
        return FuzzTarget.of(
                "metrics-history",
                Seeds.texts(LINES, "", "[]", "{\"ts\":0,\"roc_auc\":-0.0}", "\uFEFF" + LINES),
                WORDS,
                bytes -> agent().plan(HISTORY.holding(bytes), null),
                MonitorTargets::use);
    }

    private static FuzzTarget payload() {
        String metrics = "{\"metrics\":[" + LINES.replace("NaN", "null").strip().replace('\n', ',') + "]";
        return FuzzTarget.of(
                "monitor-payload",
                Seeds.texts(
                        metrics + ",\"drift\":{\"threshold\":0.2,\"overall_drift\":true,\"features\":{\"a\":0.3}}}",
                        metrics + "}",
                        "{\"metrics\":[1,null,[]],\"drift\":{}}"),
                WORDS,
                bytes -> agent().plan(bytes),
                MonitorTargets::use);
    }

    private static FuzzTarget rules() {
        List<String> words = new ArrayList<>(List.of(
                "metric: ",
                "measure: drop_pct",
                "clear: ",
                "at_least: ",
                "window: ",
                "7d",
                "consecutive: ",
                "is: true",
                "drift_overall",
                "page_oncall: true",
                "cool_down: ",
                ".inf",
                ".nan",
                "- ",
                "{",
                "}",
                "[",
                "]"));
        return FuzzTarget.of(
                "monitor-rules",
                Seeds.texts(
                        RuleSet.standardYaml(),
                        "rules: [{name: a, severity: warn, when: {metric: roc_auc, above: 0, clear: -1}}]",
                        "rules: []"),
                words,
                bytes -> RuleSet.parse(new String(bytes, StandardCharsets.UTF_8)),
                rules -> {
                    if (!new RuleSet(rules.rules()).equals(rules)) {
                        throw new AssertionError("another rule set");
                    }
                });
    }

    private static MonitoringAgent agent() {
        return MonitoringAgent.builder().clock(CLOCK).build();
    }

    private static void use(MonitoringPlan plan) {
        if (plan.toYaml().isBlank() || plan.actions().isEmpty()) {
            throw new AssertionError("an empty plan");
        }
    }
}
