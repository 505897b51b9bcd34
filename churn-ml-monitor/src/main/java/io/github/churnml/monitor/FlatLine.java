package io.github.churnml.monitor;

import io.github.churnml.data.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the lines that nearly all histories consist of: one flat JSON object of plain names, with texts, numbers, flags and
 * nulls. Whatever else a line holds (a list, an escaped character, anything beyond ASCII, a name twice, a mistake), it gives
 * up, and the full parser says what that line is; so the two never differ, and this one can be simple. Mutable, for one
 * thread.
 */
final class FlatLine {

    /** Takes those fields of a line that are looked for, in the line's order, each by its place among the names. */
    interface Fields {

        void number(int field, double value);

        void text(int field, String value);

        void flag(int field);

        void nothing(int field);
    }

    private static final int MOST_FIELDS = 64;
    private static final int LONGEST_NUMBER = 40;

    /** The hash of names is FNV-1a. */
    private static final long FIRST_HASH = 0xcbf29ce484222325L;

    private static final long HASH_FACTOR = 0x100000001b3L;

    /** Up to here a whole number is exact as a double (Clinger 1990). */
    private static final long EXACT = 1L << 53;

    private final byte[][] wanted;
    private final long[] wantedHashes;
    private final Fields fields;
    private final long[] hashes = new long[MOST_FIELDS];
    private long hash;
    private byte[] line = {};
    private int end;
    private int at;

    /** @param names what is looked for; of equal ones the first */
    FlatLine(List<String> names, Fields fields) {
        this.wanted = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.wantedHashes = Arrays.stream(wanted).mapToLong(FlatLine::hash).toArray();
        this.fields = fields;
    }

    /** Whether the whole line was such an object; else what was taken of it does not count. */
    boolean read(byte[] bytes, int length) {
        line = bytes;
        end = length;
        at = 0;
        if (!take('{')) {
            return false;
        }
        if (take('}')) {
            return atEnd();
        }
        int count = 0;
        do {
            if (count == MOST_FIELDS || !field(count++)) {
                return false;
            }
        } while (take(','));
        return take('}') && atEnd();
    }

    private boolean field(int count) {
        if (!take('"')) {
            return false;
        }
        int from = at;
        if (!name() || isRepeated(count)) {
            return false;
        }
        int wantedField = find(from, at - 1);
        return take(':') && value(wantedField);
    }

    private int find(int from, int to) {
        for (int i = 0; i < wantedHashes.length; i++) {
            if (wantedHashes[i] == hash && Arrays.equals(wanted[i], 0, wanted[i].length, line, from, to)) {
                return i;
            }
        }
        return -1;
    }

    private boolean value(int field) {
        blanks();
        if (at == end) {
            return false;
        }
        byte first = line[at];
        if (first == '"') {
            int from = ++at;
            if (!text()) {
                return false;
            }
            if (field >= 0) {
                fields.text(field, new String(line, from, at - 1 - from, StandardCharsets.ISO_8859_1));
            }
            return true;
        }
        if (first == 't' && word("true") || first == 'f' && word("false")) {
            if (field >= 0) {
                fields.flag(field);
            }
            return true;
        }
        if (first == 'n' && word("null")) {
            if (field >= 0) {
                fields.nothing(field);
            }
            return true;
        }
        return number(field);
    }

    /** As {@link #text}, with its hash. */
    private boolean name() {
        hash = FIRST_HASH;
        while (at < end) {
            byte next = line[at++];
            if (next == '"') {
                return true;
            }
            if (next < ' ' || next == '\\') {
                return false;
            }
            hash = (hash ^ next) * HASH_FACTOR;
        }
        return false;
    }

    /** Goes behind the closing quote; only printable ASCII without a backslash. */
    private boolean text() {
        while (at < end) {
            byte next = line[at++];
            if (next == '"') {
                return true;
            }
            if (next < ' ' || next == '\\') {
                return false;
            }
        }
        return false;
    }

    private boolean number(int field) {
        int from = at;
        boolean negative = skip('-');
        int firstDigit = at;
        long digits = digits(0);
        int whole = at - firstDigit;
        if (whole == 0 || whole > 1 && line[firstDigit] == '0') {
            return false;
        }
        int scale = 0;
        if (skip('.')) {
            int point = at;
            digits = digits(digits);
            scale = at - point;
            if (scale == 0) {
                return false;
            }
        }
        boolean power = skip('e') || skip('E');
        if (power && !exponent() || at - from > LONGEST_NUMBER) {
            return false;
        }
        if (field >= 0) {
            boolean exact = !power && whole + scale <= 18 && digits <= EXACT && scale <= Numbers.MOST_DECIMALS;
            double size = exact
                    ? Numbers.scaled(digits, scale)
                    : Math.abs(Double.parseDouble(new String(line, from, at - from, StandardCharsets.ISO_8859_1)));
            fields.number(field, negative ? -size : size);
        }
        return true;
    }

    private boolean exponent() {
        if (!skip('+')) {
            skip('-');
        }
        int from = at;
        digits(0);
        return at > from;
    }

    /** Beyond 18 digits this overflows, and is not used. */
    private long digits(long before) {
        long value = before;
        while (at < end && line[at] >= '0' && line[at] <= '9') {
            value = 10 * value + (line[at++] - '0');
        }
        return value;
    }

    private boolean word(String word) {
        if (end - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (line[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** By a hash: names that merely look the same are left to the full parser. */
    private boolean isRepeated(int count) {
        for (int i = 0; i < count; i++) {
            if (hashes[i] == hash) {
                return true;
            }
        }
        hashes[count] = hash;
        return false;
    }

    private static long hash(byte[] name) {
        long hash = FIRST_HASH;
        for (byte next : name) {
            hash = (hash ^ next) * HASH_FACTOR;
        }
        return hash;
    }

    private boolean skip(char wanted) {
        boolean there = at < end && line[at] == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private boolean take(char wanted) {
        blanks();
        return skip(wanted);
    }

    private void blanks() {
        while (at < end && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r')) {
            at++;
        }
    }

    private boolean atEnd() {
        blanks();
        return at == end;
    }
}
