package io.github.churnml.cli;

import io.github.churnml.data.read.NumberCells;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one row of a table that was asked for.
 *
 * @param number the 1-based row
 * @param values one text per column
 */
record ChosenRow(long number, String[] values) {

    /** The row with a number. */
    static ChosenRow at(TableRows rows, long wanted, Path file) {
        if (wanted < 1) {
            throw new ConfigurationException(
                    "There is no row " + Wording.value(wanted) + "; the first is row 1.",
                    "Maybe leave the header out when counting.",
                    Where.in(file));
        }
        while (rows.hasNext()) {
            String[] values = rows.next();
            if (rows.rowNumber() == wanted) {
                return new ChosenRow(wanted, values);
            }
        }
        throw new DataException(
                "There is no row " + Wording.value(wanted) + "; the table has " + rows.rowNumber() + ".",
                "Maybe leave the header out when counting.",
                Where.in(file));
    }

    /**
     * The row whose column holds a value.
     *
     * @param wanted the column's name, an equals sign and the value; blanks around the value do not count
     */
    static ChosenRow withId(TableRows rows, String wanted, Path file) {
        int equals = split(rows.header(), wanted);
        if (equals < 0) {
            throw new ConfigurationException(
                    "The customer " + Wording.value(wanted) + " is not given as COLUMN=VALUE.",
                    "Maybe write it like --id customer_id=C-0000017, or choose by --row.",
                    Where.nowhere());
        }
        String name = wanted.substring(0, equals);
        String value = wanted.substring(equals + 1).strip();
        int column = column(rows.header(), name, file);
        ChosenRow found = null;
        while (rows.hasNext()) {
            String[] values = rows.next();
            if (NumberCells.bare(values[column].strip()).equals(value)) {
                if (found != null) {
                    throw several(name, value, found.number, rows.rowNumber(), file);
                }
                found = new ChosenRow(rows.rowNumber(), values);
            }
        }
        return required(found, name, value, file);
    }

    /** The position of a column by its name: exact first, then without blanks around it. */
    static int column(List<String> header, String name, Path file) {
        int column = header.indexOf(name);
        for (int c = 0; column < 0 && c < header.size(); c++) {
            column = header.get(c).strip().equals(name.strip()) ? c : -1;
        }
        if (column < 0) {
            throw new DataException(
                    "There is no column " + Wording.name(name) + ".",
                    Wording.maybeNearest(name, header),
                    Where.in(file));
        }
        return column;
    }

    /** The equals sign between name and value: the last one before which a column's name stands, else the first. */
    private static int split(List<String> header, String wanted) {
        for (int at = wanted.lastIndexOf('='); at > 0; at = wanted.lastIndexOf('=', at - 1)) {
            if (header.contains(wanted.substring(0, at))) {
                return at;
            }
        }
        return wanted.indexOf('=');
    }

    private static ChosenRow required(@Nullable ChosenRow found, String name, String value, Path file) {
        if (found == null) {
            throw new DataException(
                    "No row holds " + Wording.value(value) + " in column " + Wording.name(name) + ".",
                    "Maybe it is spelt otherwise in the table; upper and lower case count.",
                    Where.in(file));
        }
        return found;
    }

    private static DataException several(String name, String value, long first, long second, Path file) {
        return new DataException(
                "Several rows hold " + Wording.value(value) + " in column " + Wording.name(name) + ", such as rows "
                        + first + " and " + second + ".",
                "Maybe choose one with --row.",
                Where.in(file));
    }
}
