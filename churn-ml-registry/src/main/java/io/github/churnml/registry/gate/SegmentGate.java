package io.github.churnml.registry.gate;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a metric in every segment of customers, such as those of each plan. A segment with too few rows is told and
 * not judged. An immutable value.
 *
 * @param by the columns whose values are segments, each by itself; they need not be known to the model
 * @param gate what is asked of the metric
 * @param minRows the fewest rows that a segment is judged by, at least 20
 * @param minLeavers the fewest customers who left, and as many who stayed, that a segment is judged by, at least 5
 */
public record SegmentGate(List<String> by, MetricGate gate, int minRows, int minLeavers) {

    /** The fewest rows if nothing else is said. */
    public static final int ROWS = 200;

    /** The fewest customers who left if nothing else is said. */
    public static final int LEAVERS = 30;

    static final int LEAST_ROWS = 20;
    static final int LEAST_LEAVERS = 5;

    /**
     * Copies the list and checks.
     *
     * @throws ConfigurationException if there is no column, one stands twice, or there are too few rows or leavers to judge by
     */
    public SegmentGate {
        by = List.copyOf(by);
        if (by.isEmpty() || new HashSet<>(by).size() < by.size()) {
            throw wrong(
                    by.isEmpty() ? "name no column" : "name a column twice: " + Wording.names(by),
                    "Maybe write by: [plan].");
        }
        if (minRows < LEAST_ROWS || minLeavers < LEAST_LEAVERS) {
            throw wrong(
                    "are judged from " + Wording.value(minRows) + " rows and " + Wording.value(minLeavers)
                            + " leavers on where at least " + LEAST_ROWS + " and " + LEAST_LEAVERS + " are required",
                    "Maybe leave both out: " + ROWS + " rows and " + LEAVERS + " leavers.");
        }
    }

    /**
     * Segments that are judged from 200 rows and 30 leavers on.
     *
     * @param column the column whose values are segments
     * @param gate what is asked of the metric
     * @return the gate
     */
    public static SegmentGate of(String column, MetricGate gate) {
        return new SegmentGate(List.of(column), gate, ROWS, LEAVERS);
    }

    private static ConfigurationException wrong(String problem, String maybe) {
        return new ConfigurationException("The segments " + problem + ".", maybe, Where.nowhere());
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("by", by);
        settings.put("metric", gate.metric().label());
        settings.putAll(gate.settings());
        settings.put("minRows", minRows);
        settings.put("minLeavers", minLeavers);
        return settings;
    }
}
