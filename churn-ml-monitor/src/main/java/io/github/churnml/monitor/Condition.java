package io.github.churnml.monitor;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Duration;

/**
 * One thing that a rule looks at: a measure of a metric, on the wrong side of a limit.
 *
 * @param metric a key of the metrics history, or of the drift report: {@value #DRIFT_OVERALL} (1 if there is overall
 *     drift, else 0), {@value #DRIFT_MAX} (the greatest drift of a column), {@value #DRIFT_COLUMNS} (how many columns are
 *     at the report's threshold or above), or {@value #DRIFT_COLUMN} followed by a column's name
 * @param measure what of it is compared
 * @param aggregate of a value: how the window up to the judged point, and with it, becomes one number; of a drop or a
 *     rise: how the window before the judged point, and without it, becomes the baseline, where {@link Aggregate#LAST} is
 *     not allowed
 * @param window how far back points count, by their time, 1 second to 366 days
 * @param comparison which side of the limit is wrong
 * @param limit the limit, in the unit of the metric, or in percent
 * @param clear the limit on whose right side a condition that holds has to come before it ends (hysteresis), at most as
 *     strict as the limit; NaN if the limit itself ends it
 * @param consecutive how many points in a row have to be wrong, 1 to 100
 * @param minimum how few points a window may hold, 1 to 1,000,000; with fewer nothing is judged
 */
public record Condition(
        String metric,
        Measure measure,
        Aggregate aggregate,
        Duration window,
        Comparison comparison,
        double limit,
        double clear,
        int consecutive,
        int minimum) {

    /** Metric that is 1 if the drift report finds overall drift, else 0. */
    public static final String DRIFT_OVERALL = "drift_overall";

    /** Metric that is the greatest drift of a column. */
    public static final String DRIFT_MAX = "drift_max";

    /** Metric that is the number of columns at the drift report's threshold or above. */
    public static final String DRIFT_COLUMNS = "drift_columns";

    /** What the metric that is one column's drift begins with. */
    public static final String DRIFT_COLUMN = "drift.";

    static final Duration WEEK = Duration.ofDays(7);
    static final Duration LONGEST = Duration.ofDays(366);
    static final int MOST_CONSECUTIVE = 100;
    static final int MOST_POINTS = 1_000_000;
    static final int FEWEST_POINTS = 3;

    /**
     * Checks that the parts fit together.
     *
     * @throws ConfigurationException if a number is out of range, or the parts contradict each other
     */
    public Condition {
        String of = "The condition on " + Wording.name(metric);
        require(!metric.isBlank(), "A condition names no metric", "Maybe roc_auc was meant.");
        require(
                window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(LONGEST) <= 0,
                of + " has the window " + Wording.value(window) + " where 1 second to 366 days are possible",
                "Maybe take 7 days.");
        require(Double.isFinite(limit), of + " has the limit " + Wording.value(limit), "Maybe give a number.");
        boolean strict = comparison.isUpward() ? clear <= limit : clear >= limit;
        require(
                Double.isNaN(clear) || strict,
                of + " ends at " + Wording.value(clear) + ", which is beyond its limit of " + Wording.value(limit),
                "Maybe the two are swapped.");
        require(
                consecutive >= 1 && consecutive <= MOST_CONSECUTIVE,
                of + " asks for " + consecutive + " consecutive points where 1 to 100 are possible",
                "Maybe take 2.");
        require(
                minimum >= 1 && minimum <= MOST_POINTS,
                of + " asks for a minimum of " + minimum + " points where 1 to 1000000 are possible",
                "Maybe take 3.");
        require(
                measure == Measure.VALUE || aggregate != Aggregate.LAST,
                of + " asks for a " + measure.key() + " from the last point, which is the judged one",
                "Maybe compare with the median.");
        boolean plain = measure == Measure.VALUE && aggregate == Aggregate.LAST && consecutive == 1;
        require(
                !isDrift(metric) || plain && Double.isNaN(clear),
                of + " asks for the past of a drift report, which has none",
                "Maybe leave out measure, aggregate, consecutive and clear.");
    }

    /**
     * The value of the newest point against a limit.
     *
     * @param metric the metric
     * @param comparison which side is wrong
     * @param limit the limit
     * @return the condition
     */
    public static Condition value(String metric, Comparison comparison, double limit) {
        return new Condition(
                metric, Measure.VALUE, Aggregate.LAST, WEEK, comparison, limit, Double.NaN, 1, FEWEST_POINTS);
    }

    /**
     * A drop of a number of percent or more, against the median of the last 7 days without the judged point.
     *
     * @param metric the metric
     * @param percent the limit in percent
     * @return the condition
     */
    public static Condition drop(String metric, double percent) {
        return new Condition(
                metric,
                Measure.DROP_PCT,
                Aggregate.MEDIAN,
                WEEK,
                Comparison.AT_LEAST,
                percent,
                Double.NaN,
                1,
                FEWEST_POINTS);
    }

    /** {@return the key under which its value stands among the findings, such as {@code roc_auc_drop_pct}} */
    public String finding() {
        if (measure != Measure.VALUE) {
            return metric + "_" + measure.key();
        }
        return aggregate == Aggregate.LAST ? metric : metric + "_" + aggregate.key();
    }

    boolean isDrift() {
        return isDrift(metric);
    }

    private static boolean isDrift(String metric) {
        return metric.equals(DRIFT_OVERALL)
                || metric.equals(DRIFT_MAX)
                || metric.equals(DRIFT_COLUMNS)
                || metric.startsWith(DRIFT_COLUMN);
    }

    private static void require(boolean good, String problem, String maybe) {
        if (!good) {
            throw new ConfigurationException(problem + ".", maybe, Where.nowhere());
        }
    }
}
