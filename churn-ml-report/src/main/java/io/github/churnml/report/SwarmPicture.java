package io.github.churnml.report;

import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.Contributions;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;

/** What columns add to the log-odds of customers held out, as heaps of dots. */
final class SwarmPicture {

    /** The height of a dot, where that of a name is 1. */
    private static final double DOT = 0.13;

    private SwarmPicture() {}

    static Picture of(Contributions added, int heldOut) {
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of(
                "What each column adds to the log-odds",
                "column",
                "mean size",
                "5th percentile",
                "median",
                "95th percentile",
                "mean above its median",
                "mean at or below",
                "customers a dot, at most");
        double least = 0;
        double most = 0;
        for (Contributions.Part part : added.columns()) {
            for (Contributions.Dot dot : part.dots()) {
                least = Math.min(least, dot.at());
                most = Math.max(most, dot.at());
            }
            names.add(part.name());
            numbers.row(
                    Cell.of(part.name()),
                    Cell.exact(part.size()),
                    Cell.exact(part.low()),
                    Cell.exact(part.middle()),
                    Cell.exact(part.high()),
                    Cell.exact(part.above()),
                    Cell.exact(part.below()),
                    Cell.exact(part.each()));
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Rule("adds nothing", Tone.QUIET, new Point(0, -0.5), new Point(0, names.size() - 0.5)));
        add(marks, "value above the column's median", Tone.FIRST, dots(added, Contributions.Values.ABOVE));
        add(marks, "value at or below it", Tone.SECOND, dots(added, Contributions.Values.BELOW));
        add(marks, "a word, none, or derived", Tone.THIRD, dots(added, Contributions.Values.OTHER));
        Figure figure = new Figure(
                "What each column adds",
                finding(added, heldOut),
                Axis.Numbers.around("adds to the log-odds, before calibration", Unit.PLAIN, least, most),
                new Axis.Names("", names),
                marks);
        return new Picture(figure, numbers.build());
    }

    private static List<Point> dots(Contributions added, Contributions.Values values) {
        List<Point> dots = new ArrayList<>();
        for (int place = 0; place < added.columns().size(); place++) {
            for (Contributions.Dot dot : added.columns().get(place).dots()) {
                if (dot.values() == values) {
                    dots.add(new Point(dot.at(), place - DOT * dot.place()));
                }
            }
        }
        return dots;
    }

    private static void add(List<Mark> marks, String name, Tone tone, List<Point> points) {
        if (!points.isEmpty()) {
            marks.add(new Mark.Swarm(name, tone, points));
        }
    }

    private static String finding(Contributions added, int heldOut) {
        Contributions.Part first = added.columns().get(0);
        StringBuilder said = new StringBuilder(Words.name(first.name()))
                .append(" moves the log-odds most, by ")
                .append(Words.measure(first.size()))
                .append(" on average.");
        added.columns().stream()
                .filter(part -> Double.isFinite(part.above()) && Double.isFinite(part.below()))
                .findFirst()
                .ifPresent(part -> said.append(" Where ")
                        .append(Words.name(part.name()))
                        .append(" is above its median it adds ")
                        .append(Words.measure(part.above()))
                        .append(" on average, at or below ")
                        .append(Words.measure(part.below()))
                        .append('.'));
        return said.append(" Of ")
                .append(HeldOutFacts.drawn(added.rows(), heldOut))
                .append("; for how many of them a dot stands is in the numbers.")
                .toString();
    }
}
