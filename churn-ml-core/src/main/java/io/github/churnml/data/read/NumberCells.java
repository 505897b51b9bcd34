package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import java.util.Arrays;

/**
 * Reads the cells of one column of numbers or dates where they stand, as {@link Tables#read} reads them.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class NumberCells {

    private final Dates.Format format;
    private final boolean dates;
    private final boolean quick;
    private final MarkerMatcher markers;
    private char[] slow = new char[32];

    /**
     * For a column.
     *
     * @param type {@link ColumnType#NUMERIC} or {@link ColumnType#DATE}
     * @param format how its dates are written
     * @param missing the texts that stand for a missing value
     */
    public NumberCells(ColumnType type, Dates.Format format, MissingMarkers missing) {
        this.dates = type == ColumnType.DATE;
        this.format = format;
        this.markers = new MarkerMatcher(missing);
        this.quick = !dates && missing.markers().stream().allMatch(marker -> Double.isNaN(Numbers.parse(marker)));
    }

    /**
     * Reads a cell.
     *
     * @param s holds its text
     * @param rawFrom where the text begins, blanks included
     * @param rawTo behind its last character
     * @return the number, or days since 1970-01-01; {@code NaN} if it is missing; infinite if it is neither a finite number
     *     (or a date) nor missing
     */
    public double read(char[] s, int rawFrom, int rawTo) {
        if (quick) {
            double plain = PlainNumber.read(s, rawFrom, rawTo);
            if (!Double.isNaN(plain)) {
                return plain;
            }
        }
        int from = Chars.start(s, rawFrom, rawTo);
        int to = Chars.end(s, from, rawTo);
        if (markers.isMissing(s, from, to)) {
            return Double.NaN;
        }
        double value = !dates
                ? Numbers.scan(s, from, to)
                : (Dates.formats(s, from, to) & format.bit()) != 0 ? Dates.parse(s, from, to, format) : Double.NaN;
        return Double.isFinite(value) ? value : Double.POSITIVE_INFINITY;
    }

    /**
     * Reads a column of many rows.
     *
     * @param rows the rows
     * @param column the column, from 0
     * @param values takes what {@link #read(char[], int, int)} returns for each row
     */
    public void read(AsciiRows rows, int column, double[] values) {
        if (quick) {
            plain(rows, column, values);
        } else {
            Arrays.fill(values, 0, rows.size(), Double.NaN);
        }
        for (int row = 0; row < rows.size(); row++) {
            // What is not plain may be missing, and nothing at all is; anything else is looked at again.
            if (Double.isNaN(values[row]) && rows.from(row, column) != rows.to(row, column)) {
                values[row] = slow(rows, row, column);
            }
        }
    }

    private double slow(AsciiRows rows, int row, int column) {
        int from = rows.from(row, column);
        int length = rows.to(row, column) - from;
        if (slow.length < length) {
            slow = new char[2 * length];
        }
        for (int i = 0; i < length; i++) {
            slow[i] = (char) rows.text[from + i];
        }
        return read(slow, 0, length);
    }

    /**
     * Reads those cells of a column of many rows that are the commonest texts of numbers, as
     * {@link #plain(char[], int, int)} does.
     *
     * @param rows the rows
     * @param column the column, from 0
     * @param values takes the nearest double for each row, or {@code NaN} for any other text
     */
    public static void plain(AsciiRows rows, int column, double[] values) {
        byte[] text = rows.text;
        int[] bounds = rows.bounds;
        int stride = rows.stride;
        int at = column;
        for (int row = 0; row < rows.size(); row++) {
            values[row] = PlainNumber.read(text, bounds[at] + 1, bounds[at + 1]);
            at += stride;
        }
    }

    /**
     * Reads the commonest texts of numbers: perhaps a minus, at most 15 digits, perhaps a point among them.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @return the nearest double, or {@code NaN} for any other text, which may be a number all the same
     */
    public static double plain(char[] s, int from, int to) {
        return PlainNumber.read(s, from, to);
    }

    /**
     * Reads the commonest texts of numbers, as {@link #plain(char[], int, int)} does.
     *
     * @param text the text
     * @return the nearest double, or {@code NaN} for any other text, which may be a number all the same
     */
    public static double plain(String text) {
        return PlainNumber.read(text);
    }

    /**
     * A cell as its table has it. Numbers of a workbook or of JSON whose column holds numbers as text too, perhaps with a
     * decimal comma, are handed out with an exponent of zero, so that nothing else is read into them.
     *
     * @param text a cell's text as a reader hands it out
     * @return the text without such an exponent
     */
    public static String bare(String text) {
        return MixedCells.bare(text);
    }
}
