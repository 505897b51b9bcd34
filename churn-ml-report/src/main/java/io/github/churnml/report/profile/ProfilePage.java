package io.github.churnml.report.profile;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnShape;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.Finding;
import io.github.churnml.profile.LevelCount;
import io.github.churnml.profile.NumberSummary;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.profile.TableProfile;
import io.github.churnml.profile.TargetRelation;
import io.github.churnml.profile.TargetSummary;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The page of a table: what is in it, what goes with leaving, what is suspicious, and what to do next. */
public final class ProfilePage {

    private static final int MOST_BYTES = 500_000;
    private static final int FEWEST_DRAWN = 5;
    private static final int MOST_LISTED = 200;
    private static final int MOST_FINDINGS = 100;
    private static final int MOST_RANKED = 20;

    private final TableExploration exploration;
    private final TableProfile profile;
    private final ProfileSource source;
    private final ProfileOptions options;
    private final int drawn;
    private final int listed;

    private ProfilePage(
            TableExploration exploration, ProfileSource source, ProfileOptions options, int drawn, int listed) {
        this.exploration = exploration;
        this.profile = exploration.profile();
        this.source = source;
        this.options = options;
        this.drawn = Math.min(drawn, exploration.columns().size());
        this.listed = listed;
    }

    /**
     * What there is to say of a table.
     *
     * @param exploration the table's profile, and what its pictures are drawn from
     * @param source how the table is called
     * @param options what the profile was asked, for the commands to copy
     * @return the page, the same for the same exploration
     */
    public static Report of(TableExploration exploration, ProfileSource source, ProfileOptions options) {
        return new ProfilePage(exploration, source, options, TableExploration.MOST_COLUMNS, MOST_LISTED).report();
    }

    /**
     * The page as HTML, of at most 500 kB as a rule: where names are so long that it would be larger, fewer columns are drawn.
     *
     * @param exploration the table's profile, and what its pictures are drawn from
     * @param source how the table is called
     * @param options what the profile was asked, for the commands to copy
     * @return the whole page
     */
    public static String html(TableExploration exploration, ProfileSource source, ProfileOptions options) {
        int drawn = TableExploration.MOST_COLUMNS;
        int listed = MOST_LISTED;
        String html;
        do {
            html = HtmlReport.of(new ProfilePage(exploration, source, options, drawn, listed).report());
            drawn -= FEWEST_DRAWN;
            listed -= MOST_LISTED / 10;
        } while (drawn >= FEWEST_DRAWN && html.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES);
        return html;
    }

    private double rate() {
        TargetSummary target = profile.target();
        return target != null && target.left() > 0 && target.stayed() > 0 ? target.rate() : Double.NaN;
    }

    private Report report() {
        List<Section> sections = new ArrayList<>();
        if (profile.target() != null && !profile.target().classes().isEmpty()) {
            List<Picture> pictures = new ArrayList<>(List.of(TargetSection.labels(profile.target())));
            if (exploration.columns().stream().anyMatch(column -> Double.isFinite(column.strength()))) {
                pictures.add(ranking());
            }
            sections.add(new Section("Who left, and which columns tell", List.copyOf(pictures)));
        }
        sections.add(LeakSection.of(profile));
        if (drawn > 0) {
            sections.add(columns());
            sections.add(new TogetherSection(exploration, rate()).section());
        }
        if (profile.rows() > 0) {
            sections.add(MissingSection.of(exploration));
        }
        if (!exploration.times().isEmpty()) {
            sections.add(TimeSection.of(exploration.times()));
        }
        if (!profile.findings().isEmpty()) {
            sections.add(findings());
        }
        if (!profile.columns().isEmpty()) {
            sections.add(all());
        }
        return new Report(
                "What " + Words.name(source.name()) + " holds",
                Wording.count(profile.rows(), "row", "rows") + ", "
                        + Wording.count(profile.columns().size(), "column", "columns") + duplicates() + ".",
                new Opening(exploration, source, options).blocks(),
                sections);
    }

    private String duplicates() {
        long exact = profile.duplicates().exact();
        return exact == 0 ? "" : ", " + Wording.count(exact, "row", "rows") + " equal to an earlier one";
    }

    /** How well each column alone tells who left. */
    private Picture ranking() {
        List<ColumnShape> ranked = exploration.columns().stream()
                .filter(column -> Double.isFinite(column.strength()))
                .limit(MOST_RANKED)
                .toList();
        List<Mark.Bar> bars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of("How well each column alone tells who left", "column", "area");
        for (ColumnShape column : ranked) {
            bars.add(Mark.Bar.at(bars.size(), column.strength(), Words.measure(column.strength())));
            names.add(Words.name(column.name()));
            numbers.row(Cell.of(Words.name(column.name())), Cell.exact(column.strength()));
        }
        Figure figure = new Figure(
                "Which columns tell who left",
                "Alone, " + names.get(0) + " ranks a customer who left above one who stayed in "
                        + Wording.percent(ranked.get(0).strength()) + " of pairs; half would be chance.",
                new Axis.Numbers("area under the ROC curve, one column alone", 0.5, 1, Unit.PLAIN),
                new Axis.Names("", names),
                List.of(new Mark.Bars("", Tone.FIRST, bars)));
        return new Picture(figure, numbers.build());
    }

    private Section columns() {
        Map<String, ColumnSummary> summaries = new HashMap<>();
        profile.columns().forEach(column -> summaries.put(column.name(), column));
        List<Picture> pictures = new ArrayList<>();
        for (ColumnShape shape : exploration.columns().subList(0, drawn)) {
            ColumnSummary summary = summaries.get(shape.name());
            if (summary != null) {
                pictures.addAll(new ColumnPictures(summary, shape, rate()).draw());
            }
        }
        int others = profile.columns().size() - drawn - (profile.target() == null ? 0 : 1);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph((Double.isFinite(rate())
                        ? "Columns that say most about leaving come first. Intervals are Wilson's, 95 %; numbers are cut"
                                + " into tenths of equally many customers."
                        : "Columns with findings come first.")
                + (others > 0
                        ? " " + Wording.count(others, "column is", "columns are")
                                + " not drawn and listed under All columns: what names rows, does not vary or is prose"
                                + (exploration.columns().size() > drawn
                                                || exploration.columns().size() == TableExploration.MOST_COLUMNS
                                        ? ", and what says less than those that are drawn."
                                        : ".")
                        : "")));
        blocks.add(new Grid(2, pictures));
        return new Section("Column by column", blocks);
    }

    private Section findings() {
        Table.Builder table = Table.texts("All findings", "matters", "what was found", "what to do");
        List<Finding> shown = profile.findings()
                .subList(0, Math.min(MOST_FINDINGS, profile.findings().size()));
        shown.forEach(finding -> table.row(finding.severity().label(), finding.message(), finding.wayOut()));
        List<Block> blocks = new ArrayList<>(List.of(table.build()));
        int more = profile.findings().size() - shown.size();
        if (more > 0) {
            blocks.add(new Paragraph(Wording.count(more) + " more are in profile.json (churn profile --out FOLDER)."));
        }
        return new Section("All findings", blocks);
    }

    private Section all() {
        Set<String> pictured = exploration.columns().subList(0, drawn).stream()
                .map(ColumnShape::name)
                .collect(Collectors.toCollection(HashSet::new));
        List<List<Cell>> rows = new ArrayList<>();
        List<ColumnSummary> shown =
                profile.columns().subList(0, Math.min(listed, profile.columns().size()));
        for (ColumnSummary column : shown) {
            TargetRelation relation = column.relation();
            boolean measured = relation != null && Double.isFinite(relation.value());
            rows.add(List.of(
                    Cell.of(Words.name(column.name())),
                    Cell.of(column.type().label()),
                    Cell.of(Unit.SHARE, column.missingShare()),
                    Cell.of(Unit.COUNT, column.distinct()),
                    Cell.of(values(column)),
                    Cell.of(relation != null && measured ? relation.measure().title() : "-"),
                    relation != null && measured
                            ? new Cell(Words.measure(relation.value()), relation.value())
                            : Cell.of("-"),
                    Cell.of(pictured.contains(column.name()) ? "yes" : "no")));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                "All columns",
                List.of(
                        new Table.Column("column", false),
                        new Table.Column("type", false),
                        new Table.Column("missing", true),
                        new Table.Column("distinct", true),
                        new Table.Column("values", false),
                        new Table.Column("with the target", false),
                        new Table.Column("strength", true),
                        new Table.Column("drawn", false)),
                rows));
        int more = profile.columns().size() - shown.size();
        if (more > 0) {
            blocks.add(new Paragraph("The first " + Wording.count(shown.size()) + " are listed; " + Wording.count(more)
                    + " more are in profile.json (churn profile --out FOLDER)."));
        }
        return new Section("All columns", blocks);
    }

    private static String values(ColumnSummary column) {
        NumberSummary numbers = column.numbers();
        if (column.present() == 0) {
            return "-";
        }
        if (numbers != null) {
            Unit unit = Shown.unit(column.type());
            return unit.text(numbers.min()) + " to " + unit.text(numbers.max()) + ", median "
                    + unit.text(numbers.median())
                    + (numbers.outliers() == 0 ? "" : ", " + Wording.percent(numbers.outlierShare()) + " far out");
        }
        List<LevelCount> levels = column.topLevels();
        return levels.isEmpty()
                ? "-"
                : levels.stream()
                                .limit(3)
                                .map(level -> Words.level(level.level()) + " "
                                        + Wording.percent((double) level.rows() / column.present()))
                                .collect(Collectors.joining(", "))
                        + (column.distinct() > 3 ? ", …" : "");
    }
}
