package io.github.churnml.report.choice;

import io.github.churnml.data.Numbers;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Table;
import io.github.churnml.select.tune.Dimension;
import io.github.churnml.select.tune.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What trials reached against one setting: over its numbers, or over the values that it was chosen from. */
final class SettingPicture {

    private static final int FEWEST = 8;
    private static final double CLEAR = 0.3;

    private final Dimension dimension;
    private final Metric by;
    private final List<Trial> trials;
    private final Trial best;
    private final boolean log;

    /**
     * A picture of one setting.
     *
     * @param trials those that are drawn, each with a mean
     * @param best the one that was chosen
     */
    SettingPicture(Dimension dimension, Metric by, List<Trial> trials, Trial best) {
        this.dimension = dimension;
        this.by = by;
        this.trials = trials;
        this.best = best;
        this.log = dimension.toSetting() instanceof Map<?, ?> range
                && Boolean.TRUE.equals(range.get("log"))
                && trials.stream().allMatch(trial -> number(trial) > 0);
    }

    Picture picture() {
        return trials.stream().allMatch(trial -> Double.isFinite(number(trial))) ? numbers() : values();
    }

    private @Nullable Object value(Trial trial) {
        return trial.settings().get(dimension.key());
    }

    /** The number that a trial has here; NaN where it is none. */
    private double number(Trial trial) {
        return value(trial) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    static String text(@Nullable Object value) {
        return value instanceof Double number ? Numbers.text(number) : String.valueOf(value);
    }

    private Picture numbers() {
        double[] places = trials.stream().mapToDouble(this::place).toArray();
        double[] means = trials.stream().mapToDouble(Trial::mean).toArray();
        String begin = Words.name(dimension.key()) + " is " + text(value(best)) + " in the best trial. ";
        double together = RankCorrelation.of(places, means);
        String finding = trials.size() < FEWEST || Double.isNaN(together)
                ? begin + "There are too few trials to say more."
                : begin
                        + (Math.abs(together) < CLEAR
                                ? "Neither larger nor smaller values did clearly better"
                                : (together > 0 == by.higherIsBetter() ? "Larger" : "Smaller") + " values did better")
                        + " (rank correlation " + String.format(Locale.ROOT, "%+.2f", together) + ").";
        return picture(
                finding,
                Axis.Numbers.around(
                        log ? "logarithm (base 10) of the value" : "value", Unit.PLAIN, min(places), max(places)),
                places);
    }

    private double place(Trial trial) {
        return log ? StrictMath.log10(number(trial)) : number(trial);
    }

    private Picture values() {
        Map<String, List<Double>> reached = new LinkedHashMap<>();
        for (Trial trial : trials) {
            reached.computeIfAbsent(text(value(trial)), name -> new ArrayList<>())
                    .add(trial.mean());
        }
        List<String> names = List.copyOf(reached.keySet());
        double[] places = trials.stream()
                .mapToDouble(trial -> names.indexOf(text(value(trial))))
                .toArray();
        List<String> means = new ArrayList<>();
        reached.forEach((name, values) -> means.add(Words.name(name) + " "
                + Words.measure(values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(Double.NaN))
                + " over " + values.size()));
        String finding = Words.name(dimension.key()) + " is " + text(value(best)) + " in the best trial. Means: "
                + String.join(", ", means.subList(0, Math.min(4, means.size())))
                + (means.size() > 4 ? " and " + (means.size() - 4) + " more." : ".");
        return picture(
                finding, new Axis.Names("value", names.stream().map(Words::name).toList()), places);
    }

    private Picture picture(String finding, Axis x, double[] places) {
        List<Point> points = new ArrayList<>();
        Table.Builder table = Table.of(by.label() + " by " + dimension.key(), "trial", "value", by.label());
        for (int i = 0; i < places.length; i++) {
            Trial trial = trials.get(i);
            points.add(new Point(places[i], trial.mean(), said(trial)));
            double number = number(trial);
            table.row(
                    new Cell(String.valueOf(trial.number()), trial.number()),
                    new Cell(text(value(trial)), number),
                    Cell.exact(trial.mean()));
        }
        double[] means = trials.stream().mapToDouble(Trial::mean).toArray();
        int chosen = trials.indexOf(best);
        List<Mark> marks = new ArrayList<>(List.of(new Mark.Points("trial", Tone.QUIET, points)));
        if (chosen >= 0) {
            marks.add(new Mark.Points(
                    "best trial", Tone.FIRST, List.of(new Point(places[chosen], best.mean(), said(best)))));
        }
        Figure figure = new Figure(
                Words.name(dimension.key()),
                finding,
                x,
                Axis.Numbers.around(by.label(), Written.unit(by), min(means), max(means)),
                marks);
        return new Picture(figure, table.build());
    }

    private String said(Trial trial) {
        return "trial " + trial.number() + ": " + text(value(trial)) + ", " + Words.measure(trial.mean());
    }

    private static double min(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    private static double max(double[] values) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
