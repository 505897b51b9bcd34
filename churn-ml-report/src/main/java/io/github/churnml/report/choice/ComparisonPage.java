package io.github.churnml.report.choice;

import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.DotPlot;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import io.github.churnml.select.BalanceEffect;
import io.github.churnml.select.Compared;
import io.github.churnml.select.ComparisonResult;
import io.github.churnml.select.CorrectedTTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Learners on the same folds as a page: who is best and whether that is more than luck, fold by fold; what each costs in time; what
 * balancing changed.
 */
public final class ComparisonPage {

    private static final int MOST_DRAWN = 30;

    private final ComparisonResult result;
    private final StudiedTable table;
    private final Metric by;
    private final Unit unit;

    private ComparisonPage(ComparisonResult result, StudiedTable table) {
        this.result = result;
        this.table = table;
        this.by = result.by();
        this.unit = Written.unit(by);
    }

    /**
     * What there is to say of a comparison.
     *
     * @param result who did how well
     * @param table what it was found on
     * @return the page; the same for the same comparison, but for the times, which are the clock's
     */
    public static Report of(ComparisonResult result, StudiedTable table) {
        return new ComparisonPage(result, table).report();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>(List.of(quality(), time()));
        if (!result.balanceEffects().isEmpty()) {
            sections.add(balancing());
        }
        if (!result.failures().isEmpty()) {
            List<String> failed = new ArrayList<>();
            result.failures().forEach((name, why) -> failed.add(name + ": " + why));
            sections.add(new Section("Not compared", List.of(new Bullets(failed))));
        }
        sections.add(measured());
        return new Report(
                "Comparison of learners",
                table.on(result.folds()),
                table.opening(result.verdict(), result.basis()),
                sections);
    }

    private Section quality() {
        List<Block> blocks = new ArrayList<>();
        DotPlot scores = DotPlot.of("By " + by.label(), "learner", by.label() + "; " + better(), unit)
                .value("mean over folds, with its 95 % interval")
                .parts("fold");
        result.ranked().forEach(one -> scores.row(one.name(), result.estimate(one, by), one.values(by)));
        blocks.add(scores.picture(spread()));
        if (result.ranked().size() > 1) {
            DotPlot differences = DotPlot.of(
                            "Against the best, fold by fold",
                            "learner",
                            by.label() + " less that of "
                                    + Words.name(result.best().name()),
                            unit)
                    .value("mean difference, with its 95 % interval")
                    .rule("no difference", 0)
                    .parts("fold");
            double[] best = result.best().values(by);
            result.ranked().stream().skip(1).forEach(other -> {
                double[] parts = other.values(by).clone();
                for (int fold = 0; fold < parts.length; fold++) {
                    parts[fold] -= best[fold];
                }
                differences.row(other.name(), result.againstBest(other).difference(), parts);
            });
            blocks.add(differences.picture(leads()));
        }
        blocks.add(ranks());
        return new Section("How well each does", blocks);
    }

    private String better() {
        return by.higherIsBetter() ? "higher is better" : "lower is better";
    }

    private String spread() {
        Compared best = result.best();
        Compared last = result.ranked().get(result.ranked().size() - 1);
        String leader = Words.name(best.name()) + " has " + by.label() + " "
                + Words.with(result.estimate(best, by), unit::orDash);
        return best == last
                ? leader + "."
                : leader + ", the last, " + Words.name(last.name()) + ", " + unit.orDash(last.mean(by))
                        + ". The axis does not begin at 0.";
    }

    private String leads() {
        List<Compared> others = result.ranked().subList(1, result.ranked().size());
        long real = others.stream().filter(result::isReal).count();
        Compared second = others.get(0);
        return "Its lead is more than luck over " + real + " of " + Wording.count(others.size(), "other", "others")
                + "; the next, " + Words.name(second.name()) + ", is "
                + Words.with(result.againstBest(second).difference(), Written::signed)
                + " away, p " + Written.probability(result.correctedP(second))
                + ". Intervals are of one difference each; p is corrected for how many are compared.";
    }

    private Table ranks() {
        List<Metric> others =
                result.metrics().stream().filter(metric -> metric != by).toList();
        List<String> names = new ArrayList<>(List.of("learner", by.label(), "from", "to", "to the best", "p"));
        others.forEach(metric -> names.add(metric.label()));
        names.addAll(List.of("ece", "calibrated ece", "fit, seconds", "scoring, µs a row"));
        Table.Builder ranks = Table.of("All candidates, the best first", names.toArray(String[]::new));
        for (Compared one : result.ranked()) {
            boolean best = one == result.best();
            Estimate mean = result.estimate(one, by);
            CorrectedTTest test = result.againstBest(one);
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(one.name()),
                    Written.measure(mean.value()),
                    Written.measure(mean.low()),
                    Written.measure(mean.high()),
                    best ? Cell.of("") : Written.change(test.difference().value()),
                    best ? Cell.of("") : Written.chance(result.correctedP(one))));
            others.forEach(metric -> cells.add(Written.measure(one.mean(metric))));
            cells.add(Written.measure(one.mean(Metric.ECE)));
            cells.add(Written.measure(one.calibrated().getOrDefault(Metric.ECE, Double.NaN)));
            cells.add(Cell.of(Unit.PLAIN, one.times().fitSeconds()));
            cells.add(Cell.of(Unit.PLAIN, one.times().microsPerRow()));
            ranks.row(cells.toArray(Cell[]::new));
        }
        return ranks.build();
    }

    private Section time() {
        return new Section(
                "What each costs in time",
                List.of(
                        bars("Scoring a row", "microseconds a row, in a batch on one thread", one -> one.times()
                                .microsPerRow()),
                        bars("Fitting", "seconds for the rows of one fold", one -> one.times()
                                .fitSeconds()),
                        new Paragraph("Times are of this machine on that day, and no reason for the ranks.")));
    }

    private Picture bars(String title, String measured, ToDoubleFunction<Compared> of) {
        List<Compared> drawn =
                result.ranked().subList(0, Math.min(MOST_DRAWN, result.ranked().size()));
        List<Mark.Bar> bars = new ArrayList<>();
        Table.Builder numbers = Table.of(title + ": " + measured, "learner", measured);
        Compared fastest = drawn.get(0);
        Compared slowest = drawn.get(0);
        for (Compared one : drawn) {
            double value = of.applyAsDouble(one);
            fastest = value < of.applyAsDouble(fastest) ? one : fastest;
            slowest = value > of.applyAsDouble(slowest) ? one : slowest;
            bars.add(Mark.Bar.at(bars.size(), value, Unit.PLAIN.orDash(value)));
            numbers.row(Cell.of(one.name()), Cell.exact(value));
        }
        String finding = Words.name(fastest.name()) + " takes "
                + Unit.PLAIN.orDash(of.applyAsDouble(fastest))
                + (fastest == slowest
                        ? "."
                        : ", " + Words.name(slowest.name()) + " "
                                + Unit.PLAIN.orDash(of.applyAsDouble(slowest)) + "; the best by " + by.label() + ", "
                                + Words.name(result.best().name()) + ", "
                                + Unit.PLAIN.orDash(of.applyAsDouble(result.best())) + ".");
        Figure figure = new Figure(
                title,
                finding,
                Axis.Numbers.around(measured, Unit.PLAIN, 0, of.applyAsDouble(slowest)),
                new Axis.Names("", drawn.stream().map(Compared::name).toList()),
                List.of(new Mark.Bars("", Tone.SECOND, bars)));
        return new Picture(figure, numbers.build());
    }

    private Section balancing() {
        List<Metric> metrics = List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.ECE);
        Table.Builder effects = Table.of(
                "With balancing less without, on the same folds",
                "learner",
                "balance",
                "roc_auc",
                "pr_auc",
                "log_loss",
                "ece");
        for (BalanceEffect effect : result.balanceEffects()) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(effect.plain().candidate().learner().name()),
                    Cell.of(effect.balanced().candidate().balance().name())));
            metrics.forEach(metric -> cells.add(Written.change(effect.change(metric))));
            effects.row(cells.toArray(Cell[]::new));
        }
        return new Section("What balancing changed", List.of(new Bullets(result.balanceVerdicts()), effects.build()));
    }

    private static Section measured() {
        return new Section(
                "How it was measured",
                List.of(new Paragraph(
                        "Every candidate learns from the same rows and is judged on the same others, fold by"
                                + " fold. Folds share most of the rows that are learnt from, so a plain t-test would find"
                                + " differences where there are none; the corrected resampled t-test (Nadeau and Bengio 2003) does"
                                + " not. A lead is called real where luck alone would show one as large in fewer than 5 of 100"
                                + " comparisons, corrected for how many are compared (Holm 1979).")));
    }
}
