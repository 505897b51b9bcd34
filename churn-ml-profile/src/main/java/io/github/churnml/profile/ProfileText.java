package io.github.churnml.profile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A profile as plain text for a terminal: the table, then a line for each column, then the findings.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class ProfileText {

    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_VALUES = 56;
    private static final int LONGEST_LEVEL = 24;
    private static final int SHOWN_LEVELS = 3;

    private ProfileText() {}

    /**
     * The whole profile with its most important findings.
     *
     * @param profile the profile
     * @param mostFindings how many findings at most
     * @return lines, each ended by a line feed
     */
    public static String of(TableProfile profile, int mostFindings) {
        return table(profile) + "\n" + columns(profile) + "\n" + findings(profile, mostFindings);
    }

    /**
     * Rows, target and duplicates.
     *
     * @param profile the profile
     * @return lines, each ended by a line feed
     */
    public static String table(TableProfile profile) {
        StringBuilder text = new StringBuilder();
        text.append(Say.count(profile.rows(), "row", "rows"))
                .append(", ")
                .append(Say.count(profile.columns().size(), "column", "columns"))
                .append('\n');
        if (profile.target() != null) {
            text.append(target(profile.target()));
        }
        DuplicateCounts duplicates = profile.duplicates();
        text.append("Duplicates: ").append(Say.count(duplicates.exact()));
        if (!duplicates.identifiers().isEmpty()) {
            text.append("; without ")
                    .append(Wording.names(duplicates.identifiers()))
                    .append(": ")
                    .append(Say.count(duplicates.withoutIdentifiers()));
        }
        return text.append('\n').toString();
    }

    /**
     * How many customers left.
     *
     * @param target what the target is like
     * @return a line, ended by a line feed
     */
    public static String target(TargetSummary target) {
        String name = "Target " + Wording.name(target.column()) + ": ";
        return target.positive() == null
                ? name + Say.count(target.distinct(), "class", "classes") + "\n"
                : name + Say.count(target.left(), "customer", "customers") + " left (" + Wording.percent(target.rate())
                        + "), labelled " + Wording.value(target.positive()) + "\n";
    }

    /**
     * One line for each column.
     *
     * @param profile the profile
     * @return lines, indented by two, each ended by a line feed
     */
    public static String columns(TableProfile profile) {
        return columns(
                profile.columns(),
                profile.columns().stream()
                        .map(column -> Say.count(column.distinct()))
                        .toList());
    }

    /**
     * One line for each column, where the number of distinct values is not always known.
     *
     * @param columns what is known of the columns; a median that is not known is left out
     * @param distinct how many distinct values each has, in words
     * @return lines, indented by two, each ended by a line feed
     */
    public static String columns(List<ColumnSummary> columns, List<String> distinct) {
        List<String[]> rows = new ArrayList<>();
        boolean related = columns.stream().anyMatch(column -> column.relation() != null);
        rows.add(new String[] {"column", "type", "missing", "distinct", "values", related ? "with the target" : ""});
        for (int i = 0; i < columns.size(); i++) {
            ColumnSummary column = columns.get(i);
            rows.add(new String[] {
                cut(column.name(), LONGEST_NAME),
                column.type().label(),
                column.missing() == 0 ? "-" : Wording.percent(column.missingShare()),
                distinct.get(i),
                cut(values(column), LONGEST_VALUES),
                relation(column.relation())
            });
        }
        return aligned(rows);
    }

    /**
     * The findings in plain sentences, numbered, most important first.
     *
     * @param profile the profile
     * @param most how many at most
     * @return lines, each ended by a line feed
     */
    public static String findings(TableProfile profile, int most) {
        if (profile.findings().isEmpty()) {
            return "Nothing suspicious was found.\n";
        }
        StringBuilder text = new StringBuilder("What matters most:\n");
        int number = 1;
        for (Finding finding : profile.topFindings(most)) {
            String label = "  " + number++ + ". ";
            text.append(label).append(finding.message()).append('\n');
            text.append(" ".repeat(label.length())).append(finding.wayOut()).append('\n');
        }
        int left = profile.findings().size() - (number - 1);
        if (left > 0) {
            text.append("  and ")
                    .append(Say.count(left, "more finding", "more findings"))
                    .append(".\n");
        }
        return text.toString();
    }

    private static String values(ColumnSummary column) {
        NumberSummary numbers = column.numbers();
        if (column.present() == 0) {
            return "";
        }
        if (numbers != null) {
            String median = column.type() == ColumnType.DATE
                    ? Say.value(Math.floor(numbers.median()), column.type())
                    : Say.rounded(numbers.median());
            return bound(numbers.min(), column) + " to " + bound(numbers.max(), column)
                    + (Double.isNaN(numbers.median()) ? "" : ", median " + median)
                    + (numbers.outliers() == 0 ? "" : ", " + Wording.percent(numbers.outlierShare()) + " far out");
        }
        if (!column.type().isCoded()) {
            return "";
        }
        return column.topLevels().stream()
                        .limit(SHOWN_LEVELS)
                        .map(level -> cut(level.level(), LONGEST_LEVEL) + " "
                                + Wording.percent((double) level.rows() / column.present()))
                        .collect(Collectors.joining(", "))
                + (column.distinct() > SHOWN_LEVELS ? ", …" : "");
    }

    private static String bound(double value, ColumnSummary column) {
        return column.type() == ColumnType.DATE ? Say.value(value, column.type()) : Say.rounded(value);
    }

    private static String relation(@Nullable TargetRelation relation) {
        return relation == null || !Double.isFinite(relation.value())
                ? ""
                : relation.measure().title() + " " + Say.measure(relation.value());
    }

    /** Printable, with one blank for a control character, and short enough for a column. */
    private static String cut(String text, int most) {
        StringBuilder clean = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length() && count < most; count++) {
            int point = text.codePointAt(i);
            boolean printable = !Character.isISOControl(point) && Character.isDefined(point);
            clean.appendCodePoint(printable ? point : ' ');
            i += Character.charCount(point);
        }
        return text.codePointCount(0, text.length()) > most ? clean + "…" : clean.toString();
    }

    /** Names and values to the left, counts to the right. */
    private static String aligned(List<String[]> rows) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                widths[j] = Math.max(widths[j], row[j].codePointCount(0, row[j].length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < row.length; j++) {
                String gap = " ".repeat(widths[j] - row[j].codePointCount(0, row[j].length()));
                line.append("  ").append(j == 2 || j == 3 ? gap + row[j] : row[j] + gap);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
