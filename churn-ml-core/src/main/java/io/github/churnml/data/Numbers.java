package io.github.churnml.data;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Locale;

/**
 * Numbers and their texts, the same on every JDK: a strict reading, a lenient one for numbers hidden in text, and one
 * canonical writing.
 *
 * <p>Strict means what tables of numbers hold: an optional sign, ASCII digits with at most one decimal point, an
 * optional decimal exponent. The Java-only forms that {@link Double#parseDouble} lets through ({@code 1d}, {@code 0x1p3},
 * {@code NaN}) are not numbers here.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Numbers {

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The largest power of ten that a double holds exactly: the most decimals of {@link #scaled}. */
    public static final int MOST_DECIMALS = 22;

    private static final long LARGEST_EXACT = 1L << 53;
    private static final int LONG_DIGITS = 18;
    private static final int NO_EXPONENT = Integer.MIN_VALUE;
    private static final int EXPONENT_LIMIT = 100_000_000;
    private static final double PLAIN_BELOW = 1e15;

    private Numbers() {}

    /**
     * Reads a finite number strictly; blanks around it are ignored.
     *
     * @param text the text
     * @return the nearest double, always finite, or {@code NaN} if the text is not a number or too large for one
     */
    public static double parse(String text) {
        double value = scan(text);
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /**
     * Whether a text stands for an infinite number: {@code inf} or {@code infinity} in any case and with any sign, or a
     * number too large for a double, such as {@code 1e999}.
     *
     * @param text the text; blanks around it are ignored
     * @return whether it does
     */
    public static boolean isInfinite(String text) {
        return Double.isInfinite(scan(text));
    }

    /**
     * Reads a number as spreadsheets and banks write it, on its own: {@link Decimals#parse} with a point, so {@code 1,500} is
     * fifteen hundred; {@code 1,5} has no other reading than one and a half.
     *
     * @param text the text; blanks around it are ignored
     * @return the number, always finite, or {@code NaN} if there is none
     */
    public static double looseParse(String text) {
        return Decimals.POINT.parse(text);
    }

    /**
     * A number from its digits.
     *
     * @param digits at most 2^53, so that a double holds them exactly
     * @param decimals how many of them stand behind the point, from 0 to {@link #MOST_DECIMALS}
     * @return the nearest double: both operands of its one division are exact
     */
    public static double scaled(long digits, int decimals) {
        return digits / POWERS[decimals];
    }

    /**
     * Writes a number in its canonical form: an integer below 1e15 in size without a fraction ({@code 1}; negative zero
     * is {@code 0}), any other number as the shortest decimal that reads back as the same double, spelt as
     * {@link Double#toString} does since JDK 19.
     *
     * @param value the number
     * @return its text; {@code NaN}, {@code Infinity} and {@code -Infinity} are written so
     */
    public static String text(double value) {
        if (Math.abs(value) < PLAIN_BELOW && value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        // Double.toString is not always shortest before JDK 19; this is the algorithm of JDK 19 and later.
        return NumberOutput.toString(value, true);
    }

    private static double scan(String text) {
        char[] chars = text.toCharArray();
        int from = Chars.start(chars, 0, chars.length);
        return scan(chars, from, Chars.end(chars, from, chars.length));
    }

    /**
     * Reads a number without blanks around it: {@code NaN} if it is none, infinite if it is too large or spelt so.
     *
     * <p>Up to 2^53 times or divided by up to 10^22 takes one rounding of exact operands, hence is the nearest double
     * (Clinger 1990, "How to read floating point numbers accurately", the fast path); the rest goes to Jackson's number parser, which rounds right as well.
     *
     * @param s holds the text
     * @param from where it begins
     * @param to behind its last character
     * @return the nearest double
     */
    public static double scan(char[] s, int from, int to) {
        int i = from;
        boolean negative = i < to && s[i] == '-';
        if (negative || i < to && s[i] == '+') {
            i++;
        }
        if (i >= to || s[i] != '.' && !isDigit(s[i])) {
            return infinityWord(s, i, to, negative);
        }
        long mantissa = 0;
        int significant = 0;
        int power = 0;
        boolean digits = false;
        boolean point = false;
        for (; i < to; i++) {
            char c = s[i];
            if (isDigit(c)) {
                digits = true;
                if (significant < LONG_DIGITS) {
                    mantissa = mantissa * 10 + (c - '0');
                    significant += mantissa == 0 ? 0 : 1;
                    power -= point ? 1 : 0;
                } else {
                    significant = LONG_DIGITS + 1;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        int exponent = i < to ? exponent(s, i, to) : 0;
        if (!digits || exponent == NO_EXPONENT) {
            return Double.NaN;
        }
        power += exponent;
        if (significant <= LONG_DIGITS && mantissa <= LARGEST_EXACT && Math.abs(power) <= MOST_DECIMALS) {
            double size = power < 0 ? scaled(mantissa, -power) : mantissa * POWERS[power];
            return negative ? -size : size;
        }
        return NumberInput.parseDouble(s, from, to - from, true);
    }

    private static int exponent(char[] s, int from, int to) {
        int i = from;
        if (s[i] != 'e' && s[i] != 'E') {
            return NO_EXPONENT;
        }
        i++;
        boolean negative = i < to && s[i] == '-';
        if (negative || i < to && s[i] == '+') {
            i++;
        }
        if (i >= to) {
            return NO_EXPONENT;
        }
        int exponent = 0;
        for (; i < to; i++) {
            if (!isDigit(s[i])) {
                return NO_EXPONENT;
            }
            exponent = Math.min(EXPONENT_LIMIT, exponent * 10 + (s[i] - '0'));
        }
        return negative ? -exponent : exponent;
    }

    private static double infinityWord(char[] s, int from, int to, boolean negative) {
        int length = to - from;
        if (length != 3 && length != 8) {
            return Double.NaN;
        }
        String word = new String(s, from, length).toLowerCase(Locale.ROOT);
        if (!word.equals("inf") && !word.equals("infinity")) {
            return Double.NaN;
        }
        return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
