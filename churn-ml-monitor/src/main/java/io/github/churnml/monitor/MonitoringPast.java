package io.github.churnml.monitor;

import java.time.Instant;
import java.util.List;

/**
 * What a metrics history shows over time, up to the moment that a plan judges: metrics as lines of a bounded number of points, and
 * when each rule held. Made by {@link MonitoringAgent#past}.
 *
 * @param judgedAt the moment that the plan judges
 * @param whole whether the whole history was looked at, or only what the rules look back at, of a very long one
 * @param metrics the metrics that rules look at and the history has, in the order of their names
 * @param rules the rules, in their order
 */
public record MonitoringPast(Instant judgedAt, boolean whole, List<MetricPast> metrics, List<RulePast> rules) {

    /** Copies the lists. */
    public MonitoringPast {
        metrics = List.copyOf(metrics);
        rules = List.copyOf(rules);
    }

    /**
     * One metric over time.
     *
     * @param metric its name
     * @param measurements how many there are
     * @param moments the line, the oldest moment first; of many measurements each is of several in a row
     */
    public record MetricPast(String metric, long measurements, List<Moment> moments) {

        /** Copies the list. */
        public MetricPast {
            moments = List.copyOf(moments);
        }
    }

    /**
     * A point of a line: one measurement, or several in a row.
     *
     * @param time of the last of them
     * @param value the measurement; the median of several
     * @param low the least of them
     * @param high the greatest of them
     * @param measurements how many they are
     */
    public record Moment(Instant time, double value, double low, double high, int measurements) {}

    /**
     * A rule over time. A rule that looks at drift has no past: a drift report tells of one moment.
     *
     * @param rule its name
     * @param known whether its past is known
     * @param moments at how many moments it was judged
     * @param alarms when it held, the oldest first
     * @param limits what its conditions on metrics hold the metric to
     */
    public record RulePast(String rule, boolean known, int moments, List<Alarm> alarms, List<Limit> limits) {

        /** Copies the lists. */
        public RulePast {
            alarms = List.copyOf(alarms);
            limits = List.copyOf(limits);
        }
    }

    /**
     * From when to when a rule held.
     *
     * @param from the first of the judged moments at which it held
     * @param to the last of them in a row
     * @param fromStart whether it held at the first moment of all, and so perhaps before
     */
    public record Alarm(Instant from, Instant to, boolean fromStart) {}

    /**
     * The limit of a condition over time, in the unit of its metric: of a drop by 3 % from 0.9 it is 0.873.
     *
     * @param metric the metric
     * @param finding the condition's name among the findings
     * @param points the limit where it is known, the oldest first
     */
    public record Limit(String metric, String finding, List<LimitPoint> points) {

        /** Copies the list. */
        public Limit {
            points = List.copyOf(points);
        }
    }

    /**
     * A limit at one moment.
     *
     * @param time the moment
     * @param limit the limit then
     */
    public record LimitPoint(Instant time, double limit) {}
}
