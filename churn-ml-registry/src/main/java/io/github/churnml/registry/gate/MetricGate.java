package io.github.churnml.registry.gate;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one metric: a limit of its own, and how much worse than the champion's it may be. An immutable value.
 *
 * @param metric the metric, which says whether higher or lower is better
 * @param limit the least value where higher is better (a floor), else the greatest (a ceiling); null for none
 * @param noWorseBy by how much it may be worse than the champion's on the same rows, 0 or more; null for no comparison
 * @param confidence how sure the comparison must be, above 0.5 and at most 0.99
 */
public record MetricGate(
        Metric metric, @Nullable Double limit, @Nullable Double noWorseBy, double confidence) {

    /** How sure a comparison must be if nothing else is said. */
    public static final double CONFIDENCE = 0.95;

    static final double HIGHEST_CONFIDENCE = 0.99;

    /**
     * Checks the numbers.
     *
     * @throws ConfigurationException if nothing is asked, a number is not finite, the margin is negative, the confidence is not
     *     above 0.5 and at most 0.99, or calibration errors ({@link Metric#ECE}) are to be compared
     */
    public MetricGate {
        if (limit == null && noWorseBy == null) {
            throw wrong(metric, "asks for nothing", "Maybe give it a floor or a ceiling, or noWorseBy.");
        }
        if (limit != null && !Double.isFinite(limit)) {
            throw wrong(metric, "has the limit " + Wording.value(limit) + " where a number is required", "");
        }
        if (noWorseBy != null && !(noWorseBy >= 0 && noWorseBy < Double.POSITIVE_INFINITY)) {
            throw wrong(
                    metric,
                    "may be worse by " + Wording.value(noWorseBy) + " where a number of 0 or more is required",
                    "Maybe leave out the minus: 0.01 lets it be worse by at most 0.01.");
        }
        if (noWorseBy != null && metric == Metric.ECE) {
            throw wrong(
                    metric,
                    "cannot compare: chance alone raises this error on few rows, and the more so the better a model is"
                            + " calibrated, so that a worse one would pass too often",
                    "Maybe give it a ceiling, and compare log_loss or brier.");
        }
        if (!(confidence > 0.5 && confidence <= HIGHEST_CONFIDENCE)) {
            throw wrong(
                    metric,
                    "has the confidence " + Wording.value(confidence)
                            + " where a number above 0.5 and at most 0.99 is required",
                    "Maybe it is in percent: 0.95 means 95 %.");
        }
    }

    /**
     * A metric that must reach a value: be at least that where higher is better, else at most.
     *
     * @param metric the metric
     * @param limit the floor or ceiling
     * @return the gate
     */
    public static MetricGate limit(Metric metric, double limit) {
        return new MetricGate(metric, limit, null, CONFIDENCE);
    }

    /**
     * A metric that must surely not be worse than the champion's by more than a margin.
     *
     * @param metric the metric
     * @param margin by how much it may be worse, 0 or more
     * @return the gate
     */
    public static MetricGate noWorse(Metric metric, double margin) {
        return new MetricGate(metric, null, margin, CONFIDENCE);
    }

    /**
     * The same gate with a comparison.
     *
     * @param margin by how much it may be worse than the champion's, 0 or more
     * @return the changed copy
     */
    public MetricGate withNoWorseBy(double margin) {
        return new MetricGate(metric, limit, margin, confidence);
    }

    /**
     * The same gate with another confidence.
     *
     * @param other how sure the comparison must be, above 0.5 and at most 0.99
     * @return the changed copy
     */
    public MetricGate withConfidence(double other) {
        return new MetricGate(metric, limit, noWorseBy, other);
    }

    private static ConfigurationException wrong(Metric metric, String problem, String maybe) {
        return new ConfigurationException(
                "The gate on " + metric.label() + " " + problem + ".", maybe, Where.nowhere());
    }

    /** {@return {@code floor} or {@code ceiling}} */
    String kind() {
        return metric.higherIsBetter() ? "floor" : "ceiling";
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (limit != null) {
            settings.put(kind(), limit);
        }
        if (noWorseBy != null) {
            settings.put("noWorseBy", noWorseBy);
            settings.put("confidence", confidence);
        }
        return settings;
    }
}
