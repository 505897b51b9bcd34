package io.github.churnml.report;

import io.github.churnml.error.Wording;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.heldout.Shuffles;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much worse a model does once a column is shuffled. */
final class ShufflesPicture {

    private static final int MOST_BARS = 15;
    private static final int MOST_LISTED = 200;

    private ShufflesPicture() {}

    /** Nothing where it was not measured. */
    static Optional<Picture> of(Shuffles shuffles) {
        return Optional.ofNullable(shuffles.measured())
                .filter(known -> !known.drops().isEmpty())
                .map(known -> picture(known, shuffles.of()));
    }

    private static Picture picture(PermutationImportance known, int of) {
        List<String> names = new ArrayList<>();
        List<Mark.Bar> bars = new ArrayList<>();
        Table.Builder numbers = Table.of("ROC-AUC lost when a column is shuffled", "column", "lost", "from", "to");
        double least = 0;
        double most = 0;
        int listed = 0;
        for (Map.Entry<String, Estimate> column : known.drops().entrySet()) {
            Estimate drop = column.getValue();
            if (names.size() < MOST_BARS && Double.isFinite(drop.value())) {
                bars.add(Mark.Bar.at(names.size(), drop.value(), Words.measure(drop.value()))
                        .between(drop.low(), drop.high()));
                names.add(column.getKey());
                least = Math.min(least, drop.low());
                most = Math.max(most, drop.high());
            }
            if (listed++ < MOST_LISTED) {
                numbers.row(
                        Cell.of(column.getKey()),
                        Cell.exact(drop.value()),
                        Cell.exact(drop.low()),
                        Cell.exact(drop.high()));
            }
        }
        Figure figure = new Figure(
                "What is lost without a column",
                finding(known, of),
                Axis.Numbers.around("ROC-AUC lost, with 95 % intervals", Unit.PLAIN, least, most),
                new Axis.Names("", names),
                List.of(new Mark.Bars("", Tone.FIRST, bars)));
        return new Picture(figure, numbers.build());
    }

    private static String finding(PermutationImportance known, int of) {
        Map.Entry<String, Estimate> first = known.drops().entrySet().iterator().next();
        long nothing = known.drops().values().stream()
                .filter(drop -> !(drop.low() > 0))
                .count();
        int all = known.drops().size();
        String told = nothing == 0
                ? "Every column's interval is above 0."
                : "The intervals of " + Wording.count(nothing) + " of " + Wording.count(all, "column", "columns")
                        + " are not above 0: those may as well not matter.";
        double most = first.getValue().value();
        String begin = most > 0
                ? "With " + Words.name(first.getKey()) + " shuffled, ROC-AUC falls by "
                        + Words.with(first.getValue(), Words::measure) + " from " + Words.measure(known.score()) + ". "
                : "No column's shuffling makes ROC-AUC fall from " + Words.measure(known.score()) + ". ";
        return begin + told
                + " Measured on " + HeldOutFacts.drawn(known.rows(), of) + ", each column shuffled " + known.repeats()
                + " times.";
    }
}
