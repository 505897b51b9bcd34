package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.DomainClassifier;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Progress;
import io.github.churnml.data.TargetNames;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn drift}: whether new customers still look like those of a reference, or of a model's training. */
@Command(
        name = "drift",
        description = "Tells whether new customers still look like those of a reference, column by column.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Writes drift_report.json and drift_report.html. There is drift if the PSI of a counted column reaches the",
            "threshold; with --by tests if a change is sure, even a smaller one. Exit code 0, or 4 with --fail-on-drift.",
            "A column named like a target (churned, Exited) is not counted. With --model the new customers are scored",
            "too; drift of the scores is reported, not counted.",
            "",
            "Examples:",
            "  churn drift --ref customers.csv --new june.csv --target churned",
            "  churn drift --model artifacts/model.churn --new june.csv --fail-on-drift",
            "  churn drift --ref a.csv --new b.csv --exclude month,region --threshold 0.25 --json"
        })
final class DriftCommand extends Subcommand {

    private static final long SEED = 42;

    /** What the new table is compared with: one of them. */
    static final class Against {
        @Option(
                names = "--ref",
                paramLabel = "FILE",
                required = true,
                description = "The reference, as CSV, Excel or JSON.")
        @Nullable
        Path ref;

        @Option(
                names = "--model",
                paramLabel = "FILE",
                required = true,
                description = "Or a model: what it was trained on.")
        @Nullable
        Path model;
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    Against against;

    @Option(names = "--new", paramLabel = "FILE", required = true, description = "The new customers.")
    @SuppressWarnings("NullAway.Init") // required
    Path current;

    @Option(
            names = "--exclude",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that are reported and not counted.")
    List<String> exclude = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "The column that says who left: reported and not counted; the new table may lack it.")
    @Nullable
    String target;

    @Option(
            names = "--count",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns to count though they are named like a target.")
    List<String> count = new ArrayList<>();

    @Option(
            names = "--threshold",
            paramLabel = "PSI",
            defaultValue = "0.2",
            description = "From which PSI a change is large. Default: ${DEFAULT-VALUE}.")
    double threshold;

    @Option(
            names = "--by",
            paramLabel = "RULE",
            description = "What decides: threshold (a PSI reaches it) or tests (a change is sure, and no less than the"
                    + " least effect). The other is reported, too. Default: threshold; tests with --least-effect.")
    @Nullable
    String by;

    @Option(
            names = "--least-effect",
            paramLabel = "PSI",
            description =
                    "Of tests: below which PSI no change counts, however sure. Default: 0.02; the threshold if that is less.")
    @Nullable
    Double leastEffect;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "artifacts",
            description = "Where to write the reports. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // has a default
    Path out;

    @Option(names = "--fail-on-drift", description = "Exit with 4 if there is drift.")
    boolean failOnDrift;

    @Option(
            names = "--multivariate",
            description = "Also learn to tell the two tables apart, on 5,000 rows of each: shows drift that no column"
                    + " shows by itself. Reported, not counted.")
    boolean multivariate;

    @Mixin
    final ReadFlags reading = new ReadFlags();

    private boolean drift;

    DriftCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        DriftSettings wished = settings();
        DriftSettings settings;
        List<String> targets;
        ScoreDrift scored;
        List<String> added;
        List<String> lost;
        List<String> ignored;
        DomainClassifier.Difference together = null;
        requireTable();
        // Types follow from the reference's first rows, so the new table need not wait for the rest of it.
        TableLayout likely = against.ref == null
                ? null
                : TableBlame.of(against.ref, file -> TableLayout.infer(file, reading.options()));
        try (ProgressLine progress = progress();
                Ahead<TableTally> ahead = likely == null
                        ? null
                        : Ahead.of(() -> tally(likely, isLarger() ? progress : Progress.none()))) {
            TableTally reference = likely == null
                    ? null
                    : TableBlame.of(against.ref, file -> reference(likely, isLarger() ? Progress.none() : progress));
            ChurnModel model = against.model == null ? null : ChurnModel.load(against.model);
            TableLayout layout = reference == null ? layout(model) : reference.layout();
            checkNames(layout.names(), model == null ? null : model.target().column());
            TableTally found = TableBlame.of(
                    current, file -> ahead != null && layout.equals(likely) ? ahead.get() : tally(layout, progress));
            ignored = layout.names().stream()
                    .filter(name -> against.model == null && !isCompared(layout.type(name)))
                    .toList();
            targets = against.model == null ? targets(layout.names(), ignored) : List.of();
            settings = without(wished, targets);
            requireColumns(layout.names(), ignored, settings.excluded(), found.header());
            DriftDetector detector = new DriftDetector(settings);
            scored = reference == null
                    ? ScoreDrift.of(
                            model,
                            detector,
                            detector.compare(model.referenceProfile(), found),
                            current,
                            found.header(),
                            reading.options().withProgress((stage, done, total) -> progress.at("scoring", done, total)))
                    : ScoreDrift.none(detector.compare(reference, found));
            String known = model == null ? null : model.target().column();
            added = found.header().stream()
                    .filter(name -> !layout.names().contains(name) && !name.equals(target) && !name.equals(known))
                    .toList();
            lost = layout.names().stream()
                    .filter(name -> !found.header().contains(name))
                    .toList();
            ignored = ignored.stream().filter(found.header()::contains).toList();
            if (multivariate && against.ref != null && scored.report().verdict() != Verdict.NOT_ENOUGH_DATA) {
                together = DomainClassifier.standard()
                        .compare(
                                SampledRows.of(against.ref, reading.options()),
                                SampledRows.of(current, reading.options()),
                                settings.excluded(),
                                SEED);
            }
        }
        drift = scored.report().overallDrift();
        Path folder = out;
        Path json = folder.resolve("drift_report.json");
        Path html = folder.resolve("drift_report.html");
        DriftAnswer answer =
                new DriftAnswer(scored, name(), current.toString(), added, lost, ignored, targets, together);
        write(json, JsonText.of(answer.json()), () -> write(html, new DriftPage(answer).html(), () -> {}));
        answer(answer::json, () -> answer.text() + (common.quiet ? "" : "\nWritten: " + json + ", " + html + "\n"));
    }

    @Override
    int exitCode() {
        return drift && failOnDrift ? Failure.FOUND : 0;
    }

    private void requireTable() {
        if (multivariate && against.ref == null) {
            throw new ConfigurationException(
                    "--multivariate needs the rows of a reference, and a model keeps none.",
                    "Maybe give the training table with --ref.",
                    Where.nowhere());
        }
    }

    private TableTally reference(TableLayout likely, Progress progress) {
        return TableTally.checked(
                Objects.requireNonNull(against.ref), reading.options().withProgress(progress), likely);
    }

    private TableTally tally(TableLayout layout, Progress progress) {
        return TableTally.of(current, reading.options().withProgress(progress), layout);
    }

    /** Whether the new table takes longer to read than the reference, so that its progress is the one to show. */
    private boolean isLarger() {
        return against.ref == null
                || current.toFile().length() > against.ref.toFile().length();
    }

    private DriftSettings settings() {
        Set<String> left = new LinkedHashSet<>(exclude);
        if (target != null) {
            left.add(target);
        }
        DriftSettings settings = DriftSettings.standard()
                .withThreshold(threshold)
                .withExcluded(left)
                .withRule(rule());
        return leastEffect == null ? settings : settings.withLeastEffect(leastEffect);
    }

    private DriftRule rule() {
        String usual = (leastEffect == null ? DriftRule.THRESHOLD : DriftRule.TESTS).label();
        return DriftFlags.rule("--by", by == null ? usual : by);
    }

    /** Columns that say who left are no inputs of a model, whether or not somebody said so. */
    private List<String> targets(List<String> names, List<String> ignored) {
        return TargetNames.usualAmong(names).stream()
                .filter(name -> !count.contains(name)
                        && !exclude.contains(name)
                        && !ignored.contains(name)
                        && !name.equals(target))
                .toList();
    }

    private static DriftSettings without(DriftSettings settings, List<String> columns) {
        Set<String> left = new LinkedHashSet<>(settings.excluded());
        left.addAll(columns);
        return settings.withExcluded(left);
    }

    private String name() {
        return String.valueOf(against.ref == null ? against.model : against.ref);
    }

    private TableLayout layout(@Nullable ChurnModel model) {
        if (model == null || model.referenceProfile().columns().isEmpty()) {
            throw new ConfigurationException(
                    "The model " + Wording.path(java.util.Objects.requireNonNull(against.model))
                            + " does not say what it was trained on.",
                    "Maybe it was imported from another system: give its training table with --ref.",
                    Where.in(against.model));
        }
        return TableLayout.of(model.inputs());
    }

    private void checkNames(List<String> known, @Nullable String modelTarget) {
        for (String name : exclude) {
            requireKnown(name, known, "--exclude");
        }
        for (String name : count) {
            requireKnown(name, known, "--count");
            if (exclude.contains(name) || name.equals(target)) {
                throw new ConfigurationException(
                        "--count names the column " + Wording.name(name) + ", which is not to be counted.",
                        "Maybe take it out of " + (name.equals(target) ? "--target" : "--exclude") + ", or of --count.",
                        Where.column(name));
            }
        }
        if (target != null && !target.equals(modelTarget)) {
            requireKnown(target, known, "--target");
        }
    }

    private static void requireKnown(String name, Collection<String> known, String option) {
        if (!known.contains(name)) {
            throw new ConfigurationException(
                    option + " names the column " + Wording.name(name) + ", which the reference does not have.",
                    Wording.maybeNearest(name, known),
                    Where.column(name));
        }
    }

    /** Identifiers and free text have neither bins nor levels that could be compared. */
    private static boolean isCompared(ColumnType type) {
        return type.isNumber() || type.isCoded();
    }

    /** All columns of the reference must be there, but those that are not compared or not counted. */
    private void requireColumns(List<String> wanted, List<String> ignored, Set<String> uncounted, List<String> header) {
        List<String> lacking = wanted.stream()
                .filter(name -> !header.contains(name) && !ignored.contains(name) && !uncounted.contains(name))
                .toList();
        if (!lacking.isEmpty()) {
            throw new DataException(
                    "The table " + Wording.path(current) + " lacks "
                            + (lacking.size() == 1 ? "the column " : lacking.size() + " columns of the reference: ")
                            + Wording.names(lacking) + ".",
                    "Maybe it is another table, or leave out what it need not have with --exclude.",
                    Where.column(lacking.get(0)).path(current));
        }
    }

    private static void write(Path file, String text, Runnable next) {
        OutputFile.write(file, stream -> {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            next.run();
        });
    }
}
