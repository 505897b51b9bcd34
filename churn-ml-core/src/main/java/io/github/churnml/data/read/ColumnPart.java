package io.github.churnml.data.read;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;

/**
 * One column of a run of rows, held as its type will probably need it, and what its values allow. This class itself keeps
 * nothing, for a column that is not wanted. For one thread; a part that was appended to another is not used any more.
 */
class ColumnPart {

    private char[] text = {};

    /** Takes a cell, blanks around it included. */
    void add(char[] s, int from, int to) {
        // Not wanted.
    }

    /** Takes a column of many rows. */
    void add(AsciiRows rows, int column) {
        // Not wanted.
    }

    /** Takes a cell that stands in a file. */
    final void add(AsciiRows rows, int row, int column) {
        int from = rows.from(row, column);
        int length = rows.to(row, column) - from;
        if (text.length < length) {
            text = new char[2 * length];
        }
        for (int i = 0; i < length; i++) {
            text[i] = (char) rows.text[from + i];
        }
        add(text, 0, length);
    }

    /** Gives back the room that is left; no cell is added afterwards. */
    void trim() {
        // There is none.
    }

    /** Takes in a part of the same kind, whose rows come after those of this one. */
    void append(ColumnPart later) {
        // Nothing is kept.
    }

    /** Closes the gap in an array of a column's rows that blank lines have left before some of them. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are one array, of any type
    static void close(Object rows, int to, int from, int count) {
        if (from != to) {
            System.arraycopy(rows, from, rows, to, count);
        }
    }

    /** Makes sure of room for more rows, which there is unless the file grows. */
    static void requireRoom(int more, int at, int length) {
        if (more > length - at) {
            throw new CsvBlocks.Irregular("there are more lines than before");
        }
    }

    /** The level that the sample of its distinct values has come to. */
    int distinctLevel() {
        return 0;
    }

    /** Whether the probe knows all that it is asked for. */
    boolean isProbed() {
        return true;
    }

    /** What the values allow; asked for when all are there. */
    ColumnProbe probe() {
        return new ColumnProbe(MarkerMatcher.none(), new DistinctSample(1, 0));
    }

    /** Whether a column of a type can be made of this. */
    boolean suits(ColumnType type, Dates.Format format) {
        return true;
    }

    /** Adds all cells to another, which empties this. */
    void copyTo(ColumnPart other) {
        // Nothing is kept.
    }

    /** Makes the column, which empties this; the format matters for dates alone. */
    Column build(String name, ColumnType type, Dates.Format format) {
        throw new IllegalStateException("nothing is kept");
    }
}
