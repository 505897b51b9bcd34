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
import io.github.churnml.report.heldout.RankedRows;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;

/** Whether probabilities mean what they say, and how those of the two classes lie. */
final class ProbabilitySection {

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private ProbabilitySection() {}

    static Section of(HeldOut held, String calibrator, Outcome outcome) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("A probability means what it says if, of customers who are given 30 %, 30 in 100 "
                + outcome.did() + ". Calibrator: " + calibrator + "."));
        if (held.bins().isEmpty()) {
            blocks.add(new Paragraph("The model file is of an older format and has no counts by probability."));
        } else {
            blocks.add(calibration(held, outcome));
            blocks.add(distribution(held, outcome));
        }
        return new Section("Whether its probabilities mean what they say", blocks);
    }

    private static Picture calibration(HeldOut held, Outcome outcome) {
        List<Point> line = new ArrayList<>();
        List<Mark.Span> spans = new ArrayList<>();
        Table.Builder numbers = Table.of(
                "Calibration",
                "probability from",
                "customers",
                outcome.did(),
                "mean probability",
                "rate",
                "rate from",
                "to");
        for (ScoreBin bin : held.bins()) {
            double[] ends = wilson(bin.churners(), bin.customers());
            line.add(new Point(
                    bin.meanProbability(),
                    bin.rate(),
                    Wording.count(bin.customers(), "customer", "customers") + " given "
                            + Unit.SHARE.text(bin.meanProbability()) + " on average: " + Unit.SHARE.text(bin.rate())
                            + " "
                            + outcome.did()));
            spans.add(new Mark.Span(bin.meanProbability(), ends[0], ends[1]));
            numbers.row(
                    Cell.of(Unit.PLAIN.text(bin.from())),
                    Cell.exact(bin.customers()),
                    Cell.exact(bin.churners()),
                    Cell.exact(bin.meanProbability()),
                    Cell.exact(bin.rate()),
                    Cell.exact(ends[0]),
                    Cell.exact(ends[1]));
        }
        Figure figure = new Figure(
                "Calibration",
                finding(held),
                Axis.Numbers.share("mean probability given"),
                Axis.Numbers.share("rate"),
                List.of(
                        new Mark.Band("95 % interval of the rate (Wilson)", Tone.FIRST, spans),
                        new Mark.Rule("as it should be", Tone.QUIET, new Point(0, 0), new Point(1, 1)),
                        new Mark.Line("rate of those who " + outcome.did(), Tone.FIRST, line)));
        return new Picture(figure, numbers.build());
    }

    private static String finding(HeldOut held) {
        Estimate error = held.evaluation().metric(Metric.ECE);
        ScoreBin worst = held.bins().get(0);
        long outside = 0;
        for (ScoreBin bin : held.bins()) {
            double[] ends = wilson(bin.churners(), bin.customers());
            outside += bin.meanProbability() < ends[0] || bin.meanProbability() > ends[1] ? 1 : 0;
            if (bin.customers() * Math.abs(bin.rate() - bin.meanProbability())
                    > worst.customers() * Math.abs(worst.rate() - worst.meanProbability())) {
                worst = bin;
            }
        }
        return "Probabilities are " + Wording.percent(error.value()) + " off on average (ECE). "
                + (outside == 0
                        ? "In every tenth, chance is enough to explain the difference."
                        : "In " + outside + " of " + held.bins().size()
                                + " tenths they lie outside the interval; most customers are affected where "
                                + Wording.percent(worst.meanProbability()) + " was given and "
                                + Wording.percent(worst.rate()) + " came.");
    }

    /** Equal ranges of the probability: twenty where all rows are at hand, else the tenths of the model file. */
    private static List<RankedRows.Bin> ranges(HeldOut held) {
        return held.ranked() != null
                ? held.ranked().histogram()
                : held.bins().stream()
                        .map(bin -> new RankedRows.Bin(
                                bin.from(), bin.to(), bin.churners(), bin.customers() - bin.churners()))
                        .toList();
    }

    private static Picture distribution(HeldOut held, Outcome outcome) {
        double left = held.positives();
        double stayed = held.rows() - left;
        List<RankedRows.Bin> bins = ranges(held);
        List<Mark.Bar> leavers = new ArrayList<>();
        List<Mark.Bar> stayers = new ArrayList<>();
        Table.Builder numbers = Table.of(
                "Probabilities by class",
                "probability from",
                "to",
                outcome.did(),
                "share of who " + outcome.did(),
                outcome.didNot(),
                "share of who " + outcome.didNot());
        double most = 0;
        for (RankedRows.Bin bin : bins) {
            double ofLeft = bin.churners() / left;
            double ofStayed = bin.stayers() / stayed;
            most = Math.max(most, Math.max(ofLeft, ofStayed));
            double middle = (bin.from() + bin.to()) / 2;
            double gap = (bin.to() - bin.from()) * 0.08;
            String range = " who are given " + Unit.SHARE.text(bin.from()) + " to " + Unit.SHARE.text(bin.to());
            leavers.add(new Mark.Bar(
                    bin.from() + gap,
                    middle,
                    ofLeft,
                    Double.NaN,
                    Double.NaN,
                    Unit.SHARE.text(ofLeft) + " of all who " + outcome.did() + range));
            stayers.add(new Mark.Bar(
                    middle,
                    bin.to() - gap,
                    ofStayed,
                    Double.NaN,
                    Double.NaN,
                    Unit.SHARE.text(ofStayed) + " of all who " + outcome.didNot() + range));
            numbers.row(
                    Cell.of(Unit.PLAIN.text(bin.from())),
                    Cell.of(Unit.PLAIN, bin.to()),
                    Cell.exact(bin.churners()),
                    Cell.exact(ofLeft),
                    Cell.exact(bin.stayers()),
                    Cell.exact(ofStayed));
        }
        double top = held.ranked() != null ? bins.get(bins.size() - 1).to() : 1;
        Figure figure = new Figure(
                "Probabilities by class",
                halves(held, outcome),
                new Axis.Numbers("probability given", 0, top, Unit.SHARE),
                Axis.Numbers.around("share of the class", Unit.SHARE, 0, most),
                List.of(
                        new Mark.Bars("share of those who " + outcome.did(), Tone.FIRST, leavers),
                        new Mark.Bars("share of those who " + outcome.didNot(), Tone.SECOND, stayers)));
        return new Picture(figure, numbers.build());
    }

    private static String halves(HeldOut held, Outcome outcome) {
        double high = 0;
        double low = 0;
        for (ScoreBin bin : held.bins()) {
            boolean above = bin.from() >= 0.5 - 1e-9;
            high += above ? bin.churners() / held.positives() : 0;
            low += above ? (bin.customers() - bin.churners()) / (held.rows() - held.positives()) : 0;
        }
        return "A probability of one half or more is given to " + Wording.percent(high) + " of those who "
                + outcome.did() + " and to " + Wording.percent(low) + " of those who " + outcome.didNot() + ".";
    }

    /** The interval of a share after E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927. */
    static double[] wilson(long found, long rows) {
        double share = (double) found / rows;
        double square = Z * Z / rows;
        double middle = (share + square / 2) / (1 + square);
        double half = Z * Math.sqrt(share * (1 - share) / rows + square / (4 * rows)) / (1 + square);
        return new double[] {found == 0 ? 0 : middle - half, found == rows ? 1 : middle + half};
    }
}
