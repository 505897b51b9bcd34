package io.github.churnml.report.tree;

import io.github.churnml.data.Numbers;
import io.github.churnml.report.figure.Unit;

/**
 * What stands in one cell of a table.
 *
 * @param text for people
 * @param value the number behind it, by which a column is sorted; NaN for a text
 */
public record Cell(String text, double value) {

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
