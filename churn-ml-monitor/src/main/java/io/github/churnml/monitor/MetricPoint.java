package io.github.churnml.monitor;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured of a served model at one time.
 *
 * @param time when
 * @param values metrics by name, such as {@code roc_auc}; NaN for one that is missing
 */
public record MetricPoint(Instant time, Map<String, Double> values) {

    /** Copies the map. */
    public MetricPoint {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
