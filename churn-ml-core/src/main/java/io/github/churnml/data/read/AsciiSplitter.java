package io.github.churnml.data.read;

import io.github.churnml.data.Chars;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the cells of whole CSV rows in ASCII without quotes, eight bytes in one go, and hands the rows on by the hundred.
 * For one block.
 *
 * <p><b>Plan.</b> A byte below 0x80 is zero exactly if adding 0x7F leaves its high bit clear, and nothing is carried over to
 * the next byte; so one addition tells for eight bytes which of them equal a byte that was taken away by exclusive or.
 */
final class AsciiSplitter {

    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final long ONES = 0x0101_0101_0101_0101L;
    static final long HIGHS = ONES << 7;

    private static final long ALL_BUT_HIGHS = ~HIGHS;
    private static final long FEEDS = ONES * '\n';
    private static final long RETURNS = ONES * '\r';

    private final byte[] block;
    private final int length;
    private final RowSink<?> sink;
    private final AsciiRows rows;
    private final int[] bounds;

    AsciiSplitter(byte[] block, int length, int columns, RowSink<?> sink) {
        this.block = block;
        this.length = length;
        this.sink = sink;
        this.rows = new AsciiRows(block, columns);
        this.bounds = rows.bounds;
    }

    void split(char delimiter) {
        int last = rows.columns() - 1;
        long delimiters = ONES * delimiter;
        int column = 0;
        bounds[0] = -1;
        int filled = 1;
        for (int i = 0; i < length; i += Long.BYTES) {
            for (long hits = hits(i, delimiters); hits != 0; hits &= hits - 1) {
                int at = i + (Long.numberOfTrailingZeros(hits) >>> 3);
                if (block[at] == delimiter) {
                    if (column == last) {
                        throw new CsvBlocks.Irregular("a row is too long");
                    }
                    column++;
                    bounds[filled++] = at;
                } else {
                    filled = rowEnd(column, filled, at);
                    column = 0;
                }
            }
        }
        if (bounds[filled - 1] + 1 < length || column > 0) {
            filled = rowEnd(column, filled, length);
        }
        give(filled - 1);
    }

    /** Where the ends of cells are among the next eight bytes: the high bits of their bytes. */
    private long hits(int i, long delimiters) {
        if (i + Long.BYTES > length) {
            return hitsAtEnd(i, (byte) delimiters);
        }
        long eight = (long) LONGS.get(block, i);
        return ~((eight ^ delimiters) + ALL_BUT_HIGHS
                        & (eight ^ FEEDS) + ALL_BUT_HIGHS
                        & (eight ^ RETURNS) + ALL_BUT_HIGHS)
                & HIGHS;
    }

    private long hitsAtEnd(int from, byte delimiter) {
        long hits = 0;
        for (int i = from; i < length; i++) {
            if (block[i] == delimiter || block[i] == '\n' || block[i] == '\r') {
                hits |= 0x80L << 8 * (i - from);
            }
        }
        return hits;
    }

    /** Notes the end of a row, and of the line if there is nothing on it; gives the rows away when there is no room left. */
    private int rowEnd(int column, int filled, int at) {
        if (column == 0 && isBlank(bounds[filled - 1] + 1, at)) {
            bounds[filled - 1] = at;
            return filled;
        }
        if (column != rows.columns() - 1) {
            throw new CsvBlocks.Irregular("a row is too short");
        }
        bounds[filled] = at;
        int next = filled + 1;
        if (next == bounds.length) {
            give(next);
            next = 0;
        }
        bounds[next] = at;
        return next + 1;
    }

    private void give(int filled) {
        if (filled > 0) {
            rows.resize(filled / rows.stride);
            sink.rows(rows);
        }
    }

    private boolean isBlank(int from, int to) {
        int i = from;
        while (i < to && Chars.isBlank((char) block[i])) {
            i++;
        }
        return i == to;
    }
}
