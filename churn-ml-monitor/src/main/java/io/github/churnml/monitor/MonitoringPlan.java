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
 * @param findings what the rules look at by name, such as {@code roc_auc_drop_pct}, for people: two decimals, four significant
 *     digits of what is below 1 and no percentage; null where unknown
 * @param details the same with all digits, each number with {@code …_baseline} and {@code …_limit} beside it, the metrics that
 *     changes are of, and what the drift report says; null where unknown
 * @param actions what is to be done, in the order of {@link ActionKind}, without paging; {@link ActionKind#DO_NOTHING} alone
 *     if nothing is, not even that
 * @param pagesOncall whether the person on call is to be paged
 * @param rationale why, in plain words
 * @param rules what each rule said
 * @param notices what to know about the judgement, such as a history shorter than the window
 * @param history what was odd about the metrics history
 */
public record MonitoringPlan(
        Status status,
        Instant judgedAt,
        Map<String, Object> findings,
        Map<String, Object> details,
        List<ActionKind> actions,
        boolean pagesOncall,
        String rationale,
        List<RuleOutcome> rules,
        List<String> notices,
        HistorySummary history) {

    /** Up to here a double holds every whole number. */
    private static final double EXACT = 1L << 53;

    /** Copies the collections. */
    public MonitoringPlan {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        actions = List.copyOf(actions);
        rules = List.copyOf(rules);
        notices = List.copyOf(notices);
    }

    /** Everything to carry out: the actions, then paging. */
    List<ActionKind> asked() {
        List<ActionKind> asked = new ArrayList<>(actions);
        if (pagesOncall) {
            asked.add(ActionKind.PAGE_ONCALL);
        }
        return asked;
    }

    /** {@return the plan as plain maps, lists, texts, numbers and flags, for YAML and JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("status", status.label());
        map.put("findings", findingList());
        map.put("actions", labels(actions));
        map.put(ActionKind.PAGE_ONCALL.label(), pagesOncall);
        map.put("rationale", rationale);
        map.put("judged_at", judgedAt.toString());
        map.put("details", details);
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
        return new MonitoringPlan(
                status, judgedAt, findings, details, actions, pagesOncall, words, rules, notices, history);
    }

    /** Findings as a list of entries of one key; whole numbers without a point. */
    List<Object> findingList() {
        List<Object> list = new ArrayList<>();
        findings.forEach((name, value) -> {
            boolean whole = value instanceof Double number && number == Math.rint(number) && Math.abs(number) < EXACT;
            list.add(Collections.singletonMap(name, whole ? (Object) ((Double) value).longValue() : value));
        });
        return list;
    }

    /** The names of actions; paging has a key of its own. */
    static List<String> actionLabels(List<ActionKind> kinds) {
        return labels(
                kinds.stream().filter(kind -> kind != ActionKind.PAGE_ONCALL).toList());
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
            map.put("actions", actionLabels(rule.actions()));
            map.put(ActionKind.PAGE_ONCALL.label(), rule.actions().contains(ActionKind.PAGE_ONCALL));
            if (!rule.silenced().isEmpty()) {
                map.put("silenced", labels(rule.silenced()));
            }
        }
        return map;
    }
}
