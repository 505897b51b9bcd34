package io.github.churnml.report;

import io.github.churnml.data.Outcome;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.Example;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;

/** Four customers, and what their probabilities come of. */
final class ExamplesSection {

    private ExamplesSection() {}

    static Section of(List<Example> examples, Outcome outcome) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Each is one customer held out. Of their values only what "
                + Example.FEWEST_ALIKE
                + " or more of these customers share is said: a quarter of the numbers, or a level; the probability"
                + " is rounded. Several such together may still be of one customer alone: leave examples out of a page that"
                + " strangers read (churn train --no-examples)."));
        blocks.add(new Grid(
                2,
                examples.stream()
                        .filter(example -> !example.reasons().isEmpty())
                        .map(example -> picture(example, outcome))
                        .toList()));
        return new Section("Examples, right and wrong", blocks);
    }

    private static Picture picture(Example example, Outcome outcome) {
        List<String> names = new ArrayList<>();
        List<Mark.Bar> bars = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        double least = 0;
        double most = 0;
        for (Example.Part part : example.reasons()) {
            double added = Math.rint(part.contribution() * 100) / 100 + 0.0; // no −0
            least = Math.min(least, added);
            most = Math.max(most, added);
            bars.add(Mark.Bar.at(names.size(), added, (added > 0 ? "+" : "") + Unit.PLAIN.text(added)));
            names.add(part.column());
            rows.add(List.of(
                    Cell.of(part.column()),
                    Cell.of(part.group().isEmpty() ? "" : Words.level(part.group())),
                    Cell.exact(added)));
        }
        Figure figure = new Figure(
                example.title(),
                finding(example, outcome),
                Axis.Numbers.around("adds to the log-odds, before calibration", Unit.PLAIN, least, most),
                new Axis.Names("", names),
                List.of(new Mark.Bars("", example.churner() ? Tone.FIRST : Tone.SECOND, bars)));
        List<Table.Column> columns = List.of(
                new Table.Column("column", false),
                new Table.Column("value", false),
                new Table.Column("adds to the log-odds", true));
        return new Picture(figure, new Table(example.title(), columns, rows));
    }

    private static String finding(Example example, Outcome outcome) {
        StringBuilder said = new StringBuilder("Given ")
                .append(percent(example.probability()))
                .append(", and ")
                .append(example.churner() ? outcome.did() : outcome.didNot())
                .append(".");
        List<String> up = words(example, true);
        List<String> down = words(example, false);
        if (!up.isEmpty()) {
            said.append(" Raised by ").append(String.join(", ", up)).append('.');
        }
        if (!down.isEmpty()) {
            said.append(" Lowered by ").append(String.join(", ", down)).append('.');
        }
        return said.toString();
    }

    private static String percent(double probability) {
        long rounded = Math.round(100 * probability);
        return rounded == 0 ? "less than 1 %" : rounded == 100 ? "more than 99 %" : "about " + rounded + " %";
    }

    private static List<String> words(Example example, boolean raising) {
        return example.reasons().stream()
                .filter(part -> part.contribution() > 0 == raising)
                .map(part -> Words.name(part.column())
                        + (part.group().isEmpty() ? "" : " (" + Words.level(part.group()) + ")"))
                .toList();
    }
}
