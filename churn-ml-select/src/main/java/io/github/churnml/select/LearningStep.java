package io.github.churnml.select;

import io.github.churnml.judge.OutOfFold;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is reached with one share of the training rows.
 *
 * @param share of the training side of each fold, above 0, at most 1
 * @param rows how many were learnt from, the mean over folds
 * @param left how many of them left, the mean over folds
 * @param values each metric of {@link LearningCurve#METRICS} by fold, all repeats after each other
 */
public record LearningStep(double share, double rows, double left, Map<Metric, double[]> values) {

    /** Copies the map. */
    public LearningStep {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    static LearningStep of(double share, double rows, double left, List<OutOfFold> outOfFold) {
        Map<Metric, double[]> values = new EnumMap<>(Metric.class);
        for (Metric metric : LearningCurve.METRICS) {
            values.put(
                    metric,
                    outOfFold.stream()
                            .flatMapToDouble(repeat -> Arrays.stream(repeat.byFold(metric, 0.5)))
                            .toArray());
        }
        return new LearningStep(share, rows, left, values);
    }

    /**
     * One metric fold by fold.
     *
     * @param metric one of {@link LearningCurve#METRICS}
     * @return one per fold, all repeats after each other
     */
    public double[] values(Metric metric) {
        double[] found = values.get(metric);
        if (found == null) {
            throw new IllegalArgumentException("a learning curve of " + metric.label());
        }
        return found;
    }
}
