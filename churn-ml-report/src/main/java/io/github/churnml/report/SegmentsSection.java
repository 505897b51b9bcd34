package io.github.churnml.report;

import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.heldout.SegmentFacts;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** For which customers the model does worst. */
final class SegmentsSection {

    private static final int MOST = 10;
    private static final int MOST_SAID = 3;

    private SegmentsSection() {}

    static Section of(HeldOutFacts facts, Estimate area, Outcome outcome) {
        List<SegmentFacts> all = facts.segments();
        List<SegmentFacts> worst = worst(all);
        List<Block> blocks = new ArrayList<>();
        for (String sentence : sentences(all, outcome)) {
            blocks.add(Finding.note(sentence));
        }
        if (!worst.isEmpty()) {
            blocks.add(table(worst));
        }
        blocks.add(new Paragraph("Looked at: levels of texts and quarters of numbers with "
                + SegmentFacts.FEWEST_ROWS + " customers or more, " + Wording.count(all.size()) + " in all, of "
                + HeldOutFacts.drawn(facts.looked(), facts.heldOut())
                + ". Each is tested twice: whether customers are ranked worse than all"
                + " others (ROC-AUC, DeLong's test), and whether as many left as the probabilities say. With so many tests"
                + " some fail by luck; the p-values are adjusted for that (Holm), and what is said to stand out does so at 5 %."
                + " Over all customers ROC-AUC is " + Words.measure(area.value())
                + ". Within customers who are alike in a column that the model goes by, there is less to tell them apart by, so"
                + " ROC-AUC is lower there by nature. Intervals are 95 % each and are not adjusted."));
        return new Section("For whom it does worst", blocks);
    }

    /** Those that stand out first, then by what they are worst at. */
    private static List<SegmentFacts> worst(List<SegmentFacts> all) {
        return all.stream()
                .sorted(Comparator.comparing((SegmentFacts one) -> !one.standsOut())
                        .thenComparingDouble(SegmentsSection::evidence)
                        .thenComparingDouble(one -> Double.isNaN(one.area().value())
                                ? 2
                                : one.area().value()))
                .limit(all.stream().anyMatch(SegmentFacts::standsOut) ? MOST : MOST / 2)
                .toList();
    }

    private static double evidence(SegmentFacts one) {
        return Double.isNaN(one.ranksWorse()) ? one.isOff() : Math.min(one.ranksWorse(), one.isOff());
    }

    /** What stands out, or that nothing does. */
    static List<String> sentences(List<SegmentFacts> all, Outcome outcome) {
        List<SegmentFacts> out =
                worst(all).stream().filter(SegmentFacts::standsOut).toList();
        long count = all.stream().filter(SegmentFacts::standsOut).count();
        if (all.isEmpty()) {
            return List.of("Too few customers were held out to look at some of them alone.");
        }
        if (count == 0) {
            return List.of("Of " + Wording.count(all.size(), "group", "groups")
                    + " of customers, none is told apart from luck: no weak spot is known.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add("Of " + Wording.count(all.size(), "group", "groups") + " of customers, " + Wording.count(count)
                + (count == 1 ? " stands out" : " stand out")
                + (count > MOST_SAID ? "; the " + MOST_SAID + " clearest:" : ":"));
        for (SegmentFacts one : out.subList(0, Math.min(MOST_SAID, out.size()))) {
            String who = name(one) + " (" + Wording.count(one.rows()) + " customers): ";
            String off = "given " + Wording.percent(one.meanProbability()) + " on average, "
                    + Wording.percent(one.rate()) + " " + outcome.did();
            String worse = "ranked worse than others, ROC-AUC " + Words.with(one.area(), Words::measure);
            sentences.add(who + (one.isWorse() ? worse : "") + (one.isWorse() && one.hasOtherRate() ? "; " : "")
                    + (one.hasOtherRate() ? off : "") + ".");
        }
        return sentences;
    }

    private static String name(SegmentFacts one) {
        return Words.name(one.column()) + " " + Words.level(one.group());
    }

    private static Table table(List<SegmentFacts> worst) {
        Table.Builder table = Table.of(
                "Where it does worst",
                "customers with",
                "customers",
                "rate",
                "mean probability",
                "ROC-AUC",
                "from",
                "to",
                "log loss",
                "from",
                "to",
                "stands out");
        for (SegmentFacts one : worst) {
            table.row(
                    Cell.of(name(one)),
                    Cell.of(Unit.COUNT, one.rows()),
                    new Cell(Wording.percent(one.rate()), one.rate()),
                    new Cell(Wording.percent(one.meanProbability()), one.meanProbability()),
                    measured(one.area().value()),
                    measured(one.area().low()),
                    measured(one.area().high()),
                    measured(one.logLoss().value()),
                    measured(one.logLoss().low()),
                    measured(one.logLoss().high()),
                    Cell.of(stands(one)));
        }
        return table.build();
    }

    private static String stands(SegmentFacts one) {
        if (one.isWorse()) {
            return one.hasOtherRate() ? "ranking and rate" : "ranking";
        }
        return one.hasOtherRate() ? "rate" : "no";
    }

    private static Cell measured(double value) {
        return new Cell(Words.measure(value), value);
    }
}
