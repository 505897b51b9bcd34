package io.github.churnml.forest.foreign;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The tokens of UBJSON, draft 12 of the Universal Binary JSON specification (ubjson.org): one byte names a value's type, and
 * numbers are big-endian. A list or object may give its count ({@code #}) and the one type ({@code $}) of its values, which
 * then come without their own bytes. A claimed length or count is checked against the bytes that are left.
 */
final class UbjsonTokens extends Tokens {

    private static final int NO_COUNT = -1;
    private static final int NO_TYPE = 0;
    /** Types whose values take at least a byte each: others could claim any number of values in no space. */
    private static final String TYPES_WITH_BYTES = "iUIlLdDHCS";

    private final ByteBuffer bytes;
    private final boolean[] isObject = new boolean[DEEPEST + 1];
    private final long[] left = new long[DEEPEST + 1];
    private final int[] type = new int[DEEPEST + 1];
    private int depth;
    private boolean begun;
    private boolean named;
    private int textStart;
    private int textLength;
    private double number;
    private long whole;
    private boolean isWhole;

    UbjsonTokens(byte[] bytes, Blame blame) {
        super(blame);
        this.bytes = ByteBuffer.wrap(bytes);
    }

    @Override
    Kind next() {
        if (depth == 0) {
            if (begun) {
                return end();
            }
            begun = true;
            return value(marker());
        }
        if (!named) {
            if (atEnd()) {
                return close();
            }
            if (isObject[depth]) {
                named = true;
                return text(Kind.NAME, length());
            }
        }
        named = false;
        left[depth] -= left[depth] > 0 ? 1 : 0;
        return value(type[depth] == NO_TYPE ? marker() : type[depth]);
    }

    @Override
    boolean atListEnd() {
        if (!atEnd()) {
            return false;
        }
        close();
        return true;
    }

    @Override
    String text() {
        return new String(bytes.array(), textStart, textLength, StandardCharsets.UTF_8);
    }

    @Override
    double number() {
        return number;
    }

    private Kind end() {
        if (bytes.hasRemaining()) {
            throw problem(
                    "It goes on for " + bytes.remaining() + " bytes after its end.",
                    "Maybe two files were written into one.");
        }
        return Kind.END;
    }

    /** Whether the container has no more values; takes its end mark, which one with a count does not have. */
    private boolean atEnd() {
        if (left[depth] != NO_COUNT) {
            return left[depth] == 0;
        }
        skipNothings();
        if (bytes.get(bytes.position()) == (isObject[depth] ? '}' : ']')) {
            bytes.get();
            return true;
        }
        return false;
    }

    private Kind close() {
        boolean object = isObject[depth];
        depth--;
        return object ? Kind.OBJECT_END : Kind.LIST_END;
    }

    private Kind value(int marker) {
        return switch (marker) {
            case '{' -> open(true);
            case '[' -> open(false);
            case 'S' -> text(Kind.TEXT, length());
            case 'C' -> text(Kind.TEXT, 1);
            case 'H' -> highPrecision();
            case 'T' -> met(Kind.FLAG, 1);
            case 'F' -> met(Kind.FLAG, 0);
            case 'Z' -> Kind.NOTHING;
            case 'd' -> met(Kind.NUMBER, need(4).getFloat());
            case 'D' -> met(Kind.NUMBER, need(8).getDouble());
            default -> {
                long met = whole(marker);
                met(Kind.NUMBER, met);
                whole = met;
                isWhole = true;
                yield Kind.NUMBER;
            }
        };
    }

    private Kind open(boolean object) {
        if (depth == DEEPEST) {
            throw problem("It is nested more than " + DEEPEST + " deep" + at() + ".", "Maybe it is no model.");
        }
        int of = NO_TYPE;
        long count = NO_COUNT;
        skipNothings();
        if (bytes.get(bytes.position()) == '$') {
            bytes.get();
            of = need(1).get();
            if (TYPES_WITH_BYTES.indexOf(of) < 0) {
                throw problem("It has a list of values without bytes" + at() + ".", "Maybe it is damaged.");
            }
            if (need(1).get(bytes.position()) != '#') {
                throw problem("It has a list with a type but no count" + at() + ".", "Maybe it is damaged.");
            }
        }
        if (bytes.get(bytes.position()) == '#') {
            bytes.get();
            count = count(size(of) + (object ? 2 : 0));
        }
        depth++;
        isObject[depth] = object;
        left[depth] = count;
        type[depth] = of;
        return object ? Kind.OBJECT : Kind.LIST;
    }

    private long count(int bytesEach) {
        long count = whole(marker());
        if (count < 0 || count > bytes.remaining() / bytesEach) {
            throw problem(
                    "It claims " + count + " values where " + bytes.remaining() + " bytes are left" + at() + ".",
                    "Maybe it is cut short or damaged.");
        }
        return count;
    }

    private int length() {
        long length = whole(marker());
        if (length < 0 || length > bytes.remaining()) {
            throw problem(
                    "It claims a text of " + length + " bytes where " + bytes.remaining() + " are left" + at() + ".",
                    "Maybe it is cut short or damaged.");
        }
        return (int) length;
    }

    private Kind text(Kind kind, int length) {
        need(length);
        textStart = bytes.position();
        textLength = length;
        bytes.position(textStart + length);
        return kind;
    }

    private Kind highPrecision() {
        text(Kind.TEXT, length());
        isWhole = false;
        number = textLength > 1000 ? Double.NaN : Numbers.parse(text());
        if (Double.isNaN(number)) {
            throw problem("It holds a number that is none" + at() + ".", "Maybe it is damaged.");
        }
        return Kind.NUMBER;
    }

    private long whole(int marker) {
        return switch (marker) {
            case 'i' -> need(1).get();
            case 'U' -> need(1).get() & 0xFF;
            case 'I' -> need(2).getShort();
            case 'l' -> need(4).getInt();
            case 'L' -> need(8).getLong();
            default ->
                throw problem(
                        "It holds a value of the unknown type " + Wording.value((char) (marker & 0xFF)) + at() + ".",
                        "Maybe it is damaged.");
        };
    }

    private static int size(int marker) {
        return switch (marker) {
            case 'I', 'S', 'H' -> 2;
            case 'l', 'd' -> 4;
            case 'L', 'D' -> 8;
            default -> 1;
        };
    }

    private int marker() {
        skipNothings();
        return bytes.get();
    }

    /** Takes no-ops; afterwards there is at least one byte. */
    private void skipNothings() {
        while (need(1).get(bytes.position()) == 'N') {
            bytes.get();
        }
    }

    private ByteBuffer need(int count) {
        if (bytes.remaining() < count) {
            throw tooShort();
        }
        return bytes;
    }

    @Override
    Number exact() {
        return isWhole ? (Number) whole : (Number) number;
    }

    private Kind met(Kind kind, double value) {
        isWhole = false;
        number = value;
        return kind;
    }

    private ChurnException tooShort() {
        return problem(
                "It ends too early, after " + bytes.limit() + " bytes.", "Maybe saving or copying it was interrupted.");
    }

    private String at() {
        return " (byte " + bytes.position() + ")";
    }
}
