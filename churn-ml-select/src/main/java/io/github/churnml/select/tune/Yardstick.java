package io.github.churnml.select.tune;

import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What trials are measured by.
 *
 * @param metric the metric
 * @param threshold the probability from which a customer is contacted; only {@link Metric#PROFIT} uses it
 * @param campaign what contacting costs; null where the metric is no money
 */
record Yardstick(
        Metric metric, ThresholdRule threshold, @Nullable Campaign campaign) {

    /** Whether the threshold is used, and must be learnt from customers who are not judged. */
    boolean learns() {
        return metric == Metric.PROFIT && !threshold.isFixed();
    }

    /** The same with the threshold that suits some customers. */
    Yardstick learnt(Customers customers, double[] probabilities) {
        if (campaign == null) {
            throw new IllegalStateException("a threshold is learnt for money only");
        }
        double found = threshold.learn(customers.labels(), probabilities, campaign, customers.amounts());
        return new Yardstick(metric, ThresholdRule.fixed(found), campaign);
    }

    double of(int[] labels, double[] probabilities, double[] amounts) {
        double from = threshold.isFixed() ? threshold.numbers().get(0) : 0.5;
        return campaign == null
                ? metric.compute(labels, probabilities, from)
                : metric.compute(labels, probabilities, from, campaign, amounts);
    }
}
