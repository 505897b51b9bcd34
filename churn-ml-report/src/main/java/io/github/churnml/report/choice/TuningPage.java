package io.github.churnml.report.choice;

import io.github.churnml.error.Wording;
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
import io.github.churnml.report.tree.DotPlot;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import io.github.churnml.select.tune.Dimension;
import io.github.churnml.select.tune.Told;
import io.github.churnml.select.tune.Trial;
import io.github.churnml.select.tune.TuningResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * A tuning as a page: what the best settings are worth against the pipeline's own on customers not seen, how the best came to be
 * found, and what was reached against each setting.
 */
public final class TuningPage {

    private static final int MOST_TRIALS = 80;
    private static final int MOST_SETTINGS = 12;

    private final TuningResult result;
    private final StudiedTable table;
    private final Metric by;
    private final Unit unit;
    /** The trials that met all folds and are drawn, by number. */
    private final List<Trial> drawn;

    private final long judged;

    private TuningPage(TuningResult result, StudiedTable table) {
        this.result = result;
        this.table = table;
        this.by = result.by();
        this.unit = Written.unit(by);
        List<Trial> whole = result.trials().stream()
                .filter(trial -> trial.values().size() == result.folds() && Double.isFinite(trial.mean()))
                .toList();
        this.judged = whole.size();
        this.drawn = thinned(whole, result.best());
    }

    /** At most {@link #MOST_TRIALS}, evenly over all, the first and the best among them. */
    private static List<Trial> thinned(List<Trial> whole, Trial best) {
        if (whole.size() <= MOST_TRIALS) {
            return whole;
        }
        List<Trial> kept = new ArrayList<>();
        int every = (whole.size() + MOST_TRIALS - 2) / (MOST_TRIALS - 1);
        for (int i = 0; i < whole.size(); i++) {
            if (i % every == 0 || whole.get(i) == best) {
                kept.add(whole.get(i));
            }
        }
        return List.copyOf(kept);
    }

    /**
     * What there is to say of a tuning.
     *
     * @param result what was tried and found
     * @param table what it was found on
     * @return the page; the same for the same tuning
     */
    public static Report of(TuningResult result, StudiedTable table) {
        return new TuningPage(result, table).report();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>(List.of(worth()));
        if (!drawn.isEmpty()) {
            sections.add(trials());
            sections.add(settings());
        }
        return new Report(
                "Settings of " + result.pipeline().learner().name(),
                Wording.count(result.trials().size(), "trial", "trials") + " ("
                        + result.method().label()
                        + ") on the same " + Wording.count(result.folds(), "fold", "folds") + " of "
                        + table.of(result.customers(), result.left()) + "; "
                        + Wording.count(result.told().customers()) + " others are held out; seed " + table.seed() + ".",
                table.opening(result.verdict(), result.basis()),
                sections);
    }

    private Section worth() {
        DotPlot reached = DotPlot.of("What each reaches", "settings", measured(), unit);
        DotPlot difference = DotPlot.of("Tuned less own", "customers", "difference of " + by.label(), unit)
                .value("difference, with its 95 % interval")
                .rule("no difference", 0);
        add(reached, difference, "held out", result.told());
        result.nested().ifPresent(nested -> add(reached, difference, "nested", nested));
        reached.row("tuned, over folds", result.chosenBy());
        List<Block> blocks = new ArrayList<>();
        blocks.add(reached.picture("Held out, the tuned settings reach "
                + Words.with(result.told().tuned(), Words::measure) + ", the pipeline's own "
                + Words.with(result.told().own(), Words::measure)
                + ". What the best reached over the folds it was chosen by, and so it is too good."));
        blocks.add(difference.picture(
                result.best().number() == 0
                        ? "The pipeline's own settings are the best that were tried, so there is no difference held out."
                        : told(result.told())));
        blocks.add(chosen());
        return new Section("What the choice is worth", blocks);
    }

    private static void add(DotPlot reached, DotPlot difference, String name, Told told) {
        reached.row("tuned, " + name, told.tuned());
        reached.row("own, " + name, told.own());
        difference.row(name, told.difference());
    }

    private String measured() {
        return by.label() + (by.higherIsBetter() ? "; higher is better" : "; lower is better");
    }

    private static String told(Told told) {
        return "On " + Wording.count(told.customers()) + " customers held out the difference is "
                + Words.with(told.difference(), Written::signed) + ": "
                + (told.isGain()
                        ? "a real gain."
                        : told.isReal() ? "a real loss." : "the interval does not leave out 0, so it may be luck.");
    }

    /** The settings of the best trial beside the pipeline's own and what was searched. */
    private Table chosen() {
        Map<String, Object> own = result.trials().get(0).settings();
        List<Table.Column> columns = List.of(
                new Table.Column("setting", false),
                new Table.Column("the pipeline's own", false),
                new Table.Column("best trial", false),
                new Table.Column("searched", false));
        List<List<Cell>> rows = new ArrayList<>();
        for (Dimension dimension : result.space().dimensions()) {
            rows.add(List.of(
                    Cell.of(dimension.key()),
                    Cell.of(SettingPicture.text(own.get(dimension.key()))),
                    Cell.of(SettingPicture.text(result.best().settings().get(dimension.key()))),
                    Cell.of(searched(dimension.toSetting()))));
        }
        return new Table("Settings", columns, rows);
    }

    /** Such as {@code 0.03 to 0.2, logarithmic} or {@code oblivious, leaf-wise}. */
    private static String searched(Object setting) {
        if (setting instanceof Map<?, ?> range) {
            return SettingPicture.text(range.get("low")) + " to " + SettingPicture.text(range.get("high"))
                    + (range.containsKey("step") ? ", in steps of " + range.get("step") : "")
                    + (Boolean.TRUE.equals(range.get("log")) ? ", logarithmic" : "");
        }
        return setting instanceof List<?> values
                ? values.stream().map(SettingPicture::text).collect(Collectors.joining(", "))
                : SettingPicture.text(setting);
    }

    private Section trials() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(bestSoFar());
        long failed = result.trials().stream()
                .filter(trial -> trial.failure() != null)
                .count();
        blocks.add(new Paragraph(Wording.count(judged) + " trials met all folds, "
                + Wording.count(result.stopped()) + " were stopped before, " + Wording.count(failed)
                + " could not be learnt."
                + (drawn.size() < judged ? " " + drawn.size() + " are drawn, evenly over all." : "")
                + (result.trials().size() < result.planned()
                        ? " " + Wording.count(result.planned()) + " were asked for."
                        : "")));
        return new Section("Trial by trial", blocks);
    }

    private Picture bestSoFar() {
        List<Point> points = new ArrayList<>();
        List<Point> line = new ArrayList<>();
        Table.Builder numbers =
                Table.of("Trials that met all folds", "trial", by.label() + ", mean over folds", "best so far");
        double best = Double.NaN;
        int found = 0;
        for (Trial trial : drawn) {
            boolean better = Double.isNaN(best) || (by.higherIsBetter() ? trial.mean() > best : trial.mean() < best);
            if (better && !Double.isNaN(best)) {
                line.add(new Point(trial.number(), best));
            }
            found = better ? trial.number() : found;
            best = better ? trial.mean() : best;
            if (better) {
                line.add(new Point(trial.number(), best));
            }
            points.add(new Point(
                    trial.number(), trial.mean(), "trial " + trial.number() + ": " + Words.measure(trial.mean())));
            numbers.row(
                    new Cell(String.valueOf(trial.number()), trial.number()),
                    Cell.exact(trial.mean()),
                    Cell.exact(best));
        }
        int last = drawn.get(drawn.size() - 1).number();
        line.add(new Point(last, best));
        Trial own = result.trials().get(0);
        List<Mark> marks = new ArrayList<>();
        if (Double.isFinite(own.mean())) {
            marks.add(new Mark.Rule(
                    "the pipeline's own settings",
                    Tone.QUIET,
                    new Point(0, own.mean()),
                    new Point(Math.max(1, last), own.mean())));
        }
        marks.add(new Mark.Points("trial", Tone.SECOND, points));
        marks.add(new Mark.Line("best so far", Tone.FIRST, line));
        double[] means = drawn.stream().mapToDouble(Trial::mean).toArray();
        Figure figure = new Figure(
                "The best so far",
                found == 0
                        ? "No trial is better over the folds than the pipeline's own settings, "
                                + Words.measure(own.mean()) + "."
                        : "The best, " + Words.measure(best) + ", was found in trial " + found + " of "
                                + Wording.count(result.trials().size()) + "; the pipeline's own settings reach "
                                + Words.measure(own.mean()) + ". The axis does not begin at 0.",
                Axis.Numbers.around("trial", Unit.COUNT, 0, Math.max(1, last)),
                Axis.Numbers.around(
                        measured(),
                        unit,
                        DoubleStream.of(means).min().orElse(0),
                        DoubleStream.of(means).max().orElse(1)),
                marks);
        return new Picture(figure, numbers.build());
    }

    private Section settings() {
        List<Dimension> varied = result.space().dimensions().stream()
                .filter(dimension -> dimension.count() > 1)
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Each dot is a trial that met all folds."
                + " Later trials are drawn near good ones, so that a setting that looks good may be one that was tried"
                + " together with good others."
                + (varied.size() > MOST_SETTINGS
                        ? " The first " + MOST_SETTINGS + " of " + varied.size() + " settings are drawn."
                        : "")));
        blocks.add(new Grid(
                3,
                varied.stream()
                        .limit(MOST_SETTINGS)
                        .map(dimension -> new SettingPicture(dimension, by, drawn, result.best()).picture())
                        .toList()));
        return new Section("What was reached against each setting", blocks);
    }
}
