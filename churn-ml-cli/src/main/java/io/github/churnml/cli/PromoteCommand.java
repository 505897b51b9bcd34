package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.gate.GateKeeper;
import io.github.churnml.registry.gate.GateReport;
import io.github.churnml.registry.gate.Gates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn promote}: a version serves if it passes the gates. */
@Command(
        name = "promote",
        description =
                "Holds a version to gates on customers whose outcome is known, and makes it champion if it passes.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "The customers must be others than those that the version was trained on. The champion is judged on the same",
            "rows. A version that does not pass is refused, which the log keeps, and the exit code is 4.",
            "",
            "Examples:",
            "  churn promote --print-gates > gates.yaml",
            "  churn promote --version 1.1.0 --data holdout.csv",
            "  churn promote --version 1.1.0 --data holdout.csv --gates gates.yaml --dry-run",
            "  churn promote --version 1.1.0 --data holdout.csv --force --why \"the old one needs a column that is gone\""
        })
final class PromoteCommand extends Subcommand {

    @Mixin
    final RegistryFlags flags = new RegistryFlags();

    @Option(names = "--version", paramLabel = "VERSION", description = "The version to promote, such as 1.1.0.")
    @Nullable
    String version;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Customers with their outcome whom it was not trained on, as CSV, Excel or JSON.")
    @Nullable
    InputFile data;

    @Option(
            names = "--gates",
            paramLabel = "FILE",
            description = "The gates, as YAML. Default: as --print-gates prints them.")
    @Nullable
    Path gatesFile;

    @Option(names = "--print-gates", description = "Print the gates as YAML, to begin one's own with, and end.")
    boolean printGates;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left, if it is not named as in training.")
    @Nullable
    String target;

    @Mixin
    final LabelFlags labels = new LabelFlags();

    @Mixin
    final MoneyFlags money = new MoneyFlags();

    @Option(names = "--dry-run", description = "Judge and tell, and change nothing: a refusal is not kept either.")
    boolean dryRun;

    @Option(names = "--force", description = "Promote although a gate does not pass; --why is kept in the log.")
    boolean force;

    @Option(
            names = "--skip-comparison",
            description = "Do not compare with the champion, whose columns or outcome may be others; needs --why.")
    boolean skipComparison;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why; it is kept in the log.")
    String why = "";

    @Mixin
    final ReadFlags reading = new ReadFlags();

    private boolean refused;

    PromoteCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int exitCode() {
        return refused ? Failure.FOUND : 0;
    }

    @Override
    void run() {
        Gates gates = gatesFile == null ? Gates.standard() : Gates.readYaml(gatesFile);
        if (printGates) {
            answer(gates::toSettings, gates::toYaml);
            return;
        }
        String asked = required("--version", version);
        requireReason();
        Path table = required("--data", reading.table(data, "--data", surroundings));
        noticed(reading);
        Registry registry = flags.registry(surroundings);
        GateKeeper keeper = GateKeeper.of(registry, gates);
        keeper = skipComparison ? keeper.withoutComparison() : keeper;
        List<String> notices = new ArrayList<>();
        GateReport report;
        try (ProgressLine progress = progress()) {
            report = judge(registry, keeper, asked, table, progress, notices);
        }
        refused = !report.passed() && !force;
        RegistryEvent event = dryRun ? null : keeper.promote(report, force, why);
        String said = said(report, event);
        answer(
                () -> json(report, event, notices, said),
                () -> report.toText() + notes(notices) + said + "\n" + hint(registry, report, event));
    }

    private GateReport judge(
            Registry registry,
            GateKeeper keeper,
            String asked,
            Path table,
            ProgressLine progress,
            List<String> notices) {
        ChurnModel candidate = registry.load(registry.state().version(asked));
        JudgedTable judged = new JudgedTable(candidate, target, labels);
        ReadOptions options = reading.options().withProgress(progress);
        if (target != null) {
            JudgedTable.requireColumn(table, options, target);
            options = options.withType(target, ColumnType.CATEGORICAL);
        }
        Dataset holdout = keeper.read(asked, table, options);
        GateKeeper ready = keeper.withOutcomes(judged.outcomes(holdout));
        if (money.isGiven()) {
            ready = ready.withValue(money.required(candidate));
        }
        progress.at("judging", 0, 0);
        GateReport report = ready.judge(asked, holdout);
        notices.addAll(judged.notices(holdout));
        return report;
    }

    private void requireReason() {
        if ((force || skipComparison) && !dryRun && why.isBlank()) {
            throw new ConfigurationException(
                    "Option " + (force ? "--force" : "--skip-comparison") + " needs --why; nothing was changed.",
                    "Maybe say why in a sentence: it is kept in the log.",
                    Where.nowhere());
        }
    }

    private <T> T required(String option, @Nullable T value) {
        if (value == null) {
            throw new ConfigurationException(
                    "Option " + option + " is missing.",
                    "Maybe write churn promote --version 1.1.0 --data holdout.csv" + flags.option() + ".",
                    Where.nowhere());
        }
        return value;
    }

    private String said(GateReport report, @Nullable RegistryEvent event) {
        String champion = report.champion() == null ? "no version serves" : "champion " + report.champion() + " stays";
        if (event == null) {
            return "Version " + report.version()
                    + (report.passed() ? " would be promoted: " : force ? " would be forced: " : " would be refused: ")
                    + report.verdict() + "; nothing was changed.";
        }
        if (event.kind() == EventKind.REFUSE) {
            return "Version " + report.version() + " is refused: " + report.verdict() + "; " + champion + ".";
        }
        return "Version " + report.version() + " serves"
                + (report.champion() == null ? "" : ", in place of " + report.champion()) + ": "
                + (event.forced() ? "forced, though " : "") + report.verdict() + ".";
    }

    private static String notes(List<String> notices) {
        return notices.stream().map(notice -> "note: " + notice + "\n").collect(Collectors.joining());
    }

    /** The tag that keeps the source of a version that serves, where there is a repository. */
    private String hint(Registry registry, GateReport report, @Nullable RegistryEvent event) {
        if (common.quiet
                || event == null
                || event.kind() != EventKind.PROMOTE
                || GitCommit.at(surroundings.folder()).isEmpty()) {
            return "";
        }
        String commit = registry.state().version(report.version()).registered().text("git_commit");
        return "To find its source again: git tag churn-" + report.version()
                + (commit.isEmpty() ? "" : " " + Wording.plain(commit)) + "\n";
    }

    private Map<String, Object> json(
            GateReport report, @Nullable RegistryEvent event, List<String> notices, String said) {
        Map<String, Object> document = new LinkedHashMap<>(report.toMap());
        List<String> all = new ArrayList<>(report.notices());
        all.addAll(notices);
        document.put("notices", all);
        document.put("promoted", event != null && event.kind() == EventKind.PROMOTE);
        document.put("dry_run", dryRun);
        document.put("said", said);
        if (event != null) {
            document.put("event", RegistryReport.json(event));
        }
        return document;
    }
}
