package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.monitor.Action;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.AuditLog;
import io.github.churnml.monitor.Decision;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.IncidentFile;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.MonitoringAgentBuilder;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RuleSet;
import io.github.churnml.monitor.RunCommand;
import io.github.churnml.monitor.Status;
import io.github.churnml.report.monitoring.AuditTrail;
import io.github.churnml.report.monitoring.MonitoringFacts;
import io.github.churnml.report.monitoring.MonitoringPage;
import io.github.churnml.report.tree.Report;
import io.github.churnml.settings.PlainYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code churn monitor}: how a served model is doing, and what is to be done about it. */
@Command(
        name = "monitor",
        description = "Judges a served model by its metrics history and drift report, and says what is to be done.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Writes the plan (status, findings, actions, rationale) and appends the decision to an audit log. Nothing",
            "is carried out without --act. Exits with 0 whatever the status, unless --fail-on says otherwise; then",
            "with 4.",
            "",
            "Examples:",
            "  churn monitor --metrics metrics_history.jsonl --drift drift_latest.json --out agent_plan.yaml",
            "  churn monitor --metrics metrics_history.jsonl --drift drift_latest.json --html monitoring.html",
            "  churn monitor --print-rules > rules.yaml",
            "  churn monitor --metrics metrics_history.jsonl --rules rules.yaml --fail-on critical",
            "  churn monitor --metrics metrics_history.jsonl --act --on-retraining ./retrain.sh",
            "  churn monitor --metrics metrics_history.jsonl --act --registry models --retrain-data june.csv",
            "  churn monitor --metrics history.jsonl --act --webhook https://hooks.example/x --webhook-secret s.txt"
        })
final class MonitorCommand extends Subcommand {

    private static final List<String> STATUSES = List.of("warn", "critical");
    private static final Duration LONGEST_TRAINING = Duration.ofHours(12);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    CommandSpec spec;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "The metrics history: a JSON object per line, with a time under ts and metrics by name.")
    @Nullable
    Path metrics;

    @Option(
            names = "--drift",
            paramLabel = "FILE",
            description = "The drift report that `churn drift` writes. Default: none; rules on drift are not judged.")
    @Nullable
    Path drift;

    @Option(names = "--rules", paramLabel = "FILE", description = "The rules, as YAML. Default: the standard rules.")
    @Nullable
    Path rules;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "artifacts/agent_plan.yaml",
            description = "Where to write the plan; as JSON if it ends in .json. Default: ${DEFAULT-VALUE}.")
    Path out = Path.of("artifacts/agent_plan.yaml");

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "The audit log to append to. Default: agent_audit.jsonl beside the plan.")
    @Nullable
    Path audit;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "The time to judge, such as 2026-01-31T12:00:00Z. Default: that of the newest point.")
    @Nullable
    String at;

    @Option(
            names = "--fail-on",
            paramLabel = "STATUS",
            description = "Exit with 4 if the status is this or worse: warn or critical.")
    @Nullable
    String failOn;

    @Option(
            names = "--act",
            description = "Carry actions out: incidents are written beside the plan. Default: a dry run.")
    boolean act;

    @Option(
            names = "--on-retraining",
            paramLabel = "PROGRAM",
            description = "With --act: what to run where a training is asked for; it is waited for.")
    @Nullable
    String onRetraining;

    @Mixin
    final PageFlags page = new PageFlags();

    @Mixin
    final RegistryActionFlags registry = new RegistryActionFlags();

    @Mixin
    final WebhookFlags webhook = new WebhookFlags();

    @Option(names = "--print-rules", description = "Show the standard rules, to be changed, and do nothing else.")
    boolean printRules;

    private Status found = Status.HEALTHY;

    MonitorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        if (printRules) {
            surroundings.out().print(RuleSet.standardYaml());
            new StandardOutput(surroundings.out()).flush();
            return;
        }
        requireSense();
        MonitoringAgent agent = agent();
        MonitoringPlan plan = agent.plan(new MetricsHistory(given()), drift == null ? null : DriftSummary.read(drift));
        write(plan.toMap()); // before anything is done, so that nothing is done if it cannot be told
        Decision decision = agent.act(plan);
        Map<String, Object> document = plan.toMap();
        document.put("dry_run", decision.dryRun());
        document.put("outcomes", PlanReport.outcomes(decision));
        write(document);
        found = decision.plan().status();
        page.write(() -> page(agent, decision));
        if (common.json || !common.quiet) {
            answer(
                    () -> document,
                    () -> PlanReport.text(decision) + "\nWritten: " + out + ", " + audit()
                            + (page.html == null ? "" : ", " + page.html) + "\n");
        }
    }

    private Report page(MonitoringAgent agent, Decision decision) {
        return MonitoringPage.of(new MonitoringFacts(
                given().toString(),
                decision,
                agent.past(new MetricsHistory(given()), decision.plan()),
                Optional.ofNullable(drift == null ? null : DriftSummary.read(drift)),
                AuditTrail.of(new AuditLog(audit())),
                incidents()));
    }

    /** Names of the files of incidents beside the plan, the oldest first. */
    private List<String> incidents() {
        Path place = folder().toString().isEmpty() ? Path.of(".") : folder();
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("incident-") && name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    int exitCode() {
        return failOn != null && found.compareTo(Status.valueOf(failOn.toUpperCase(Locale.ROOT))) >= 0
                ? Failure.FOUND
                : 0;
    }

    private void write(Map<String, Object> document) {
        byte[] text = (isJson() ? JsonText.of(document) : PlainYaml.write(document)).getBytes(StandardCharsets.UTF_8);
        OutputFile.write(out, file -> file.write(text));
    }

    private MonitoringAgent agent() {
        Instant now = CreationTime.of(surroundings.environment());
        MonitoringAgentBuilder builder = MonitoringAgent.builder()
                .rules(rules == null ? RuleSet.standard() : RuleSet.read(rules))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .judgedAt(judgedAt())
                .auditLog(audit())
                .dryRun(!act);
        Map<ActionKind, Action> own = new EnumMap<>(ActionKind.class);
        own.put(ActionKind.OPEN_INCIDENT, new IncidentFile(folder()));
        if (onRetraining != null) {
            own.put(ActionKind.TRIGGER_RETRAINING, new RunCommand(List.of(onRetraining), LONGEST_TRAINING));
        }
        registry.into(own, surroundings);
        webhook.into(builder, own);
        return builder.build();
    }

    private Path given() {
        if (metrics == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--metrics=FILE'");
        }
        return metrics;
    }

    private void requireSense() {
        if (failOn != null && !STATUSES.contains(failOn)) {
            throw new ConfigurationException(
                    "Option --fail-on holds " + Wording.value(failOn) + " where warn or critical is required.",
                    Wording.maybeNearest(failOn, STATUSES),
                    Where.nowhere());
        }
        if (onRetraining != null && !act) {
            throw new ConfigurationException(
                    "Option --on-retraining is given, and nothing is carried out without --act.",
                    "Maybe add --act.",
                    Where.nowhere());
        }
        registry.requireSense(act, onRetraining != null);
        webhook.requireSense(act);
        if (out.toAbsolutePath().normalize().equals(audit().toAbsolutePath().normalize())) {
            throw new ConfigurationException(
                    "The plan and the audit log would be one file, " + Wording.path(out) + ".",
                    "Maybe choose another name with --out or --audit.",
                    Where.in(out));
        }
        page.refuseOver(given(), "metrics history that is read");
        page.refuseOver(drift, "drift report that is read");
        page.refuseOver(rules, "rules that are read");
        page.refuseSame(out, audit());
        refuseOverwriting(given(), "metrics history");
        refuseOverwriting(drift, "drift report");
        refuseOverwriting(rules, "rules");
    }

    private void refuseOverwriting(@Nullable Path read, String what) {
        for (Path written : List.of(out, audit())) {
            if (read != null && sameFile(written, read)) {
                throw new ConfigurationException(
                        "The file " + Wording.path(written) + " would be written over the " + what + " that is read.",
                        "Maybe choose another name with --out or --audit.",
                        Where.in(written));
            }
        }
    }

    private static boolean sameFile(Path written, Path read) {
        try {
            return Files.exists(written) && Files.exists(read) && Files.isSameFile(written, read);
        } catch (IOException e) {
            return false; // What is wrong with the file is said by those who open it.
        }
    }

    private @Nullable Instant judgedAt() {
        return at == null ? null : TimeOptions.at(at);
    }

    private Path audit() {
        return audit != null ? audit : folder().resolve("agent_audit.jsonl");
    }

    private Path folder() {
        Path parent = out.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private boolean isJson() {
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }
}
