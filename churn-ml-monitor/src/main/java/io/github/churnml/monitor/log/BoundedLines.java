package io.github.churnml.monitor.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream as bytes, one at a time, none longer in memory than a bound. Mutable, for one thread; the buffer
 * is reused.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class BoundedLines {

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

    /**
     * The lines of a stream.
     *
     * @param in the stream, which the caller closes
     */
    public BoundedLines(InputStream in) {
        this.in = in;
    }

    /**
     * Goes on to the next line.
     *
     * @return false if there is none
     * @throws IOException if reading fails
     */
    public boolean next() throws IOException {
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

    /** {@return the bytes of the line, without its line feed; only the first {@link #length} count} */
    public byte[] bytes() {
        return line;
    }

    /** {@return how many bytes the line has} */
    public int length() {
        return length;
    }

    /** {@return whether the line is longer than 1 MB, and so was not kept} */
    public boolean isTooLong() {
        return tooLong;
    }

    /** {@return whether the line ended with a line feed} */
    boolean isEnded() {
        return ended;
    }

    /** {@return the line's number, from 1} */
    public long number() {
        return number;
    }

    /** {@return whether the line holds nothing but blanks, or a byte order mark at the file's beginning} */
    public boolean isBlank() {
        for (int i = 0; i < length; i++) {
            boolean mark = number == 1 && i < 3 && (line[i] & 0xFF) >= 0xBB; // the parts of a byte order mark
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && !mark) {
                return false;
            }
        }
        return !tooLong;
    }
}
