package io.github.churnml.prepare;

/**
 * The commonest texts of numbers, read where they stand: perhaps a minus, at most 15 digits, perhaps a point among them.
 * Gives the bits of {@link io.github.churnml.data.Numbers#parse}, which copies the text first.
 */
final class PlainNumber {

    private static final int MOST_DIGITS = 15;

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private PlainNumber() {}

    /** The number; NaN for any other text, which may be a number all the same. */
    static double parse(String text) {
        int length = text.length();
        int from = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (length - from > MOST_DIGITS + 1) {
            return Double.NaN;
        }
        long digits = 0;
        int point = -1;
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        int count = length - from - (point < 0 ? 0 : 1);
        if (count == 0 || count > MOST_DIGITS) {
            return Double.NaN;
        }
        // Both operands are exact, so the one rounding gives the nearest double.
        double size = point < 0 ? digits : digits / POWERS[length - point - 1];
        return from == 1 ? -size : size;
    }
}
