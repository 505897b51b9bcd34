package io.github.churnml.monitor;

import io.github.churnml.settings.PlainYaml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link MonitoringAgent} thinks: how the model is doing, by which numbers, and what is to be done.
 *
 * @param status the severity of the worst rule that holds
 * @param judgedAt the time that was judged: of the newest point, unless another was asked for
 * @param findings numbers by name, such as {@code roc_auc_drop_pct}, each with {@code …_baseline} and {@code …_limit}
 *     beside it; null where unknown
 * @param actions what is to be done, in the order of {@link ActionKind}; {@link ActionKind#DO_NOTHING} alone if nothing
 * @param rationale why, in plain words
 * @param rules what each rule said
 * @param notices what to know about the judgement, such as a history shorter than the window
 * @param history what was odd about the metrics history
 */
public record MonitoringPlan(
        Status status,
        Instant judgedAt,
        Map<String, Object> findings,
        List<ActionKind> actions,
        String rationale,
        List<RuleOutcome> rules,
        List<String> notices,
        HistorySummary history) {

    /** Copies the collections. */
    public MonitoringPlan {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        actions = List.copyOf(actions);
        rules = List.copyOf(rules);
        notices = List.copyOf(notices);
    }

    /** {@return whether somebody is to be woken up} */
    public boolean pagesOncall() {
        return actions.contains(ActionKind.PAGE_ONCALL);
    }

    /** {@return the plan as plain maps, lists, texts, numbers and flags, for YAML and JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", status.label());
        map.put("judged_at", judgedAt.toString());
        map.put("findings", findings);
        map.put("actions", labels(actions));
        map.put(ActionKind.PAGE_ONCALL.label(), pagesOncall());
        map.put("rationale", rationale);
        List<Object> said = new ArrayList<>();
        rules.forEach(rule -> said.add(map(rule)));
        map.put("rules", said);
        map.put("notices", notices);
        map.put("history", history.toMap());
        return map;
    }

    /** {@return the plan as YAML} */
    public String toYaml() {
        return PlainYaml.write(toMap());
    }

    MonitoringPlan withRationale(String words) {
        return new MonitoringPlan(status, judgedAt, findings, actions, words, rules, notices, history);
    }

    static List<String> labels(List<ActionKind> kinds) {
        return kinds.stream().map(ActionKind::label).toList();
    }

    private static Map<String, Object> map(RuleOutcome rule) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", rule.name());
        map.put("severity", rule.severity().label());
        map.put("judged", rule.judged());
        map.put("holds", rule.holds());
        map.put("explanation", rule.explanation());
        if (rule.holds()) {
            map.put("reason", rule.reason());
            map.put("actions", labels(rule.actions()));
            if (!rule.silenced().isEmpty()) {
                map.put("silenced", labels(rule.silenced()));
            }
        }
        return map;
    }
}
