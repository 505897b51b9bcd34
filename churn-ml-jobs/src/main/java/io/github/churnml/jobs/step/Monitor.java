package io.github.churnml.jobs.step;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.jobs.step.StepResult.StepFile;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.ActionOutcome;
import io.github.churnml.monitor.Decision;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.IncidentFile;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.monitor.Status;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.YamlFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The step that appends what the run found to a metrics history and asks the monitoring agent what is to be done, judged at the moment
 * that the run is for. Nothing is carried out unless {@link #act} says so. Immutable.
 */
public final class Monitor implements StepWork {

    private static final String OUTCOMES = "outcomes";

    private final Place metrics;
    private final @Nullable Place rules;
    private final @Nullable Place incidents;
    private final @Nullable Status failOn;

    private Monitor(Place metrics, @Nullable Place rules, @Nullable Place incidents, @Nullable Status failOn) {
        this.metrics = metrics;
        this.rules = rules;
        this.incidents = incidents;
        this.failOn = failOn;
    }

    /**
     * With a history and the standard rules.
     *
     * @param history the path of the metrics history; begun if it is not there
     * @return the work
     */
    public static Monitor of(String history) {
        return new Monitor(Place.ofPath(history), null, null, null);
    }

    /**
     * With other rules.
     *
     * @param path the path of a YAML file with rules
     * @return changed
     */
    public Monitor rules(String path) {
        return new Monitor(metrics, Place.ofPath(path), incidents, failOn);
    }

    /**
     * Has actions carried out: incidents become files of a folder, beside the audit log; what else the plan asks for is told as
     * unattended.
     *
     * @param folder the folder's path
     * @return changed
     */
    public Monitor act(String folder) {
        return new Monitor(metrics, rules, Place.ofPath(folder), failOn);
    }

    /**
     * Fails where the status is this or worse, after all is written. Default: never.
     *
     * @param status the status
     * @return changed
     */
    public Monitor failOn(Status status) {
        return new Monitor(metrics, rules, incidents, status);
    }

    @Override
    public String kind() {
        return "monitor";
    }

    @Override
    public List<Place> places() {
        List<Place> places = new ArrayList<>(List.of(metrics));
        for (@Nullable Place place : new @Nullable Place[] {rules, incidents}) {
            if (place != null) {
                places.add(place);
            }
        }
        return places;
    }

    @Override
    public StepResult run(Workspace run) {
        MetricsHistory history = new MetricsHistory(run.path(metrics)).begin();
        Optional<StepResult> skipped = run.skipped(Optional.empty());
        if (skipped.isPresent() && history.path().toFile().length() == 0) {
            return skipped.get();
        }
        Map<String, Object> point = point(run);
        if (skipped.isEmpty() && !point.isEmpty()) {
            // Repeated after a crash, the line is the same, and counts once.
            history.append(run.context().due(), point);
        }
        Path file = run.folder().resolve("agent_plan.yaml");
        Map<String, Object> document = decided(file);
        if (document.isEmpty()) {
            document = decide(run, history, file);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        Status status = Status.valueOf(String.valueOf(document.get("status")).toUpperCase(Locale.ROOT));
        facts.put("status", status.name().toLowerCase(Locale.ROOT));
        facts.put("actions", words(document.get("actions")));
        String rationale = String.valueOf(document.get("rationale"));
        if (failOn != null && status.compareTo(failOn) >= 0) {
            throw new DataException(
                    "The model's status is " + facts.get("status") + ": " + Wording.plain(rationale),
                    "Maybe look at " + run.context().folder().relativize(file) + " in the run's folder.",
                    Where.nowhere());
        }
        return new StepResult(
                run.find(Workspace.DRIFT, Optional.empty())
                        .map(given -> List.of(given.file()))
                        .orElseGet(List::of),
                List.of(run.file("plan", file, -1), new StepFile("metrics", run.shown(metrics), "", -1)),
                facts,
                status == Status.HEALTHY ? List.of() : List.of(rationale),
                Optional.empty());
    }

    private static String words(@Nullable Object actions) {
        return actions instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(actions);
    }

    /** What an earlier try of this run decided and did, so that nothing is done twice; empty if none came so far. */
    private static Map<String, Object> decided(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        String text = YamlFile.text(file, "Plan", "Maybe it was deleted a moment ago.");
        Map<String, Object> document = PlainYaml.read(text, Blame.configuration(file));
        return document.containsKey(OUTCOMES) ? document : Map.of();
    }

    private Map<String, Object> decide(Workspace run, MetricsHistory history, Path file) {
        MonitoringAgent agent = agent(run);
        MonitoringPlan plan = agent.plan(
                history,
                run.find(Workspace.DRIFT, Optional.empty())
                        .map(given -> DriftSummary.read(given.path()))
                        .orElse(null));
        write(file, plan.toMap()); // before anything is done, so that nothing is done if it cannot be told
        Decision decision = agent.act(plan);
        Map<String, Object> document = new LinkedHashMap<>(plan.toMap());
        document.put("dry_run", decision.dryRun());
        document.put(
                OUTCOMES, decision.outcomes().stream().map(Monitor::outcome).toList());
        write(file, document);
        return document;
    }

    private MonitoringAgent agent(Workspace run) {
        var builder = MonitoringAgent.builder()
                .rules(rules == null ? RuleSet.standard() : RuleSet.read(run.path(rules)))
                .judgedAt(run.context().due())
                .dryRun(incidents == null);
        if (incidents != null) {
            Path folder = run.path(incidents);
            builder.auditLog(folder.resolve("agent_audit.jsonl"))
                    .action(ActionKind.OPEN_INCIDENT, new IncidentFile(folder));
        }
        return builder.build();
    }

    private static Map<String, Object> outcome(ActionOutcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("action", outcome.action().label());
        map.put("state", outcome.state().label());
        map.put("detail", outcome.detail());
        return map;
    }

    private static void write(Path file, Map<String, Object> document) {
        byte[] yaml = PlainYaml.write(document).getBytes(StandardCharsets.UTF_8);
        OutputFile.write(file, out -> out.write(yaml));
    }

    /** What the run found, under the names that a server's history has. */
    private static Map<String, Object> point(Workspace run) {
        Map<String, Object> point = new LinkedHashMap<>();
        Optional<Workspace.Given> scored = run.find(Workspace.PREDICTIONS, Optional.empty());
        scored.or(() -> run.find(Workspace.SCORES, Optional.empty())).ifPresent(predictions -> {
            Map<String, String> facts = predictions.result().facts();
            number(facts, Workspace.ROWS, "rows", point);
            number(facts, Predict.MEAN, "score_mean", point);
            number(facts, Predict.POSITIVE, "positive_rate", point);
        });
        run.find(Workspace.DRIFT, Optional.empty()).ifPresent(drift -> {
            Map<String, String> facts = drift.result().facts();
            number(facts, "drift_rows", "drift_rows", point);
            if (facts.containsKey("drift_max")) {
                point.put("drift_overall", Boolean.valueOf(facts.get("drift_overall")));
                point.put("drift_statistical", Boolean.valueOf(facts.get("drift_statistical")));
                number(facts, "drift_max", "drift_max", point);
                number(facts, "drift_columns", "drift_columns", point);
                number(facts, "drift_score", "drift_score", point);
            }
        });
        run.find(Workspace.MODEL, Optional.empty()).ifPresent(model -> {
            point.put("model", model.result().facts().get(LoadModel.NAME));
            point.put("version", model.result().facts().get(LoadModel.VERSION));
        });
        return point;
    }

    private static void number(Map<String, String> facts, String fact, String metric, Map<String, Object> point) {
        String text = facts.get(fact);
        if (text != null) {
            point.put(metric, Double.valueOf(text));
        }
    }
}
