package io.github.churnml.data;

/**
 * How large a table may be before it is refused in words, rather than by running out of memory.
 *
 * @param fieldChars the longest field, in characters; at least 8192
 * @param columns the most columns
 * @param rows the most rows
 */
record CsvLimits(int fieldChars, int columns, long rows) {

    /** 16 million characters, 10,000 columns, as many rows as an array holds. */
    static final CsvLimits STANDARD = new CsvLimits(1 << 24, 10_000, Integer.MAX_VALUE - 8);
}
