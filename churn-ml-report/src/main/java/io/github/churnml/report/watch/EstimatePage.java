package io.github.churnml.report.watch;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.monitor.ProbablePerformance;
import io.github.churnml.monitor.estimate.ExpectedConfusion;
import io.github.churnml.monitor.estimate.ExpectedPerformance;
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
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a model probably does on customers whose outcomes are not known yet, as a page: each metric with its interval beside the
 * hold-out's, the decisions to be expected, and what came true where some outcomes are known by now.
 */
public final class EstimatePage {

    private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95);

    private final ChurnModel model;
    private final ProbablePerformance performance;
    private final ExpectedConfusion confusion;
    private final @Nullable Estimate profit;
    private final Outcome outcome;

    private EstimatePage(
            ChurnModel model, ProbablePerformance performance, ExpectedConfusion confusion, @Nullable Estimate profit) {
        this.model = model;
        this.performance = performance;
        this.confusion = confusion;
        this.profit = profit;
        this.outcome = model.outcome();
    }

    /**
     * What there is to say of an estimate.
     *
     * @param model the model
     * @param table the customers' table, as a reader knows it
     * @param performance what is to be expected
     * @param confusion the decisions to be expected of the same customers
     * @param profit what the decisions are expected to bring, or null if that was not asked for
     * @param notices what is to be known of it, in sentences
     * @return the page; the same for the same estimate
     */
    public static Report of(
            ChurnModel model,
            String table,
            ProbablePerformance performance,
            ExpectedConfusion confusion,
            @Nullable Estimate profit,
            List<String> notices) {
        return new EstimatePage(model, performance, confusion, profit).report(table, notices);
    }

    private Report report(String table, List<String> notices) {
        List<Block> opening = new ArrayList<>();
        opening.add(Finding.main(expected()));
        if (!performance.realised().isEmpty()) {
            opening.add(performance.surprises().isEmpty() ? Finding.note(cameTrue()) : Finding.warning(cameTrue()));
        }
        if (profit != null) {
            opening.add(Finding.note("The decisions are expected to bring " + Words.with(profit, EstimatePage::amount)
                    + " altogether."));
        }
        if (!notices.isEmpty()) {
            opening.add(new Bullets(notices));
        }
        List<Section> sections = new ArrayList<>(List.of(metrics(), decisions()));
        if (!performance.realised().isEmpty()) {
            sections.add(realised());
        }
        sections.add(new Section(
                "How far to believe it",
                List.of(new Paragraph("Each customer is counted as its probability of one who " + outcome.did()
                        + " and the rest of one who " + outcome.didNot()
                        + " (confidence-based performance estimation). So the estimate sees a change of the mix of"
                        + " customers, and not that customers of the same kind " + outcome.does()
                        + " more often. Intervals are the sampling error of outcomes alone."))));
        return new Report(
                "Expected performance of " + model.manifest().name() + " "
                        + model.manifest().version(),
                Wording.count(performance.rows(), "customer", "customers") + " of " + Words.name(table)
                        + ", by the model's probabilities alone; threshold " + Unit.PLAIN.text(performance.threshold())
                        + ".",
                opening,
                sections);
    }

    private static Estimate of(Map<Metric, Estimate> estimates, Metric metric) {
        return estimates.getOrDefault(metric, UNKNOWN);
    }

    private String expected() {
        Estimate area = of(performance.estimated(), Metric.ROC_AUC);
        double before = model.evaluation().metric(Metric.ROC_AUC).value();
        return "ROC-AUC is expected to be " + Words.with(area, Words::measure)
                + (Double.isFinite(before) ? "; it was " + Words.measure(before) + " in the hold-out." : ".");
    }

    private String cameTrue() {
        String begin = "Of " + Wording.count(performance.labelled()) + " customers the outcome is known by now: ";
        List<Metric> surprises = performance.surprises();
        long told = ExpectedPerformance.METRICS.stream()
                .filter(metric -> performance.asExpected(metric).isPresent())
                .count();
        if (told == 0) {
            return begin + "too few to say whether any metric is as was to be expected of them.";
        }
        return surprises.isEmpty()
                ? begin + (told < ExpectedPerformance.METRICS.size() ? "every metric that can be told" : "every metric")
                        + " is as was to be expected of them."
                : begin
                        + String.join(
                                ", ", surprises.stream().map(Metric::label).toList())
                        + (surprises.size() == 1 ? " is" : " are") + " not as was to be expected of them.";
    }

    private Section metrics() {
        DotPlot plot = DotPlot.of("Each metric", "metric", "value", Unit.PLAIN)
                .value("expected, with its 95 % interval")
                .other("in the hold-out");
        for (Metric metric : ExpectedPerformance.METRICS) {
            plot.row(
                    metric.label(),
                    of(performance.estimated(), metric),
                    model.evaluation().metric(metric).value());
        }
        return new Section(
                "What is to be expected",
                List.of(plot.picture(expected()
                        + " log_loss and brier are better where they are lower, the others where they are higher.")));
    }

    private Section decisions() {
        double[][] cells = {
            {confusion.truePositives(), confusion.falseNegatives()},
            {confusion.falsePositives(), confusion.trueNegatives()}
        };
        List<String> rows = List.of("will " + outcome.does(), "will not");
        List<Mark.Cell> drawn = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            double sum = cells[row][0] + cells[row][1];
            for (int column = 0; column < 2; column++) {
                double share = sum == 0 ? 0 : cells[row][column] / sum;
                drawn.add(new Mark.Cell(
                        column,
                        row,
                        share,
                        String.format(Locale.ROOT, "%,.1f", cells[row][column]) + " (" + Wording.percent(share) + ")"));
            }
        }
        Table numbers = Table.of("Decisions to be expected", "customers who", "contacted", "not contacted")
                .row(Cell.of(rows.get(0)), Cell.exact(cells[0][0]), Cell.exact(cells[0][1]))
                .row(Cell.of(rows.get(1)), Cell.exact(cells[1][0]), Cell.exact(cells[1][1]))
                .build();
        double contacted = confusion.truePositives() + confusion.falsePositives();
        Figure figure = new Figure(
                "Decisions to be expected",
                Wording.count(Math.round(contacted)) + " of " + Wording.count(performance.rows())
                        + " customers reach the threshold; " + Unit.COUNT.text(rounded(confusion.truePositives()))
                        + " of them are expected to " + outcome.does() + ", and "
                        + Unit.COUNT.text(rounded(confusion.falseNegatives())) + " of the others.",
                new Axis.Names("", List.of("contacted", "not contacted")),
                new Axis.Names("", rows),
                List.of(new Mark.Cells("", Tone.FIRST, drawn)));
        return new Section("What comes of the decisions", List.of(new Picture(figure, numbers)));
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }

    private Section realised() {
        DotPlot plot = DotPlot.of("Expected and realised", "metric", "value", Unit.PLAIN)
                .value("expected of them, with its 95 % interval")
                .other("realised");
        Table.Builder table = Table.of(
                "Of those whose outcome is known", "metric", "realised", "from", "to", "expected", "from", "to");
        List<String> held = new ArrayList<>();
        for (Metric metric : ExpectedPerformance.METRICS) {
            Estimate range = of(performance.expected(), metric);
            Estimate found = of(performance.realised(), metric);
            plot.row(metric.label(), range, found.value());
            table.row(
                    Cell.of(metric.label()),
                    measured(found.value()),
                    measured(found.low()),
                    measured(found.high()),
                    measured(range.value()),
                    measured(range.low()),
                    measured(range.high()));
            performance.asExpected(metric).filter(is -> is).ifPresent(is -> held.add(metric.label()));
        }
        return new Section(
                "What came true",
                List.of(
                        plot.picture(cameTrue() + " Within the interval: "
                                + (held.isEmpty() ? "none" : String.join(", ", held)) + "."),
                        table.build()));
    }

    private static Cell measured(double value) {
        return new Cell(Words.measure(value), value);
    }

    private static String amount(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
