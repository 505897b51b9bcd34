package io.github.churnml.data.read;

/**
 * How large a table may be before it is refused in words, rather than by running out of memory.
 *
 * @param fieldChars the longest field, in characters; at least 8192
 * @param columns the most columns
 * @param rows the most rows
 */
record TableLimits(int fieldChars, int columns, long rows) {

    /** 16 million characters, 10,000 columns, as many rows as an array holds. */
    static final TableLimits STANDARD = new TableLimits(1 << 24, 10_000, Integer.MAX_VALUE - 8);

    /** The same, for rows that are not kept. */
    TableLimits withoutRows() {
        return new TableLimits(fieldChars, columns, Long.MAX_VALUE);
    }
}
