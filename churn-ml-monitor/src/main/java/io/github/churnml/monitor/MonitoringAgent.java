package io.github.churnml.monitor;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.PlainJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches a served model: observes its metrics and its drift report, thinks by rules, and acts if it is allowed to.
 *
 * <pre>{@code
 * MonitoringAgent agent = MonitoringAgent.builder().build();
 * MonitoringPlan plan = agent.plan(Path.of("metrics_history.jsonl"), Path.of("drift_latest.json"));
 * plan.status();
 * agent.act(plan); // a dry run, unless the builder was told otherwise
 * }</pre>
 *
 * <p>The same observations, rules and clock give the same plan, whatever order the points come in and however often one is
 * repeated; only {@link MonitoringPlan#history} reports that. A plan depends on the audit log by cool-downs alone.
 * Immutable; safe for several threads if its clock, actions and rationale writer are.
 */
public final class MonitoringAgent {

    /** Windows, the windows of older points within them, and an older judged point of a rarer metric. */
    private static final int LOOK_BACK_WINDOWS = 3;

    /** A history of more lines is looked at no further back than its rules do. */
    private static final int MOST_LINES_OF_PAST = 200_000;

    private static final Duration EVER = Duration.ofDays(36_525);

    private static final int LONGEST_RATIONALE = 10_000;

    private final RuleSet rules;
    private final MonitoringAgentBuilder settings;

    MonitoringAgent(MonitoringAgentBuilder settings) {
        this.rules = settings.rules;
        this.settings = settings;
    }

    /** {@return a builder with every default in place} */
    public static MonitoringAgentBuilder builder() {
        return new MonitoringAgentBuilder();
    }

    /** {@return the rules that it judges by} */
    public RuleSet rules() {
        return rules;
    }

    /**
     * Observes files and thinks. The history is read once, line by line, in bounded memory.
     *
     * @param metrics a metrics history: a JSON object per line, with a time under {@code ts} (or {@code timestamp}, {@code
     *     time}, {@code datetime}, {@code date}) and metrics by name; lines may be out of order, repeated or malformed
     * @param drift a drift report as in {@link DriftSummary#read}; null if there is none
     * @return the plan
     * @throws DataException if a file is not there, the history holds no usable point, or too many within the windows
     */
    public MonitoringPlan plan(Path metrics, @Nullable Path drift) {
        @Nullable DriftSummary summary = drift == null ? null : DriftSummary.read(drift);
        HistoryWindow history = newHistory(metrics);
        HistoryReader.read(metrics, new MetricLine(rules.metrics()), history);
        return think(history, summary, "Metrics history " + Wording.path(metrics), metrics);
    }

    /**
     * Observes a history together with the part of it that was renamed when it became too large, and thinks.
     *
     * @param metrics the history
     * @param drift the drift report, or null if there is none
     * @return the plan
     * @throws DataException if the file is not there, the history holds no usable point, or too many within the windows
     */
    public MonitoringPlan plan(MetricsHistory metrics, @Nullable DriftSummary drift) {
        Path path = metrics.path();
        HistoryWindow history = newHistory(path);
        MetricLine line = new MetricLine(rules.metrics());
        if (Files.isRegularFile(metrics.previous())) {
            HistoryReader.read(metrics.previous(), line, history);
        }
        HistoryReader.read(path, line, history);
        return think(history, drift, "Metrics history " + Wording.path(path), path);
    }

    /**
     * Looks at the past of what a plan judges: how the metrics went, and when each rule held. The history is read once more.
     *
     * @param metrics the history that the plan was made of
     * @param plan the plan
     * @return the past up to the moment that the plan judges
     * @throws DataException if the file is not there any more
     */
    public MonitoringPast past(MetricsHistory metrics, MonitoringPlan plan) {
        boolean whole = plan.history().lines() <= MOST_LINES_OF_PAST;
        HistoryWindow history = new HistoryWindow(
                rules.metrics(),
                whole ? EVER : rules.longestWindow().multipliedBy(LOOK_BACK_WINDOWS),
                settings.clock.instant(),
                plan.judgedAt(),
                metrics.path());
        MetricLine line = new MetricLine(rules.metrics());
        if (Files.isRegularFile(metrics.previous())) {
            HistoryReader.read(metrics.previous(), line, history);
        }
        HistoryReader.read(metrics.path(), line, history);
        return new PastReader(history, Times.nanos(plan.judgedAt())).past(rules, whole);
    }

    /**
     * Takes what was observed and thinks.
     *
     * @param metrics points in any order
     * @param drift the drift report, or null if there is none
     * @return the plan
     * @throws DataException if no point is usable, or there are too many within the windows
     */
    public MonitoringPlan plan(List<MetricPoint> metrics, @Nullable DriftSummary drift) {
        HistoryWindow history = newHistory(null);
        HistoryReader.read(metrics, rules.metrics(), history);
        return think(history, drift, "The metrics history", null);
    }

    /**
     * Takes a parsed payload and thinks.
     *
     * @param payload {@code {"metrics": […], "drift": {…}}}: points as the lines of a history are, and a drift report,
     *     which may be left out
     * @return the plan
     * @throws DataException if it is not such a payload, no point is usable, or there are too many within the windows
     */
    public MonitoringPlan plan(Map<String, ?> payload) {
        Payload.requireKnown(payload);
        @Nullable DriftSummary drift = Payload.drift(payload);
        HistoryWindow history = newHistory(null);
        HistoryReader.read(Payload.metrics(payload), new MetricLine(rules.metrics()), history);
        return think(history, drift, "Key 'metrics' of the payload", null);
    }

    /**
     * Reads a JSON payload and thinks.
     *
     * @param payload UTF-8, as in {@link #plan(Map)}, at most 64 MB
     * @return the plan
     * @throws DataException if it is not such a payload, no point is usable, or there are too many within the windows
     */
    public MonitoringPlan plan(byte[] payload) {
        return plan(PlainJson.read(payload, Payload.BLAME, "The payload"));
    }

    /**
     * Acts on a plan: writes the decision to the audit log, if there is one, and carries the actions out, unless this is a
     * dry run. An action that fails is reported and does not keep the others from being carried out.
     *
     * @param plan the plan
     * @return what became of each action
     * @throws io.github.churnml.error.OutputException if the audit log cannot be written; nothing is carried out then
     */
    public Decision act(MonitoringPlan plan) {
        @Nullable AuditLog log = settings.auditLog;
        if (log != null) {
            log.append(AuditEntries.decision(plan, settings.dryRun, settings.clock.instant()));
        }
        List<ActionOutcome> outcomes = new ArrayList<>();
        for (ActionKind kind : plan.asked()) {
            ActionOutcome outcome = settings.dryRun || kind == ActionKind.DO_NOTHING
                    ? ActionOutcome.planned(kind)
                    : carryOut(kind, plan);
            outcomes.add(outcome);
            if (log != null && outcome.state() != ActionOutcome.State.PLANNED) {
                log.append(AuditEntries.outcome(plan, outcome, settings.clock.instant()));
            }
        }
        return new Decision(plan, settings.dryRun, outcomes);
    }

    private ActionOutcome carryOut(ActionKind kind, MonitoringPlan plan) {
        Action action = settings.actions.get(kind);
        if (action == null) {
            return new ActionOutcome(kind, ActionOutcome.State.UNATTENDED, "nothing is set up to carry it out");
        }
        try {
            return new ActionOutcome(kind, ActionOutcome.State.DONE, String.valueOf(action.carryOut(plan)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ActionOutcome(kind, ActionOutcome.State.FAILED, "interrupted");
        } catch (Exception e) { // an application's action may throw anything
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new ActionOutcome(kind, ActionOutcome.State.FAILED, why);
        }
    }

    private HistoryWindow newHistory(@Nullable Path path) {
        return new HistoryWindow(
                rules.metrics(),
                rules.longestWindow().multipliedBy(LOOK_BACK_WINDOWS),
                settings.clock.instant(),
                settings.judgedAt,
                path);
    }

    private MonitoringPlan think(
            HistoryWindow history, @Nullable DriftSummary drift, String what, @Nullable Path path) {
        HistorySummary summary = history.counter().summary(history.conflicts());
        if (history.isEmpty()) {
            throw nothingUsable(summary, what, path);
        }
        Instant judgedAt = settings.judgedAt == null ? history.newest() : settings.judgedAt;
        long time = Times.nanos(judgedAt);
        RuleEngine engine = new RuleEngine(history, drift, time, coolDowns(judgedAt));
        rules.rules().forEach(engine::judge);
        List<RuleOutcome> outcomes = engine.outcomes();
        Status status = outcomes.stream()
                .filter(RuleOutcome::holds)
                .map(RuleOutcome::severity)
                .max(Status::compareTo)
                .orElse(Status.HEALTHY);
        Set<ActionKind> asked = EnumSet.noneOf(ActionKind.class);
        outcomes.forEach(outcome -> asked.addAll(outcome.actions()));
        List<ActionKind> words = asked.isEmpty() ? List.of(ActionKind.DO_NOTHING) : List.copyOf(asked);
        List<ActionKind> actions =
                words.stream().filter(kind -> kind != ActionKind.PAGE_ONCALL).toList();
        PlanFindings findings = engine.findings(drift);
        MonitoringPlan plan = new MonitoringPlan(
                status,
                judgedAt,
                findings.findings(),
                findings.details(),
                actions,
                asked.contains(ActionKind.PAGE_ONCALL),
                PlanWords.rationale(status, outcomes, words),
                outcomes,
                PlanWords.notices(rules, outcomes, history, judgedAt, settings.clock.instant()),
                summary);
        return rephrased(plan);
    }

    private CoolDowns coolDowns(Instant judgedAt) {
        boolean any = !rules.longestCoolDown().isZero();
        return settings.auditLog != null && any
                ? AuditEntries.coolDowns(settings.auditLog, settings.dryRun, judgedAt.minus(rules.longestCoolDown()))
                : new CoolDowns();
    }

    private MonitoringPlan rephrased(MonitoringPlan plan) {
        RationaleWriter writer = settings.rationaleWriter;
        if (writer == null) {
            return plan;
        }
        try {
            String words = writer.rewrite(plan);
            return words == null || words.isBlank() ? plan : plan.withRationale(shortened(words.strip()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return plan;
        } catch (Exception e) { // a plan must not fail for want of fine words
            return plan;
        }
    }

    /** Whole characters only, without what could not be written to a file. */
    private static String shortened(String words) {
        int[] kept = words.codePoints()
                .filter(point -> point < 0xD800 || point > 0xDFFF)
                .limit(LONGEST_RATIONALE)
                .toArray();
        return new String(kept, 0, kept.length);
    }

    private DataException nothingUsable(HistorySummary summary, String what, @Nullable Path path) {
        Map<String, Long> reasons = new LinkedHashMap<>();
        reasons.put("cannot be read", summary.malformed());
        reasons.put("without any of the metrics that the rules look at", summary.empty());
        reasons.put("in the future", summary.future());
        reasons.put("after the time that is to be judged", summary.later());
        List<String> why = reasons.entrySet().stream()
                .filter(reason -> reason.getValue() > 0)
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .toList();
        String odd = summary.firstMalformed().isEmpty()
                ? summary.firstUnusable().stream().findFirst().orElse("")
                : summary.firstMalformed();
        String first = odd.isEmpty() ? "" : " (" + odd + ")";
        String counts = why.isEmpty() ? "" : ": of " + summary.lines() + " points " + Words.list(why) + first;
        return new DataException(what + " holds no point to judge by" + counts + ".", maybe(summary), Where.in(path));
    }

    private String maybe(HistorySummary summary) {
        if (summary.lines() == 0) {
            return "Maybe nothing has been written to it yet.";
        }
        if (summary.malformed() > 0) {
            return "Maybe write one JSON object per line, such as {\"ts\": \"2026-01-31T12:00:00Z\", \"roc_auc\": 0.91}.";
        }
        return summary.empty() > 0
                ? "Maybe the rules look for metrics of other names, or they are no numbers: "
                        + Wording.names(rules.metrics()) + "."
                : "Maybe a clock is wrong, or an earlier time was to be judged.";
    }
}
