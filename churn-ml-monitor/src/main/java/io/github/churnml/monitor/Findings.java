package io.github.churnml.monitor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the numbers behind a plan: each with its baseline and its limit beside it. Mutable, for one thread. */
final class Findings {

    private final Map<String, Object> map = new LinkedHashMap<>();
    private final Map<String, Status> taken = new LinkedHashMap<>();

    /** Of several rules on one number, the most severe that holds gives the limit, else the first. */
    void add(Rule rule, Reading reading, boolean ruleHolds) {
        Condition condition = reading.condition();
        if (condition.metric().equals(Condition.DRIFT_OVERALL)) {
            return; // said by drift()
        }
        String key = condition.finding();
        Status severity = ruleHolds ? rule.severity() : Status.HEALTHY;
        Status before = taken.get(key);
        if (before != null && severity.compareTo(before) <= 0) {
            return;
        }
        taken.put(key, severity);
        if (condition.measure() != Measure.VALUE) {
            map.putIfAbsent(condition.metric(), number(reading.current()));
        }
        map.put(key, number(reading.value()));
        map.put(key + "_baseline", number(reading.baseline()));
        map.put(key + "_limit", condition.limit());
    }

    void drift(@Nullable DriftSummary drift) {
        boolean known = drift != null && drift.isKnown();
        map.put("drift_overall", drift == null || !known ? null : drift.overall());
        map.put("drift_overall_baseline", known ? false : null);
        map.put("drift_overall_limit", drift == null ? null : drift.threshold());
        if (drift != null) {
            map.putIfAbsent(Condition.DRIFT_MAX, number(drift.greatest()));
            map.put("drift_max_column", drift.most().orElse(null));
            map.put("drift_columns_drifted", List.copyOf(drift.drifted()));
        }
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(map);
    }

    private static @Nullable Object number(double value) {
        return Double.isFinite(value) ? (Object) value : null;
    }
}
