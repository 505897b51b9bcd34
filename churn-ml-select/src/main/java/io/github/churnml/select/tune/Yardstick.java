package io.github.churnml.select.tune;

import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What trials are measured by.
 *
 * @param metric the metric
 * @param threshold the probability from which a customer is contacted; only decisions use it
 * @param campaign what contacting costs; null where the metric is no money
 */
record Yardstick(Metric metric, double threshold, @Nullable Campaign campaign) {

    double of(int[] labels, double[] probabilities, double[] amounts) {
        return campaign == null
                ? metric.compute(labels, probabilities, threshold)
                : metric.compute(labels, probabilities, threshold, campaign, amounts);
    }
}
