package io.github.churnml.report;

import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Chooser;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What comes of decisions: at the model's threshold, at others, and in money where a campaign is known. */
final class DecisionSection {

    private final HeldOut held;
    private final Target target;
    private final Outcome outcome;

    private DecisionSection(HeldOut held, Target target, Outcome outcome) {
        this.held = held;
        this.target = target;
        this.outcome = outcome;
    }

    /** What each threshold would have done. */
    static Table thresholds(HeldOut held, Target target, Outcome outcome) {
        return new DecisionSection(held, target, outcome).thresholds();
    }

    static Section of(HeldOut held, Target target, Outcome outcome) {
        DecisionSection section = new DecisionSection(held, target, outcome);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Finding.note(decides(held, outcome)));
        blocks.add(section.confusion());
        blocks.add(section.byThreshold());
        section.chooser().ifPresent(blocks::add);
        blocks.add(section.thresholds());
        if (held.hasMoney()) {
            blocks.add(section.profitCurve());
        }
        if (held.evaluation().metrics().containsKey(Metric.PROFIT)) {
            blocks.add(section.money());
        }
        return new Section("What comes of its decisions", blocks);
    }

    /** What the threshold finds, in a sentence. */
    static String decides(HeldOut held, Outcome outcome) {
        Cut cut = held.chosen();
        String begin = "At the threshold " + Unit.PLAIN.text(cut.threshold()) + ", "
                + Wording.count((long) cut.contacted()) + " of " + Wording.count((long) held.rows())
                + " customers held out are predicted to " + outcome.does();
        return cut.contacted() == 0
                ? begin + ", so nobody is found."
                : begin + "; " + Wording.percent(cut.precision()) + " of them did (precision), which finds "
                        + Wording.percent(held.recall(cut)) + " of all who " + outcome.did() + " (recall).";
    }

    private Picture confusion() {
        ConfusionMatrix counts = held.evaluation().confusion();
        long[][] cells = {
            {counts.truePositives(), counts.falseNegatives()},
            {counts.falsePositives(), counts.trueNegatives()}
        };
        List<Mark.Cell> drawn = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            long sum = cells[row][0] + cells[row][1];
            for (int column = 0; column < 2; column++) {
                double share = sum == 0 ? 0 : (double) cells[row][column] / sum;
                drawn.add(new Mark.Cell(
                        column, row, share, Wording.count(cells[row][column]) + " (" + Wording.percent(share) + ")"));
            }
        }
        Table numbers = Table.of(
                        "Decisions against outcomes", "outcome", "predicted to " + outcome.does(), "predicted not to")
                .row(Cell.of("was " + Words.name(target.positive())), Cell.exact(cells[0][0]), Cell.exact(cells[0][1]))
                .row(Cell.of("was " + Words.name(target.negative())), Cell.exact(cells[1][0]), Cell.exact(cells[1][1]))
                .build();
        Figure figure = new Figure(
                "Decisions against outcomes",
                Wording.count(counts.falsePositives(), "customer", "customers")
                        + " would be contacted for nothing, and " + Wording.count(counts.falseNegatives()) + " who "
                        + outcome.did() + " would be missed.",
                new Axis.Names("", List.of("will " + outcome.does(), "will not")),
                new Axis.Names(
                        "", List.of("was " + Words.name(target.positive()), "was " + Words.name(target.negative()))),
                List.of(new Mark.Cells("", Tone.FIRST, drawn)));
        return new Picture(figure, numbers);
    }

    private Picture byThreshold() {
        List<Cut> cuts = new ArrayList<>(held.byThreshold());
        List<Point> precision = new ArrayList<>();
        List<Point> recall = new ArrayList<>();
        List<Point> contacted = new ArrayList<>();
        Table.Builder numbers = Table.of("By threshold", "threshold", "contacted", "precision", "recall");
        for (int i = cuts.size() - 1; i >= 0; i--) {
            Cut cut = cuts.get(i);
            String at = "from " + Unit.PLAIN.text(cut.threshold()) + ": ";
            double share = cut.contacted() / held.rows();
            contacted.add(new Point(cut.threshold(), share, at + Unit.SHARE.text(share) + " contacted"));
            recall.add(new Point(cut.threshold(), held.recall(cut), at + Unit.SHARE.text(held.recall(cut)) + " found"));
            if (cut.contacted() > 0) {
                precision.add(new Point(
                        cut.threshold(),
                        cut.precision(),
                        at + Unit.SHARE.text(cut.precision()) + " of those contacted " + outcome.did()));
            }
            numbers.row(
                    Cell.exact(cut.threshold()),
                    Cell.exact(cut.contacted()),
                    Cell.exact(cut.precision()),
                    Cell.exact(held.recall(cut)));
        }
        double threshold = held.evaluation().threshold();
        Figure figure = new Figure(
                "Precision, recall and contacts by threshold",
                trade(cuts),
                Axis.Numbers.share("threshold"),
                Axis.Numbers.share("share"),
                List.of(
                        new Mark.Rule(
                                "the model's threshold", Tone.QUIET, new Point(threshold, 0), new Point(threshold, 1)),
                        new Mark.Line("contacted, of all customers", Tone.THIRD, contacted),
                        new Mark.Line("found, of all who " + outcome.did() + " (recall)", Tone.SECOND, recall),
                        new Mark.Line("of those contacted, " + outcome.did() + " (precision)", Tone.FIRST, precision)));
        return new Picture(figure, numbers.build());
    }

    private String trade(List<Cut> cuts) {
        Cut most = cuts.get(cuts.size() - 1);
        Cut chosen = held.chosen();
        if (most.threshold() >= chosen.threshold()) {
            return decides(held, outcome);
        }
        return "The lower the threshold, the more are found and the more are contacted for nothing: from "
                + Unit.PLAIN.text(most.threshold()) + " on " + Wording.percent(held.recall(most)) + " are found by "
                + Wording.count((long) most.contacted()) + " contacts, from " + Unit.PLAIN.text(chosen.threshold())
                + " on " + Wording.percent(held.recall(chosen)) + " by " + Wording.count((long) chosen.contacted())
                + ".";
    }

    private Table thresholds() {
        return table("What each threshold would have done with the customers held out", held.byThreshold());
    }

    /** Goes through fine thresholds, where all rows are at hand. */
    private Optional<Chooser> chooser() {
        List<Cut> cuts = held.thresholds();
        for (int i = 0; i < cuts.size(); i++) {
            if (cuts.get(i).threshold() == held.evaluation().threshold()) {
                return Optional.of(new Chooser(
                        "What if another threshold were chosen? The left end contacts fewest",
                        table("Fine thresholds, on the customers held out", cuts),
                        i));
            }
        }
        return Optional.empty();
    }

    private Table table(String caption, List<Cut> cuts) {
        boolean money = held.hasMoney();
        List<String> names =
                new ArrayList<>(List.of("threshold", "contacted", "of them " + outcome.did(), "precision", "recall"));
        if (money) {
            names.add("brings per customer");
        }
        Table.Builder table = Table.of(caption, names.toArray(String[]::new));
        for (Cut cut : cuts) {
            boolean chosen = cut.threshold() == held.evaluation().threshold();
            List<Cell> cells = new ArrayList<>(List.of(
                    new Cell(Unit.PLAIN.text(cut.threshold()) + (chosen ? " (the model's)" : ""), cut.threshold()),
                    Cell.of(Unit.COUNT, cut.contacted()),
                    Cell.of(Unit.COUNT, cut.found()),
                    new Cell(cut.contacted() == 0 ? "-" : Wording.percent(cut.precision()), cut.precision()),
                    new Cell(Wording.percent(held.recall(cut)), held.recall(cut))));
            if (money) {
                cells.add(Cell.of(Unit.MONEY, held.money(cut)));
            }
            table.row(cells.toArray(Cell[]::new));
        }
        return table.build();
    }

    private Picture profitCurve() {
        List<Point> curve = new ArrayList<>();
        Table.Builder numbers =
                Table.of("Money by customers contacted", "contacted", "customers", "brings per customer");
        List<Cut> cuts = held.withBest(
                held.curve(one -> one.contacted() / held.rows(), held::money).cuts());
        Cut best = held.best(cuts);
        for (Cut cut : cuts) {
            double money = held.money(cut);
            curve.add(new Point(
                    cut.contacted() / held.rows(),
                    money,
                    cut.isNamed() ? cut.name() + ": " + Unit.MONEY.text(money) + " per customer" : ""));
            numbers.row(Cell.of(cut.name()), Cell.exact(cut.contacted()), Cell.exact(money));
        }
        double least = curve.stream().mapToDouble(Point::y).min().orElse(0);
        double most = curve.stream().mapToDouble(Point::y).max().orElse(0);
        Axis.Numbers up = Axis.Numbers.around("money per customer", Unit.MONEY, Math.min(0, least), Math.max(0, most));
        double share = held.chosen().contacted() / held.rows();
        Figure figure = new Figure(
                "Money by customers contacted",
                best(best),
                Axis.Numbers.share("contacted, the likeliest first"),
                up,
                List.of(
                        new Mark.Rule("no one is contacted", Tone.QUIET, new Point(0, 0), new Point(1, 0)),
                        new Mark.Rule(
                                "the model's threshold",
                                Tone.SECOND,
                                new Point(share, up.from()),
                                new Point(share, up.to())),
                        new Mark.Line("brings per customer", Tone.FIRST, curve)));
        return new Picture(figure, numbers.build());
    }

    private String best(Cut best) {
        String known = held.ranked() == null ? "Of the places that are known, contacting " : "Contacting ";
        String all = best.isNamed()
                ? best.name()
                : "the likeliest " + Wording.count((long) best.contacted(), "customer", "customers") + " ("
                        + best.name() + ")";
        return best.contacted() == 0
                ? known + "no one is best."
                : known + all + " brings most: " + Unit.MONEY.text(held.money(best))
                        + " per customer; the model's threshold brings " + Unit.MONEY.text(held.money(held.chosen()))
                        + ". The best place was found on these very customers, so it flatters itself a little.";
    }

    private Picture money() {
        List<String> names = List.of("by the model", "everyone", "best threshold");
        List<Metric> metrics = List.of(Metric.PROFIT, Metric.PROFIT_EVERYONE, Metric.MAXIMUM_PROFIT);
        List<Mark.Bar> bars = new ArrayList<>();
        Table.Builder numbers = Table.of("Money per customer", "contacting", "brings", "from", "to");
        double least = 0;
        double most = 0;
        for (int i = 0; i < names.size(); i++) {
            Estimate amount = held.evaluation().metric(metrics.get(i));
            double low = amount.hasInterval() ? amount.low() : amount.value();
            double high = amount.hasInterval() ? amount.high() : amount.value();
            least = DoubleStream.of(least, low, amount.value()).min().orElse(0);
            most = DoubleStream.of(most, high, amount.value()).max().orElse(0);
            Mark.Bar bar = Mark.Bar.at(i, amount.value(), Unit.MONEY.text(amount.value()));
            bars.add(amount.hasInterval() ? bar.between(low, high) : bar);
            numbers.row(
                    Cell.of(names.get(i)),
                    Cell.exact(amount.value()),
                    Cell.exact(amount.hasInterval() ? low : Double.NaN),
                    Cell.exact(amount.hasInterval() ? high : Double.NaN));
        }
        Figure figure = new Figure(
                "Money per customer",
                EvaluationPage.money(held.evaluation(), outcome),
                Axis.Numbers.around("per customer; contacting no one: 0", Unit.MONEY, least, most),
                new Axis.Names("", names),
                List.of(new Mark.Bars("", Tone.FIRST, bars)));
        return new Picture(figure, numbers.build());
    }
}
