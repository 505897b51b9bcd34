package io.github.churnml.cli;

import io.github.churnml.data.Numbers;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.ActionOutcome;
import io.github.churnml.monitor.Decision;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RuleOutcome;
import io.github.churnml.monitor.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan, and what became of it, for people. */
final class PlanReport {

    private static final int LONGEST_NUMBER = 6;

    private PlanReport() {}

    static String text(Decision decision) {
        MonitoringPlan plan = decision.plan();
        StringBuilder text = new StringBuilder();
        text.append("Status: ").append(plan.status().label());
        text.append(", judged at ").append(plan.judgedAt()).append("\n\n");
        text.append(findings(plan)).append('\n').append(rules(plan)).append("\nWhy:\n");
        plan.rules().stream()
                .filter(RuleOutcome::holds)
                .forEach(rule -> text.append("  - ").append(why(rule)).append('\n'));
        if (plan.status() == Status.HEALTHY) {
            text.append("  - ").append(plan.rationale()).append('\n');
        }
        text.append(decision.dryRun() ? "\nTo be done (dry run, nothing was carried out):\n" : "\nDone:\n");
        decision.outcomes()
                .forEach(outcome -> text.append("  - ").append(outcome(outcome)).append('\n'));
        List<String> noticed = new ArrayList<>(plan.notices());
        noticed.addAll(plan.history().notes());
        if (!noticed.isEmpty()) {
            text.append("\nNoticed:\n");
            noticed.forEach(notice -> text.append("  - ").append(notice).append('\n'));
        }
        return text.toString();
    }

    static List<Object> outcomes(Decision decision) {
        List<Object> outcomes = new ArrayList<>();
        for (ActionOutcome outcome : decision.outcomes()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("action", outcome.action().label());
            one.put("state", outcome.state().label());
            one.put("detail", outcome.detail());
            outcomes.add(one);
        }
        return outcomes;
    }

    private static String findings(MonitoringPlan plan) {
        TextTable table = TextTable.ofNumbers("finding", "value", "baseline", "limit");
        plan.findings()
                .forEach((name, value) -> table.row(
                        name,
                        shown(value),
                        shown(plan.details().get(name + "_baseline")),
                        shown(plan.details().get(name + "_limit"))));
        return table.toString();
    }

    private static String rules(MonitoringPlan plan) {
        TextTable table = TextTable.ofTexts("rule", "severity", "holds");
        for (RuleOutcome rule : plan.rules()) {
            table.row(rule.name(), rule.severity().label(), rule.holds() ? "yes" : rule.judged() ? "no" : "not judged");
        }
        return table.toString();
    }

    private static String why(RuleOutcome rule) {
        return rule.name() + ": " + rule.explanation() + (rule.reason().isBlank() ? "" : " " + rule.reason());
    }

    private static String outcome(ActionOutcome outcome) {
        String name = outcome.action().label();
        if (outcome.action() == ActionKind.DO_NOTHING || outcome.state() == ActionOutcome.State.PLANNED) {
            return name;
        }
        return name + ": " + outcome.state().label() + ", " + outcome.detail();
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Double number) {
            String exact = Numbers.text(number);
            return exact.length() <= LONGEST_NUMBER ? exact : TextTable.decimals(number, 3);
        }
        return value == null ? "-" : value.toString();
    }
}
