package io.github.churnml.report;

import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;

/** How well a model puts customers in order: the curves of ranking, with what their areas are worth. */
final class RankingSection {

    private final HeldOut held;
    private final Outcome outcome;
    private final double rate;
    private final HeldOut.Curve rocCurve;

    private RankingSection(HeldOut held, Outcome outcome) {
        this.held = held;
        this.outcome = outcome;
        this.rocCurve = held.curve(held::falseAlarms, held::recall);
        this.rate = held.positives() / held.rows();
    }

    static Section of(HeldOut held, Outcome outcome) {
        RankingSection section = new RankingSection(held, outcome);
        return new Section(
                "How well it tells who " + outcome.did() + " from who " + outcome.didNot(),
                List.of(
                        new Paragraph("Measured on " + held.evaluation().describes() + ". " + section.places()),
                        new Grid(2, List.of(section.roc(), section.precisionRecall(), section.gains(), section.lift())),
                        metrics(held)));
    }

    private String places() {
        HeldOut.Curve curve = rocCurve;
        if (held.ranked() == null) {
            return "Curves go through the " + curve.cuts().size()
                    + " places that the model file has exact counts of; the areas are those of all rows.";
        }
        return curve.all()
                ? "Curves go through all places of these rows."
                : "Curves go through those places that keep their shape: no other place of the ROC curve lies farther from it than "
                        + Unit.PLAIN.text(Math.ceil(curve.farthest() * 1e5) / 1e5)
                        + " of the picture's side. The areas are those of all rows.";
    }

    private static Point point(Cut cut, double x, double y, String said) {
        return new Point(x, y, cut.isNamed() ? said : "");
    }

    /** Such as {@code 84 times in 100}. */
    static String ranks(HeldOut held, Outcome outcome) {
        Estimate area = held.evaluation().rocAuc();
        return "ROC-AUC " + Words.with(area, Words::measure) + ": of a customer who " + outcome.did()
                + " and one who " + outcome.didNot() + ", the model gives the first the higher probability "
                + Unit.PLAIN.text(Math.rint(area.value() * 1000) / 10) + " times in 100; by chance it would be 50.";
    }

    private Picture roc() {
        List<Point> curve = new ArrayList<>();
        Table.Builder numbers = Table.of(
                "ROC curve", "contacted", "customers", "of them " + outcome.did(), "false alarms", "found (recall)");
        for (Cut cut : rocCurve.cuts()) {
            double alarms = held.falseAlarms(cut);
            double recall = held.recall(cut);
            curve.add(point(
                    cut,
                    alarms,
                    recall,
                    cut.name() + ": finds " + Unit.SHARE.text(recall) + ", with " + Unit.SHARE.text(alarms)
                            + " false alarms"));
            numbers.row(
                    Cell.of(cut.name()),
                    Cell.exact(cut.contacted()),
                    Cell.exact(cut.found()),
                    Cell.exact(alarms),
                    Cell.exact(recall));
        }
        Figure figure = new Figure(
                "ROC curve",
                ranks(held, outcome),
                Axis.Numbers.share("false alarms, of all who " + outcome.didNot()),
                Axis.Numbers.share("found, of all who " + outcome.did()),
                List.of(
                        new Mark.Rule("by chance", Tone.QUIET, new Point(0, 0), new Point(1, 1)),
                        new Mark.Line("found, of all who " + outcome.did(), Tone.FIRST, curve)));
        return new Picture(figure, numbers.build());
    }

    private Picture precisionRecall() {
        List<Point> curve = new ArrayList<>();
        Table.Builder numbers =
                Table.of("Precision and recall", "contacted", "customers", "found (recall)", "precision");
        for (Cut cut : held.curve(held::recall, Cut::precision).cuts()) {
            if (cut.contacted() > 0) {
                double recall = held.recall(cut);
                curve.add(point(
                        cut,
                        recall,
                        cut.precision(),
                        cut.name() + ": " + Unit.SHARE.text(cut.precision()) + " of them " + outcome.did()
                                + ", which is " + Unit.SHARE.text(recall) + " of all"));
                numbers.row(
                        Cell.of(cut.name()),
                        Cell.exact(cut.contacted()),
                        Cell.exact(recall),
                        Cell.exact(cut.precision()));
            }
        }
        Estimate area = held.evaluation().prAuc();
        Figure figure = new Figure(
                "Precision and recall",
                "PR-AUC " + Words.with(area, Words::measure) + "; contacting at random would give "
                        + Words.measure(rate) + ", the share who " + outcome.did() + ".",
                Axis.Numbers.share("found, of all who " + outcome.did() + " (recall)"),
                Axis.Numbers.share("precision"),
                List.of(
                        new Mark.Rule("by chance", Tone.QUIET, new Point(0, rate), new Point(1, rate)),
                        new Mark.Line("of those contacted, " + outcome.did() + " (precision)", Tone.FIRST, curve)));
        return new Picture(figure, numbers.build());
    }

    private Picture gains() {
        List<Point> curve = new ArrayList<>();
        Table.Builder numbers =
                Table.of("Gains", "contacted", "customers", "share of the customers", "found", "share found");
        for (Cut cut :
                held.curve(one -> one.contacted() / held.rows(), held::recall).cuts()) {
            double share = cut.contacted() / held.rows();
            double recall = held.recall(cut);
            curve.add(point(
                    cut,
                    share,
                    recall,
                    cut.name() + ": " + Unit.SHARE.text(share) + " of the customers hold " + Unit.SHARE.text(recall)
                            + " of all who " + outcome.did()));
            numbers.row(
                    Cell.of(cut.name()),
                    Cell.exact(cut.contacted()),
                    Cell.exact(share),
                    Cell.exact(cut.found()),
                    Cell.exact(recall));
        }
        Figure figure = new Figure(
                "Gains",
                gain(held, outcome),
                Axis.Numbers.share("contacted, the likeliest first"),
                Axis.Numbers.share("found"),
                List.of(
                        new Mark.Rule("by chance", Tone.QUIET, new Point(0, 0), new Point(1, 1)),
                        new Mark.Line("found, of all who " + outcome.did(), Tone.FIRST, curve)));
        return new Picture(figure, numbers.build());
    }

    /** What the first two tenths hold. */
    static String gain(HeldOut held, Outcome outcome) {
        var deciles = held.evaluation().deciles();
        var first = deciles.get(0);
        var second = deciles.get(1);
        if (held.rows() < deciles.size()) {
            return "Of " + Wording.count((long) held.rows(), "customer", "customers")
                    + " held out there are no tenths: nothing is said of the likeliest 10 %.";
        }
        return "The likeliest 10 % of the customers hold " + Wording.percent(first.cumulativeGain()) + " of all who "
                + outcome.did() + ", the likeliest 20 % hold " + Wording.percent(second.cumulativeGain()) + ".";
    }

    private Picture lift() {
        List<Mark.Bar> bars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of("Lift by tenth", "tenth", "customers", "rate", "lift", "lift so far");
        double most = 1;
        for (var decile : held.evaluation().deciles()) {
            String name = String.valueOf(decile.decile());
            if (Double.isFinite(decile.lift())) {
                most = Math.max(most, decile.lift());
                bars.add(Mark.Bar.at(
                        names.size(),
                        decile.lift(),
                        "tenth " + name + ": " + Unit.SHARE.text(decile.rate()) + " " + outcome.did() + ", lift "
                                + Unit.PLAIN.text(decile.lift())));
            }
            names.add(name);
            numbers.row(
                    Cell.of(name),
                    Cell.exact(decile.customers()),
                    Cell.exact(decile.rate()),
                    Cell.exact(decile.lift()),
                    Cell.exact(decile.cumulativeLift()));
        }
        var first = held.evaluation().deciles().get(0);
        Figure figure = new Figure(
                "Lift by tenth of the customers",
                "Of the likeliest tenth " + Wording.percent(first.rate()) + " " + outcome.did() + ", "
                        + Unit.PLAIN.orDash(first.lift()) + " times the " + Wording.percent(rate) + " of all.",
                new Axis.Names("tenth of the customers, the likeliest first", names),
                Axis.Numbers.around("lift", Unit.PLAIN, 0, most),
                List.of(
                        new Mark.Bars("rate in units of that of all customers", Tone.FIRST, bars),
                        new Mark.Rule(
                                "all customers", Tone.QUIET, new Point(-0.5, 1), new Point(names.size() - 0.5, 1))));
        return new Picture(figure, numbers.build());
    }

    /** All metrics but money, with their intervals. */
    static Table metrics(HeldOut held) {
        Table.Builder table = Table.of("Metrics, with 95 % bootstrap intervals", "metric", "value", "from", "to");
        held.evaluation().metrics().forEach((Metric metric, Estimate estimate) -> {
            if (!metric.isMoney()) {
                table.row(
                        Cell.of(metric.label()),
                        measured(estimate.value()),
                        measured(estimate.hasInterval() ? estimate.low() : Double.NaN),
                        measured(estimate.hasInterval() ? estimate.high() : Double.NaN));
            }
        });
        return table.build();
    }

    private static Cell measured(double value) {
        return new Cell(Words.measure(value), value);
    }
}
