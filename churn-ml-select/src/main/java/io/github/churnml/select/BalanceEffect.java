package io.github.churnml.select;

import io.github.churnml.metrics.Metric;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What balancing did to one learner: each metric with it less that without, on the same folds.
 *
 * @param balanced the candidate that balances
 * @param plain the same learner without
 * @param changes ROC-AUC, PR-AUC and log loss, tested by fold
 * @param ece how much the expected calibration error, over all folds of a repeat together, is larger
 */
public record BalanceEffect(Compared balanced, Compared plain, Map<Metric, CorrectedTTest> changes, double ece) {

    /** What the effect is told in, beside {@link Metric#ECE}. */
    static final List<Metric> METRICS = List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS);

    /** Copies the map. */
    public BalanceEffect {
        changes = Collections.unmodifiableMap(new EnumMap<>(changes));
    }

    static BalanceEffect of(Compared balanced, Compared plain, double testToTrain) {
        Map<Metric, CorrectedTTest> changes = new EnumMap<>(Metric.class);
        for (Metric metric : METRICS) {
            changes.put(metric, CorrectedTTest.of(balanced.values(metric), plain.values(metric), testToTrain));
        }
        return new BalanceEffect(balanced, plain, changes, balanced.mean(Metric.ECE) - plain.mean(Metric.ECE));
    }

    /**
     * The change of one metric.
     *
     * @param metric ROC-AUC, PR-AUC, log loss or ECE
     * @return with balancing less without
     */
    public double change(Metric metric) {
        CorrectedTTest change = changes.get(metric);
        return change == null ? ece : change.difference().value();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("learner", plain.candidate().learner().name());
        map.put("balance", balanced.candidate().balance().name());
        changes.forEach((metric, test) -> map.put(metric.label(), ComparisonResult.map(test)));
        map.put(Metric.ECE.label(), Map.of("difference", ece));
        return map;
    }
}
