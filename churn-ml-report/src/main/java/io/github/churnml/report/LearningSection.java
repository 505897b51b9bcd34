package io.github.churnml.report;

import io.github.churnml.error.Wording;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model goes by, and which learners were tried for it. */
final class LearningSection {

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final int MOST_BARS = 15;
    private static final int MOST_ROWS = 200;

    private LearningSection() {}

    /** Which columns count, with their share of the whole. */
    static Section importances(Map<String, Double> shares, Optional<Picture> losses, Optional<Picture> added) {
        List<String> names = new ArrayList<>();
        List<Mark.Bar> bars = new ArrayList<>();
        Table.Builder numbers = Table.of("How much each column counts", "column", "importance");
        double most = 0;
        double shown = 0;
        int rows = 0;
        for (Map.Entry<String, Double> column : shares.entrySet()) {
            double share = column.getValue();
            if (names.size() < MOST_BARS && share > 0) {
                bars.add(Mark.Bar.at(names.size(), share, Unit.SHARE.text(share)));
                names.add(column.getKey());
                most = Math.max(most, share);
                shown += share;
            }
            if (rows++ < MOST_ROWS) {
                numbers.row(Cell.of(column.getKey()), Cell.exact(share));
            }
        }
        List<Block> blocks = new ArrayList<>();
        if (names.isEmpty()) {
            blocks.add(new Paragraph("No column tells the two classes apart."));
        } else {
            String finding = Words.name(names.get(0)) + " counts most, with " + Wording.percent(most)
                    + " of the whole; the " + names.size() + " columns shown have "
                    + Wording.percent(shown > 0.9999 ? 1 : shown)
                    + " together.";
            Figure figure = new Figure(
                    "What counts most",
                    finding,
                    Axis.Numbers.around("share of the whole", Unit.SHARE, 0, most),
                    new Axis.Names("", names),
                    List.of(new Mark.Bars("", Tone.FIRST, bars)));
            blocks.add(new Picture(figure, numbers.build()));
            losses.ifPresent(blocks::add);
        }
        if (shares.size() > MOST_ROWS) {
            blocks.add(new Paragraph("The table has the first " + MOST_ROWS + " of " + Wording.count(shares.size())
                    + " columns; feature_importances.csv has all."));
        }
        blocks.add(
                new Paragraph("Importance says what the model goes by, not what makes customers leave: columns that go"
                        + " together share it, and a cause that is not in the table has none."));
        added.ifPresent(blocks::add);
        return new Section("What it goes by", blocks);
    }

    /** Which learners were tried, as a model file tells it. */
    static Section tried(Map<?, ?> choice) {
        List<String> names = new ArrayList<>();
        List<Point> losses = new ArrayList<>();
        List<Mark.Span> gaps = new ArrayList<>();
        Table.Builder table = Table.of(
                "Learners tried",
                "learner",
                "log loss",
                "above the best",
                "from",
                "to",
                "ROC-AUC",
                "weight in the model");
        List<String> skipped = new ArrayList<>();
        for (Object one : choice.get("tried") instanceof List<?> list ? list : List.of()) {
            if (!(one instanceof Map<?, ?> entry)) {
                continue;
            }
            String name = String.valueOf(entry.get("name"));
            if (entry.containsKey("skipped")) {
                skipped.add(name + " was not tried: " + entry.get("skipped"));
                continue;
            }
            double loss = number(entry, "logLoss");
            double area = number(entry, "rocAuc");
            double gap = number(entry, "aboveBest");
            double half = Z * number(entry, "aboveBestStandardError");
            gaps.add(new Mark.Span(names.size(), gap - half, gap + half));
            losses.add(new Point(loss, names.size(), name + ": log loss " + Words.measure(loss)));
            names.add(name);
            table.row(
                    Cell.of(name),
                    new Cell(Words.measure(loss), loss),
                    new Cell(Words.measure(gap), gap),
                    new Cell(Words.measure(gap - half), gap - half),
                    new Cell(Words.measure(gap + half), gap + half),
                    new Cell(Words.measure(area), area),
                    Cell.of(Unit.PLAIN, number(entry, "weight")));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Kept: " + choice.get("kept") + ". " + choice.get("because")));
        if (names.size() > 1) {
            boolean known = gaps.stream().allMatch(gap -> Double.isFinite(gap.low()));
            blocks.add(new Picture(known ? gaps(names, losses, gaps) : losses(names, losses), table.build()));
        }
        skipped.forEach(sentence -> blocks.add(new Paragraph(sentence)));
        if (Boolean.FALSE.equals(choice.get("repeatable"))) {
            blocks.add(new Paragraph("The time was over before all were tried: another run may choose otherwise."));
        }
        return new Section("What was tried", blocks);
    }

    /** By how much each is worse than the best, on the same rows. */
    private static Figure gaps(List<String> names, List<Point> losses, List<Mark.Span> gaps) {
        List<Point> points = new ArrayList<>();
        int best = 0;
        int apart = 0;
        double low = 0;
        double high = 0;
        for (int i = 0; i < gaps.size(); i++) {
            Mark.Span gap = gaps.get(i);
            best = losses.get(i).x() < losses.get(best).x() ? i : best;
            apart += gap.low() > 0 ? 1 : 0;
            low = Math.min(low, gap.low());
            high = Math.max(high, gap.high());
            points.add(new Point((gap.low() + gap.high()) / 2, i, losses.get(i).said()));
        }
        return new Figure(
                "Log loss above the best learner's",
                Words.name(names.get(best)) + " alone has the least log loss, "
                        + Words.measure(losses.get(best).x()) + ". "
                        + (apart == gaps.size() - 1
                                ? "All others are really worse: no interval holds 0."
                                : "Of the " + Wording.count(gaps.size() - 1) + " others, " + Wording.count(apart)
                                        + (apart == 1 ? " is" : " are")
                                        + " really worse; the others' intervals hold 0, so their order may be luck.")
                        + " Lower is better.",
                Axis.Numbers.around("log loss above the best's, with 95 % intervals", Unit.PLAIN, low, high),
                new Axis.Names("", names),
                List.of(
                        new Mark.Rule("the best", Tone.QUIET, new Point(0, -0.5), new Point(0, names.size() - 0.5)),
                        new Mark.Intervals("", Tone.FIRST, gaps),
                        new Mark.Points("", Tone.FIRST, points)));
    }

    private static Figure losses(List<String> names, List<Point> losses) {
        double least = losses.stream().mapToDouble(Point::x).min().orElse(0);
        double most = losses.stream().mapToDouble(Point::x).max().orElse(1);
        Point best =
                losses.stream().filter(point -> point.x() == least).findFirst().orElseThrow();
        return new Figure(
                "Log loss of each learner",
                Words.name(names.get((int) best.y())) + " alone has the least log loss, " + Words.measure(least)
                        + "; the worst has " + Words.measure(most)
                        + ". Lower is better, and the axis does not begin at 0.",
                Axis.Numbers.around("log loss on the same folds of the training rows", Unit.PLAIN, least, most),
                new Axis.Names("", names),
                List.of(new Mark.Points("", Tone.FIRST, losses)));
    }

    private static double number(Map<?, ?> entry, String key) {
        return entry.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
