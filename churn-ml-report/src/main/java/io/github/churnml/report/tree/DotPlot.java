package io.github.churnml.report.tree;

import io.github.churnml.metrics.Estimate;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A picture of estimates, one below the other: each a dot with its interval, where there are any with the values it is the mean of,
 * or beside another value. At most 30 are drawn, and the table has at most 200 of them with at most 30 parts each, so that a page
 * stays small. Mutable, for one thread.
 */
public final class DotPlot {

    private static final int MOST_DRAWN = 30;
    private static final int MOST_ROWS = 200;
    private static final int MOST_PARTS = 30;
    private static final double[] NO_PARTS = {};

    /** One estimate; the other value is NaN where there is none. */
    private record Row(String name, Estimate estimate, double other, double[] parts) {

        DoubleStream numbers() {
            return DoubleStream.concat(
                            Arrays.stream(parts),
                            DoubleStream.of(estimate.value(), estimate.low(), estimate.high(), other))
                    .filter(Double::isFinite);
        }
    }

    private final String title;
    private final String what;
    private final String measured;
    private final Unit unit;
    private final List<Row> rows = new ArrayList<>();
    private String value = "value, with its 95 % interval";
    private String part = "";
    private String other = "";
    private String ruleName = "";
    private double rule = Double.NaN;

    private DotPlot(String title, String what, String measured, Unit unit) {
        this.title = title;
        this.what = what;
        this.measured = measured;
        this.unit = unit;
    }

    /**
     * Starts a picture.
     *
     * @param title what it is, in a few words
     * @param what what the names are, such as {@code learner}
     * @param measured what is measured along the page
     * @param unit how it is written
     * @return the picture without estimates, to be filled
     */
    public static DotPlot of(String title, String what, String measured, Unit unit) {
        return new DotPlot(title, what, measured, unit);
    }

    /**
     * What the legend says of the dots. Default: a value with its 95 % interval.
     *
     * @param name a few words
     * @return this
     */
    public DotPlot value(String name) {
        value = name;
        return this;
    }

    /**
     * What the values are that an estimate is the mean of, such as {@code fold}. Default: none.
     *
     * @param name one word
     * @return this
     */
    public DotPlot parts(String name) {
        part = name;
        return this;
    }

    /**
     * What the legend says of the values beside the estimates. Default: none.
     *
     * @param name a few words
     * @return this
     */
    public DotPlot other(String name) {
        other = name;
        return this;
    }

    /**
     * A line across all estimates, such as {@code no difference} at 0. Default: none.
     *
     * @param name a few words
     * @param at where it is
     * @return this
     */
    public DotPlot rule(String name, double at) {
        ruleName = name;
        rule = at;
        return this;
    }

    /**
     * Adds an estimate.
     *
     * @param name of what
     * @param estimate the value, with an interval or without
     * @return this
     */
    public DotPlot row(String name, Estimate estimate) {
        rows.add(new Row(name, estimate, Double.NaN, NO_PARTS));
        return this;
    }

    /**
     * Adds an estimate beside another value.
     *
     * @param name of what
     * @param estimate the value, with an interval or without
     * @param beside the other value; NaN where there is none
     * @return this
     */
    public DotPlot row(String name, Estimate estimate, double beside) {
        rows.add(new Row(name, estimate, beside, NO_PARTS));
        return this;
    }

    /**
     * Adds an estimate that is the mean of others.
     *
     * @param name of what
     * @param estimate the mean
     * @param parts what it is the mean of
     * @return this
     */
    public DotPlot row(String name, Estimate estimate, double[] parts) {
        rows.add(new Row(name, estimate, Double.NaN, parts.clone()));
        return this;
    }

    /**
     * Makes the picture.
     *
     * @param finding what it shows, in a sentence
     * @return the picture with its numbers
     * @throws IllegalStateException if there is no estimate
     */
    public Picture picture(String finding) {
        if (rows.isEmpty()) {
            throw new IllegalStateException("a picture of no estimates: " + title);
        }
        List<Row> drawn = rows.subList(0, Math.min(MOST_DRAWN, rows.size()));
        double least = drawn.stream().flatMapToDouble(Row::numbers).min().orElse(0);
        double most = drawn.stream().flatMapToDouble(Row::numbers).max().orElse(1);
        if (Double.isFinite(rule)) {
            least = Math.min(least, rule);
            most = Math.max(most, rule);
        }
        String left = rows.size() > MOST_DRAWN ? " The first " + MOST_DRAWN + " of " + rows.size() + " are drawn." : "";
        Figure figure = new Figure(
                title,
                finding + left,
                Axis.Numbers.around(measured, unit, least, most),
                new Axis.Names("", drawn.stream().map(Row::name).toList()),
                marks(drawn));
        return new Picture(figure, numbers());
    }

    private List<Mark> marks(List<Row> drawn) {
        List<Mark> marks = new ArrayList<>();
        if (Double.isFinite(rule)) {
            marks.add(new Mark.Rule(ruleName, Tone.QUIET, new Point(rule, -0.5), new Point(rule, drawn.size() - 0.5)));
        }
        List<Point> parts = new ArrayList<>();
        List<Point> others = new ArrayList<>();
        List<Point> values = new ArrayList<>();
        List<Mark.Span> intervals = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            Row row = drawn.get(i);
            for (int j = 0; j < row.parts.length; j++) {
                if (Double.isFinite(row.parts[j])) {
                    parts.add(new Point(
                            row.parts[j], i, row.name + ", " + part + " " + (j + 1) + ": " + unit.text(row.parts[j])));
                }
            }
            if (Double.isFinite(row.other)) {
                others.add(new Point(row.other, i, row.name + ", " + other + ": " + unit.text(row.other)));
            }
            if (row.estimate.hasInterval()) {
                intervals.add(new Mark.Span(i, row.estimate.low(), row.estimate.high()));
            }
            if (Double.isFinite(row.estimate.value())) {
                values.add(new Point(row.estimate.value(), i, row.name + ": " + said(row.estimate)));
            }
        }
        if (!parts.isEmpty()) {
            marks.add(new Mark.Points("each " + part, Tone.QUIET, parts));
        }
        if (!others.isEmpty()) {
            marks.add(new Mark.Points(other, Tone.SECOND, others));
        }
        if (!intervals.isEmpty()) {
            marks.add(new Mark.Intervals("", Tone.FIRST, intervals));
        }
        marks.add(new Mark.Points(value, Tone.FIRST, values));
        return marks;
    }

    private String said(Estimate estimate) {
        return unit.text(estimate.value())
                + (estimate.hasInterval()
                        ? " (" + unit.text(estimate.low()) + " to " + unit.text(estimate.high()) + ")"
                        : "");
    }

    private Table numbers() {
        int most = rows.stream().mapToInt(row -> row.parts.length).max().orElse(0);
        int shown = Math.min(MOST_PARTS, most);
        List<String> names = new ArrayList<>(List.of(what, "value", "from", "to"));
        if (!other.isEmpty()) {
            names.add(other);
        }
        for (int i = 1; i <= shown; i++) {
            names.add(part + " " + i);
        }
        String caption = title
                + (most > shown ? "; the first " + shown + " of " + most : "")
                + (rows.size() > MOST_ROWS ? "; the first " + MOST_ROWS + " of " + rows.size() + " rows" : "");
        Table.Builder table = Table.of(caption, names.toArray(String[]::new));
        for (Row row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(row.name),
                    Cell.exact(row.estimate.value()),
                    Cell.exact(row.estimate.low()),
                    Cell.exact(row.estimate.high())));
            if (!other.isEmpty()) {
                cells.add(Cell.exact(row.other));
            }
            for (int i = 0; i < shown; i++) {
                cells.add(Cell.exact(i < row.parts.length ? row.parts[i] : Double.NaN));
            }
            table.row(cells.toArray(Cell[]::new));
        }
        return table.build();
    }
}
