package io.github.churnml.data.read;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Progress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to read a table of any format, where that is given and not to be worked out; what concerns another format than the
 * table's is ignored. Immutable: each {@code with} method returns a changed copy.
 *
 * @param charset a CSV file's character set; UTF-8 unless said. A byte order mark wins. JSON is always Unicode
 * @param delimiter a CSV file's field separator, or null to work it out among comma, semicolon, tab and bar
 * @param sheet a workbook's sheet: its name, or its number from 1 if no sheet has that name; null for the first visible
 *     one that holds anything
 * @param header whether the first row of a CSV file or a sheet names the columns; false calls them c1, c2 and so on; null
 *     refuses a first row that looks like a customer
 * @param types column types that override what is inferred, by column name (exact, then trimmed)
 * @param missing the texts that stand for a missing value
 * @param progress told how much of the table is read, over all passes together
 * @param literal columns in which no text stands for a missing value, not even the empty one, by name (exact, then trimmed);
 *     those that the table does not have are ignored
 */
public record ReadOptions(
        Charset charset,
        @Nullable Character delimiter,
        @Nullable String sheet,
        @Nullable Boolean header,
        Map<String, ColumnType> types,
        MissingMarkers missing,
        Progress progress,
        Set<String> literal) {

    private static final ReadOptions STANDARD = new ReadOptions(
            StandardCharsets.UTF_8, null, null, null, Map.of(), MissingMarkers.standard(), Progress.none(), Set.of());

    /**
     * Copies the map and the set.
     *
     * @param charset a CSV file's character set
     * @param delimiter a CSV file's field separator, or null
     * @param sheet a workbook's sheet, or null
     * @param header whether there is a header, or null
     * @param types declared types by column name
     * @param missing the missing markers
     * @param progress the listener
     * @param literal columns in which every text is a value
     */
    public ReadOptions {
        literal = Set.copyOf(literal);
        types = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** {@return everything worked out: delimiter, sheet and types; standard markers} */
    public static ReadOptions standard() {
        return STANDARD;
    }

    /** The same options for a table of any format. */
    static ReadOptions of(CsvOptions csv) {
        return new ReadOptions(
                csv.charset(),
                csv.delimiter(),
                null,
                csv.header(),
                csv.types(),
                csv.missing(),
                csv.progress(),
                Set.of());
    }

    /** The same options for a CSV file. */
    CsvOptions csv() {
        return new CsvOptions(charset, delimiter, header, types, missing, progress);
    }

    /**
     * With another character set for CSV.
     *
     * @param newCharset the file's character set
     * @return a changed copy
     */
    public ReadOptions withCharset(Charset newCharset) {
        return new ReadOptions(newCharset, delimiter, sheet, header, types, missing, progress, literal);
    }

    /**
     * With a given field separator for CSV.
     *
     * @param newDelimiter the separator
     * @return a changed copy
     */
    public ReadOptions withDelimiter(char newDelimiter) {
        return new ReadOptions(charset, newDelimiter, sheet, header, types, missing, progress, literal);
    }

    /**
     * With a sheet of a workbook.
     *
     * @param nameOrNumber its name, or its number from 1
     * @return a changed copy
     */
    public ReadOptions withSheet(String nameOrNumber) {
        return new ReadOptions(charset, delimiter, nameOrNumber, header, types, missing, progress, literal);
    }

    /**
     * With a first row that names the columns, or none.
     *
     * @param newHeader whether it does
     * @return a changed copy
     */
    public ReadOptions withHeader(boolean newHeader) {
        return new ReadOptions(charset, delimiter, sheet, newHeader, types, missing, progress, literal);
    }

    /**
     * With one column's type given.
     *
     * @param column the column's name
     * @param type its type
     * @return a changed copy
     */
    public ReadOptions withType(String column, ColumnType type) {
        Map<String, ColumnType> more = new LinkedHashMap<>(types);
        more.put(column, type);
        return new ReadOptions(charset, delimiter, sheet, header, more, missing, progress, literal);
    }

    /**
     * With these types given and no others.
     *
     * @param newTypes types by column name
     * @return a changed copy
     */
    public ReadOptions withTypes(Map<String, ColumnType> newTypes) {
        return new ReadOptions(charset, delimiter, sheet, header, newTypes, missing, progress, literal);
    }

    /**
     * With other missing markers.
     *
     * @param markers the texts that stand for a missing value
     * @return a changed copy
     */
    public ReadOptions withMissing(MissingMarkers markers) {
        return new ReadOptions(charset, delimiter, sheet, header, types, markers, progress, literal);
    }

    /**
     * With a listener that is told how far the reading is.
     *
     * @param listener is told
     * @return a changed copy
     */
    public ReadOptions withProgress(Progress listener) {
        return new ReadOptions(charset, delimiter, sheet, header, types, missing, listener, literal);
    }

    /**
     * With a column in which every text is a value, though it be empty or a missing marker.
     *
     * @param column the column's name
     * @return a changed copy
     */
    public ReadOptions withLiteral(String column) {
        Set<String> more = new HashSet<>(literal);
        more.add(column);
        return new ReadOptions(charset, delimiter, sheet, header, types, missing, progress, more);
    }
}
