package io.github.churnml.report.monitoring;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the drift report says in short: how far each column has moved. */
final class DriftSection {

    private static final int MOST_BARS = 15;
    private static final int MOST_ROWS = 100;

    private DriftSection() {}

    static Section of(DriftSummary drift) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                drift.isKnown()
                        ? Finding.note(drift.overall() ? "There is overall drift." : "There is no overall drift.")
                        : Finding.note("There were too few rows to tell whether there is drift."));
        List<Map.Entry<String, Double>> columns = drift.features().entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        if (columns.isEmpty()) {
            blocks.add(new Paragraph("The report says of no column how far it moved."));
        } else {
            blocks.add(picture(columns, drift));
        }
        if (columns.size() > MOST_ROWS) {
            blocks.add(new Paragraph("The table has the first " + MOST_ROWS + " of " + Wording.count(columns.size())
                    + " columns; the drift report has all."));
        }
        return new Section("Drift", blocks);
    }

    private static Block picture(List<Map.Entry<String, Double>> columns, DriftSummary drift) {
        List<String> names = new ArrayList<>();
        List<Mark.Bar> bars = new ArrayList<>();
        Table.Builder numbers = Table.of("Drift by column", "column", "drift");
        for (Map.Entry<String, Double> column : columns.subList(0, Math.min(MOST_ROWS, columns.size()))) {
            if (names.size() < MOST_BARS) {
                bars.add(Mark.Bar.at(names.size(), column.getValue(), Unit.PLAIN.text(column.getValue())));
                names.add(Words.name(column.getKey()));
            }
            numbers.row(Cell.of(Words.name(column.getKey())), Cell.exact(column.getValue()));
        }
        double most = Math.max(columns.get(0).getValue(), drift.threshold());
        String finding = Words.name(columns.get(0).getKey()) + " has moved most, by "
                + Unit.PLAIN.text(columns.get(0).getValue()) + "; "
                + Wording.count(drift.drifted().size()) + " of "
                + Wording.count(drift.features().size())
                + " columns are at " + Numbers.text(drift.threshold()) + " or above.";
        return new Picture(
                new Figure(
                        "How far each column has moved",
                        finding,
                        Axis.Numbers.around("population stability index", Unit.PLAIN, 0, most),
                        new Axis.Names("", names),
                        List.of(
                                new Mark.Bars("", Tone.FIRST, bars),
                                new Mark.Rule(
                                        "threshold " + Numbers.text(drift.threshold()),
                                        Tone.QUIET,
                                        new Mark.Point(drift.threshold(), -0.5),
                                        new Mark.Point(drift.threshold(), names.size() - 0.5)))),
                numbers.build());
    }
}
