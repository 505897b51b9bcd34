package io.github.churnml.data.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.function.LongConsumer;

/**
 * Decodes bytes to characters strictly: bytes that are no text in the character set end the reading, and their
 * place is known. After the last character follow a line feed and a mark, as a record of its own; a parser that finds
 * the mark inside quotes knows that a quote was never closed.
 */
final class DecodingReader extends Reader {

    /** A code point that Unicode reserves for use inside programs. */
    static final char MARK = '\uFFFF';

    private static final String TAIL = "\n" + MARK;
    private static final int BUFFER = 1 << 16;

    /** Bytes that are no text, at an offset into the file. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;
        private final long offset;
        private final int firstByte;

        Malformed(long offset, int firstByte) {
            super("malformed at " + offset);
            this.offset = offset;
            this.firstByte = firstByte;
        }

        long offset() {
            return offset;
        }

        int firstByte() {
            return firstByte;
        }
    }

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final LongConsumer progress;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    /** The file's offset of the buffer's end. */
    private long offset;

    private boolean endOfInput;
    private boolean decoded;
    private int tail;
    /** The second half of a surrogate pair when only one character was asked for, or -1. */
    private int pending = -1;

    /**
     * Reads from a stream.
     *
     * @param in the bytes, after any byte order mark
     * @param charset their character set
     * @param skipped how many bytes of the file were read before
     * @param progress told how many bytes of the file are read
     */
    DecodingReader(InputStream in, Charset charset, int skipped, LongConsumer progress) {
        this.in = in;
        this.progress = progress;
        this.offset = skipped;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Whether the file's last character has been handed out. */
    boolean ended() {
        return decoded;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (pending >= 0) {
            target[from] = (char) pending;
            pending = -1;
            return 1;
        }
        int count = decoded ? 0 : length == 1 ? readOne(target, from) : decode(CharBuffer.wrap(target, from, length));
        return count > 0 ? count : readTail(target, from);
    }

    private int readOne(char[] target, int from) throws IOException {
        char[] pair = new char[2];
        int count = decode(CharBuffer.wrap(pair));
        if (count == 2) {
            pending = pair[1];
        }
        target[from] = pair[0];
        return Math.min(count, 1);
    }

    /** Decodes at least one character; 0 at the end. */
    private int decode(CharBuffer out) throws IOException {
        int start = out.position();
        while (true) {
            CoderResult result = decoder.decode(bytes, out, endOfInput);
            if (result.isUnderflow() && endOfInput && decoder.flush(out).isUnderflow()) {
                decoded = true;
                return out.position() - start;
            }
            if (out.position() > start) {
                return out.position() - start;
            }
            if (result.isError()) {
                throw new Malformed(offset - bytes.remaining(), bytes.get(bytes.position()) & 0xFF);
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            endOfInput = true;
        } else {
            bytes.position(bytes.position() + count);
            offset += count;
        }
        bytes.flip();
        progress.accept(offset);
    }

    private int readTail(char[] target, int from) {
        if (tail == TAIL.length()) {
            return -1;
        }
        target[from] = TAIL.charAt(tail++);
        return 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
