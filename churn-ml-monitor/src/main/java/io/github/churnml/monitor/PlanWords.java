package io.github.churnml.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plain words of a plan: its rationale and its notices. */
final class PlanWords {

    private PlanWords() {}

    static String rationale(Status status, List<RuleOutcome> rules, List<ActionKind> actions) {
        List<String> sentences = new ArrayList<>();
        List<RuleOutcome> held = rules.stream()
                .filter(RuleOutcome::holds)
                .sorted((a, b) -> b.severity().compareTo(a.severity()))
                .toList();
        long unknown = rules.stream().filter(rule -> !rule.judged()).count();
        if (unknown == rules.size()) {
            sentences.add("No rule could be judged, so nothing is known, good or bad; see the notices.");
        } else if (held.isEmpty()) {
            long known = rules.size() - unknown;
            sentences.add(
                    known == 1
                            ? "Healthy: the one rule that could be judged does not hold."
                            : "Healthy: none of the " + known + " rules that could be judged holds.");
        }
        for (RuleOutcome rule : held) {
            String why = rule.reason().isBlank() ? "" : " " + Words.sentence(rule.reason());
            String severity = rule.severity() == Status.CRITICAL ? "Critical" : "Warning";
            sentences.add(severity + " (" + rule.name() + "): " + rule.explanation() + why);
        }
        if (unknown > 0 && unknown < rules.size()) {
            sentences.add(unknown + (unknown == 1 ? " rule" : " rules") + " could not be judged; see the notices.");
        }
        sentences.add(conclusion(status, rules, actions));
        return String.join(" ", sentences);
    }

    private static String conclusion(Status status, List<RuleOutcome> rules, List<ActionKind> actions) {
        Set<ActionKind> silenced = new LinkedHashSet<>();
        rules.forEach(rule -> silenced.addAll(rule.silenced()));
        silenced.removeAll(actions);
        String quiet = silenced.isEmpty()
                ? ""
                : " Asked for already, within the cool-down: "
                        + Words.list(silenced.stream().map(Words::action).toList()) + ".";
        if (actions.contains(ActionKind.DO_NOTHING)) {
            return (status == Status.HEALTHY ? "Nothing is to be done." : "Nothing new is to be done.") + quiet;
        }
        return "To be done: " + Words.list(actions.stream().map(Words::action).toList()) + "." + quiet;
    }

    static List<String> notices(
            RuleSet rules, List<RuleOutcome> outcomes, HistoryWindow history, Instant judgedAt, Instant now) {
        Set<String> notices = new LinkedHashSet<>();
        for (RuleOutcome outcome : outcomes) {
            if (!outcome.judged()) {
                notices.add("Rule '" + outcome.name() + "' could not be judged: " + outcome.explanation());
            }
        }
        for (Rule rule : rules.rules()) {
            for (Condition condition : rule.conditions()) {
                String notice = shortHistory(condition, history);
                if (notice != null) {
                    notices.add(notice);
                }
            }
        }
        Duration longest = rules.longestWindow();
        if (judgedAt.isBefore(now.minus(longest))) {
            notices.add("The newest point, of " + judgedAt + ", is more than " + Durations.words(longest)
                    + " old: this speaks of then, not of now.");
        }
        return List.copyOf(notices);
    }

    private static @Nullable String shortHistory(Condition condition, HistoryWindow history) {
        boolean reads = condition.measure() != Measure.VALUE || condition.aggregate() != Aggregate.LAST;
        if (!reads || condition.isDrift()) {
            return null;
        }
        Series series = history.series(condition.metric());
        int last = series.times().length - 1;
        long oldest = history.oldest(condition.metric());
        long needed = last < 0 ? 0 : series.times()[last] - condition.window().toNanos();
        if (last < 0 || oldest <= needed) {
            return null;
        }
        Duration there = Duration.ofNanos(series.times()[last] - oldest);
        return "The history of " + condition.metric() + " is shorter than the window: " + Durations.words(there)
                + " of " + Durations.words(condition.window()) + ".";
    }
}
