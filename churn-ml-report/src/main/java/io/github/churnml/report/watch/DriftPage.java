package io.github.churnml.report.watch;

import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.ShareChange;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.Wording;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drift report as a page: which columns moved, both distributions of each, what the model says of the new customers; and, where
 * several tables are compared with the same reference, how all that went over time. The last table is the one that the page is about.
 */
public final class DriftPage {

    private static final int MOST_BARS = 25;
    private static final int MOST_PICTURES = 18;
    private static final int MOST_PICTURES_WITH_TIME = 6;
    private static final int MOST_ROWS = 200;

    private final List<DriftPeriod> periods;
    private final DriftComparison comparison;
    private final DriftReport report;
    private final @Nullable ScoreShare scores;

    private DriftPage(List<DriftPeriod> periods) {
        DriftPeriod last = periods.get(periods.size() - 1);
        this.periods = periods;
        this.comparison = last.comparison();
        this.report = comparison.report();
        this.scores = last.scoresOrNull();
    }

    /**
     * What there is to say of one table beside its reference.
     *
     * @param comparison what was found
     * @return the page; the same for the same comparison
     */
    public static Report of(DriftComparison comparison) {
        return of(List.of(new DriftPeriod(comparison.current(), comparison, null)));
    }

    /**
     * What there is to say of several tables, each beside the same reference.
     *
     * @param periods the tables in the order of time, the newest last, at least one
     * @return the page; the same for the same periods
     * @throws IllegalArgumentException if there are none
     */
    public static Report of(List<DriftPeriod> periods) {
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a drift page of no table");
        }
        return new DriftPage(List.copyOf(periods)).report();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>();
        if (periods.size() > 1) {
            sections.add(DriftOverTime.of(periods));
        }
        sections.add(moved());
        if (scores != null) {
            sections.add(scores(scores));
        }
        sections.add(distributions());
        return new Report(
                "Drift report",
                "Reference " + comparison.reference() + " (" + Wording.count(report.referenceRows()) + " rows), new "
                        + comparison.current() + " (" + Wording.count(report.currentRows()) + " rows), PSI threshold "
                        + report.settings().threshold(),
                opening(),
                sections);
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Finding.main(comparison.headline() + " " + report.rule()));
        if (periods.size() > 1) {
            blocks.add(Finding.note(DriftOverTime.sentence(periods)));
        }
        List<String> sentences = new ArrayList<>(List.of(comparison.byTests(), comparison.scoreNote()));
        sentences.addAll(comparison.notCompared());
        sentences.add(comparison.multivariate());
        sentences.removeIf(String::isEmpty);
        if (!sentences.isEmpty()) {
            blocks.add(new Bullets(sentences));
        }
        return blocks;
    }

    private Section moved() {
        List<Block> blocks = new ArrayList<>();
        if (report.columns().isEmpty()) {
            blocks.add(new Paragraph("No column is in both tables, so there is nothing to compare."));
        } else {
            blocks.add(indices());
        }
        if (!comparison.rows().isEmpty()) {
            blocks.add(table());
        }
        return new Section("Which columns moved", blocks);
    }

    /** The stability index of each column against the threshold and chance. */
    private Picture indices() {
        List<ColumnDrift> columns = report.columns();
        List<ColumnDrift> drawn = columns.subList(0, Math.min(MOST_BARS, columns.size()));
        List<Mark.Box> counted = new ArrayList<>();
        List<Mark.Box> others = new ArrayList<>();
        List<Point> chance = new ArrayList<>();
        Table.Builder numbers = Table.of("PSI by column", "column", "PSI", "by chance, up to");
        double threshold = report.settings().threshold();
        double most = threshold;
        for (int i = 0; i < drawn.size(); i++) {
            ColumnDrift column = drawn.get(i);
            if (Double.isFinite(column.psi())) {
                most = Math.max(most, column.psi());
                (column.counted() ? counted : others)
                        .add(new Mark.Box(
                                i - 0.32,
                                i + 0.32,
                                0,
                                column.psi(),
                                column.name() + ": " + DriftComparison.measure(column.psi())));
            }
            if (Double.isFinite(column.criticalPsi())) {
                most = Math.max(most, column.criticalPsi());
                chance.add(new Point(
                        column.criticalPsi(),
                        i,
                        column.name() + ", by chance up to " + DriftComparison.measure(column.criticalPsi())));
            }
            numbers.row(Cell.of(column.name()), Cell.exact(column.psi()), Cell.exact(column.criticalPsi()));
        }
        List<Mark> marks = new ArrayList<>(List.of(new Mark.Boxes("counted", Tone.FIRST, counted)));
        if (!others.isEmpty()) {
            marks.add(new Mark.Boxes("not counted", Tone.SECOND, others));
        }
        if (!chance.isEmpty()) {
            marks.add(new Mark.Points("by chance, up to", Tone.THIRD, chance));
        }
        marks.add(new Mark.Rule(
                "threshold " + threshold,
                Tone.QUIET,
                new Point(threshold, -0.5),
                new Point(threshold, drawn.size() - 0.5)));
        long reached = columns.stream()
                .filter(column -> column.counted() && column.psi() >= threshold)
                .count();
        long beyond = columns.stream()
                .filter(column -> column.psi() > column.criticalPsi())
                .count();
        String few = "There are too few rows to tell: of few rows an index is large by chance.";
        Figure figure = new Figure(
                "PSI by column",
                (report.status() == Verdict.NOT_ENOUGH_DATA
                                ? few
                                : Wording.count(reached, "counted column reaches", "counted columns reach")
                                        + " the threshold; "
                                        + Wording.count(beyond) + " of " + Wording.count(columns.size())
                                        + " changed by more than chance does in so many rows.")
                        + (drawn.size() < columns.size()
                                ? " The " + drawn.size() + " with the greatest PSI are drawn."
                                : ""),
                Axis.Numbers.around("population stability index", Unit.PLAIN, 0, most),
                new Axis.Names("", drawn.stream().map(ColumnDrift::name).toList()),
                marks);
        return new Picture(figure, numbers.build());
    }

    private Table table() {
        List<ColumnDrift> rows = comparison.rows();
        List<Table.Column> columns = new ArrayList<>(List.of(new Table.Column("column", false)));
        for (String name : List.of("PSI", "by chance, up to", "KS", "KS p", "Jensen-Shannon")) {
            columns.add(new Table.Column(name, true));
        }
        for (String name : List.of("missing", "rare, unseen", "verdict")) {
            columns.add(new Table.Column(name, false));
        }
        List<List<Cell>> cells = new ArrayList<>();
        for (ColumnDrift column : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            cells.add(List.of(
                    Cell.of(comparison.label(column)),
                    measure(column.psi()),
                    measure(column.criticalPsi()),
                    new Cell(
                            DriftComparison.distance(column),
                            column.ks().map(ks -> ks.statistic()).orElse(Double.NaN)),
                    new Cell(
                            DriftComparison.probability(column),
                            column.ks().map(ks -> ks.pValue()).orElse(Double.NaN)),
                    measure(column.jensenShannon()),
                    Cell.of(shares(column.missing())),
                    Cell.of(shares(column.unseen())),
                    Cell.of(column.verdict().label() + (column.counted() ? "" : " (not counted)"))));
        }
        return new Table(
                "Every column" + (rows.size() > MOST_ROWS ? "; the first " + MOST_ROWS + " of " + rows.size() : ""),
                columns,
                cells);
    }

    private static Cell measure(double value) {
        return new Cell(DriftComparison.measure(value), value);
    }

    private Section scores(ScoreShare share) {
        double before = report.score().map(ColumnDrift::referenceMean).orElse(Double.NaN);
        Table.Builder facts = Table.of("What the model says of the new customers", "what", "new", "reference")
                .row(Cell.of("mean probability"), Cell.of(Unit.SHARE, share.mean()), Cell.of(Unit.SHARE, before))
                .row(
                        Cell.of("reach the threshold " + Unit.PLAIN.text(share.threshold())),
                        Cell.of(Unit.SHARE, share.shareAbove()),
                        Cell.of("-"));
        for (RiskTier tier : RiskTier.values()) {
            facts.row(Cell.of("tier " + tier.label()), Cell.of(Unit.SHARE, share.share(tier)), Cell.of("-"));
        }
        return new Section(
                "What the model says of them",
                List.of(
                        Finding.note("On average " + Wording.percent(share.mean()) + " are given"
                                + (Double.isFinite(before) ? ", where training had " + Wording.percent(before) : "")
                                + "; " + Wording.count(share.above()) + " of " + Wording.count(share.rows())
                                + " customers (" + Wording.percent(share.shareAbove()) + ") reach the threshold."),
                        facts.build()));
    }

    private Section distributions() {
        List<ColumnDrift> rows = comparison.rows();
        int most = periods.size() > 1 ? MOST_PICTURES_WITH_TIME : MOST_PICTURES;
        List<Picture> pictures = rows.stream()
                .limit(most)
                .map(column -> DistributionPicture.of(column, comparison.label(column)))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Share of rows by bin, of the reference and of " + comparison.current() + "."
                + (rows.size() > most
                        ? " The first " + most + " of " + rows.size()
                                + " are drawn, those with the greatest PSI; drift_report.json has all."
                        : "")));
        blocks.add(new Grid(3, pictures));
        return new Section("Column by column", blocks);
    }

    /** Empty where both are 0. */
    private static String shares(ShareChange change) {
        return change.reference() + change.current() == 0
                ? ""
                : Wording.percent(change.reference()) + " → " + Wording.percent(change.current());
    }
}
