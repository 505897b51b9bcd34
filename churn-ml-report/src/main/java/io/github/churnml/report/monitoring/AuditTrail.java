package io.github.churnml.report.monitoring;

import io.github.churnml.monitor.AuditLog;
import io.github.churnml.monitor.log.ChainCheck;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of an audit log: the newest decisions, what came of them, and whether the chain of the log holds.
 *
 * @param file the log's file, for people
 * @param check what following the chain showed
 * @param all how many decisions there are
 * @param decisions the newest of them, the oldest first
 */
public record AuditTrail(String file, ChainCheck check, long all, List<Entry> decisions) {

    private static final int MOST = 300;

    /** Copies the list. */
    public AuditTrail {
        decisions = List.copyOf(decisions);
    }

    /**
     * One decision, and what came of it.
     *
     * @param judgedAt the moment that was judged
     * @param dryRun whether nothing was carried out on purpose
     * @param status the status, as the log has it
     * @param rules the rules that held
     * @param actions what was to be done
     * @param outcomes what came of it, such as {@code open_incident: done}
     */
    public record Entry(
            Instant judgedAt,
            boolean dryRun,
            String status,
            List<String> rules,
            List<String> actions,
            List<String> outcomes) {

        /** Copies the lists. */
        public Entry {
            rules = List.copyOf(rules);
            actions = List.copyOf(actions);
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Reads a log, in bounded memory.
     *
     * @param log the log
     * @return what it says
     * @throws io.github.churnml.error.DataException if the file is not there or cannot be read
     */
    public static AuditTrail of(AuditLog log) {
        Deque<Entry> decisions = new ArrayDeque<>();
        long[] all = new long[1];
        log.read(entry -> {
            Optional<Instant> judgedAt = instant(entry.get("judged_at"));
            if (judgedAt.isEmpty()) {
                return;
            }
            if ("decision".equals(entry.get("kind"))) {
                all[0]++;
                decisions.add(decision(entry, judgedAt.get()));
                if (decisions.size() > MOST) {
                    decisions.remove();
                }
            } else if ("outcome".equals(entry.get("kind")) && !decisions.isEmpty()) {
                Entry last = decisions.getLast();
                if (last.judgedAt().equals(judgedAt.get())) {
                    decisions.removeLast();
                    decisions.add(with(last, entry.get("action") + ": " + entry.get("state")));
                }
            }
        });
        return new AuditTrail(log.path().toString(), log.verify(), all[0], new ArrayList<>(decisions));
    }

    private static Entry decision(Map<String, Object> entry, Instant judgedAt) {
        List<String> rules = new ArrayList<>();
        if (entry.get("rules") instanceof List<?> list) {
            list.forEach(rule -> {
                if (rule instanceof Map<?, ?> map) {
                    rules.add(String.valueOf(map.get("name")));
                }
            });
        }
        List<String> actions = new ArrayList<>();
        if (entry.get("actions") instanceof List<?> list) {
            list.forEach(action -> actions.add(String.valueOf(action)));
        }
        if (Boolean.TRUE.equals(entry.get("page_oncall"))) {
            actions.add("page_oncall");
        }
        return new Entry(
                judgedAt,
                Boolean.TRUE.equals(entry.get("dry_run")),
                String.valueOf(entry.get("status")),
                rules,
                actions,
                List.of());
    }

    private static Entry with(Entry entry, String outcome) {
        List<String> outcomes = new ArrayList<>(entry.outcomes());
        outcomes.add(outcome);
        return new Entry(entry.judgedAt(), entry.dryRun(), entry.status(), entry.rules(), entry.actions(), outcomes);
    }

    private static Optional<Instant> instant(@Nullable Object value) {
        try {
            return value instanceof String text ? Optional.of(Instant.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
