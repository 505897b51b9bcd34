package io.github.churnml.data.read;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Progress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to read a CSV file, where that is given and not to be worked out. Immutable: each {@code
 * with} method returns a changed copy.
 *
 * @param charset the file's character set; UTF-8 unless said. A byte order mark wins
 * @param delimiter the field separator, or null to work it out among comma, semicolon, tab and bar
 * @param header whether the first row names the columns; false calls them c1, c2 and so on; null refuses a first row that
 *     looks like a customer
 * @param types column types that override what is inferred, by column name (exact, then trimmed)
 * @param missing the texts that stand for a missing value
 * @param progress told how many of the file's bytes are read; from the beginning again, and twice, if the file is not regular
 */
public record CsvOptions(
        Charset charset,
        @Nullable Character delimiter,
        @Nullable Boolean header,
        Map<String, ColumnType> types,
        MissingMarkers missing,
        Progress progress) {

    /**
     * Copies the map.
     *
     * @param charset the file's character set
     * @param delimiter the field separator, or null
     * @param header whether there is a header, or null
     * @param types declared types by column name
     * @param missing the missing markers
     * @param progress the listener
     */
    public CsvOptions {
        types = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** {@return UTF-8, the delimiter worked out, no overrides, standard markers} */
    public static CsvOptions standard() {
        return new CsvOptions(StandardCharsets.UTF_8, null, null, Map.of(), MissingMarkers.standard(), Progress.none());
    }

    /**
     * With another character set.
     *
     * @param newCharset the file's character set
     * @return a changed copy
     */
    public CsvOptions withCharset(Charset newCharset) {
        return new CsvOptions(newCharset, delimiter, header, types, missing, progress);
    }

    /**
     * With a given field separator.
     *
     * @param newDelimiter the separator
     * @return a changed copy
     */
    public CsvOptions withDelimiter(char newDelimiter) {
        return new CsvOptions(charset, newDelimiter, header, types, missing, progress);
    }

    /**
     * With a first row that names the columns, or none.
     *
     * @param newHeader whether it does
     * @return a changed copy
     */
    public CsvOptions withHeader(boolean newHeader) {
        return new CsvOptions(charset, delimiter, newHeader, types, missing, progress);
    }

    /**
     * With one column's type given.
     *
     * @param column the column's name
     * @param type its type
     * @return a changed copy
     */
    public CsvOptions withType(String column, ColumnType type) {
        Map<String, ColumnType> more = new LinkedHashMap<>(types);
        more.put(column, type);
        return new CsvOptions(charset, delimiter, header, more, missing, progress);
    }

    /**
     * With other missing markers.
     *
     * @param markers the texts that stand for a missing value
     * @return a changed copy
     */
    public CsvOptions withMissing(MissingMarkers markers) {
        return new CsvOptions(charset, delimiter, header, types, markers, progress);
    }

    /**
     * With a listener that is told how far the reading is.
     *
     * @param listener is told
     * @return a changed copy
     */
    public CsvOptions withProgress(Progress listener) {
        return new CsvOptions(charset, delimiter, header, types, missing, listener);
    }
}
