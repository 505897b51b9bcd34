package io.github.churnml.cli;

import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of cells set below each other: the first column to the left, the others to the right. Mutable, for one thread. */
final class TextTable {

    private final List<String[]> rows = new ArrayList<>();
    private final boolean allLeft;

    /** How many columns are headed, where what stands beside them begins at the left; -1 where nothing does. */
    private int headed = -1;

    private TextTable(boolean allLeft) {
        this.allLeft = allLeft;
    }

    /** Names to the left, numbers to the right. */
    static TextTable ofNumbers(String... header) {
        return new TextTable(false).row(header);
    }

    /** Everything to the left. */
    static TextTable ofTexts(String... header) {
        return new TextTable(true).row(header);
    }

    /** What stands beyond the head, such as bars, begins at the left. */
    TextTable besideNumbers() {
        headed = rows.get(0).length;
        return this;
    }

    TextTable row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** The lines, indented by two, each ended by a line feed. */
    @Override
    public String toString() {
        int[] widths = new int[rows.stream().mapToInt(row -> row.length).max().orElse(0)];
        for (String[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                widths[j] = Math.max(widths[j], row[j].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int j = 0; j < row.length; j++) {
                String gap = " ".repeat(widths[j] - row[j].length());
                line.append(j == 0 ? " " : "  ")
                        .append(j == 0 || allLeft || headed >= 0 && j >= headed ? row[j] + gap : gap + row[j]);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** A measure with four decimals, or a dash where there is none. */
    static String decimals(double value) {
        return decimals(value, 4);
    }

    /** A measure with some decimals, or a dash where there is none. */
    static String decimals(double value, int places) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + places + "f", value) : "-";
    }

    /** A count with its thousands set apart. */
    static String count(long value) {
        return Wording.count(value);
    }
}
