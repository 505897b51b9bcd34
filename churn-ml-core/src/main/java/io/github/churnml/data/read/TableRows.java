package io.github.churnml.data.read;

import io.github.churnml.data.Notice;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The rows of a table one by one, as text: no type is inferred, and memory does not grow with the table. Refuses what
 * {@link Tables#read(Path)} refuses, and every row has as many texts as there are columns. For one thread; to be closed.
 *
 * <table>
 * <caption>What a text is</caption>
 * <tr><th>format</th><th>text</th><th>before the first row</th></tr>
 * <tr><td>CSV</td><td>the field as it stands, not trimmed</td><td>the header is read</td></tr>
 * <tr><td>Excel and others that a {@link TableSource} opens</td><td>canonical numbers, ISO dates, {@code true} and
 * {@code false}; empty for an error</td><td>the whole sheet is gone through once, keeping nothing but the texts that its
 * cells share</td></tr>
 * <tr><td>JSON</td><td>a text's characters; a number, {@code true} or {@code false} as written; empty for {@code null}
 * and for a missing key</td><td>the whole file is gone through once, keeping nothing but the keys</td></tr>
 * </table>
 */
public sealed interface TableRows extends Iterator<String[]>, AutoCloseable permits CsvRows, JsonRows, FedRows {

    /**
     * Opens a table of any format, recognised by content, with everything worked out.
     *
     * @param path the file
     * @return the rows
     * @throws io.github.churnml.error.DataException if the file is not there, or not a table with rows
     */
    static TableRows open(Path path) {
        return open(path, ReadOptions.standard());
    }

    /**
     * Opens a table of any format, recognised by content.
     *
     * @param path the file
     * @param options charset, delimiter, sheet and a listener; declared types and missing markers mean nothing here
     * @return the rows
     * @throws io.github.churnml.error.DataException if the file is not there, or not a table with rows
     * @throws io.github.churnml.error.ConfigurationException if there is no such sheet
     */
    static TableRows open(Path path, ReadOptions options) {
        return Recognised.of(path).rows(options);
    }

    /** {@return the columns' names as the header has them; empty ones are called as {@code column_7}} */
    List<String> header();

    /** {@return the 1-based number of the row last handed out; the header and blank lines do not count; 0 before the first} */
    long rowNumber();

    /** {@return what was noticed up to the row last handed out, such as formulas without a value} */
    List<Notice> notices();

    /**
     * Whether there is another row.
     *
     * @return whether there is
     * @throws io.github.churnml.error.DataException if what follows is not a row, saying which and why
     */
    @Override
    boolean hasNext();

    /**
     * The next row.
     *
     * @return one text per column, the caller's to keep; empty where there is none. A number of a workbook or of JSON whose column
     *     holds numbers as text too may have an exponent of zero, which {@link NumberCells#bare} takes off
     * @throws NoSuchElementException if there is no further row
     * @throws io.github.churnml.error.DataException if what follows is not a row, saying which and why
     */
    @Override
    String[] next();

    /**
     * Closes the file.
     *
     * @throws io.github.churnml.error.DataException if that fails
     */
    @Override
    void close();
}
