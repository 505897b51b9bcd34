package io.github.churnml.monitor;

import io.github.churnml.error.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one condition on a drift report. */
final class DriftJudge {

    private static final int MOST_NAMED = 3;

    private final @Nullable DriftSummary drift;

    DriftJudge(@Nullable DriftSummary drift) {
        this.drift = drift;
    }

    Reading at(Condition condition) {
        if (drift == null) {
            return Reading.unknown(condition, "no drift report was given");
        }
        if (!drift.isKnown()) {
            return Reading.unknown(condition, "the drift report had too few rows to tell");
        }
        double value = value(condition.metric(), drift);
        if (Double.isNaN(value)) {
            return Reading.unknown(condition, "the drift report says nothing of " + Wording.plain(condition.metric()));
        }
        boolean holds = condition.comparison().holds(value, condition.limit());
        return new Reading(condition, true, holds, value, value, Double.NaN, words(condition, value, drift));
    }

    private static double value(String metric, DriftSummary drift) {
        return switch (metric) {
            case Condition.DRIFT_OVERALL -> drift.overall() ? 1 : 0;
            case Condition.DRIFT_MAX -> drift.greatest();
            case Condition.DRIFT_COLUMNS -> drift.drifted().size();
            default -> drift.features().getOrDefault(metric.substring(Condition.DRIFT_COLUMN.length()), Double.NaN);
        };
    }

    private static String words(Condition condition, double value, DriftSummary drift) {
        if (!condition.metric().equals(Condition.DRIFT_OVERALL)) {
            return Wording.plain(condition.metric()) + " is " + Words.number(value) + ", " + Words.limit(condition);
        }
        String columns = columns(drift);
        return drift.overall()
                ? "the drift report finds overall drift" + columns
                : "the drift report finds no overall drift" + columns;
    }

    private static String columns(DriftSummary drift) {
        if (drift.features().isEmpty()) {
            return "";
        }
        List<String> drifted = drift.drifted();
        String count = " (" + drifted.size() + " of " + drift.features().size() + " columns at "
                + Words.number(drift.threshold()) + " or above";
        if (drifted.isEmpty()) {
            return count + ")";
        }
        List<String> named = drifted.stream()
                .limit(MOST_NAMED)
                .map(column -> Wording.name(column) + " "
                        + Words.number(drift.features().getOrDefault(column, Double.NaN)))
                .toList();
        return count + ", most of all " + Words.list(named) + ")";
    }
}
