package io.github.churnml.report.profile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnShape;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.GroupRate;
import io.github.churnml.profile.Histogram;
import io.github.churnml.profile.HistogramBin;
import io.github.churnml.profile.LevelCount;
import io.github.churnml.profile.NumberSummary;
import io.github.churnml.profile.TargetRelation;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The two pictures of a column: how its values lie among those who left and those who stayed, and how often each group left. */
final class ColumnPictures {

    /** Numbers with at most as many values are drawn value by value, as the profile groups them. */
    private static final int FEW = 10;

    private final ColumnSummary column;
    private final ColumnShape shape;
    private final String name;

    /** The share of all customers who left; NaN where it is not known. */
    private final double rate;

    ColumnPictures(ColumnSummary column, ColumnShape shape, double rate) {
        this.column = column;
        this.shape = shape;
        this.name = Words.name(column.name());
        this.rate = rate;
    }

    List<Picture> draw() {
        List<Picture> pictures = new ArrayList<>();
        TargetRelation relation = column.relation();
        Histogram histogram = shape.histogram();
        boolean few = column.numbers() == null || column.distinct() <= FEW && column.type() != ColumnType.DATE;
        if (relation != null && few) {
            pictures.add(levels(relation));
        } else if (histogram != null) {
            pictures.add(histogram(histogram));
        } else if (!column.topLevels().isEmpty()) {
            pictures.add(counts());
        }
        if (relation != null && !relation.groups().isEmpty()) {
            pictures.add(rates(relation));
        }
        return pictures;
    }

    private Picture histogram(Histogram histogram) {
        Unit unit = Shown.unit(column.type());
        long left = histogram.bins().stream().mapToLong(HistogramBin::left).sum();
        long stayed = histogram.bins().stream().mapToLong(HistogramBin::stayed).sum();
        boolean split = left > 0 && stayed > 0;
        List<Mark.Bar> behind = new ArrayList<>();
        List<Mark.Bar> front = new ArrayList<>();
        double most = 0;
        Table.Builder numbers = split
                ? Table.of(name, "from", "to below", "rows", "left", "stayed")
                : Table.of(name, "from", "to below", "rows");
        for (HistogramBin bin : histogram.bins()) {
            String range = unit.text(bin.from()) + " to " + unit.text(bin.to()) + ": ";
            Cell from = new Cell(unit.text(bin.from()), bin.from());
            Cell to = new Cell(unit.text(bin.to()), bin.to());
            if (split) {
                double ofLeft = (double) bin.left() / left;
                double ofStayed = (double) bin.stayed() / stayed;
                double width = bin.to() - bin.from();
                most = Math.max(most, Math.max(ofLeft, ofStayed));
                String said = range + Wording.count(bin.left()) + " left (" + Unit.SHARE.text(ofLeft) + " of them), "
                        + Wording.count(bin.stayed()) + " stayed (" + Unit.SHARE.text(ofStayed) + ")";
                behind.add(bar(bin.from() + 0.05 * width, bin.to() - 0.05 * width, ofStayed, said));
                front.add(bar(bin.from() + 0.3 * width, bin.to() - 0.3 * width, ofLeft, said));
                numbers.row(from, to, Cell.exact(bin.rows()), Cell.exact(bin.left()), Cell.exact(bin.stayed()));
            } else {
                most = Math.max(most, bin.rows());
                behind.add(bar(bin.from(), bin.to(), bin.rows(), range + Wording.count(bin.rows(), "row", "rows")));
                numbers.row(from, to, Cell.exact(bin.rows()));
            }
        }
        List<Mark> marks = split
                ? List.of(
                        new Mark.Bars("share of those who stayed", Tone.SECOND, behind),
                        new Mark.Bars("share of those who left", Tone.FIRST, front))
                : List.of(new Mark.Bars("", Tone.FIRST, behind));
        List<HistogramBin> bins = histogram.bins();
        Figure figure = new Figure(
                name + ": values",
                spread(histogram.below() + histogram.above()),
                new Axis.Numbers(
                        column.type() == ColumnType.DATE ? "date" : "value",
                        bins.get(0).from(),
                        bins.get(bins.size() - 1).to(),
                        unit),
                Axis.Numbers.around(split ? "share" : "rows", split ? Unit.SHARE : Unit.COUNT, 0, most),
                marks);
        return new Picture(figure, numbers.build());
    }

    private static Mark.Bar bar(double from, double to, double value, String said) {
        return new Mark.Bar(from, to, value, Double.NaN, Double.NaN, said);
    }

    /** How the numbers lie, from the profile. */
    private String spread(long beyond) {
        NumberSummary numbers = column.numbers();
        Unit unit = Shown.unit(column.type());
        StringBuilder text = new StringBuilder();
        TargetRelation relation = column.relation();
        if (relation != null && Double.isFinite(relation.value())) {
            double area = relation.value();
            text.append("In ")
                    .append(Wording.percent(Math.max(area, 1 - area)))
                    .append(" of pairs, who left has the ")
                    .append(area >= 0.5 ? "higher" : "lower")
                    .append(" value (ROC-AUC ")
                    .append(Words.measure(area))
                    .append("). ");
        }
        if (numbers != null) {
            text.append("Half lie between ")
                    .append(unit.text(numbers.q25()))
                    .append(" and ")
                    .append(unit.text(numbers.q75()))
                    .append(", median ")
                    .append(unit.text(numbers.median()))
                    .append('.');
        }
        if (beyond > 0) {
            text.append(' ')
                    .append(Wording.count(beyond, "value lies", "values lie"))
                    .append(" beyond the picture.");
        }
        return missing(text);
    }

    private String missing(StringBuilder text) {
        if (column.missing() > 0) {
            text.append(' ').append(Wording.percent(column.missingShare())).append(" are missing.");
        }
        return text.toString().strip();
    }

    private Picture levels(TargetRelation relation) {
        List<GroupRate> groups = relation.groups();
        double left = groups.stream().mapToLong(GroupRate::left).sum();
        double stayed = groups.stream().mapToLong(GroupRate::rows).sum() - left;
        List<Mark.Bar> ofLeft = new ArrayList<>();
        List<Mark.Bar> ofStayed = new ArrayList<>();
        double most = 0;
        Table.Builder numbers = Table.of(name, "level", "customers", "left", "share of left", "share of stayed");
        for (int i = 0; i < groups.size(); i++) {
            GroupRate group = groups.get(i);
            double one = left == 0 ? 0 : group.left() / left;
            double other = stayed == 0 ? 0 : (group.rows() - group.left()) / stayed;
            most = Math.max(most, Math.max(one, other));
            ofLeft.add(bar(i - 0.4, i, one, Unit.SHARE.text(one)));
            ofStayed.add(bar(i, i + 0.4, other, Unit.SHARE.text(other)));
            numbers.row(
                    Cell.of(Words.level(group.group())),
                    Cell.exact(group.rows()),
                    Cell.exact(group.left()),
                    Cell.of(Unit.SHARE, one),
                    Cell.of(Unit.SHARE, other));
        }
        Figure figure = new Figure(
                name + (column.numbers() == null ? ": levels" : ": values"),
                column.numbers() == null ? frequent() : spread(0),
                Axis.Numbers.around("share", Unit.SHARE, 0, most),
                new Axis.Names("", names(groups)),
                List.of(
                        new Mark.Bars("share of those who left", Tone.FIRST, ofLeft),
                        new Mark.Bars("share of those who stayed", Tone.SECOND, ofStayed)));
        return new Picture(figure, numbers.build());
    }

    /** Of a table without a target. */
    private Picture counts() {
        List<Mark.Bar> bars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of(name, "level", "rows");
        double most = 0;
        for (LevelCount level : column.topLevels()) {
            bars.add(Mark.Bar.at(bars.size(), level.rows(), Wording.count(level.rows())));
            names.add(Words.level(level.level()));
            most = Math.max(most, level.rows());
            numbers.row(Cell.of(Words.level(level.level())), Cell.exact(level.rows()));
        }
        Figure figure = new Figure(
                name + ": levels",
                frequent(),
                Axis.Numbers.around("rows", Unit.COUNT, 0, most),
                new Axis.Names("", names),
                List.of(new Mark.Bars("", Tone.FIRST, bars)));
        return new Picture(figure, numbers.build());
    }

    private String frequent() {
        StringBuilder text = new StringBuilder();
        if (!column.topLevels().isEmpty()) {
            LevelCount first = column.topLevels().get(0);
            text.append("The most frequent of ")
                    .append(Wording.count(column.distinct(), "level", "levels"))
                    .append(" is ")
                    .append(Words.quoted(first.level()))
                    .append(": ")
                    .append(Wording.percent((double) first.rows() / column.present()))
                    .append(" of the values.");
        }
        return missing(text);
    }

    private Picture rates(TargetRelation relation) {
        List<GroupRate> groups = relation.groups();
        return rates(name + ": churn", said(relation), groups, names(groups), rate);
    }

    /** Rates of groups, one below the other, with their intervals and the rate of all. */
    static Picture rates(String title, String finding, List<GroupRate> groups, List<String> names, double all) {
        List<Mark.Point> points = new ArrayList<>();
        List<Mark.Span> spans = new ArrayList<>();
        Table.Builder numbers = Table.of(title, "group", "customers", "left", "rate", "rate from", "to");
        double most = Double.isFinite(all) ? all : 0;
        for (int i = 0; i < groups.size(); i++) {
            GroupRate group = groups.get(i);
            most = Math.max(most, group.rate().high());
            points.add(new Mark.Point(
                    group.rate().value(),
                    i,
                    Wording.percent(group.rate().value()) + " of " + Shown.customers(group.rows()) + " left"));
            spans.add(new Mark.Span(i, group.rate().low(), group.rate().high()));
            numbers.row(
                    Cell.of(Words.level(group.group()) + (group.rows() < Shown.SMALL ? " (few)" : "")),
                    Cell.exact(group.rows()),
                    Cell.exact(group.left()),
                    Cell.exact(group.rate().value()),
                    Cell.exact(group.rate().low()),
                    Cell.exact(group.rate().high()));
        }
        List<Mark> marks = new ArrayList<>();
        if (Double.isFinite(all)) {
            marks.add(new Mark.Rule(
                    "all: " + Wording.percent(all),
                    Tone.QUIET,
                    new Mark.Point(all, -0.5),
                    new Mark.Point(all, groups.size() - 0.5)));
        }
        marks.add(new Mark.Intervals("", Tone.FIRST, spans));
        marks.add(new Mark.Points("churn rate, 95 % interval", Tone.FIRST, points));
        Figure figure = new Figure(
                title,
                finding,
                Axis.Numbers.around("churn rate", Unit.SHARE, 0, Math.min(1, most)),
                new Axis.Names("", names),
                marks);
        return new Picture(figure, numbers.build());
    }

    private String said(TargetRelation relation) {
        List<GroupRate> large = Shown.large(relation.groups());
        String small = Shown.small(relation.groups());
        if (large.size() < 2) {
            return "Too few customers in all but one group to compare.".concat(small);
        }
        Comparator<GroupRate> byRate =
                Comparator.comparingDouble(group -> group.rate().value());
        GroupRate least = large.stream().min(byRate).orElseThrow();
        GroupRate most = large.stream().max(byRate).orElseThrow();
        String ends = Wording.percent(least.rate().value()) + " (" + Words.level(least.group()) + ") to "
                + Wording.percent(most.rate().value()) + " (" + Words.level(most.group()) + ")";
        boolean apart = least.rate().high() < most.rate().low();
        return (apart ? "Churn goes from " + ends + "." : "From " + ends + ", no more than chance explains.") + small;
    }

    private List<String> names(List<GroupRate> groups) {
        return groups.stream().map(group -> Shown.group(group.group(), column)).toList();
    }
}
