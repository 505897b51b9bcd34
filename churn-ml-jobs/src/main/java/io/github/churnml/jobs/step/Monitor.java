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
import io.github.churnml.settings.PlainYaml;
import java.nio.charset.StandardCharsets;
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
        return new Monitor(new Place(history), null, null, null);
    }

    /**
     * With other rules.
     *
     * @param path the path of a YAML file with rules
     * @return changed
     */
    public Monitor rules(String path) {
        return new Monitor(metrics, new Place(path), incidents, failOn);
    }

    /**
     * Has actions carried out: incidents become files of a folder, beside the audit log; what else the plan asks for is told as
     * unattended.
     *
     * @param folder the folder's path
     * @return changed
     */
    public Monitor act(String folder) {
        return new Monitor(metrics, rules, new Place(folder), failOn);
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
        MetricsHistory history = new MetricsHistory(Path.of(run.fill(metrics))).begin();
        Map<String, Object> point = point(run);
        if (!point.isEmpty()) {
            // Repeated after a crash, the line is the same, and counts once.
            history.append(run.context().due(), point);
        }
        Optional<Workspace.Given> drift = run.find(Workspace.DRIFT, Optional.empty());
        MonitoringAgent agent = agent(run);
        MonitoringPlan plan = agent.plan(
                history, drift.map(given -> DriftSummary.read(given.path())).orElse(null));
        Path file = run.folder().resolve("agent_plan.yaml");
        write(file, plan.toMap());
        Decision decision = agent.act(plan);
        Map<String, Object> document = new LinkedHashMap<>(plan.toMap());
        document.put("dry_run", decision.dryRun());
        document.put(
                "outcomes", decision.outcomes().stream().map(Monitor::outcome).toList());
        write(file, document);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("status", plan.status().name().toLowerCase(Locale.ROOT));
        facts.put(
                "actions",
                decision.outcomes().stream().map(one -> one.action().label()).collect(Collectors.joining(", ")));
        if (failOn != null && plan.status().compareTo(failOn) >= 0) {
            throw new DataException(
                    "The model's status is " + facts.get("status") + ": " + Wording.plain(plan.rationale()),
                    "Maybe look at " + run.context().folder().relativize(file) + " in the run's folder.",
                    Where.nowhere());
        }
        return new StepResult(
                drift.map(given -> List.of(given.file())).orElseGet(List::of),
                List.of(run.file("plan", file, -1), new StepFile("metrics", run.shown(metrics), "", -1)),
                facts,
                plan.status() == Status.HEALTHY ? List.of() : List.of(plan.rationale()),
                Optional.empty());
    }

    private MonitoringAgent agent(Workspace run) {
        var builder = MonitoringAgent.builder()
                .rules(rules == null ? RuleSet.standard() : RuleSet.read(Path.of(run.fill(rules))))
                .judgedAt(run.context().due())
                .dryRun(incidents == null);
        if (incidents != null) {
            Path folder = Path.of(run.fill(incidents));
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
        run.find(Workspace.PREDICTIONS, Optional.empty()).ifPresent(predictions -> {
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
