package io.github.churnml.select;

import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Holm;
import io.github.churnml.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who did how well on the same folds, best first, and which difference is more than luck. Immutable. */
public final class ComparisonResult {

    /** A difference is called real where luck alone would show one as large in fewer than 5 of 100 comparisons. */
    public static final double SURE = 0.05;

    private final Metric by;
    private final List<Compared> ranked;
    private final Map<String, String> failures;
    private final CrossValidation folds;
    private final double testToTrain;
    private final double[] corrected;
    private final @Nullable ThresholdRule threshold;

    ComparisonResult(
            Metric by,
            List<Compared> compared,
            Map<String, String> failures,
            CrossValidation folds,
            @Nullable Worth worth) {
        this.threshold = worth == null ? null : worth.rule();
        this.by = by;
        Comparator<Compared> ascending = Comparator.comparingDouble(one -> one.mean(by));
        List<Compared> sorted = new ArrayList<>(compared);
        // Stable: of equal ones the first stays first.
        sorted.sort(by.higherIsBetter() ? ascending.reversed() : ascending);
        this.ranked = List.copyOf(sorted);
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
        this.folds = folds;
        this.testToTrain = CorrectedTTest.testToTrain(folds);
        this.corrected = Holm.adjusted(
                ranked.stream().skip(1).mapToDouble(one -> againstBest(one).p()).toArray());
    }

    /** {@return what the best is best by} */
    public Metric by() {
        return by;
    }

    /** {@return what candidates were compared by: {@link Compared#METRICS}, and {@link Compared#MONEY} where that is known} */
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(Compared.METRICS);
        Compared.MONEY.stream()
                .filter(metric -> ranked.get(0).values().containsKey(metric))
                .forEach(metrics::add);
        return List.copyOf(metrics);
    }

    /** {@return the candidates, best first} */
    public List<Compared> ranked() {
        return ranked;
    }

    /** {@return the best by the mean over folds} */
    public Compared best() {
        return ranked.get(0);
    }

    /** {@return candidates that could not learn from the table, by name, with what they failed with} */
    public Map<String, String> failures() {
        return failures;
    }

    /** {@return the folds that all were compared on} */
    public CrossValidation folds() {
        return folds;
    }

    /**
     * The mean of one metric with its interval, which takes into account that folds share the rows they learn from.
     *
     * @param one a candidate
     * @param metric one of {@link #metrics}
     * @return the mean over folds with its 95 % interval
     */
    public Estimate estimate(Compared one, Metric metric) {
        return CorrectedTTest.of(one.values(metric), testToTrain).difference();
    }

    /**
     * Tests the best against another, by the metric of {@link #by}.
     *
     * @param other a candidate
     * @return the test of the other's values less those of the best, its p not corrected for how many are compared
     */
    public CorrectedTTest againstBest(Compared other) {
        return CorrectedTTest.of(other.values(by), best().values(by), testToTrain);
    }

    /**
     * How likely so large a lead is by luck alone, corrected for how many are compared (Holm 1979).
     *
     * @param other a candidate
     * @return from 0 to 1; 1 for the best itself
     */
    public double correctedP(Compared other) {
        int place = ranked.indexOf(other);
        return place == 0 ? 1 : corrected[place - 1];
    }

    /**
     * Whether the best is better than another by more than luck.
     *
     * @param other a candidate
     * @return whether the corrected p is below {@link #SURE}
     */
    public boolean isReal(Compared other) {
        return correctedP(other) < SURE;
    }

    /**
     * The best by {@link #by} once log-odds are calibrated, each fold by what is learnt from the others: what training does, and ranks
     * are without.
     *
     * @return the candidate of the least mean; empty unless that is log loss or the Brier score
     */
    public Optional<Compared> bestCalibrated() {
        return by == Metric.LOG_LOSS || by == Metric.BRIER
                ? ranked.stream().min(Comparator.comparingDouble(one -> one.calibrated()
                        .getOrDefault(by, Double.POSITIVE_INFINITY)))
                : Optional.empty();
    }

    /** {@return a sentence on what the metric of {@link #by} is of, where that is not plain; else empty} */
    public String basis() {
        return Verdict.basis(this, threshold);
    }

    /** {@return what balancing did to each learner that was compared with it and without, in the order of ranks} */
    public List<BalanceEffect> balanceEffects() {
        List<BalanceEffect> effects = new ArrayList<>();
        for (Compared one : ranked) {
            if (one.candidate().balances()) {
                ranked.stream()
                        .filter(other -> !other.candidate().balances()
                                && other.candidate()
                                        .learner()
                                        .equals(one.candidate().learner()))
                        .findFirst()
                        .ifPresent(plain -> effects.add(BalanceEffect.of(one, plain, testToTrain)));
            }
        }
        return List.copyOf(effects);
    }

    /** {@return one sentence that says which is best, and whether its lead is real} */
    public String verdict() {
        return Verdict.of(this);
    }

    /** {@return one sentence for each way to balance, that says what it did; none where there was nothing to tell apart} */
    public List<String> balanceVerdicts() {
        return Verdict.ofBalance(balanceEffects());
    }

    /** {@return everything as plain values, for JSON; what the clock said stands apart under {@code times}} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("by", by.label());
        map.put("rows", folds.labels().length);
        map.put("left", Arrays.stream(folds.labels()).sum());
        map.put("repeats", folds.divisions().size());
        map.put("folds", folds.divisions().get(0).size());
        map.put("test", "corrected resampled t-test (Nadeau and Bengio 2003), p corrected after Holm (1979)");
        map.put("verdict", verdict());
        if (!basis().isEmpty()) {
            map.put("basis", basis());
        }
        bestCalibrated().ifPresent(best -> map.put("best_calibrated", best.name()));
        map.put("candidates", ranked.stream().map(this::map).toList());
        map.put("balance_verdicts", balanceVerdicts());
        map.put(
                "balance_effects",
                balanceEffects().stream().map(BalanceEffect::toMap).toList());
        map.put("failures", failures);
        Map<String, Object> times = new LinkedHashMap<>();
        for (Compared one : ranked) {
            Map<String, Object> time = new LinkedHashMap<>();
            time.put("fit_seconds", one.times().fitSeconds());
            time.put("micros_per_row", one.times().microsPerRow());
            times.put(one.name(), time);
        }
        map.put("times", times);
        return map;
    }

    private Map<String, Object> map(Compared one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", one.name());
        Map<String, Object> learner = new LinkedHashMap<>();
        learner.put("name", one.candidate().learner().name());
        learner.putAll(one.candidate().learner().settings());
        map.put("learner", learner);
        map.put("balance", one.candidate().balance().settings());
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (Metric metric : metrics()) {
            Estimate estimate = estimate(one, metric);
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("mean", estimate.value());
            value.put("low", estimate.low());
            value.put("high", estimate.high());
            value.put("folds", Arrays.stream(one.values(metric)).boxed().toList());
            metrics.put(metric.label(), value);
        }
        metrics.put(Metric.ECE.label(), Map.of("mean", one.mean(Metric.ECE)));
        map.put("metrics", metrics);
        Map<String, Object> calibrated = new LinkedHashMap<>();
        one.calibrated().forEach((metric, value) -> calibrated.put(metric.label(), value));
        map.put("calibrated", calibrated);
        Map<String, Object> against = map(againstBest(one));
        against.put("p_corrected", correctedP(one));
        against.put("real", isReal(one));
        map.put("against_best", against);
        return map;
    }

    static Map<String, Object> map(CorrectedTTest test) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("difference", test.difference().value());
        map.put("low", test.difference().low());
        map.put("high", test.difference().high());
        map.put("p", test.p());
        return map;
    }
}
