package io.github.churnml.data.read;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.github.churnml.data.Chars;
import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every reading of a CSV file shares: the first record is the header, blank lines are skipped, each row has as many
 * fields as the header, nothing is too large, quotes are closed. Subclasses take the fields.
 *
 * @param <T> what a row is turned into, or {@link Void} where fields are taken in as they come
 */
abstract class CsvHandler<T> extends AbstractBaseCsvCallbackHandler<T> {

    private static final char[] NONE = {};

    private final CsvSource source;
    private final TableLimits limits;
    private final List<Notice> notices = new ArrayList<>();
    private final List<String> rawHeader = new ArrayList<>();
    private @Nullable List<String> header;
    private @Nullable DecodingReader reader;
    private int columns;
    private long rows;
    private int fields;
    /** A first field of nothing but blanks, kept back until it is clear whether the line holds more. */
    private char[] blanks = NONE;

    private boolean atMark;

    CsvHandler(CsvSource source, TableLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /** Takes the names of the columns. */
    abstract void header(List<String> names);

    /** Takes a field, with the blanks around it, of the row that {@link #row} counts. */
    abstract void field(int column, char[] s, int from, int to);

    /** Ends a row of complete length; null to go on without handing anything out. */
    abstract @Nullable T endRow();

    void reader(DecodingReader opened) {
        reader = opened;
    }

    /** The row that is being read, from 1. */
    final long row() {
        return rows + 1;
    }

    /** How many rows are read. */
    final long rows() {
        return rows;
    }

    final CsvSource source() {
        return source;
    }

    final List<Notice> notices() {
        return notices;
    }

    final List<String> rawHeader() {
        return List.copyOf(rawHeader);
    }

    final @Nullable List<String> header() {
        return header;
    }

    /** Where the record that is being read begins, for messages: row and line. */
    final String place() {
        String at = header == null ? "The header" : "Row " + row();
        return at + " of " + source.shortName() + " (line " + source.line(getStartingLineNumber()) + ")";
    }

    /** The column that is being read, for messages; empty if it has no name. */
    final String column() {
        return header == null || fields >= columns ? "" : header.get(fields);
    }

    final Where where() {
        return Where.in(source.path()).row(header == null ? 0 : row());
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        fields = 0;
        blanks = NONE;
        atMark = false;
    }

    @Override
    protected void handleField(int index, char[] s, int from, int length, boolean quoted) {
        if (length > 0 && s[from + length - 1] == DecodingReader.MARK && reader != null && reader.ended()) {
            checkMark(index, s, from + length, length, quoted);
            if (atMark) {
                return;
            }
        }
        fields++;
        if (header == null) {
            addName(s, from, length);
        } else if (index == 0 && length > 0 && !quoted && Chars.start(s, from, from + length) == from + length) {
            blanks = new String(s, from, length).toCharArray();
        } else if (index < columns) {
            giveBlanks(index);
            field(index, s, from, from + length);
        }
    }

    /** The mark alone is the end; after a line feed inside quotes it shows that they were never closed. */
    private void checkMark(int index, char[] s, int to, int length, boolean quoted) {
        if (!quoted && index == 0 && length == 1) {
            atMark = true;
        } else if (quoted && length > 1 && s[to - 2] == '\n') {
            throw new DataException(
                    place() + " opens a quote that is never closed.",
                    "Maybe a closing quote is missing, or a quote inside a field is not doubled.",
                    where());
        }
    }

    private void addName(char[] s, int from, int length) {
        if (rawHeader.size() == limits.columns()) {
            throw new DataException(
                    "The header of " + source.shortName() + " has more than " + limits.columns() + " columns.",
                    "Maybe the file has no line breaks that are known here, or is not a table of customers.",
                    where());
        }
        rawHeader.add(new String(s, from, length));
    }

    private void giveBlanks(int index) {
        if (index > 0 && blanks.length > 0) {
            field(0, blanks, 0, blanks.length);
            blanks = NONE;
        }
    }

    @Override
    protected @Nullable T buildRecord() {
        if (getRecordType() == RecordType.EMPTY || atMark || fields == 1 && blanks.length > 0) {
            return null;
        }
        if (header == null) {
            return endHeader();
        }
        if (fields != columns) {
            throw ragged();
        }
        if (rows == limits.rows()) {
            throw TableFile.tooManyRows(source.path(), limits.rows());
        }
        T result = endRow();
        rows++;
        return result;
    }

    private @Nullable T endHeader() {
        if (rawHeader.size() == 1 && rawHeader.get(0).isBlank()) {
            rawHeader.clear();
            return null;
        }
        List<String> names = HeaderNames.names(rawHeader, source.path(), notices);
        columns = names.size();
        header = names;
        header(names);
        return null;
    }

    private DataException ragged() {
        String delimiter = source.delimiter() == '\t' ? "a tab" : Wording.value(source.delimiter());
        return new DataException(
                place() + " has " + fields + (fields == 1 ? " field" : " fields") + " where the header has " + columns
                        + ".",
                "Maybe a quote is not closed, a field holds the delimiter without quotes, or the delimiter is not "
                        + delimiter + ".",
                where());
    }
}
