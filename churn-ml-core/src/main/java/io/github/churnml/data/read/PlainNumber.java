package io.github.churnml.data.read;

import io.github.churnml.data.Numbers;

/**
 * The commonest texts of numbers, read where they stand: perhaps a minus, at most 15 digits, perhaps a point among them.
 *
 * <p><b>Plan.</b> Up to eight characters are one word, the first of them in its lowest byte. A point is taken out by moving
 * what stands before it over it; then eight digits become a number in three multiplications: pairs, pairs of pairs, and all
 * (D. Lemire, "Quickly parsing eight digits", 2018). Digits and power of ten are exact, so the one division gives the
 * nearest double, the same as {@link Numbers#parse} gives.
 *
 * <p>Bytes, characters and texts have a loop each: one that all three share takes a tenth to a quarter longer.
 */
final class PlainNumber {

    private static final int MOST_DIGITS = 15;
    private static final long ZEROS = AsciiSplitter.ONES * '0';
    private static final long POINTS = AsciiSplitter.ONES * ('.' ^ '0');
    /** Added to a byte, sets its high bit if it is above 9. */
    private static final long ABOVE_NINE = AsciiSplitter.ONES * (0x7F - 9);

    private PlainNumber() {}

    /** Reads ASCII: the nearest double, or {@code NaN} for any other text, which may be a number all the same. */
    static double read(byte[] s, int from, int to) {
        if (from == to) {
            return Double.NaN;
        }
        boolean negative = s[from] == '-';
        int first = negative ? from + 1 : from;
        int length = to - first;
        if (length - 1 >>> 3 != 0 || to < Long.BYTES) {
            return byBytes(s, first, to, negative);
        }
        int unused = 64 - 8 * length;
        long word = ((long) AsciiSplitter.LONGS.get(s, to - Long.BYTES) ^ ZEROS) >>> unused << unused;
        long point = ~((word ^ POINTS) + ~AsciiSplitter.HIGHS) & AsciiSplitter.HIGHS;
        int decimals = 0;
        if (point != 0) {
            int bit = Long.numberOfTrailingZeros(point);
            decimals = 7 - (bit >>> 3);
            word = word & -2L << bit | (word & (1L << bit - 7) - 1) << 8;
            length--;
        }
        if ((word + ABOVE_NINE & AsciiSplitter.HIGHS) != 0 || length == 0) {
            return Double.NaN;
        }
        double size = Numbers.scaled(digits(word), decimals);
        return negative ? -size : size;
    }

    private static int digits(long word) {
        long pairs = word * 10 + (word >>> 8);
        return (int) ((pairs & 0x0000_00FF_0000_00FFL) * 0x000F_4240_0000_0064L
                        + (pairs >>> 16 & 0x0000_00FF_0000_00FFL) * 0x0000_2710_0000_0001L
                >>> 32);
    }

    private static double byBytes(byte[] s, int first, int to, boolean negative) {
        if (to - first > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = first; i < to; i++) {
            int digit = s[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (s[i] == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        return value(digits, to - first - (point < 0 ? 0 : 1), point < 0 ? 0 : to - point - 1, negative);
    }

    /** Reads characters. */
    static double read(char[] s, int from, int to) {
        boolean negative = from < to && s[from] == '-';
        int first = negative ? from + 1 : from;
        if (to - first > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = first; i < to; i++) {
            int digit = s[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (s[i] == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        return value(digits, to - first - (point < 0 ? 0 : 1), point < 0 ? 0 : to - point - 1, negative);
    }

    /** Reads a text. */
    static double read(String s) {
        int to = s.length();
        boolean negative = to > 0 && s.charAt(0) == '-';
        int first = negative ? 1 : 0;
        if (to - first > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = first; i < to; i++) {
            int digit = s.charAt(i) - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (s.charAt(i) == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        return value(digits, to - first - (point < 0 ? 0 : 1), point < 0 ? 0 : to - point - 1, negative);
    }

    private static double value(long digits, int count, int decimals, boolean negative) {
        if (count == 0 || count > MOST_DIGITS) {
            return Double.NaN;
        }
        // Both operands are exact, so the one rounding gives the nearest double.
        double size = decimals == 0 ? digits : Numbers.scaled(digits, decimals);
        return negative ? -size : size;
    }
}
