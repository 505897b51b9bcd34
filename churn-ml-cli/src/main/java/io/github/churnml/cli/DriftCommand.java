package io.github.churnml.cli;

import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.TableTally;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.OutputFile;
import io.github.churnml.registry.variant.VariantDrift;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.watch.DriftComparison;
import io.github.churnml.report.watch.DriftPage;
import io.github.churnml.report.watch.DriftPeriod;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "too; drift of the scores is reported, not counted. With a set of variants all customers are compared with those of",
            "the whole training, and each segment with those that its own model was trained on.",
            "",
            "Several files after --new are periods, in the order in which they are given, each compared with the same reference. The",
            "newest, the last, is what the answer and the exit code are of; the page shows all over time.",
            "",
            "Examples:",
            "  churn drift --ref customers.csv --new june.csv --target churned",
            "  churn drift --model artifacts/model.churn --new june.csv --fail-on-drift",
            "  churn drift --model artifacts/model.churn --new weeks/2026-*.csv",
            "  churn drift --ref a.csv --new b.csv --exclude month,region --threshold 0.25 --json",
            "  churn drift --model artifacts/variants.json --new june.csv",
            "  churn drift --model artifacts/model.churn --jdbc jdbc:postgresql://localhost/crm --table customers"
        })
final class DriftCommand extends Subcommand {

    /** What the new table is compared with: one of them. */
    static final class Against {
        @Option(
                names = "--ref",
                paramLabel = "FILE",
                required = true,
                description = "The reference, as CSV, Excel or JSON.")
        @Nullable
        InputFile ref;

        @Option(
                names = "--model",
                paramLabel = "FILE",
                required = true,
                description = "Or a model: what it was trained on.")
        @Nullable
        InputFile model;

        DriftReference open(Path current, ReadOptions options, Progress progress) {
            return ref == null
                    ? ModelReference.load(Objects.requireNonNull(model).model(), current, options, progress)
                    : TableReference.read(ref.path(), current, options, progress);
        }
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    Against against;

    @Option(
            names = "--new",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "The new customers, as CSV, Excel or JSON; several files are periods, the newest last. --jdbc names"
                            + " a database instead.")
    List<InputFile> given = new ArrayList<>();

    /** The new customers, once they are located. */
    @SuppressWarnings("NullAway.Init")
    private Path current;

    @Mixin
    final DriftColumns columns = new DriftColumns();

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
        DriftSettings settings = settings();
        requireTable();
        List<Path> tables = tables();
        noticed(reading);
        List<DriftPeriod> periods = new ArrayList<>();
        try (ProgressLine progress = progress();
                DriftReference reference = against.open(tables.get(0), reading.fileOptions(), progress)) {
            current = tables.get(0);
            periods.add(compare(reference, settings));
            for (Path table : tables.subList(1, tables.size())) {
                current = table;
                try (DriftReference same = reference.at(table)) {
                    periods.add(compare(same, settings));
                }
            }
        }
        drift = periods.get(periods.size() - 1).comparison().report().overallDrift();
        Path folder = out;
        Path json = folder.resolve("drift_report.json");
        Path html = folder.resolve("drift_report.html");
        VariantDrift variants = variants(settings);
        drift |= variants != null && variants.hasDrift();
        DriftAnswer answer = new DriftAnswer(periods, variants);
        write(
                json,
                JsonText.of(withFetched(answer.json())),
                () -> write(html, HtmlReport.of(DriftPage.of(periods)), () -> {}));
        answer(answer::json, () -> answer.text() + (common.quiet ? "" : "\nWritten: " + json + ", " + html + "\n"));
    }

    /** The new tables, the newest last. */
    private List<Path> tables() {
        Path last = reading.required(given.isEmpty() ? null : given.get(given.size() - 1), "--new", surroundings);
        List<Path> tables = new ArrayList<>();
        given.stream().limit(Math.max(0, given.size() - 1)).map(InputFile::path).forEach(tables::add);
        tables.add(last);
        return tables;
    }

    private DriftPeriod compare(DriftReference reference, DriftSettings settled) {
        columns.requireKnown(reference);
        TableTally found = TableBlame.of(current, file -> reference.tally());
        Set<String> uncounted = new LinkedHashSet<>(settled.excluded());
        uncounted.addAll(columns.targets(reference));
        DriftSettings settings = settled.withExcluded(uncounted);
        DriftColumns.requireAll(reference, settings.excluded(), current, found.header());
        ScoreDrift scored = reference.compare(new DriftDetector(settings), found);
        boolean apart = multivariate && scored.report().verdict() != Verdict.NOT_ENOUGH_DATA;
        DriftComparison comparison = new DriftComparison(
                scored.report(),
                scored.note(),
                named(reference.name()),
                named(current.toString()),
                columns.uncompared(reference, found.header()),
                apart ? reference.tellApart(settings.excluded()).orElse(null) : null);
        String shown = comparison.current();
        return new DriftPeriod(shown.substring(shown.lastIndexOf('/') + 1), comparison, scored.share());
    }

    /** Segment by segment, where the model is a set of variants; null for a single one. */
    private @Nullable VariantDrift variants(DriftSettings settings) {
        if (against.model == null || !VariantSet.isSet(against.model.model())) {
            return null;
        }
        VariantSet set = VariantSet.load(against.model.model());
        try (ProgressLine progress = progress()) {
            return set.drift(set.read(current, reading.options().withProgress(progress)), settings);
        }
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

    private DriftSettings settings() {
        DriftSettings settings = DriftSettings.standard()
                .withThreshold(threshold)
                .withExcluded(columns.excluded())
                .withRule(rule());
        return leastEffect == null ? settings : settings.withLeastEffect(leastEffect);
    }

    private DriftRule rule() {
        String usual = (leastEffect == null ? DriftRule.THRESHOLD : DriftRule.TESTS).label();
        return DriftFlags.rule("--by", by == null ? usual : by);
    }

    private static void write(Path file, String text, Runnable next) {
        OutputFile.write(file, stream -> {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            next.run();
        });
    }
}
