package io.github.churnml.monitor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Looks at one condition over one metric's series. */
final class SeriesJudge {

    /** How many points before the judged one are gone through to see since when a condition with hysteresis holds. */
    private static final int MOST_REPLAYED = 200;

    private final Condition condition;
    private final Series series;
    private final long window;
    private final Map<Integer, Double> known = new HashMap<>();

    SeriesJudge(Condition condition, Series series) {
        this.condition = condition;
        this.series = series;
        this.window = condition.window().toNanos();
    }

    /** Judges the newest point of the metric at or before a time, if it is within the window before it. */
    Reading at(long time) {
        int point = series.at(time);
        String metric = condition.metric();
        if (point < 0 || series.times()[point] < time - window) {
            return Reading.unknown(condition, metric + " has no value in the last " + length());
        }
        double current = series.values()[point];
        double baseline = baseline(point);
        double value = measure(point);
        if (Double.isNaN(value)) {
            return new Reading(condition, false, false, value, current, baseline, whyUnknown(point, baseline));
        }
        int have = point + 1 - series.from(series.times()[point] - window);
        if (have < condition.consecutive()) {
            String why = metric + " has " + points(have) + " in the last " + length() + ", and "
                    + condition.consecutive() + " in a row are asked for";
            return new Reading(condition, false, false, value, current, baseline, why);
        }
        boolean holds = Double.isNaN(condition.clear()) ? inARow(point) : holdsWithHysteresis(point);
        return new Reading(condition, true, holds, value, current, baseline, words(point, value, baseline, holds));
    }

    /** Whether the required number of points up to this one are wrong, all of them within the window. */
    private boolean inARow(int point) {
        int first = point - condition.consecutive() + 1;
        if (first < 0 || series.times()[first] < series.times()[point] - window) {
            return false;
        }
        for (int i = point; i >= first; i--) {
            if (!condition.comparison().holds(measure(i), condition.limit())) {
                return false;
            }
        }
        return true;
    }

    /** Goes through the points before: it begins to hold at the limit and ends where the value is clear of it. */
    private boolean holdsWithHysteresis(int point) {
        int first = Math.max(point - MOST_REPLAYED, series.from(series.times()[point] - window));
        boolean holds = false;
        for (int i = first; i <= point; i++) {
            double value = measure(i);
            if (!holds) {
                holds = inARow(i);
            } else if (!Double.isNaN(value)) {
                holds = condition.comparison().holds(value, condition.clear());
            }
        }
        return holds;
    }

    /** What is compared with the limit at a point; each is worked out once. */
    private double measure(int point) {
        return known.computeIfAbsent(point, this::workOut);
    }

    private double workOut(int point) {
        if (condition.measure() != Measure.VALUE) {
            return condition.measure().change(series.values()[point], baseline(point));
        }
        if (condition.aggregate() == Aggregate.LAST) {
            return series.values()[point];
        }
        int from = series.from(series.times()[point] - window);
        return point + 1 - from < condition.minimum()
                ? Double.NaN
                : condition.aggregate().of(series.values(), from, point + 1);
    }

    /** What the window before a point amounts to, the point itself left out; NaN of too few points. */
    private double baseline(int point) {
        int from = series.from(series.times()[point] - window);
        if (point - from < condition.minimum()) {
            return Double.NaN;
        }
        Aggregate aggregate = condition.measure() == Measure.VALUE ? Aggregate.MEDIAN : condition.aggregate();
        return aggregate.of(series.values(), from, point);
    }

    private String whyUnknown(int point, double baseline) {
        if (Double.isNaN(baseline)) {
            int have = point - series.from(series.times()[point] - window);
            return condition.metric() + " has " + points(have) + " in the " + length() + " before the judged one, and "
                    + condition.minimum() + " are asked for";
        }
        return condition.metric() + " has the baseline " + Words.number(baseline) + ", of which there is no percentage";
    }

    private String words(int point, double value, double baseline, boolean holds) {
        String limit = ", " + Words.limit(condition);
        if (condition.measure() != Measure.VALUE) {
            String side = (condition.measure() == Measure.DROP_PCT) == (value >= 0) ? "below" : "above";
            int count = point - series.from(series.times()[point] - window);
            return condition.metric() + " is " + Words.number(series.values()[point]) + ", "
                    + Words.number(Math.abs(value)) + " % " + side + " the "
                    + condition.aggregate().key()
                    + " of the " + length() + " before (" + Words.number(baseline) + " of " + points(count) + ")"
                    + limit;
        }
        String what = condition.aggregate() == Aggregate.LAST
                ? condition.metric() + " is "
                : "the " + condition.aggregate().key() + " of " + condition.metric() + " over " + length() + " is ";
        String row = holds && condition.consecutive() > 1 && Double.isNaN(condition.clear())
                ? " at " + condition.consecutive() + " points in a row or more"
                : "";
        String usual = Double.isNaN(baseline) ? "" : " (usually " + Words.number(baseline) + ")";
        return what + Words.number(value) + usual + limit + row;
    }

    private String length() {
        return Durations.words(Duration.ofNanos(window));
    }

    private static String points(int count) {
        return count + (count == 1 ? " point" : " points");
    }
}
