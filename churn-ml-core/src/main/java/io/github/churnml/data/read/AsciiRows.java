package io.github.churnml.data.read;

import java.nio.charset.StandardCharsets;

/**
 * A few hundred rows of ASCII text where they stand in a file, so that a sink can go through them column by column; see
 * {@link RowSink#rows}. Shared: what it holds changes as soon as the sink returns.
 */
public final class AsciiRows {

    /** Ends of cells that are noted before a sink is asked to take them: what they delimit fits into a cache. */
    private static final int BOUNDS = 1 << 13;

    final byte[] text;
    final int stride;
    /** Of each row the position before its first cell, then that behind each cell; one position lies between two cells. */
    final int[] bounds;

    private int rows;

    AsciiRows(byte[] text, int columns) {
        this.text = text;
        this.stride = columns + 1;
        this.bounds = new int[stride * Math.max(1, BOUNDS / stride)];
    }

    /** {@return how many rows these are} */
    public int size() {
        return rows;
    }

    void resize(int count) {
        rows = count;
    }

    int columns() {
        return stride - 1;
    }

    int from(int row, int column) {
        return bounds[row * stride + column] + 1;
    }

    int to(int row, int column) {
        return bounds[row * stride + column + 1];
    }

    /**
     * A cell as it stands in the file.
     *
     * @param row its row, from 0
     * @param column its column, from 0
     * @return its text, blanks around it included
     */
    public String text(int row, int column) {
        int from = from(row, column);
        return new String(text, from, to(row, column) - from, StandardCharsets.ISO_8859_1);
    }
}
