package io.github.churnml.spark;

import io.github.churnml.data.read.LongNumbers;
import java.io.Serializable;

/**
 * How many of a column's numbers are written as names are and not as amounts, by the rule of core's reader ({@link LongNumbers},
 * which cannot be sent between machines).
 */
final class LongNames implements Serializable {

    private static final long serialVersionUID = 1;

    private long all;
    private long exponents;
    private long times;

    /** Whether a number without a sign or a zero in front of it could be one of them. */
    static boolean mayBe(double number) {
        return Math.abs(number) >= 1e15;
    }

    /** Takes in a text without blanks around it that is a number, and occurs so many times. */
    void add(char[] s, int from, int to, double number, long count) {
        LongNumbers one = new LongNumbers();
        one.add(s, from, to, number, 1);
        if (one.all() > 0) {
            all += count;
            exponents += one.exponents() > 0 ? count : 0;
            times += one.times() ? count : 0;
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
}
