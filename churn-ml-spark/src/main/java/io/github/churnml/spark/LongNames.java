package io.github.churnml.spark;

import java.io.Serializable;

/**
 * How many of a column's numbers are written as names are and not as amounts, by the rule of core's reader: whole numbers of 16
 * digits or more, and those of 10 or more behind a plus or a leading zero.
 */
final class LongNames implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int KEPT_DIGITS = 15;
    private static final int TELEPHONE_DIGITS = 10;
    private static final double LARGEST_KEPT = 0x1p53;
    private static final double LARGEST_CUT = 1e30;

    private long all;
    private long exponents;
    private long times;

    /** Whether a number without a sign or a zero in front of it could be one of them. */
    static boolean mayBe(double number) {
        return Math.abs(number) >= 1e15;
    }

    /** Takes in a text without blanks around it that is a number, and occurs so many times. */
    void add(char[] s, int from, int to, double number, long count) {
        boolean plus = s[from] == '+';
        int first = plus || s[from] == '-' ? from + 1 : from;
        double size = Math.abs(number);
        if (to - first < TELEPHONE_DIGITS && size < LARGEST_KEPT) {
            return;
        }
        int end = digits(s, first, to);
        boolean whole = end == to || isFractionOfZeros(s, end, to);
        int digits = end - first;
        if (whole && (digits > KEPT_DIGITS || digits >= TELEPHONE_DIGITS && (plus || s[first] == '0'))) {
            all += count;
            times += size >= 1e15 && size < 2.2e15 || size >= 1e18 && size < 2.2e18 ? count : 0;
        } else if (!whole && size > LARGEST_KEPT && size < LARGEST_CUT && number == Math.rint(number)) {
            all += count;
            exponents += count;
        }
    }

    void plus(LongNames other) {
        all += other.all;
        exponents += other.exponents;
        times += other.times;
    }

    /** How many there are. */
    long all() {
        return all;
    }

    /** Whether most are written with an exponent. */
    boolean areCut() {
        return 2 * exponents > all;
    }

    /** Whether all of them may be times since 1970, in microseconds or nanoseconds. */
    boolean areTimes() {
        return times == all;
    }

    private static int digits(char[] s, int from, int to) {
        int i = from;
        while (i < to && s[i] >= '0' && s[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isFractionOfZeros(char[] s, int from, int to) {
        if (from + 1 >= to || s[from] != '.') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (s[i] != '0') {
                return false;
            }
        }
        return true;
    }
}
