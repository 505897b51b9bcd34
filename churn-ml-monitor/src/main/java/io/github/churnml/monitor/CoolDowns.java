package io.github.churnml.monitor;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** When each rule last asked for each action. Mutable, for one thread. */
final class CoolDowns {

    private record Key(String rule, String action) {}

    private final Map<Key, TreeSet<Long>> asked = new HashMap<>();

    /** Notes that a rule asked for an action when a time was judged. */
    void asked(String rule, String action, long judgedAt) {
        asked.computeIfAbsent(new Key(rule, action), key -> new TreeSet<>()).add(judgedAt);
    }

    /** Takes back that anybody asked, because the action failed. */
    void failed(String action, long judgedAt) {
        asked.forEach((key, times) -> {
            if (key.action.equals(action)) {
                times.remove(judgedAt);
            }
        });
    }

    /** Whether a rule asked for an action before the judged time, and within its cool-down. Judging again is no news. */
    boolean isSilent(Rule rule, ActionKind kind, long judgedAt) {
        TreeSet<Long> times = asked.get(new Key(rule.name(), kind.label()));
        Long before = times == null ? null : times.lower(judgedAt);
        return before != null && judgedAt - before < rule.coolDown().toNanos();
    }
}
