package io.github.churnml.data.read;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tables: the way from a file, or from rows of text, to a {@link Dataset}. */
public final class Tables {

    private Tables() {}

    /**
     * A table of rows of text, whose types are inferred as a reader infers them.
     *
     * @param header the columns' names; blank ones are made up, none may occur twice
     * @param rows the rows, gone through twice; each has a text per column, null or a missing marker for a missing value
     * @param options types and missing markers where they are not to be worked out, and a listener
     * @return the table
     * @throws DataException if there is no column or no row, if two columns have one name, or if a row has another length
     *     than the header
     */
    public static Dataset ofTexts(
            List<String> header, Iterable<? extends @Nullable String[]> rows, ReadOptions options) {
        return TextRows.read(header, rows, options);
    }

    /**
     * Reads a table of any format with everything worked out.
     *
     * @param path the file
     * @return the table
     * @throws DataException if the file is not there or not a usable table
     */
    public static Dataset read(Path path) {
        return read(path, ReadOptions.standard());
    }

    /**
     * Reads a table of any format, told by its content and not by its name: one that a {@link TableSource} recognises, such
     * as an Excel workbook where churn-ml-excel is on the class path; JSON if it begins with a bracket or a brace; else CSV.
     *
     * @param path the file
     * @param options what is not to be worked out
     * @return the table
     * @throws DataException if the file is not there or not a usable table
     * @throws io.github.churnml.error.ConfigurationException if a sheet or a column with a declared type is not there
     */
    public static Dataset read(Path path, ReadOptions options) {
        return Recognised.of(path).read(options);
    }

    /**
     * Reads a CSV file with everything worked out: delimiter, byte order mark, types, missing markers.
     *
     * @param path the file
     * @return the table
     * @throws DataException if the file is not there or not a usable table
     */
    public static Dataset readCsv(Path path) {
        return readCsv(path, CsvOptions.standard());
    }

    /**
     * Reads a CSV file.
     *
     * @param path the file
     * @param options charset, delimiter, types and missing markers where they are not to be worked out
     * @return the table
     * @throws DataException if the file is not there or not a usable table
     */
    public static Dataset readCsv(Path path, CsvOptions options) {
        return CsvTable.read(path, options);
    }

    /**
     * Reads a JSON file with types and missing markers worked out.
     *
     * @param path the file
     * @return the table
     * @throws DataException if the file is not there or not a usable table
     */
    public static Dataset readJson(Path path) {
        return readJson(path, ReadOptions.standard());
    }

    /**
     * Reads a JSON file: a list of objects, one per row, or objects one after the other (JSON Lines). The columns are the
     * keys of all rows in the order in which they first appear; a row without a key, or with {@code null}, misses the
     * value. An object inside a row becomes columns named {@code outer.inner}; lists inside a row are refused. Numbers,
     * {@code true} and {@code false} count as they are written, so a column that mixes them with texts is one of texts.
     *
     * @param path the file: UTF-8, or UTF-16 or UTF-32
     * @param options types and missing markers where they are not to be worked out
     * @return the table
     * @throws DataException if the file is not there or not a usable table, has a key twice in one object, is nested more
     *     than 32 deep, or has a text of more than 16 million characters, a number of more than 1,000 or a key of more than
     *     10,000
     */
    public static Dataset readJson(Path path, ReadOptions options) {
        return JsonTable.read(path, options);
    }
}
