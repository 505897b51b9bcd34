package io.github.churnml.monitor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is behind a plan: findings with few digits for people, and details with all of them, where each number has its
 * baseline and its limit beside it. Mutable, for one thread.
 */
final class PlanFindings {

    private static final int DECIMALS = 2;
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private final Map<String, Object> findings = new LinkedHashMap<>();
    private final Map<String, Object> details = new LinkedHashMap<>();
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
            details.putIfAbsent(condition.metric(), number(reading.current()));
        }
        findings.put(key, rounded(reading.value(), condition.measure() != Measure.VALUE));
        details.put(key, number(reading.value()));
        details.put(key + "_baseline", number(reading.baseline()));
        details.put(key + "_limit", condition.limit());
    }

    /** Whether there is overall drift is a flag: it has neither baseline nor limit. */
    void drift(@Nullable DriftSummary drift) {
        Object overall = drift != null && drift.isKnown() ? (Object) drift.overall() : null;
        findings.put(Condition.DRIFT_OVERALL, overall);
        details.put(Condition.DRIFT_OVERALL, overall);
        if (drift != null) {
            details.put("drift_threshold", drift.threshold());
            details.putIfAbsent(Condition.DRIFT_MAX, number(drift.greatest()));
            details.put("drift_max_column", drift.most().orElse(null));
            details.put("drift_columns_drifted", List.copyOf(drift.drifted()));
        }
    }

    Map<String, Object> findings() {
        return findings;
    }

    Map<String, Object> details() {
        return details;
    }

    /** A rate of 0.0039 with two decimals would be none at all. */
    private static @Nullable Object rounded(double value, boolean percent) {
        if (!Double.isFinite(value)) {
            return null;
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        boolean small = !percent && Math.abs(value) < 1;
        return (small ? exact.round(FOUR_DIGITS) : exact.setScale(DECIMALS, RoundingMode.HALF_UP)).doubleValue();
    }

    private static @Nullable Object number(double value) {
        return Double.isFinite(value) ? (Object) value : null;
    }
}
