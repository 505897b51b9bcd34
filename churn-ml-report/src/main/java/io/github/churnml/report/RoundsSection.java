package io.github.churnml.report;

import io.github.churnml.error.Wording;
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
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** How the loss fell round by round, where a learner kept that, and where it stopped. */
final class RoundsSection {

    private static final int MOST_PARTS = 4;

    private RoundsSection() {}

    /** Of what a training found: a boosting's own rounds, or those of a blend's parts. */
    static Optional<Section> of(Map<String, Object> found) {
        List<Block> pictures = new ArrayList<>();
        picture("The loss by round", found).ifPresent(pictures::add);
        int part = 0;
        for (Object one : found.get("parts") instanceof List<?> list ? list : List.of()) {
            part++;
            if (one instanceof Map<?, ?> entry && pictures.size() < MOST_PARTS) {
                picture(
                                "The loss by round: part " + part + ", "
                                        + Words.name(String.valueOf(entry.get("learner"))),
                                entry)
                        .ifPresent(pictures::add);
            }
        }
        if (pictures.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(
                        "Each round adds a tree that corrects those before it. Learning stops where customers set"
                                + " aside for that, of those it learns from, are predicted no better any more; later rounds would learn by heart."));
        blocks.addAll(pictures);
        return Optional.of(new Section("How it learnt, round by round", blocks));
    }

    private static Optional<Block> picture(String title, Map<?, ?> found) {
        if (!(found.get("history") instanceof Map<?, ?> history) || !(history.get("every") instanceof Number every)) {
            return Optional.empty();
        }
        double[] training = numbers(history.get("training"));
        double[] validation = numbers(history.get("validation"));
        if (training.length < 2) {
            return Optional.empty();
        }
        double kept = found.get("rounds") instanceof Number rounds ? rounds.doubleValue() : Double.NaN;
        return Optional.of(drawn(title, every.intValue(), training, validation, kept));
    }

    private static Picture drawn(String title, int every, double[] training, double[] validation, double kept) {
        boolean validated = validation.length == training.length;
        List<Point> learnt = new ArrayList<>();
        List<Point> aside = new ArrayList<>();
        Table.Builder numbers = validated
                ? Table.of(title, "round", "of rows learnt from", "of rows set aside")
                : Table.of(title, "round", "of rows learnt from");
        for (int i = 0; i < training.length; i++) {
            double round = (double) i * every;
            learnt.add(new Point(round, training[i]));
            if (validated) {
                aside.add(new Point(round, validation[i]));
                numbers.row(Cell.exact(round), Cell.exact(training[i]), Cell.exact(validation[i]));
            } else {
                numbers.row(Cell.exact(round), Cell.exact(training[i]));
            }
        }
        double last = Math.max((training.length - 1) * (double) every, Double.isNaN(kept) ? 0 : kept);
        double least = DoubleStream.concat(DoubleStream.of(training), DoubleStream.of(validation))
                .min()
                .orElse(0);
        double most = DoubleStream.concat(DoubleStream.of(training), DoubleStream.of(validation))
                .max()
                .orElse(1);
        Axis.Numbers up = Axis.Numbers.around("log loss", Unit.PLAIN, least, most);
        List<Mark> marks = new ArrayList<>();
        if (!Double.isNaN(kept)) {
            marks.add(new Mark.Rule("rounds kept", Tone.QUIET, new Point(kept, up.from()), new Point(kept, up.to())));
        }
        marks.add(new Mark.Line("of rows learnt from", Tone.SECOND, learnt));
        if (validated) {
            marks.add(new Mark.Line("of rows set aside", Tone.FIRST, aside));
        }
        return new Picture(
                new Figure(
                        title,
                        finding(training, validated ? validation : new double[0], every, kept),
                        new Axis.Numbers("rounds", 0, last, Unit.COUNT),
                        up,
                        marks),
                numbers.build());
    }

    private static String finding(double[] training, double[] validation, int every, double kept) {
        double[] read = validation.length == 0 ? training : validation;
        String of = validation.length == 0 ? "rows learnt from" : "rows set aside";
        int best = 0;
        for (int i = 0; i < read.length; i++) {
            best = read[i] < read[best] ? i : best;
        }
        String fell = best == 0
                ? "The log loss of " + of + " begins at " + Words.measure(read[0]) + " and is never below that"
                : "The log loss of " + of + " falls from " + Words.measure(read[0]) + " to " + Words.measure(read[best])
                        + " after about " + Wording.count((long) best * every, "round", "rounds");
        return fell
                + (Double.isNaN(kept) ? "." : "; " + Wording.count((long) kept, "round was", "rounds were") + " kept.");
    }

    private static double[] numbers(@Nullable Object list) {
        return list instanceof List<?> numbers
                ? numbers.stream()
                        .mapToDouble(one -> one instanceof Number number ? number.doubleValue() : Double.NaN)
                        .filter(Double::isFinite)
                        .toArray()
                : new double[0];
    }
}
