package io.github.churnml.report.choice;

import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.Words;
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
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import io.github.churnml.select.Doubling;
import io.github.churnml.select.LearningCurve;
import io.github.churnml.select.LearningCurveResult;
import io.github.churnml.select.LearningStep;
import io.github.churnml.select.PowerLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A learning curve as a page: whether more rows would help, with intervals, and where the power law goes from there. */
public final class LearningCurvePage {

    private static final int STEPS = 40;

    private final LearningCurveResult result;
    private final StudiedTable table;

    private LearningCurvePage(LearningCurveResult result, StudiedTable table) {
        this.result = result;
        this.table = table;
    }

    /**
     * What there is to say of a learning curve.
     *
     * @param by the metric that is asked whether it would get better, one of {@link LearningCurve#METRICS}
     * @param learner the name of what learnt
     * @param result what was reached with each share of the rows
     * @param table what it was found on
     * @return the page; the same for the same curve
     */
    public static Report of(Metric by, String learner, LearningCurveResult result, StudiedTable table) {
        LearningCurvePage page = new LearningCurvePage(result, table);
        List<Metric> metrics = new ArrayList<>(List.of(by));
        LearningCurve.METRICS.stream().filter(metric -> metric != by).forEach(metrics::add);
        List<Block> curves = new ArrayList<>();
        metrics.forEach(metric -> curves.add(page.curve(metric)));
        curves.add(page.steps(metrics));
        List<Block> doubled = new ArrayList<>();
        metrics.forEach(metric -> doubled.add(new Paragraph(result.verdict(metric))));
        doubled.add(page.doubling(metrics));
        doubled.add(new Paragraph("The power law is a metric that comes nearer to a limit as a power of the rows; it is"
                + " extended only where it forecasts what was measured, and else the page says why it is not."));
        return new Report(
                "Would more rows help?",
                learner + " after learning from ever more rows. " + table.on(result.folds()),
                table.opening(result.verdict(by), ""),
                List.of(
                        new Section("After learning from ever more rows", curves),
                        new Section("What twice as many would change", doubled)));
    }

    private Picture curve(Metric metric) {
        List<Point> line = new ArrayList<>();
        List<Mark.Span> band = new ArrayList<>();
        Table.Builder numbers = Table.of(metric.label() + " by rows learnt from", "rows", "mean", "from", "to");
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (LearningStep step : result.steps()) {
            Estimate value = result.estimate(step, metric);
            line.add(new Point(
                    step.rows(),
                    value.value(),
                    Wording.count(Math.round(step.rows())) + " rows: " + Words.with(value, Words::measure)));
            if (value.hasInterval()) {
                band.add(new Mark.Span(step.rows(), value.low(), value.high()));
            }
            least = finite(least, value).min().orElse(least);
            most = finite(most, value).max().orElse(most);
            numbers.row(
                    Cell.exact(step.rows()),
                    Cell.exact(value.value()),
                    Cell.exact(value.low()),
                    Cell.exact(value.high()));
        }
        Doubling doubling = result.doubling(metric);
        double far = doubling.told().isPresent() ? 2.0 * result.folds().labels().length : last().rows();
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Band("95 % interval of the mean over folds", Tone.FIRST, band));
        PowerLaw law = doubling.law();
        if (law != null && doubling.told().isPresent()) {
            List<Point> extended = extended(law, far);
            least = Math.min(
                    least, extended.stream().mapToDouble(Point::y).min().orElse(least));
            most = Math.max(most, extended.stream().mapToDouble(Point::y).max().orElse(most));
            marks.add(new Mark.Line("power law, to twice the customers", Tone.SECOND, extended));
        }
        marks.add(new Mark.Line("mean over folds", Tone.FIRST, line));
        Figure figure = new Figure(
                metric.label() + " by rows learnt from",
                finding(metric),
                Axis.Numbers.around("rows learnt from", Unit.COUNT, 0, far),
                Axis.Numbers.around(
                        metric.label() + (metric.higherIsBetter() ? ", higher is better" : ", lower is better"),
                        Unit.PLAIN,
                        least,
                        most),
                marks);
        return new Picture(figure, numbers.build());
    }

    private static DoubleStream finite(double other, Estimate value) {
        return DoubleStream.of(other, value.value(), value.low(), value.high()).filter(Double::isFinite);
    }

    private List<Point> extended(PowerLaw law, double far) {
        List<Point> points = new ArrayList<>();
        double first = result.steps().get(0).rows();
        for (int i = 0; i <= STEPS; i++) {
            double rows = first + (far - first) * i / STEPS;
            points.add(new Point(rows, law.at(rows)));
        }
        return points;
    }

    private String finding(Metric metric) {
        LearningStep first = result.steps().get(0);
        Estimate change = result.toAll(first, metric);
        return "From " + Wording.count(Math.round(first.rows())) + " to " + Wording.count(Math.round(last().rows()))
                + " rows " + metric.label() + " goes from "
                + Words.measure(result.estimate(first, metric).value()) + " to "
                + Words.measure(result.estimate(last(), metric).value())
                + (change.hasInterval() && change.low() <= 0 && change.high() >= 0 ? ", which may be luck" : "")
                + ". The axis does not begin at 0.";
    }

    private LearningStep last() {
        return result.steps().get(result.steps().size() - 1);
    }

    private Table steps(List<Metric> metrics) {
        List<String> names = new ArrayList<>(
                List.of("share of the rows", "rows", table.outcome().did()));
        metrics.forEach(metric -> names.add(metric.label()));
        metrics.forEach(metric -> names.add(metric.label() + " to all rows"));
        Table.Builder steps = Table.of("Each share, judged on the same folds", names.toArray(String[]::new));
        for (LearningStep step : result.steps()) {
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(Unit.SHARE, step.share()),
                    new Cell(Wording.count(Math.round(step.rows())), step.rows()),
                    new Cell(Wording.count(Math.round(step.left())), step.left())));
            metrics.forEach(metric ->
                    cells.add(Written.measure(result.estimate(step, metric).value())));
            metrics.forEach(metric ->
                    cells.add(Written.change(result.toAll(step, metric).value())));
            steps.row(cells.toArray(Cell[]::new));
        }
        return steps.build();
    }

    private Table doubling(List<Metric> metrics) {
        Table.Builder doubled = Table.of(
                "The last doubling, and the next",
                "metric",
                "measured: from rows",
                "change",
                "from",
                "to",
                "forecast of the next",
                "from",
                "to");
        for (Metric metric : metrics) {
            Doubling doubling = result.doubling(metric);
            Estimate none = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95);
            Estimate next = doubling.told().orElse(none);
            doubled.row(
                    Cell.of(metric.label()),
                    new Cell(Wording.count(Math.round(doubling.from())), doubling.from()),
                    Written.change(doubling.measured().value()),
                    Written.change(doubling.measured().low()),
                    Written.change(doubling.measured().high()),
                    Written.change(next.value()),
                    Written.change(next.low()),
                    Written.change(next.high()));
        }
        return doubled.build();
    }
}
