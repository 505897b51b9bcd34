package io.github.churnml.report.tree;

import io.github.churnml.data.Numbers;
import io.github.churnml.report.figure.Unit;

/**
 * What stands in one cell of a table.
 *
 * @param text for people
 * @param value the number behind it, by which a column is sorted; NaN for a text
 * @param link where the text leads in a page of HTML: a relative URL, percent-encoded; empty for nowhere
 */
public record Cell(String text, double value, String link) {

    /**
     * A text with a number behind it.
     *
     * @param text for people
     * @param value the number behind it; NaN for none
     */
    public Cell(String text, double value) {
        this(text, value, "");
    }

    /**
     * A text that leads to another file.
     *
     * @param text the text
     * @param link a relative URL, percent-encoded
     * @return the cell
     */
    public static Cell link(String text, String link) {
        return new Cell(text, Double.NaN, link);
    }

    /**
     * A text.
     *
     * @param text the text
     * @return the cell
     */
    public static Cell of(String text) {
        return new Cell(text, Double.NaN);
    }

    /**
     * A number for people.
     *
     * @param unit how it is written
     * @param value the number; a dash is shown where it is not finite
     * @return the cell
     */
    public static Cell of(Unit unit, double value) {
        return new Cell(unit.orDash(value), value);
    }

    /**
     * A number with all its digits, as {@code metrics.json} has it.
     *
     * @param value the number; a dash is shown where it is not finite
     * @return the cell
     */
    public static Cell exact(double value) {
        return new Cell(Double.isFinite(value) ? Numbers.text(value) : "-", value);
    }
}
