package io.github.churnml.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream as bytes, one at a time, none longer in memory than a bound. Mutable, for one thread; the buffer
 * is reused.
 */
final class BoundedLines {

    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[256];
    private int length;
    private boolean tooLong;
    private boolean ended = true;
    private long number;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** Goes on to the next line; false if there is none. */
    boolean next() throws IOException {
        length = 0;
        tooLong = false;
        ended = false;
        boolean any = false;
        while (!ended) {
            if (at == end && !fill()) {
                break;
            }
            any = true;
            int from = at;
            while (at < end && chunk[at] != '\n') {
                at++;
            }
            take(from);
            if (at < end) {
                at++;
                ended = true;
            }
        }
        number += any ? 1 : 0;
        return any;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }

    private void take(int from) {
        int count = at - from;
        if (tooLong || length + count > LONGEST) {
            tooLong = true;
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(2 * line.length, length + count)));
        }
        System.arraycopy(chunk, from, line, length, count);
        length += count;
    }

    /** The bytes of the line, without its line feed; only the first {@link #length} count. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Whether the line is longer than 1 MB, and so was not kept. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Whether the line ended with a line feed. */
    boolean isEnded() {
        return ended;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            boolean mark = number == 1 && i < 3 && (line[i] & 0xFF) >= 0xBB; // the parts of a byte order mark
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && !mark) {
                return false;
            }
        }
        return !tooLong;
    }
}
