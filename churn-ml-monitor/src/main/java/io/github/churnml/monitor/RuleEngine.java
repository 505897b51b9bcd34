package io.github.churnml.monitor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds every rule against what was observed. */
final class RuleEngine {

    private final HistoryWindow history;
    private final DriftJudge driftJudge;
    private final long judgedAt;
    private final CoolDowns coolDowns;
    private final PlanFindings findings = new PlanFindings();
    private final List<RuleOutcome> outcomes = new ArrayList<>();

    RuleEngine(HistoryWindow history, @Nullable DriftSummary drift, long judgedAt, CoolDowns coolDowns) {
        this.history = history;
        this.driftJudge = new DriftJudge(drift);
        this.judgedAt = judgedAt;
        this.coolDowns = coolDowns;
    }

    /** Judges a rule. */
    void judge(Rule rule) {
        List<Reading> readings = new ArrayList<>();
        for (Condition condition : rule.conditions()) {
            readings.add(
                    condition.isDrift()
                            ? driftJudge.at(condition)
                            : new SeriesJudge(condition, history.series(condition.metric())).at(judgedAt));
        }
        boolean holds = readings.stream().allMatch(Reading::holds);
        // One condition that is known not to hold settles the rule, whatever is unknown of the others.
        boolean judged = readings.stream().allMatch(Reading::judged)
                || readings.stream().anyMatch(reading -> reading.judged() && !reading.holds());
        readings.forEach(reading -> findings.add(rule, reading, holds));
        List<ActionKind> actions = new ArrayList<>();
        List<ActionKind> silenced = new ArrayList<>();
        for (ActionKind kind : holds ? rule.actions() : List.<ActionKind>of()) {
            (coolDowns.isSilent(rule, kind, judgedAt) ? silenced : actions).add(kind);
        }
        outcomes.add(new RuleOutcome(
                rule.name(),
                rule.severity(),
                judged,
                holds,
                explanation(readings, holds, judged),
                rule.reason(),
                actions,
                silenced));
    }

    List<RuleOutcome> outcomes() {
        return outcomes;
    }

    PlanFindings findings(@Nullable DriftSummary drift) {
        findings.drift(drift);
        return findings;
    }

    /** Of a rule that does not hold, only what speaks against it; of one that cannot be judged, only what is missing. */
    private static String explanation(List<Reading> readings, boolean holds, boolean judged) {
        List<String> words = new ArrayList<>();
        for (Reading reading : readings) {
            boolean telling = holds || (judged ? reading.judged() && !reading.holds() : !reading.judged());
            if (telling) {
                words.add(reading.words());
            }
        }
        return Words.sentence(String.join("; ", words));
    }
}
