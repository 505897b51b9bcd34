package io.github.churnml.data.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a gzip file (RFC 1952): one or more members, one after the other. Unlike {@link java.util.zip.GZIPInputStream} it
 * takes nothing but members for the end of the file: what follows the last one makes the file damaged. For one thread.
 */
final class GzipMembers extends InputStream {

    private static final int BUFFER = 1 << 16;
    private static final int FIRST = 0x1F;
    private static final int SECOND = 0x8B;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int at;
    private int end;
    private boolean ended;

    /** Reads the first member's header. */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        header(nextByte());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int count = inflater.inflate(target, from, length);
                if (count > 0) {
                    checksum.update(target, from, count);
                    return count;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw new IOException("a dictionary is needed");
                } else {
                    at = end; // The inflater has taken what was there.
                    if (!fill()) {
                        throw new EOFException();
                    }
                    inflater.setInput(buffer, at, end - at);
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    private void endMember() throws IOException {
        at = end - inflater.getRemaining();
        if (number(4) != checksum.getValue() || number(4) != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new IOException("the checksum is another");
        }
        if (at == end && !fill()) {
            ended = true;
            return;
        }
        checksum.reset();
        inflater.reset();
        header(nextByte());
    }

    /** Reads the header of a member, whose first byte is given, and hands what follows to the inflater. */
    private void header(int first) throws IOException {
        if (first != FIRST || nextByte() != SECOND || nextByte() != DEFLATE) {
            throw new IOException("no gzip member");
        }
        int flags = nextByte();
        if ((flags & RESERVED) != 0) {
            throw new IOException("unknown flags");
        }
        number(6); // time, kind of compression, system
        if ((flags & EXTRA) != 0) {
            for (long left = number(2); left > 0; left--) {
                nextByte();
            }
        }
        for (int flag : new int[] {NAME, COMMENT}) {
            boolean text = (flags & flag) != 0;
            while (text && nextByte() != 0) {
                // A text ends with a zero.
            }
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            number(2);
        }
        inflater.setInput(buffer, at, end - at);
    }

    /** A number of n bytes, the lowest first. */
    private long number(int n) throws IOException {
        long number = 0;
        for (int i = 0; i < n; i++) {
            number |= (long) nextByte() << 8 * i;
        }
        return number;
    }

    private int nextByte() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException();
        }
        return buffer[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
