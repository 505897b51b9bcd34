package io.github.churnml.report.profile;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.LevelCount;
import io.github.churnml.profile.TargetSummary;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;

/** Who left: the labels of the target. */
final class TargetSection {

    private TargetSection() {}

    static Picture labels(TargetSummary target) {
        List<Mark.Bar> bars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of("Labels of " + Words.name(target.column()), "label", "rows");
        double most = 0;
        for (LevelCount label : target.classes()) {
            bars.add(Mark.Bar.at(bars.size(), label.rows(), Wording.count(label.rows())));
            names.add(Words.level(label.level()));
            numbers.row(Cell.of(Words.level(label.level())), Cell.exact(label.rows()));
            most = Math.max(most, label.rows());
        }
        if (target.missing() > 0) {
            bars.add(Mark.Bar.at(bars.size(), target.missing(), Wording.count(target.missing())));
            names.add("missing");
            numbers.row(Cell.of("missing"), Cell.exact(target.missing()));
            most = Math.max(most, target.missing());
        }
        String said = target.positive() == null
                ? Words.name(target.column()) + " has " + Wording.count(target.distinct(), "label", "labels")
                        + "; it is not said which means that a customer left."
                : Words.quoted(target.positive()) + " means that a customer left: "
                        + Shown.rate(target.interval()) + " of those whose outcome is known."
                        + (target.other() > 0
                                ? " " + Wording.count(target.other(), "row has a label", "rows have labels")
                                        + " that mean neither."
                                : "");
        return new Picture(
                new Figure(
                        "Who left",
                        said,
                        Axis.Numbers.around("rows", Unit.COUNT, 0, most),
                        new Axis.Names("", names.isEmpty() ? List.of("none") : names),
                        List.of(new Mark.Bars("", Tone.FIRST, bars))),
                numbers.build());
    }
}
