package io.github.churnml.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes new inputs out of known ones, the same from the same seed. */
final class Mutator {

    static final int LONGEST = 1 << 16;

    private static final byte[] BYTES = {
        0,
        1,
        -1,
        127,
        -128,
        '\n',
        '\r',
        '\t',
        ' ',
        ',',
        ';',
        '"',
        '\'',
        '\\',
        '-',
        '+',
        '.',
        'e',
        '0',
        '9',
        '{',
        '}',
        '[',
        ']',
        ':',
        '#',
        '&',
        '*',
        '!',
        '|',
        '%',
        (byte) 0xEF,
        (byte) 0xFE,
        (byte) 0xC3,
        (byte) 0xED
    };

    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        Byte.MAX_VALUE,
        Short.MAX_VALUE,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xFFFFFFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x7FF0000000000000L, // infinity
        0x7FF8000000000000L, // NaN
        0x7FEFFFFFFFFFFFFFL // the largest double
    };

    private final SplittableRandom random;
    private final List<byte[]> words;

    private final int longest;

    Mutator(long seed, List<String> words) {
        this(seed, words, LONGEST);
    }

    /** Makes inputs of at most so many bytes, so that a target reads many small ones rather than a few long ones. */
    Mutator(long seed, List<String> words, int longest) {
        this.longest = longest;
        this.random = new SplittableRandom(seed);
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    byte[] mutate(List<byte[]> pool) {
        byte[] bytes = any(pool);
        int edits = 1 + random.nextInt(1 << random.nextInt(4));
        for (int i = 0; i < edits; i++) {
            bytes = edit(bytes, pool);
        }
        return bytes.length > longest ? Arrays.copyOf(bytes, longest) : bytes;
    }

    private byte[] any(List<byte[]> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    private byte[] edit(byte[] bytes, List<byte[]> pool) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(1 << random.nextInt(8)));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, at);
            case 1 -> replaced(bytes, at, Math.min(bytes.length, at + 1), BYTES[random.nextInt(BYTES.length)]);
            case 2 -> replaced(bytes, at, at, BYTES[random.nextInt(BYTES.length)]);
            case 3 -> replaced(bytes, at, end);
            case 4 -> repeated(bytes, at, end);
            case 5 -> replaced(bytes, at, random.nextBoolean() ? at : end, word());
            case 6 -> spliced(bytes, at, any(pool));
            case 7 -> numbered(bytes, at);
            default -> digits(bytes, at);
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        if (at < changed.length) {
            changed[at] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private byte[] word() {
        return words.isEmpty()
                ? new byte[] {BYTES[random.nextInt(BYTES.length)]}
                : words.get(random.nextInt(words.size()));
    }

    private byte[] repeated(byte[] bytes, int from, int to) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        int times = 1 + random.nextInt(1 << random.nextInt(8));
        for (int i = 0; i < times && part.size() < longest; i++) {
            part.write(bytes, from, to - from);
        }
        return replaced(bytes, to, to, part.toByteArray());
    }

    private byte[] spliced(byte[] bytes, int at, byte[] other) {
        int from = random.nextInt(other.length + 1);
        return replaced(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
    }

    /** Writes a number in binary, little-endian, over what is there. */
    private byte[] numbered(byte[] bytes, int at) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        byte[] changed = bytes.clone();
        for (int i = 0; i < 4 << random.nextInt(2) && at + i < changed.length; i++) {
            changed[at + i] = (byte) (number >>> 8 * i);
        }
        return changed;
    }

    /** Writes a number in digits in place of the next one. */
    private byte[] digits(byte[] bytes, int at) {
        int from = at;
        while (from < bytes.length && !(bytes[from] >= '0' && bytes[from] <= '9')) {
            from++;
        }
        int to = from;
        while (to < bytes.length && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        String number = Long.toString(NUMBERS[random.nextInt(NUMBERS.length)]);
        return replaced(bytes, from, to, number.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte... by) {
        byte[] changed = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, changed, 0, from);
        System.arraycopy(by, 0, changed, from, by.length);
        System.arraycopy(bytes, to, changed, from + by.length, bytes.length - to);
        return changed;
    }
}
