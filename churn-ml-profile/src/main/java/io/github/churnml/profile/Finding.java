package io.github.churnml.profile;

import java.util.List;

/**
 * Something suspicious in a table.
 *
 * @param severity how much it matters
 * @param code what it is, in a stable form for programs, such as {@code decides-target}; the package essay lists them
 * @param columns the columns concerned, in the order of the table; none if it is about whole rows
 * @param message one or two plain sentences with the numbers
 * @param wayOut a plain sentence that says what to do
 */
public record Finding(Severity severity, String code, List<String> columns, String message, String wayOut) {

    /**
     * Copies the columns.
     *
     * @param severity how much it matters
     * @param code what it is
     * @param columns the columns concerned
     * @param message what was found
     * @param wayOut what to do
     */
    public Finding {
        columns = List.copyOf(columns);
    }
}
