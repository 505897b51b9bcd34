package io.github.churnml.report.profile;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.TimePeriods;
import io.github.churnml.profile.TimePeriods.Period;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Customers and churn over the dates of the date columns. */
final class TimeSection {

    private TimeSection() {}

    static Section of(List<TimePeriods> times) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph("If churn changes over time, a model is to be judged on customers of a later time than it"
                        + " learnt from, since that is how it will be used."));
        List<Picture> pictures = new ArrayList<>();
        for (TimePeriods time : times) {
            pictures.add(rows(time));
            if (time.periods().stream().anyMatch(period -> period.known() > 0)) {
                pictures.add(rates(time));
            }
        }
        blocks.add(new Grid(2, pictures));
        return new Section("Over time", blocks);
    }

    private static Picture rows(TimePeriods time) {
        String name = Words.name(time.column());
        List<Mark.Box> left = new ArrayList<>();
        List<Mark.Box> stayed = new ArrayList<>();
        List<Mark.Box> unknown = new ArrayList<>();
        Table.Builder numbers = Table.of(name, time.unit().label(), "rows", "outcome known", "left");
        double most = 0;
        Period largest = time.periods().get(0);
        for (Period period : time.periods()) {
            double from = left.size() - 0.45;
            double to = left.size() + 0.45;
            String said = period.name() + ": " + Wording.count(period.rows(), "row", "rows")
                    + (period.known() > 0 ? ", " + Wording.count(period.left()) + " left" : "");
            left.add(new Mark.Box(from, to, 0, period.left(), said));
            stayed.add(new Mark.Box(from, to, period.left(), period.known(), said));
            unknown.add(new Mark.Box(from, to, period.known(), period.rows(), said));
            most = Math.max(most, period.rows());
            largest = period.rows() > largest.rows() ? period : largest;
            numbers.row(
                    Cell.of(period.name()),
                    Cell.exact(period.rows()),
                    Cell.exact(period.known()),
                    Cell.exact(period.left()));
        }
        List<Mark> marks = new ArrayList<>();
        add(marks, "left", Tone.FIRST, left);
        add(marks, "stayed", Tone.SECOND, stayed);
        add(marks, "outcome not known", Tone.QUIET, unknown);
        List<Period> periods = time.periods();
        Figure figure = new Figure(
                name + ": rows by " + time.unit().label(),
                "From " + periods.get(0).name() + " to "
                        + periods.get(periods.size() - 1).name() + "; most rows are of " + largest.name() + ": "
                        + Wording.count(largest.rows()) + "."
                        + (time.outside() > 0
                                ? " " + Wording.count(time.outside(), "date lies", "dates lie") + " outside."
                                : ""),
                new Axis.Names("", periods.stream().map(Period::name).toList()),
                Axis.Numbers.around("rows", Unit.COUNT, 0, most),
                marks);
        return new Picture(figure, numbers.build());
    }

    private static void add(List<Mark> marks, String name, Tone tone, List<Mark.Box> boxes) {
        List<Mark.Box> drawn =
                boxes.stream().filter(box -> box.high() > box.low()).toList();
        if (!drawn.isEmpty()) {
            marks.add(new Mark.Boxes(name, tone, drawn));
        }
    }

    private static Picture rates(TimePeriods time) {
        String name = Words.name(time.column());
        List<Mark.Point> points = new ArrayList<>();
        List<Mark.Span> spans = new ArrayList<>();
        Table.Builder numbers = Table.of(name, time.unit().label(), "customers", "left", "rate", "rate from", "to");
        double most = 0;
        for (int i = 0; i < time.periods().size(); i++) {
            Period period = time.periods().get(i);
            if (period.known() > 0) {
                points.add(new Mark.Point(
                        i,
                        period.rate().value(),
                        period.name() + ": " + Wording.percent(period.rate().value()) + " of "
                                + Shown.customers(period.known()) + " left"));
                spans.add(new Mark.Span(i, period.rate().low(), period.rate().high()));
                most = Math.max(most, period.rate().high());
            }
            numbers.row(
                    Cell.of(period.name()),
                    Cell.exact(period.known()),
                    Cell.exact(period.left()),
                    Cell.exact(period.rate().value()),
                    Cell.exact(period.rate().low()),
                    Cell.exact(period.rate().high()));
        }
        Figure figure = new Figure(
                name + ": churn by " + time.unit().label(),
                said(time),
                new Axis.Names("", time.periods().stream().map(Period::name).toList()),
                Axis.Numbers.around("churn rate", Unit.SHARE, 0, Math.min(1, most)),
                List.of(
                        new Mark.Intervals("", Tone.FIRST, spans),
                        new Mark.Points("churn rate, 95 % interval", Tone.FIRST, points)));
        return new Picture(figure, numbers.build());
    }

    private static String said(TimePeriods time) {
        List<Period> large = time.periods().stream()
                .filter(period -> period.known() >= Shown.SMALL)
                .toList();
        if (large.size() < 2) {
            return "Too few customers in all but one " + time.unit().label() + " to compare.";
        }
        Comparator<Period> byRate =
                Comparator.comparingDouble(period -> period.rate().value());
        Period least = large.stream().min(byRate).orElseThrow();
        Period most = large.stream().max(byRate).orElseThrow();
        String ends = Wording.percent(least.rate().value()) + " (" + least.name() + ") to "
                + Wording.percent(most.rate().value()) + " (" + most.name() + ")";
        return least.rate().high() < most.rate().low()
                ? "Churn goes from " + ends + "."
                : "From " + ends + ", no more than chance explains.";
    }
}
