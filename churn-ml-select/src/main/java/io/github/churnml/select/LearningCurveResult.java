package io.github.churnml.select;

import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How good a recipe is after learning from ever more rows, and what twice as many would change. Immutable. */
public final class LearningCurveResult {

    /** A change of a metric that is below this, whole interval and all, is called small. */
    public static final double LITTLE = 0.005;

    private final CrossValidation folds;
    private final List<LearningStep> steps;
    private final double testToTrain;

    LearningCurveResult(CrossValidation folds, List<LearningStep> steps) {
        this.folds = folds;
        this.steps = List.copyOf(steps);
        this.testToTrain = CorrectedTTest.testToTrain(folds);
    }

    /** {@return what is reached with each share, fewest rows first; the last learns from all} */
    public List<LearningStep> steps() {
        return steps;
    }

    /** {@return the folds that all were judged on} */
    public CrossValidation folds() {
        return folds;
    }

    /**
     * The mean of one metric with its interval, which takes into account that folds share the rows they learn from.
     *
     * @param step one of {@link #steps}
     * @param metric one of {@link LearningCurve#METRICS}
     * @return the mean over folds with its 95 % interval
     */
    public Estimate estimate(LearningStep step, Metric metric) {
        return CorrectedTTest.of(step.values(metric), testToTrain).difference();
    }

    /**
     * How far a step is from learning from all rows, on the same folds.
     *
     * @param step one of {@link #steps}
     * @param metric one of {@link LearningCurve#METRICS}
     * @return the step's values less those of all rows, with the 95 % interval
     */
    public Estimate toAll(LearningStep step, Metric metric) {
        return CorrectedTTest.of(step.values(metric), last().values(metric), testToTrain)
                .difference();
    }

    private LearningStep last() {
        return steps.get(steps.size() - 1);
    }

    /**
     * What twice as many rows would change.
     *
     * @param metric one of {@link LearningCurve#METRICS}
     * @return what the last doubling changed, and what the next would, where that can be told
     */
    public Doubling doubling(Metric metric) {
        return Doubling.of(metric, steps, folds.labels().length, testToTrain);
    }

    /**
     * Whether more rows would help, in plain words.
     *
     * @param metric one of {@link LearningCurve#METRICS}
     * @return one or two sentences
     */
    public String verdict(Metric metric) {
        Doubling doubling = doubling(metric);
        String customers = Wording.count(folds.labels().length) + " customers";
        String measured = "from " + Wording.count(Math.round(doubling.from())) + " to "
                + Wording.count(Math.round(last().rows())) + " rows " + metric.label() + " changed by "
                + signed(doubling.measured());
        return doubling.told()
                .map(change -> "Doubling your " + customers + " would change " + metric.label() + " by about "
                        + signed(change) + meaning(metric, change) + "; " + measured + ".")
                .orElseGet(() -> "What doubling your " + customers + " would change of " + metric.label()
                        + " cannot be told: " + doubling.why() + ". Measured: " + measured
                        + (gain(metric, doubling.measured()).high() < LITTLE ? ": more rows hardly helped." : "."));
    }

    private static String meaning(Metric metric, Estimate change) {
        Estimate gain = gain(metric, change);
        return gain.high() < LITTLE
                ? ": more rows alone would hardly help"
                : gain.low() > LITTLE ? ": more rows would help" : gain.low() > 0 ? "" : ", which may be nothing";
    }

    /** A change with its sign turned where lower is better. */
    private static Estimate gain(Metric metric, Estimate change) {
        return metric.higherIsBetter()
                ? change
                : new Estimate(-change.value(), -change.high(), -change.low(), change.level());
    }

    private static String signed(Estimate estimate) {
        return String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", estimate.value(), estimate.low(), estimate.high());
    }

    /** {@return everything as plain values, for JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rows", folds.labels().length);
        map.put("left", Arrays.stream(folds.labels()).sum());
        map.put("repeats", folds.divisions().size());
        map.put("folds", folds.divisions().get(0).size());
        map.put("steps", steps.stream().map(this::map).toList());
        Map<String, Object> doubled = new LinkedHashMap<>();
        for (Metric metric : LearningCurve.METRICS) {
            doubled.put(metric.label(), map(doubling(metric)));
        }
        map.put("doubling", doubled);
        return map;
    }

    private Map<String, Object> map(LearningStep step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("share", step.share());
        map.put("rows", step.rows());
        map.put("left", step.left());
        for (Metric metric : LearningCurve.METRICS) {
            Map<String, Object> value = map("mean", estimate(step, metric));
            value.put("to_all", map("mean", toAll(step, metric)));
            value.put("folds", Arrays.stream(step.values(metric)).boxed().toList());
            map.put(metric.label(), value);
        }
        return map;
    }

    private Map<String, Object> map(Doubling doubling) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("verdict", verdict(doubling.metric()));
        Map<String, Object> measured = map("change", doubling.measured());
        measured.put("from_rows", doubling.from());
        measured.put("to_rows", last().rows());
        map.put("measured", measured);
        PowerLaw law = doubling.law();
        if (law != null) {
            Map<String, Object> fitted = new LinkedHashMap<>();
            fitted.put("form", "limit + distance * (rows / largest) ^ -exponent");
            fitted.put("limit", law.limit());
            fitted.put("distance", law.distance());
            fitted.put("exponent", law.exponent());
            fitted.put("largest", law.largest());
            map.put("law", fitted);
        }
        doubling.told()
                .ifPresentOrElse(
                        change -> map.put("forecast", map("change", change)),
                        () -> map.put("cannot_be_told", doubling.why()));
        return map;
    }

    private static Map<String, Object> map(String name, Estimate estimate) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(name, estimate.value());
        map.put("low", estimate.low());
        map.put("high", estimate.high());
        return map;
    }
}
