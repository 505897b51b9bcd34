package io.github.churnml.report.watch;

import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.Verdict;
import io.github.churnml.error.Wording;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Drift period by period: the stability index of each column as a heat map and as lines with the alarm level, rows, and what the model
 * said. At most 500 periods are drawn as lines, 24 in the heat map and 50 in tables, the newest of them each time.
 */
final class DriftOverTime {

    private static final int MOST_PERIODS = 500;
    private static final int MOST_IN_MAP = 24;
    private static final int MOST_IN_TABLE = 50;
    private static final int MOST_COLUMNS = 15;
    private static final int MOST_SAID = 60;
    private static final int MOST_NUMBERS = 6;
    private static final List<Tone> TONES = List.of(Tone.FIRST, Tone.SECOND, Tone.THIRD);

    private final List<DriftPeriod> all;
    private final List<DriftPeriod> periods;
    private final double threshold;
    /** Whether tests decide what is drift, and not the threshold. */
    private final boolean byTests;
    /** Names of columns, those that moved most in any period first. */
    private final List<String> columns;

    private DriftOverTime(List<DriftPeriod> all) {
        this.all = all;
        this.periods = newest(all, MOST_PERIODS);
        this.threshold = all.get(0).comparison().report().settings().threshold();
        this.byTests = all.get(0).comparison().report().settings().rule() == DriftRule.TESTS;
        Map<String, Double> greatest = new LinkedHashMap<>();
        for (DriftPeriod period : all) {
            if (!isJudged(period)) {
                continue;
            }
            for (ColumnDrift column : period.comparison().report().columns()) {
                if (column.counted()) {
                    double psi = Double.isFinite(column.psi()) ? column.psi() : 0;
                    greatest.merge(column.name(), psi, Math::max);
                }
            }
        }
        this.columns = greatest.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .limit(MOST_COLUMNS)
                .toList();
    }

    private static <T> List<T> newest(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** How many periods drifted, and which first and last. */
    static String sentence(List<DriftPeriod> periods) {
        List<DriftPeriod> drifted = periods.stream()
                .filter(period -> period.comparison().report().overallDrift())
                .toList();
        String begin = Wording.count(drifted.size()) + " of " + Wording.count(periods.size(), "period", "periods")
                + " drifted from the reference";
        long few = periods.stream().filter(period -> !isJudged(period)).count();
        String unjudged =
                few == 0 ? "" : " " + Wording.count(few, "period has", "periods have") + " too few rows to tell.";
        return drifted.isEmpty()
                ? begin + "." + unjudged
                : begin + ", first " + Words.name(drifted.get(0).name()) + ", last "
                        + Words.name(drifted.get(drifted.size() - 1).name()) + "." + unjudged;
    }

    static Section of(List<DriftPeriod> periods) {
        return new DriftOverTime(periods).section();
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("Each period is compared with the same reference."
                + (all.size() > MOST_PERIODS
                        ? " The newest " + MOST_PERIODS + " of " + all.size() + " are drawn."
                        : "")));
        List<Picture> pictures = new ArrayList<>();
        if (!columns.isEmpty()) {
            pictures.add(map());
            pictures.add(lines());
        }
        if (periods.stream().anyMatch(period -> period.scores().isPresent())) {
            pictures.add(scores());
        }
        if (newest(periods, MOST_IN_TABLE).stream()
                .anyMatch(period -> period.scores().isPresent())) {
            pictures.add(tiers());
        }
        pictures.add(rows());
        blocks.add(new Grid(2, pictures));
        blocks.add(table());
        return new Section("Over time", blocks);
    }

    /** Whether a period has rows enough; of few rows an index is large by chance. */
    private static boolean isJudged(DriftPeriod period) {
        return period.comparison().report().status() != Verdict.NOT_ENOUGH_DATA;
    }

    /** What is drawn and spoken of; NaN where a period has too few rows, or not the column. */
    private static double judged(DriftPeriod period, String column) {
        return isJudged(period) ? psi(period, column) : Double.NaN;
    }

    private static double psi(DriftPeriod period, String column) {
        return period.comparison().report().find(column).map(ColumnDrift::psi).orElse(Double.NaN);
    }

    /** Strongest from twice the threshold on; alarms are marked, so that colour alone tells nothing. */
    private Picture map() {
        List<DriftPeriod> drawn = newest(periods, MOST_IN_MAP);
        List<Mark.Cell> cells = new ArrayList<>();
        long alarms = 0;
        double most = Double.NEGATIVE_INFINITY;
        String where = "";
        for (int row = 0; row < columns.size(); row++) {
            for (int i = 0; i < drawn.size(); i++) {
                double psi = judged(drawn.get(i), columns.get(row));
                if (Double.isFinite(psi)) {
                    boolean alarm = psi >= threshold;
                    alarms += alarm ? 1 : 0;
                    String text = drawn.size() <= MOST_NUMBERS ? DriftComparison.measure(psi) : alarm ? "!" : "";
                    if (psi > most) {
                        most = psi;
                        where = Words.name(columns.get(row)) + ", to " + DriftComparison.measure(psi) + " in "
                                + Words.name(drawn.get(i).name());
                    }
                    cells.add(new Mark.Cell(i, row, Math.min(0.999, psi / threshold / 2), text));
                }
            }
        }
        Figure figure = new Figure(
                "PSI of each column by period",
                Wording.count(alarms) + " of " + Wording.count(cells.size()) + " cells reach the threshold " + threshold
                        + (drawn.size() > MOST_NUMBERS ? ", marked !" : "")
                        + (where.isEmpty() ? "" : "; most moved " + where) + "."
                        + (drawn.size() < all.size() ? " The newest " + drawn.size() + " periods are drawn." : ""),
                names(drawn),
                new Axis.Names("", columns),
                List.of(new Mark.Cells("", Tone.FIRST, cells)));
        return new Picture(figure, indices(drawn));
    }

    /** A row for each cell: as columns beside each other, fifteen would be wider than a sheet of paper. */
    private Table indices(List<DriftPeriod> drawn) {
        List<Table.Column> heads = List.of(
                new Table.Column("column", false), new Table.Column("period", false), new Table.Column("PSI", true));
        List<List<Cell>> rows = new ArrayList<>();
        for (String column : columns) {
            drawn.forEach(period ->
                    rows.add(List.of(Cell.of(column), Cell.of(period.name()), Cell.exact(psi(period, column)))));
        }
        return new Table("PSI by column and period" + newestOf(drawn), heads, rows);
    }

    private String newestOf(List<DriftPeriod> shown) {
        return shown.size() < all.size() ? "; the newest " + shown.size() + " of " + all.size() : "";
    }

    private static Axis.Names names(List<DriftPeriod> drawn) {
        return new Axis.Names(
                "period",
                drawn.stream().map(period -> Words.name(period.name())).toList());
    }

    private Picture lines() {
        List<Mark> marks = new ArrayList<>(List.of(alarm()));
        Table.Builder numbers = Table.of("PSI of the columns that moved most", heads(columns, 3));
        double most = threshold;
        for (int c = 0; c < Math.min(3, columns.size()); c++) {
            String column = columns.get(c);
            List<Point> line =
                    line(period -> judged(period, column), value -> column + ": " + DriftComparison.measure(value));
            most = Math.max(most, line.stream().mapToDouble(Point::y).max().orElse(0));
            marks.add(new Mark.Line(Words.name(column), TONES.get(c), line));
        }
        newest(periods, MOST_IN_TABLE).forEach(period -> {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(period.name())));
            columns.stream().limit(3).forEach(column -> cells.add(Cell.exact(psi(period, column))));
            numbers.row(cells.toArray(Cell[]::new));
        });
        String first = columns.get(0);
        DriftPeriod last = periods.get(periods.size() - 1);
        double now = judged(last, first);
        Figure figure = new Figure(
                "The columns that moved most",
                lastOf(first, now),
                names(periods),
                Axis.Numbers.around("PSI", Unit.PLAIN, 0, most),
                marks);
        return new Picture(figure, numbers.build());
    }

    /** What the column that moved most is like by now, which may have had no value to compare in the last period. */
    private String lastOf(String column, double now) {
        if (!Double.isFinite(now)) {
            return Words.name(column) + " could not be judged in the last period.";
        }
        String has = Words.name(column) + " has a PSI of " + DriftComparison.measure(now) + " in the last period, ";
        return byTests
                ? has + (now >= threshold ? "no less than" : "below") + " the " + level()
                        + "; what is drift is decided by tests."
                : has + (now >= threshold ? "an alarm" : "below the alarm level") + "; the alarm level is " + threshold
                        + ".";
    }

    private String level() {
        return (byTests ? "threshold " : "alarm level ") + threshold;
    }

    private static String[] heads(List<String> columns, int most) {
        List<String> heads = new ArrayList<>(List.of("period"));
        columns.stream().limit(most).forEach(heads::add);
        return heads.toArray(String[]::new);
    }

    private Mark alarm() {
        return new Mark.Rule(
                level(), Tone.QUIET, new Point(-0.5, threshold), new Point(periods.size() - 0.5, threshold));
    }

    private interface Said {
        String of(double value);
    }

    /** A place for each period whose value is known. */
    private List<Point> line(ToDoubleFunction<DriftPeriod> of, Said said) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            double value = of.applyAsDouble(periods.get(i));
            if (Double.isFinite(value)) {
                String text =
                        periods.size() <= MOST_SAID ? Words.name(periods.get(i).name()) + ", " + said.of(value) : "";
                points.add(new Point(i, value, text));
            }
        }
        return points;
    }

    private Picture scores() {
        List<Point> means = line(
                period -> period.scores().map(ScoreShare::mean).orElse(Double.NaN),
                value -> "mean probability " + Unit.SHARE.text(value));
        List<Point> above = line(
                period -> period.scores().map(ScoreShare::shareAbove).orElse(Double.NaN),
                value -> Unit.SHARE.text(value) + " reach the threshold");
        Table.Builder numbers = Table.of(
                "Scores by period", "period", "mean probability", "share that reaches the threshold", "rows scored");
        for (DriftPeriod period : newest(periods, MOST_IN_TABLE)) {
            Optional<ScoreShare> share = period.scores();
            numbers.row(
                    Cell.of(period.name()),
                    Cell.exact(share.map(ScoreShare::mean).orElse(Double.NaN)),
                    Cell.exact(share.map(ScoreShare::shareAbove).orElse(Double.NaN)),
                    Cell.exact(share.map(one -> (double) one.rows()).orElse(Double.NaN)));
        }
        double before = reference();
        List<Mark> marks = new ArrayList<>();
        if (Double.isFinite(before)) {
            marks.add(new Mark.Rule(
                    "mean probability in training",
                    Tone.QUIET,
                    new Point(-0.5, before),
                    new Point(periods.size() - 0.5, before)));
        }
        marks.add(new Mark.Line("share that reaches the threshold", Tone.SECOND, above));
        marks.add(new Mark.Line("mean probability", Tone.FIRST, means));
        double most = Math.max(
                Double.isFinite(before) ? before : 0,
                Math.max(
                        means.stream().mapToDouble(Point::y).max().orElse(0),
                        above.stream().mapToDouble(Point::y).max().orElse(0)));
        Point first = means.get(0);
        Point last = means.get(means.size() - 1);
        String came = means.size() == 1
                ? "The mean probability is " + Wording.percent(first.y()) + " in " + named(first)
                        + ", the only period that was scored"
                : "The mean probability goes from " + Wording.percent(first.y()) + " to " + Wording.percent(last.y())
                        + (last.x() < periods.size() - 1 ? " in " + named(last) + ", the last that was scored" : "");
        Figure figure = new Figure(
                "What the model says",
                came + (Double.isFinite(before) ? "; in training it was " + Wording.percent(before) : "") + ".",
                names(periods),
                Axis.Numbers.around("share of customers", Unit.SHARE, 0, most),
                marks);
        return new Picture(figure, numbers.build());
    }

    private String named(Point point) {
        return Words.name(periods.get((int) point.x()).name());
    }

    private double reference() {
        return periods.stream()
                .map(period -> period.comparison().report())
                .flatMap(report -> report.score().stream())
                .mapToDouble(ColumnDrift::referenceMean)
                .findFirst()
                .orElse(Double.NaN);
    }

    private Picture tiers() {
        List<DriftPeriod> drawn = newest(periods, MOST_IN_TABLE);
        List<Mark> marks = new ArrayList<>();
        RiskTier[] tiers = RiskTier.values();
        double[] ground = new double[drawn.size()];
        List<String> heads = new ArrayList<>(List.of("period"));
        for (int t = 0; t < tiers.length; t++) {
            RiskTier tier = tiers[t];
            heads.add(tier.label());
            List<Mark.Box> boxes = new ArrayList<>();
            for (int i = 0; i < drawn.size(); i++) {
                Optional<ScoreShare> share = drawn.get(i).scores();
                if (share.isPresent()) {
                    double height = share.get().share(tier);
                    String said = drawn.size() <= MOST_SAID
                            ? Words.name(drawn.get(i).name()) + ", " + tier.label() + ": " + Unit.SHARE.text(height)
                            : "";
                    boxes.add(new Mark.Box(i - 0.4, i + 0.4, ground[i], ground[i] + height, said));
                    ground[i] += height;
                }
            }
            marks.add(new Mark.Boxes(tier.label(), TONES.get(TONES.size() - 1 - t % TONES.size()), boxes));
        }
        Table.Builder numbers = Table.of("Tiers by period", heads.toArray(String[]::new));
        for (DriftPeriod period : drawn) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(period.name())));
            for (RiskTier tier : tiers) {
                cells.add(Cell.exact(
                        period.scores().map(share -> share.share(tier)).orElse(Double.NaN)));
            }
            numbers.row(cells.toArray(Cell[]::new));
        }
        RiskTier high = tiers[tiers.length - 1];
        List<DriftPeriod> known =
                drawn.stream().filter(period -> period.scores().isPresent()).toList();
        DriftPeriod last = known.get(known.size() - 1);
        String were = known.size() == 1
                ? " are "
                : " were " + Wording.percent(known.get(0).scores().orElseThrow().share(high))
                        + " of the customers, and are ";
        Figure figure = new Figure(
                "Tiers",
                "In tier " + high.label() + were
                        + Wording.percent(last.scores().orElseThrow().share(high)) + " in "
                        + (last == drawn.get(drawn.size() - 1)
                                ? "the last period."
                                : Words.name(last.name()) + ", the last that was scored."),
                names(drawn),
                Axis.Numbers.share("share of customers"),
                marks);
        return new Picture(figure, numbers.build());
    }

    private Picture rows() {
        List<Point> rows =
                line(period -> period.comparison().report().currentRows(), value -> Unit.COUNT.text(value) + " rows");
        Table.Builder numbers = Table.of("Rows by period", "period", "rows");
        newest(periods, MOST_IN_TABLE)
                .forEach(period -> numbers.row(
                        Cell.of(period.name()),
                        Cell.exact(period.comparison().report().currentRows())));
        double most = rows.stream().mapToDouble(Point::y).max().orElse(0);
        double least = rows.stream().mapToDouble(Point::y).min().orElse(0);
        Figure figure = new Figure(
                "Rows",
                "Periods have " + Unit.COUNT.text(least) + " to " + Unit.COUNT.text(most) + " rows; the reference has "
                        + Wording.count(all.get(0).comparison().report().referenceRows()) + ".",
                names(periods),
                Axis.Numbers.around("rows", Unit.COUNT, 0, most),
                List.of(new Mark.Line("rows", Tone.FIRST, rows)));
        return new Picture(figure, numbers.build());
    }

    private Table table() {
        List<DriftPeriod> shown = newest(periods, MOST_IN_TABLE);
        List<Table.Column> heads = List.of(
                new Table.Column("period", false),
                new Table.Column("rows", true),
                new Table.Column("verdict", false),
                new Table.Column("columns at the threshold", true),
                new Table.Column("greatest PSI", true),
                new Table.Column("of column", false),
                new Table.Column("PSI of the score", true));
        List<List<Cell>> cells = new ArrayList<>();
        for (DriftPeriod period : shown) {
            DriftReport report = period.comparison().report();
            Optional<ColumnDrift> first =
                    report.columns().stream().filter(ColumnDrift::counted).findFirst();
            long reached = report.columns().stream()
                    .filter(column -> column.counted() && column.psi() >= threshold)
                    .count();
            cells.add(List.of(
                    Cell.of(period.name()),
                    Cell.of(Unit.COUNT, report.currentRows()),
                    Cell.of(report.status().label()),
                    Cell.of(Unit.COUNT, isJudged(period) ? reached : Double.NaN),
                    measure(first.map(ColumnDrift::psi).orElse(Double.NaN)),
                    Cell.of(first.map(ColumnDrift::name).orElse("")),
                    measure(report.score().map(ColumnDrift::psi).orElse(Double.NaN))));
        }
        return new Table("Each period" + newestOf(shown), heads, cells);
    }

    private static Cell measure(double value) {
        return new Cell(DriftComparison.measure(value), value);
    }
}
