package io.github.churnml.report;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.Effect;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.heldout.PairEffect;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;

/** How the probability goes with the columns that matter most. */
final class EffectsSection {

    /** Log-odds that are no farther from a sum of two parts are as good as one. */
    private static final double ALONE = 0.05;

    private EffectsSection() {}

    static Section of(HeldOutFacts facts, Outcome outcome) {
        List<Effect> effects = facts.effects();
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(
                        "Each picture asks: what would the model say if this column held another value, and all others"
                                + " what they hold? The bold line or bar is the mean of "
                                + HeldOutFacts.drawn(effects.get(0).rows(), facts.heldOut())
                                + "; a thin line is one customer's change from the left end on. Where thin lines go different ways, it"
                                + " depends on other columns what this one does. Columns that go together in life are changed alone here,"
                                + " so some of these customers could not exist; and what the model has learnt need not be a cause."));
        blocks.add(new Grid(
                3,
                effects.stream()
                        .map(effect -> effect.values().length > 0 ? numbers(effect, outcome) : levels(effect, outcome))
                        .toList()));
        facts.pair().ifPresent(pair -> blocks.add(pair(pair, facts.heldOut())));
        return new Section("How the probability goes with the columns that matter most", blocks);
    }

    private static String value(Effect effect, int place) {
        if (effect.values().length == 0) {
            return Words.level(effect.levels().get(place));
        }
        double value = effect.values()[place];
        return effect.type() == ColumnType.DATE ? Dates.text(Math.rint(value)) : Unit.PLAIN.text(value);
    }

    private static String finding(Effect effect, Outcome outcome) {
        String mean = "the mean probability to " + outcome.does();
        int low = effect.lowest();
        int high = effect.highest();
        if (!(effect.range() > 0)) {
            return "Whatever " + Words.name(effect.column()) + " holds, " + mean + " stays at "
                    + Wording.percent(effect.means()[0]) + ".";
        }
        long alike = effect.alike();
        int all = effect.customers().length;
        String same = alike == all
                ? " For each of " + all + " customers it goes the same way."
                : " For " + alike + " of " + all + " customers it goes the same way, for the others not.";
        boolean numbers = effect.values().length > 0;
        if (numbers && effect.isMonotone()) {
            int last = effect.places() - 1;
            boolean rises = effect.means()[last] > effect.means()[0];
            return "From " + value(effect, 0) + " to " + value(effect, last) + ", " + mean
                    + (rises ? " rises from " : " falls from ") + Wording.percent(effect.means()[0]) + " to "
                    + Wording.percent(effect.means()[last]) + "." + same;
        }
        return (numbers ? "It goes up and down: " : "") + (numbers ? mean : "The" + mean.substring(3)) + " is highest, "
                + Wording.percent(effect.means()[high]) + ", at " + value(effect, high) + " and lowest, "
                + Wording.percent(effect.means()[low]) + ", at " + value(effect, low) + "." + same;
    }

    private static Table table(Effect effect) {
        boolean levels = effect.values().length == 0;
        Table.Builder table = levels
                ? Table.of(effect.column(), "level", "mean probability", "share of these customers")
                : Table.of(effect.column(), "value", "mean probability", "against the left end");
        for (int place = 0; place < effect.places(); place++) {
            table.row(
                    levels || effect.type() == ColumnType.DATE
                            ? Cell.of(value(effect, place))
                            : Cell.exact(effect.values()[place]),
                    Cell.exact(effect.means()[place]),
                    Cell.exact(levels ? effect.shares()[place] : effect.means()[place] - effect.means()[0]));
        }
        return table.build();
    }

    private static Picture numbers(Effect effect, Outcome outcome) {
        List<List<Point>> thin = new ArrayList<>();
        double least = 0;
        double most = 0;
        for (double[] customer : effect.customers()) {
            List<Point> line = new ArrayList<>();
            for (int place = 0; place < effect.places(); place++) {
                double change = customer[place] - customer[0];
                least = Math.min(least, change);
                most = Math.max(most, change);
                line.add(new Point(effect.values()[place], change));
            }
            thin.add(line);
        }
        List<Point> mean = new ArrayList<>();
        for (int place = 0; place < effect.places(); place++) {
            double change = effect.means()[place] - effect.means()[0];
            least = Math.min(least, change);
            most = Math.max(most, change);
            mean.add(new Point(
                    effect.values()[place],
                    change,
                    "at " + value(effect, place) + ": mean probability " + Unit.SHARE.text(effect.means()[place])));
        }
        double from = effect.values()[0];
        double to = effect.values()[effect.places() - 1];
        Axis.Numbers along = new Axis.Numbers(Words.name(effect.column()), from, to, unit(effect));
        Figure figure = new Figure(
                Words.name(effect.column()),
                finding(effect, outcome),
                along,
                Axis.Numbers.around("change of the probability", Unit.SHARE, least, most),
                List.of(
                        new Mark.Threads("change of single customers", Tone.QUIET, thin),
                        new Mark.Line("change of the mean", Tone.FIRST, mean)));
        return new Picture(figure, table(effect));
    }

    private static Unit unit(Effect effect) {
        return effect.type() == ColumnType.DATE ? Unit.DATE : Unit.PLAIN;
    }

    private static Picture levels(Effect effect, Outcome outcome) {
        List<Mark.Bar> bars = new ArrayList<>();
        double most = 0;
        for (int place = 0; place < effect.places(); place++) {
            most = Math.max(most, effect.means()[place]);
            bars.add(Mark.Bar.at(place, effect.means()[place], Unit.SHARE.text(effect.means()[place])));
        }
        Figure figure = new Figure(
                Words.name(effect.column()),
                finding(effect, outcome),
                Axis.Numbers.around("mean probability if all had this level", Unit.SHARE, 0, most),
                new Axis.Names("", effect.levels().stream().map(Words::level).toList()),
                List.of(new Mark.Bars("", Tone.FIRST, bars)));
        return new Picture(figure, table(effect));
    }

    private static Picture pair(PairEffect pair, int heldOut) {
        List<String> down = pair.firstValues().stream().map(Words::level).toList();
        List<String> along = pair.secondValues().stream().map(Words::level).toList();
        List<Mark.Cell> cells = new ArrayList<>();
        String first = Words.name(pair.first());
        String second = Words.name(pair.second());
        Table.Builder numbers = Table.of("Two columns together", first + ", " + second, "mean probability");
        int[] high = {0, 0};
        int[] low = {0, 0};
        for (int i = 0; i < down.size(); i++) {
            for (int j = 0; j < along.size(); j++) {
                double mean = pair.means()[i][j];
                high = mean > pair.means()[high[0]][high[1]] ? new int[] {i, j} : high;
                low = mean < pair.means()[low[0]][low[1]] ? new int[] {i, j} : low;
                cells.add(new Mark.Cell(j, i, mean, Wording.percent(mean)));
                numbers.row(Cell.of(down.get(i) + ", " + along.get(j)), Cell.exact(mean));
            }
        }
        String finding = "Down: " + first + "; along: " + second + ". The mean probability is highest, "
                + Wording.percent(pair.means()[high[0]][high[1]]) + ", at " + down.get(high[0]) + " and "
                + along.get(high[1]) + "; lowest, " + Wording.percent(pair.means()[low[0]][low[1]]) + ", at "
                + down.get(low[0]) + " and " + along.get(low[1]) + ". "
                + (pair.apart() < ALONE
                        ? "Each does about the same whatever the other is."
                        : "What one does depends on the other: by "
                                + Unit.PLAIN.text(Math.rint(pair.apart() * 100) / 100)
                                + " in log-odds, the most of " + Wording.count(pair.pairs(), "pair", "pairs")
                                + " of the columns that matter most.")
                + " Means of " + HeldOutFacts.drawn(pair.rows(), heldOut) + ".";
        Figure figure = new Figure(
                "Two columns together",
                finding,
                new Axis.Names(second, along),
                new Axis.Names("", down),
                List.of(new Mark.Cells("", Tone.FIRST, cells)));
        return new Picture(figure, numbers.build());
    }
}
