package io.github.churnml.select;

import io.github.churnml.data.Progress;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.recipe.Recipe;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What selecting columns does: which go, judged on the same folds with and without. In every fold columns are selected anew by its
 * training rows alone; a selection by all rows, judged on some of them, would seem better than it is (C. Ambroise and G. J. McLachlan,
 * Selection bias in gene extraction, PNAS 99, 2002). Immutable.
 */
public final class SelectionResult {

    /** What is told with all columns and with those selected. */
    public static final List<Metric> METRICS = List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS);

    private final CrossValidation folds;
    private final SelectedColumns selected;
    private final Map<String, Integer> keptIn;
    private final Map<Metric, double[]> all = new EnumMap<>(Metric.class);
    private final Map<Metric, double[]> some = new EnumMap<>(Metric.class);
    private final double testToTrain;

    /** What one fold tells. */
    private record Fold(double[] all, double[] some, List<?> kept) {}

    private SelectionResult(CrossValidation folds, SelectedColumns selected, List<Fold> parts) {
        this.folds = folds;
        this.selected = selected;
        this.keptIn = new LinkedHashMap<>();
        for (ColumnVerdict one : selected.columns()) {
            keptIn.put(one.column(), (int) parts.stream()
                    .filter(part -> part.kept.contains(one.column()))
                    .count());
        }
        for (int m = 0; m < METRICS.size(); m++) {
            int metric = m;
            all.put(
                    METRICS.get(m),
                    parts.stream().mapToDouble(part -> part.all[metric]).toArray());
            some.put(
                    METRICS.get(m),
                    parts.stream().mapToDouble(part -> part.some[metric]).toArray());
        }
        this.testToTrain = CorrectedTTest.testToTrain(folds);
    }

    /**
     * Selects columns by all rows, and judges selecting in every fold.
     *
     * @param folds the rows, divided, with the recipe; a selection of its own is not asked
     * @param how the way to select
     * @param seed decides every random step of selecting by all rows
     * @param progress told about stages of selecting by all rows, then after each fold
     * @return what goes, and what that does
     * @throws io.github.churnml.error.DataException if there are too few rows for inner folds
     */
    public static SelectionResult of(CrossValidation folds, ImportanceSelection how, long seed, Progress progress) {
        Recipe plain = folds.recipe().selecting(null);
        int parts = folds.divisions().get(0).size();
        int total = parts * folds.divisions().size();
        SelectedColumns selected = how.select(plain, folds.rows(), folds.labels(), folds.groups(), seed, progress);
        AtomicInteger done = new AtomicInteger();
        progress.at("selecting in every fold", 0, total);
        List<Fold> judged = IntStream.range(0, total)
                .parallel()
                .mapToObj(i -> {
                    Fold fold = fold(folds, plain, how, i / parts, i % parts);
                    progress.at("selecting in every fold", done.incrementAndGet(), total);
                    return fold;
                })
                .toList();
        return new SelectionResult(folds, selected, judged);
    }

    private static Fold fold(CrossValidation folds, Recipe plain, ImportanceSelection how, int repeat, int fold) {
        int[] test = folds.divisions().get(repeat).get(fold).test();
        int[] labels = Arrays.stream(test).map(row -> folds.labels()[row]).toArray();
        Recipe.Fit fit = folds.fit(plain.selecting(how), repeat, fold);
        Object told = fit.found().get("selection");
        Object kept = told instanceof Map<?, ?> map ? map.get("kept") : null;
        return new Fold(
                values(folds.logOdds(plain, repeat, fold), labels),
                values(fit.fitted().logOdds(folds.rows().select(test)), labels),
                kept instanceof List<?> list ? list : List.of());
    }

    private static double[] values(double[] logOdds, int[] labels) {
        double[] probabilities =
                Arrays.stream(logOdds).map(Calibrator.none()::probability).toArray();
        return METRICS.stream()
                .mapToDouble(metric -> metric.compute(labels, probabilities, 0.5))
                .toArray();
    }

    /** {@return what selecting by all rows keeps and drops} */
    public SelectedColumns selected() {
        return selected;
    }

    /** {@return the folds} */
    public CrossValidation folds() {
        return folds;
    }

    /**
     * In how many folds a column was kept: whether the choice is a steady one.
     *
     * @param column one of {@link SelectedColumns#columns}
     * @return from 0 to the number of folds of all repeats
     */
    public int keptIn(String column) {
        return keptIn.getOrDefault(column, 0);
    }

    /** {@return how many folds there are in all repeats} */
    public int foldCount() {
        return of(all, Metric.ROC_AUC).length;
    }

    /**
     * A metric with all columns.
     *
     * @param metric one of {@link #METRICS}
     * @return the mean over folds with its 95 % interval
     */
    public Estimate withAll(Metric metric) {
        return CorrectedTTest.of(of(all, metric), testToTrain).difference();
    }

    /**
     * A metric with the columns that each fold selected.
     *
     * @param metric one of {@link #METRICS}
     * @return the mean over folds with its 95 % interval
     */
    public Estimate withSelected(Metric metric) {
        return CorrectedTTest.of(of(some, metric), testToTrain).difference();
    }

    /**
     * What selecting changes, on the same folds.
     *
     * @param metric one of {@link #METRICS}
     * @return with those selected less with all
     */
    public CorrectedTTest change(Metric metric) {
        return CorrectedTTest.of(of(some, metric), of(all, metric), testToTrain);
    }

    private static double[] of(Map<Metric, double[]> values, Metric metric) {
        double[] found = values.get(metric);
        if (found == null) {
            throw new IllegalArgumentException("a selection by " + metric.label());
        }
        return found;
    }

    /**
     * Whether to leave columns out, in plain words.
     *
     * @param metric one of {@link #METRICS}
     * @return one or two sentences
     */
    public String verdict(Metric metric) {
        CorrectedTTest change = change(metric);
        Estimate by = change.difference();
        String changed = String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", by.value(), by.low(), by.high());
        boolean real = change.p() < ComparisonResult.SURE;
        boolean better = by.value() > 0 == metric.higherIsBetter();
        List<String> dropped = selected.dropped();
        String what = dropped.isEmpty()
                ? "No column of " + selected.columns().size() + " is left out"
                : dropped.size() + " of " + selected.columns().size() + " columns are left out: "
                        + Wording.names(dropped);
        return what + ". Selected anew in every fold, columns changed " + metric.label() + " by " + changed
                + (real
                        ? better ? ": a real gain." : ": a real loss, so learn from all."
                        : dropped.isEmpty()
                                ? "."
                                : ": no more than luck, so leave them out if fewer columns are easier to have.");
    }

    /** {@return everything as plain values, for JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rows", folds.labels().length);
        map.put("left", Arrays.stream(folds.labels()).sum());
        map.put("repeats", folds.divisions().size());
        map.put("folds", folds.divisions().get(0).size());
        map.put("selected", selected.toMap());
        map.put("kept_in_folds", keptIn);
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (Metric metric : METRICS) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("all", withAll(metric).value());
            one.put("selected", withSelected(metric).value());
            one.putAll(ComparisonResult.map(change(metric)));
            one.put("folds_all", Arrays.stream(of(all, metric)).boxed().toList());
            one.put("folds_selected", Arrays.stream(of(some, metric)).boxed().toList());
            metrics.put(metric.label(), one);
        }
        map.put("metrics", metrics);
        return map;
    }
}
