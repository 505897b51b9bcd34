package io.github.churnml.monitor;

import io.github.churnml.monitor.MonitoringPast.Alarm;
import io.github.churnml.monitor.MonitoringPast.Limit;
import io.github.churnml.monitor.MonitoringPast.LimitPoint;
import io.github.churnml.monitor.MonitoringPast.MetricPast;
import io.github.churnml.monitor.MonitoringPast.Moment;
import io.github.churnml.monitor.MonitoringPast.RulePast;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Judges the rules at moments of the past, as they would have been judged then: what came later is not looked at. Cool-downs silence
 * actions, not rules, so they play no part.
 */
final class PastReader {

    private static final int MOST_POINTS = 120;

    /** At how many moments a rule is judged; fewer where that would look at more than so many values. */
    private static final int MOST_MOMENTS = 240;

    private static final int FEWEST_MOMENTS = 20;
    private static final double MOST_LOOKED_AT = 5e7;
    private static final int MOST_REPLAYED = 200;

    private final HistoryWindow history;
    private final long judgedAt;

    PastReader(HistoryWindow history, long judgedAt) {
        this.history = history;
        this.judgedAt = judgedAt;
    }

    MonitoringPast past(RuleSet rules, boolean whole) {
        List<MetricPast> metrics = new ArrayList<>();
        for (String metric : rules.metrics()) {
            Series series = history.series(metric);
            if (series.times().length > 0) {
                metrics.add(new MetricPast(metric, series.times().length, moments(series)));
            }
        }
        return new MonitoringPast(
                Times.instant(judgedAt),
                whole,
                metrics,
                rules.rules().stream().map(this::past).toList());
    }

    private static List<Moment> moments(Series series) {
        int count = series.times().length;
        int each = (count + MOST_POINTS - 1) / MOST_POINTS;
        List<Moment> moments = new ArrayList<>();
        for (int end = count; end > 0; end -= each) { // the newest measurement ends a group
            int from = Math.max(0, end - each);
            moments.add(
                    0,
                    new Moment(
                            Times.instant(series.times()[end - 1]),
                            Aggregate.MEDIAN.of(series.values(), from, end),
                            Aggregate.MIN.of(series.values(), from, end),
                            Aggregate.MAX.of(series.values(), from, end),
                            end - from));
        }
        return moments;
    }

    private RulePast past(Rule rule) {
        List<Condition> conditions = rule.conditions().stream()
                .filter(condition -> !condition.isDrift())
                .toList();
        boolean known = conditions.size() == rule.conditions().size();
        List<SeriesJudge> judges = new ArrayList<>();
        TreeSet<Long> times = new TreeSet<>();
        double cost = 1;
        for (Condition condition : conditions) {
            Series series = history.series(condition.metric());
            judges.add(new SeriesJudge(condition, series));
            for (long time : series.times()) {
                times.add(time);
            }
            int last = series.times().length;
            int window = last == 0
                    ? 0
                    : last
                            - series.from(series.times()[last - 1]
                                    - condition.window().toNanos());
            cost += window * (Double.isNaN(condition.clear()) ? condition.consecutive() + 1.0 : MOST_REPLAYED);
        }
        if (conditions.isEmpty() || times.isEmpty()) {
            return new RulePast(rule.name(), false, 0, List.of(), List.of());
        }
        int most = (int) Math.max(FEWEST_MOMENTS, Math.min(MOST_MOMENTS, MOST_LOOKED_AT / cost));
        List<Long> moments = thinned(new ArrayList<>(times), most);
        List<List<LimitPoint>> limits = new ArrayList<>();
        conditions.forEach(condition -> limits.add(new ArrayList<>()));
        List<Alarm> alarms = new ArrayList<>();
        long began = -1;
        for (int i = 0; i < moments.size(); i++) {
            long time = moments.get(i);
            boolean holds = true;
            for (int j = 0; j < judges.size(); j++) {
                Reading reading = judges.get(j).at(time);
                holds &= reading.holds();
                double limit = limit(reading);
                if (Double.isFinite(limit)) {
                    limits.get(j).add(new LimitPoint(Times.instant(time), limit));
                }
            }
            if (holds && began < 0) {
                began = time;
            }
            boolean last = i + 1 == moments.size();
            if (began >= 0 && (!holds || last)) {
                long ended = holds ? time : moments.get(i - 1);
                alarms.add(new Alarm(Times.instant(began), Times.instant(ended), began == moments.get(0)));
                began = -1;
            }
        }
        List<Limit> lines = new ArrayList<>();
        for (int j = 0; j < judges.size(); j++) {
            lines.add(new Limit(conditions.get(j).metric(), conditions.get(j).finding(), limits.get(j)));
        }
        return new RulePast(rule.name(), known, moments.size(), known ? alarms : List.of(), lines);
    }

    /** Evenly chosen ones, the newest among them. */
    private static List<Long> thinned(List<Long> times, int most) {
        if (times.size() <= most) {
            return times;
        }
        List<Long> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(times.get((int) ((long) (i + 1) * times.size() / most) - 1));
        }
        return some;
    }

    private static double limit(Reading reading) {
        Condition condition = reading.condition();
        double part = condition.limit() / 100 * Math.abs(reading.baseline());
        return switch (condition.measure()) {
            case VALUE -> condition.limit();
            case DROP_PCT -> reading.baseline() - part;
            case RISE_PCT -> reading.baseline() + part;
        };
    }
}
