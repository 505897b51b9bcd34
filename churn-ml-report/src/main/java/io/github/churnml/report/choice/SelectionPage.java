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
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.DotPlot;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import io.github.churnml.select.ColumnVerdict;
import io.github.churnml.select.CorrectedTTest;
import io.github.churnml.select.SelectionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A selection of columns as a page: which stay, which may go and why, and what that changes on the same folds. */
public final class SelectionPage {

    private static final int MOST_DRAWN = 30;
    private static final int MOST_ROWS = 300;

    private final SelectionResult result;
    private final List<ColumnVerdict> columns;

    private SelectionPage(SelectionResult result) {
        this.result = result;
        this.columns = result.selected().columns();
    }

    /**
     * What there is to say of a selection.
     *
     * @param by the metric that the sentence speaks of, one of {@link SelectionResult#METRICS}
     * @param learner the name of what learnt
     * @param result what stays and what goes
     * @param table what it was found on
     * @return the page; the same for the same selection
     */
    public static Report of(Metric by, String learner, SelectionResult result, StudiedTable table) {
        SelectionPage page = new SelectionPage(result);
        return new Report(
                "Which columns matter, and which may go",
                Wording.count(page.columns.size(), "column", "columns") + ", selected by "
                        + result.selected().method() + " for " + learner + ". " + table.on(result.folds()),
                table.opening(result.verdict(by), result.selected().verdict()),
                List.of(page.importance(), page.change(by)));
    }

    private Section importance() {
        List<Block> blocks = new ArrayList<>();
        if (!columns.isEmpty()) {
            blocks.add(bars());
            blocks.add(verdicts());
        }
        return new Section("Every column", blocks);
    }

    private Picture bars() {
        List<ColumnVerdict> drawn = columns.subList(0, Math.min(MOST_DRAWN, columns.size()));
        List<Mark.Bar> kept = new ArrayList<>();
        List<Mark.Bar> dropped = new ArrayList<>();
        List<Mark.Point> luck = new ArrayList<>();
        Table.Builder numbers = Table.of("Importance", "column", "importance", "from", "to", "by luck");
        double least = 0;
        double most = 0;
        for (int i = 0; i < drawn.size(); i++) {
            ColumnVerdict one = drawn.get(i);
            Estimate importance = one.importance();
            if (Double.isFinite(importance.value())) {
                Mark.Bar bar = Mark.Bar.at(i, importance.value(), Words.measure(importance.value()));
                (one.kept() ? kept : dropped)
                        .add(importance.hasInterval() ? bar.between(importance.low(), importance.high()) : bar);
            }
            if (Double.isFinite(one.luck())) {
                luck.add(new Mark.Point(one.luck(), i, one.column() + ", by luck: " + Words.measure(one.luck())));
            }
            least = numbers(one, least).min().orElse(0);
            most = numbers(one, most).max().orElse(0);
            numbers.row(
                    Cell.of(one.column()),
                    Cell.exact(importance.value()),
                    Cell.exact(importance.low()),
                    Cell.exact(importance.high()),
                    Cell.exact(one.luck()));
        }
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark.Bars("stays", Tone.FIRST, kept));
        if (!dropped.isEmpty()) {
            marks.add(new Mark.Bars("may go", Tone.SECOND, dropped));
        }
        if (!luck.isEmpty()) {
            marks.add(new Mark.Points("by luck, in 95 of 100 cases at most", Tone.THIRD, luck));
        }
        Figure figure = new Figure(
                "Importance",
                finding(drawn.size()),
                Axis.Numbers.around("rise of the log loss when the column is shuffled", Unit.PLAIN, least, most),
                new Axis.Names("", drawn.stream().map(ColumnVerdict::column).toList()),
                marks);
        return new Picture(figure, numbers.build());
    }

    private static DoubleStream numbers(ColumnVerdict one, double other) {
        Estimate importance = one.importance();
        return DoubleStream.of(other, importance.value(), importance.low(), importance.high(), one.luck())
                .filter(Double::isFinite);
    }

    private String finding(int drawn) {
        ColumnVerdict first = columns.get(0);
        int gone = result.selected().dropped().size();
        return Words.name(first.column()) + " matters most: without its order the log loss rises by "
                + Words.with(first.importance(), Words::measure) + ". "
                + (gone == 0 ? "No column may go." : gone + " of " + columns.size() + " may go.")
                + (drawn < columns.size() ? " The " + drawn + " most important are drawn." : "");
    }

    private Table verdicts() {
        List<Table.Column> heads = List.of(
                new Table.Column("column", false),
                new Table.Column("importance", true),
                new Table.Column("from", true),
                new Table.Column("to", true),
                new Table.Column("kept in folds", true),
                new Table.Column("choice and why", false));
        List<List<Cell>> rows = new ArrayList<>();
        for (ColumnVerdict one : columns.subList(0, Math.min(MOST_ROWS, columns.size()))) {
            rows.add(List.of(
                    Cell.of(one.column()),
                    Written.measure(one.importance().value()),
                    Written.measure(one.importance().low()),
                    Written.measure(one.importance().high()),
                    new Cell(result.keptIn(one.column()) + " of " + result.foldCount(), result.keptIn(one.column())),
                    Cell.of((one.kept() ? "stays: " : "may go: ") + one.why())));
        }
        String left = columns.size() > MOST_ROWS ? "; the first " + MOST_ROWS + " of " + columns.size() : "";
        return new Table("Each column, the most important first" + left, heads, rows);
    }

    private Section change(Metric by) {
        DotPlot changes = DotPlot.of(
                        "What selecting changes, on the same folds",
                        "metric",
                        "with the columns selected less with all",
                        Unit.PLAIN)
                .value("mean change, with its 95 % interval")
                .rule("no change", 0);
        Table.Builder numbers =
                Table.of("Columns are selected anew in every fold", "metric", "all columns", "selected", "change", "p");
        for (Metric metric : SelectionResult.METRICS) {
            CorrectedTTest change = result.change(metric);
            changes.row(metric.label(), change.difference());
            numbers.row(
                    Cell.of(metric.label()),
                    Written.measure(result.withAll(metric).value()),
                    Written.measure(result.withSelected(metric).value()),
                    Written.change(change.difference().value()),
                    Written.chance(change.p()));
        }
        return new Section(
                "What that changes",
                List.of(
                        changes.picture("With the columns selected, " + by.label() + " changes by "
                                + Words.with(result.change(by).difference(), Written::signed) + " on the same folds."),
                        numbers.build(),
                        new Paragraph(
                                "roc_auc and pr_auc are better where they are higher, log_loss where it is lower. A"
                                        + " selection by all rows, judged on some of them, would seem better than it is; so columns"
                                        + " are selected in every fold by its training rows alone.")));
    }
}
