package io.github.churnml.report.monitoring;

import io.github.churnml.error.Wording;
import io.github.churnml.monitor.MonitoringPast;
import io.github.churnml.monitor.MonitoringPast.Alarm;
import io.github.churnml.monitor.MonitoringPast.Limit;
import io.github.churnml.monitor.MonitoringPast.MetricPast;
import io.github.churnml.monitor.MonitoringPast.Moment;
import io.github.churnml.monitor.MonitoringPast.RulePast;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RuleOutcome;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The metrics that rules look at, over time, with the limits that rules hold them to and the times at which rules held. */
final class MetricSection {

    private static final int MOST_METRICS = 8;
    private static final int MOST_LIMITS = 2;
    private static final int MOST_SAID = 40;

    private MetricSection() {}

    static Section of(MonitoringPast past, MonitoringPlan plan) {
        List<Block> blocks = new ArrayList<>();
        List<MetricPast> metrics = new ArrayList<>(past.metrics());
        Set<String> wrong = wrong(past, plan);
        metrics.sort(Comparator.comparing((MetricPast metric) -> !wrong.contains(metric.metric()))
                .thenComparing(MetricPast::metric));
        if (metrics.isEmpty()) {
            return new Section(
                    "Metrics over time",
                    List.of(new Paragraph("The history has none of the metrics that the rules look at.")));
        }
        blocks.add(new Grid(
                2,
                metrics.stream()
                        .limit(MOST_METRICS)
                        .map(metric -> picture(metric, past))
                        .toList()));
        if (metrics.size() > MOST_METRICS) {
            blocks.add(new Paragraph(MOST_METRICS + " of " + Wording.count(metrics.size())
                    + " metrics are drawn, first those that rules that hold look at."));
        }
        if (metrics.stream().anyMatch(MetricSection::isThinned)) {
            blocks.add(new Paragraph(
                    "Where there are many measurements, each point of a line is the median of several in a"
                            + " row, and the band around it goes from the least to the greatest of them."));
        }
        return new Section("Metrics over time", blocks);
    }

    private static Set<String> wrong(MonitoringPast past, MonitoringPlan plan) {
        Set<String> names = new HashSet<>();
        plan.rules().stream().filter(RuleOutcome::holds).map(RuleOutcome::name).forEach(names::add);
        Set<String> metrics = new HashSet<>();
        past.rules().stream().filter(rule -> names.contains(rule.rule())).forEach(rule -> rule.limits()
                .forEach(limit -> metrics.add(limit.metric())));
        return metrics;
    }

    private static boolean isThinned(MetricPast metric) {
        return metric.moments().size() < metric.measurements();
    }

    private static Picture picture(MetricPast metric, MonitoringPast past) {
        List<Moment> moments = metric.moments();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        List<Mark.Point> line = new ArrayList<>();
        List<Mark.Span> spread = new ArrayList<>();
        Table.Builder numbers = Table.of(
                Words.name(metric.metric()) + " over time", "time", "value", "least", "greatest", "measurements");
        for (Moment moment : moments) {
            double at = seconds(moment.time());
            least = Math.min(least, moment.low());
            most = Math.max(most, moment.high());
            String said = moments.size() > MOST_SAID
                    ? ""
                    : MonitoringPage.time(moment.time()) + ": " + Unit.PLAIN.text(moment.value());
            line.add(new Mark.Point(at, moment.value(), said));
            spread.add(new Mark.Span(at, moment.low(), moment.high()));
            numbers.row(
                    Cell.of(moment.time().toString()),
                    Cell.exact(moment.value()),
                    Cell.exact(moment.low()),
                    Cell.exact(moment.high()),
                    Cell.of(Unit.COUNT, moment.measurements()));
        }
        double first = seconds(moments.get(0).time());
        double last = seconds(moments.get(moments.size() - 1).time());
        List<Mark> limits = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        List<String> held = new ArrayList<>();
        double low = least;
        double high = most;
        for (RulePast rule : past.rules()) {
            for (Limit limit : rule.limits()) {
                if (!limit.metric().equals(metric.metric())) {
                    continue;
                }
                if (!rule.alarms().isEmpty() && !held.contains(Words.name(rule.rule()))) {
                    alarms.addAll(rule.alarms());
                    held.add(Words.name(rule.rule()));
                }
                if (limits.size() < MOST_LIMITS && !limit.points().isEmpty()) {
                    Tone tone = limits.isEmpty() ? Tone.SECOND : Tone.THIRD;
                    List<Mark.Point> points = limit.points().stream()
                            .map(point -> new Mark.Point(seconds(point.time()), point.limit()))
                            .toList();
                    limits.add(new Mark.Line("limit of " + Words.name(rule.rule()), tone, points));
                    low = Math.min(
                            low,
                            points.stream().mapToDouble(Mark.Point::y).min().orElse(low));
                    high = Math.max(
                            high,
                            points.stream().mapToDouble(Mark.Point::y).max().orElse(high));
                }
            }
        }
        Axis.Numbers y = Axis.Numbers.around("", Unit.PLAIN, low, high);
        List<Mark> marks = new ArrayList<>();
        String name = "a rule held";
        for (Alarm alarm : alarms) {
            marks.add(alarm(name, alarm, first, last, y));
            name = "";
        }
        if (isThinned(metric)) {
            marks.add(new Mark.Band("least to greatest", Tone.FIRST, spread));
        }
        marks.add(new Mark.Line(Words.name(metric.metric()), Tone.FIRST, line));
        marks.addAll(limits);
        Moment newest = moments.get(moments.size() - 1);
        String finding = "The last of " + Wording.count(metric.measurements(), "measurement", "measurements")
                + " is of "
                + MonitoringPage.time(newest.time()) + (newest.measurements() > 1 ? ", the median there " : ": ")
                + Unit.PLAIN.text(newest.value()) + ". All go from " + Unit.PLAIN.text(least) + " to "
                + Unit.PLAIN.text(most)
                + ". "
                + (held.isEmpty()
                        ? "No rule on it alone held."
                        : (held.size() == 1 ? "The rule " : "Rules ")
                                + String.join(", ", held.subList(0, Math.min(3, held.size()))) + " held "
                                + Wording.count(alarms.size(), "time", "times") + ", last until "
                                + MonitoringPage.time(alarms.stream()
                                        .map(Alarm::to)
                                        .max(Comparator.naturalOrder())
                                        .orElseThrow())
                                + ".");
        return new Picture(
                new Figure(Words.name(metric.metric()), finding, Axis.Numbers.times("", first, last), y, marks),
                numbers.build());
    }

    /** A band from the axis' one end to the other; of one moment wide enough to be seen. */
    private static Mark alarm(String name, Alarm alarm, double first, double last, Axis.Numbers y) {
        double room = Math.max(last - first, 1) / 150;
        double from = seconds(alarm.from());
        double to = Math.max(seconds(alarm.to()), from + room);
        double shift = Math.max(0, to - Math.max(last, first + room));
        return new Mark.Band(
                name,
                Tone.QUIET,
                List.of(new Mark.Span(from - shift, y.from(), y.to()), new Mark.Span(to - shift, y.from(), y.to())));
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
