package io.github.churnml.error;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The place that a message speaks of; what is unknown is left out.
 *
 * @param column the column's name, or null
 * @param row the 1-based data row (the header does not count), or 0
 * @param path the file, or null
 */
public record Where(
        @Nullable String column, long row, @Nullable Path path) {

    /** {@return no place at all} */
    public static Where nowhere() {
        return new Where(null, 0, null);
    }

    /**
     * A place in a file.
     *
     * @param path the file
     * @return the place
     */
    public static Where in(@Nullable Path path) {
        return new Where(null, 0, path);
    }

    /**
     * A column.
     *
     * @param column the column's name
     * @return the place
     */
    public static Where column(String column) {
        return new Where(column, 0, null);
    }

    /**
     * The same place, at a row.
     *
     * @param newRow the 1-based data row
     * @return the place
     */
    public Where row(long newRow) {
        return new Where(column, newRow, path);
    }

    /**
     * The same place, in a file.
     *
     * @param newPath the file
     * @return the place
     */
    public Where path(@Nullable Path newPath) {
        return new Where(column, row, newPath);
    }
}
