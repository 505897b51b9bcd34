package io.github.churnml.monitor;

import io.github.churnml.data.Numbers;
import io.github.churnml.metrics.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which values a metric can have, of those metrics that this project writes or computes; any other name may hold any number.
 *
 * @param least the least value that is possible
 * @param most the greatest value that is possible
 */
record MetricRange(double least, double most) {

    private static final MetricRange ANY = new MetricRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    private static final MetricRange SHARE = new MetricRange(0, 1);
    private static final MetricRange CORRELATION = new MetricRange(-1, 1);
    private static final MetricRange NOT_NEGATIVE = new MetricRange(0, Double.POSITIVE_INFINITY);

    private static final List<String> BEFORE = List.of("estimated_", "realised_");
    private static final Map<String, MetricRange> KNOWN = known();

    private static Map<String, MetricRange> known() {
        Map<String, MetricRange> known = new HashMap<>();
        for (Metric metric : Metric.values()) {
            known.put(
                    metric.label(),
                    switch (metric) {
                        case LOG_LOSS, MAXIMUM_PROFIT, EMPC -> NOT_NEGATIVE;
                        case GINI, MCC, COHEN_KAPPA -> CORRELATION;
                        case PROFIT, PROFIT_EVERYONE, PROFIT_GAIN -> ANY;
                        default -> SHARE;
                    });
        }
        List.of("auc", "acc", "refused_rate", "failed_rate", "positive_rate", "score_mean")
                .forEach(share -> known.put(share, SHARE));
        List.of("requests", "rows", "drift_rows", "drift_max", "drift_columns", "drift_score")
                .forEach(count -> known.put(count, NOT_NEGATIVE));
        return known;
    }

    static MetricRange of(String metric) {
        String bare = metric;
        for (String before : BEFORE) {
            bare = bare.startsWith(before) ? bare.substring(before.length()) : bare;
        }
        boolean latency = bare.startsWith("latency_") && bare.endsWith("_ms");
        return KNOWN.getOrDefault(bare, latency ? NOT_NEGATIVE : ANY);
    }

    boolean holds(double value) {
        return value >= least && value <= most;
    }

    /** What is wrong with a value, or nothing; NaN and infinities always are. */
    Optional<String> problem(String metric, double value) {
        if (holds(value) && Double.isFinite(value)) {
            return Optional.empty();
        }
        List<String> possible = new ArrayList<>();
        if (Double.isFinite(least)) {
            possible.add(Double.isFinite(most) ? "from " + Numbers.text(least) : Numbers.text(least) + " or more");
        }
        if (Double.isFinite(most)) {
            possible.add("to " + Numbers.text(most));
        }
        return Optional.of(metric + " is " + Numbers.text(value) + " where a number"
                + (possible.isEmpty() ? "" : " " + String.join(" ", possible)) + " is required");
    }
}
