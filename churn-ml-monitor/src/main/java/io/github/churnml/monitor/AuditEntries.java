package io.github.churnml.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the agent writes to its audit log, and reads back for the cool-downs of its rules. */
final class AuditEntries {

    private static final int LONGEST_DETAIL = 2_000;

    private AuditEntries() {}

    static Map<String, Object> decision(MonitoringPlan plan, boolean dryRun, Instant now) {
        Map<String, Object> entry = begin("decision", plan, now);
        entry.put("dry_run", dryRun);
        entry.put("status", plan.status().label());
        entry.put("actions", MonitoringPlan.labels(plan.actions()));
        entry.put(ActionKind.PAGE_ONCALL.label(), plan.pagesOncall());
        List<Object> rules = new ArrayList<>();
        for (RuleOutcome rule : plan.rules()) {
            if (rule.holds()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("name", rule.name());
                one.put("explanation", rule.explanation());
                one.put("actions", MonitoringPlan.actionLabels(rule.actions()));
                one.put(ActionKind.PAGE_ONCALL.label(), rule.actions().contains(ActionKind.PAGE_ONCALL));
                one.put("silenced", MonitoringPlan.labels(rule.silenced()));
                rules.add(one);
            }
        }
        entry.put("rules", rules);
        entry.put("findings", plan.findingList());
        entry.put("details", plan.details());
        entry.put("rationale", plan.rationale());
        return entry;
    }

    static Map<String, Object> outcome(MonitoringPlan plan, ActionOutcome outcome, Instant now) {
        Map<String, Object> entry = begin("outcome", plan, now);
        entry.put("action", outcome.action().label());
        entry.put("state", outcome.state().label());
        String detail = outcome.detail();
        entry.put("detail", detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail);
        return entry;
    }

    private static Map<String, Object> begin(String kind, MonitoringPlan plan, Instant now) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", kind);
        entry.put("time", now.toString());
        entry.put("judged_at", plan.judgedAt().toString());
        return entry;
    }

    /**
     * What the rules asked for since a time. A dry run did nothing, so it silences dry runs only; an action that was not
     * done silences nothing.
     */
    static CoolDowns coolDowns(AuditLog log, boolean dryRun, Instant since) {
        CoolDowns coolDowns = new CoolDowns();
        log.read(entry -> {
            Optional<Instant> judgedAt =
                    entry.get("judged_at") instanceof String text ? Times.of(text) : Optional.empty();
            if (judgedAt.isEmpty() || judgedAt.get().isBefore(since)) {
                return;
            }
            long time = Times.nanos(judgedAt.get());
            boolean counts = dryRun || Boolean.FALSE.equals(entry.get("dry_run"));
            if ("decision".equals(entry.get("kind")) && counts) {
                asked(entry, time, coolDowns);
            } else if ("outcome".equals(entry.get("kind")) && !"done".equals(entry.get("state"))) {
                coolDowns.failed(String.valueOf(entry.get("action")), time);
            }
        });
        return coolDowns;
    }

    private static void asked(Map<String, Object> entry, long time, CoolDowns coolDowns) {
        if (entry.get("rules") instanceof List<?> rules) {
            for (Object rule : rules) {
                if (rule instanceof Map<?, ?> map && map.get("actions") instanceof List<?> actions) {
                    String name = String.valueOf(map.get("name"));
                    // Older logs have paging among the actions.
                    actions.forEach(action -> coolDowns.asked(name, String.valueOf(action), time));
                    if (Boolean.TRUE.equals(map.get(ActionKind.PAGE_ONCALL.label()))) {
                        coolDowns.asked(name, ActionKind.PAGE_ONCALL.label(), time);
                    }
                }
            }
        }
    }
}
