package io.github.churnml.metrics;

import java.util.function.ToDoubleFunction;

/**
 * A metric with the way to compute it and its value in each replicate.
 *
 * @param values one for each replicate; filled in by {@link #draw}, each by one thread
 */
record ReplicatedMetric(Metric metric, ToDoubleFunction<ScoreCounts> measure, double[] values) {

    static ReplicatedMetric of(Metric metric, double[] scores, double threshold, int replicates) {
        return new ReplicatedMetric(metric, metric.over(scores, threshold), new double[replicates]);
    }

    void draw(int replicate, ScoreCounts counts) {
        values[replicate] = measure.applyAsDouble(counts);
    }

    /** The value with the interval of the replicates, which get sorted. */
    Estimate estimate(double value, double level) {
        return Replicates.estimate(value, values, level);
    }
}
