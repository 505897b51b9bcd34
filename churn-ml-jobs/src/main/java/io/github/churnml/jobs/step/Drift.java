package io.github.churnml.jobs.step;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.drift.ScoreTally;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.jobs.step.StepResult.StepFile;
import io.github.churnml.settings.PlainJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The step that compares the customers with those of the model's training, and their scores if it stands after {@link Predict}. It tells;
 * with {@link #failAbove} it stops the run, so that steps after it, such as {@link Store}, do not see these customers. Immutable.
 */
public final class Drift implements StepWork {

    private final DriftSettings settings;
    private final double failAbove;
    private final @Nullable String table;

    private Drift(DriftSettings settings, double failAbove, @Nullable String table) {
        this.settings = settings;
        this.failAbove = failAbove;
        this.table = table;
    }

    /** {@return with the standard settings, which stops nothing} */
    public static Drift standard() {
        return new Drift(DriftSettings.standard(), Double.POSITIVE_INFINITY, null);
    }

    /**
     * With other settings.
     *
     * @param other the settings
     * @return changed
     */
    public Drift settings(DriftSettings other) {
        return new Drift(other, failAbove, table);
    }

    /**
     * The run stops where the stability index of a counted column is above this. Default: never. Of fewer than 100 rows nothing is
     * known, and nothing stops.
     *
     * @param psi the index, above 0
     * @return changed
     * @throws ConfigurationException if it is not
     */
    public Drift failAbove(double psi) {
        if (!(psi > 0)) {
            throw new ConfigurationException(
                    "The index above which the run stops, " + Wording.value(psi) + ", is not above 0.",
                    "Maybe 0.25.",
                    Where.nowhere());
        }
        return new Drift(settings, psi, table);
    }

    /**
     * The step whose table is looked at. Default: that of features, or the only one that fetches.
     *
     * @param step the step's name
     * @return changed
     */
    public Drift table(String step) {
        return new Drift(settings, failAbove, step);
    }

    @Override
    public String kind() {
        return "drift";
    }

    @Override
    public Set<String> needs() {
        return Set.of(Workspace.TABLE, Workspace.MODEL);
    }

    @Override
    public Set<String> gives() {
        return Set.of(Workspace.DRIFT);
    }

    @Override
    public StepResult run(Workspace run) throws InterruptedException {
        Optional<StepResult> skipped = run.skipped(Optional.empty());
        if (skipped.isPresent()) {
            return skipped.get();
        }
        Workspace.Given given = run.given(Workspace.MODEL, "model");
        ChurnModel model = Workspace.model(given);
        if (model.referenceProfile().columns().isEmpty()) {
            throw new ConfigurationException(
                    "The model does not say what it was trained on.",
                    "Maybe it was imported from another system: leave out the step drift.",
                    Where.nowhere());
        }
        Optional<Workspace.Given> scores =
                table == null ? run.find(Workspace.SCORES, Optional.empty()) : Optional.empty();
        if (scores.isPresent()) {
            return told(
                    run,
                    EnginePredict.drift(scores.get(), given, settings),
                    List.of(scores.get().file(), given.file()));
        }
        Workspace.Given rows = run.table(Optional.ofNullable(table));
        DriftDetector detector = new DriftDetector(settings);
        DriftReport report = detector.compare(
                model.referenceProfile(),
                TableTally.of(rows.path(), Workspace.options(rows), TableLayout.of(model.inputs())));
        List<StepFile> inputs = new ArrayList<>(List.of(rows.file(), given.file()));
        Optional<Workspace.Given> predictions = run.find(Workspace.PREDICTIONS, Optional.empty());
        Optional<NumberProfile> known = model.referenceProfile().scores();
        if (predictions.isPresent() && known.isPresent()) {
            inputs.add(predictions.get().file());
            report = report.withScore(detector.compare(tally(predictions.get(), known.get())));
        }
        return told(run, report, inputs);
    }

    private StepResult told(Workspace run, DriftReport report, List<StepFile> inputs) {
        Path file = run.folder().resolve("drift_report.json");
        byte[] json = PlainJson.write(report(report));
        OutputFile.write(file, out -> out.write(json));
        boolean isKnown = report.verdict() != Verdict.NOT_ENOUGH_DATA;
        Optional<ColumnDrift> worst = report.columns().stream()
                .filter(ColumnDrift::counted)
                .max(Comparator.comparingDouble(ColumnDrift::psi));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("drift_status", report.status().label());
        facts.put("drift_rows", String.valueOf(report.currentRows()));
        facts.put("drift_overall", String.valueOf(report.overallDrift()));
        facts.put("drift_statistical", String.valueOf(report.statisticalDrift()));
        if (isKnown && worst.isPresent()) {
            facts.put("drift_max", String.valueOf(worst.get().psi()));
            facts.put("drift_max_column", worst.get().name());
            facts.put("drift_columns", String.valueOf(count(report, c -> c.psi() >= settings.threshold())));
            report.score().ifPresent(score -> facts.put("drift_score", String.valueOf(score.psi())));
        }
        List<String> notices = report.overallDrift() || !isKnown ? List.of(report.rule()) : List.of();
        if (isKnown && worst.isPresent() && worst.get().psi() > failAbove) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "The customers are not those that the model knows: column %s has a PSI of %.3f, above %s.",
                            Wording.name(worst.get().name()),
                            worst.get().psi(),
                            failAbove),
                    "Maybe look at " + run.context().folder().relativize(file)
                            + " in the run's folder: a column whose meaning"
                            + " has changed, or a model to be trained again.",
                    Where.column(worst.get().name()));
        }
        return new StepResult(inputs, List.of(run.file(Workspace.DRIFT, file, -1)), facts, notices, Optional.empty());
    }

    private static long count(DriftReport report, Predicate<ColumnDrift> is) {
        return report.columns().stream().filter(ColumnDrift::counted).filter(is).count();
    }

    /** As {@code churn drift} writes it, so that {@code churn monitor} reads it. */
    private static Map<String, Object> report(DriftReport report) {
        Map<String, Object> finite = new LinkedHashMap<>();
        report.toMap().forEach((key, value) -> finite.put(key, finite(value)));
        return finite;
    }

    /** JSON has no NaN: what is not known is null. */
    private static @Nullable Object finite(@Nullable Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(String.valueOf(key), finite(one)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(one -> copy.add(finite(one)));
            return copy;
        }
        return value;
    }

    private static ScoreTally tally(Workspace.Given predictions, NumberProfile reference) {
        ScoreTally scores = new ScoreTally(reference);
        int column =
                Integer.parseInt(String.valueOf(predictions.result().facts().get(Predict.COLUMNS)));
        try (TableRows rows = TableRows.open(predictions.path(), Workspace.plain())) {
            while (rows.hasNext()) {
                scores.add(Double.parseDouble(rows.next()[column]));
            }
        }
        return scores;
    }
}
