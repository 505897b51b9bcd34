package io.github.churnml.data;

import io.github.churnml.data.Dates.Format;
import java.time.LocalDate;

/** Takes the text of one date apart: three groups of digits with one kind of mark between them, then perhaps a time. */
final class DateScanner {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final Format[] FORMATS = Format.values();

    private final char[] s;
    private final int to;
    private int at;
    private int first;
    private int second;
    private int third;
    private int firstDigits;
    private int secondDigits;
    private int thirdDigits;
    private char mark;

    private DateScanner(char[] s, int from, int to) {
        this.s = s;
        this.at = from;
        this.to = to;
    }

    static int formats(char[] s, int from, int to) {
        DateScanner scanner = new DateScanner(s, from, to);
        if (!scanner.readDate()) {
            return 0;
        }
        int fitting = 0;
        for (Format format : FORMATS) {
            fitting |= scanner.fits(format) ? format.bit() : 0;
        }
        return fitting != 0 && !Double.isNaN(scanner.readTime()) ? fitting : 0;
    }

    static double parse(char[] s, int from, int to, Format format) {
        DateScanner scanner = new DateScanner(s, from, to);
        if (!scanner.readDate() || !scanner.fits(format)) {
            return Double.NaN;
        }
        return scanner.epochDay(format) + scanner.readTime() / SECONDS_PER_DAY;
    }

    private boolean readDate() {
        int start = at;
        first = number(4);
        firstDigits = at - start;
        if (firstDigits == 0 || at >= to) {
            return false;
        }
        mark = s[at++];
        start = at;
        second = number(2);
        secondDigits = at - start;
        if (secondDigits == 0 || at >= to || s[at] != mark) {
            return false;
        }
        at++;
        start = at;
        third = number(4);
        thirdDigits = at - start;
        return thirdDigits != 0;
    }

    private boolean fits(Format format) {
        return switch (format) {
            case ISO ->
                mark == '-' && yearFirst() && secondDigits == 2 && thirdDigits == 2 && exists(first, second, third);
            case YEAR_SLASH -> mark == '/' && yearFirst() && exists(first, second, third);
            case DAY_DOT -> mark == '.' && yearLast() && exists(third, second, first);
            case MONTH_SLASH -> mark == '/' && yearLast() && exists(third, first, second);
            case DAY_SLASH -> mark == '/' && yearLast() && exists(third, second, first);
        };
    }

    private boolean yearFirst() {
        return firstDigits == 4 && thirdDigits <= 2;
    }

    private boolean yearLast() {
        return firstDigits <= 2 && thirdDigits == 4;
    }

    private static boolean exists(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int length = month == 2 ? (leap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        return day <= length;
    }

    private double epochDay(Format format) {
        return switch (format) {
            case ISO, YEAR_SLASH -> LocalDate.of(first, second, third).toEpochDay();
            case DAY_DOT, DAY_SLASH -> LocalDate.of(third, second, first).toEpochDay();
            case MONTH_SLASH -> LocalDate.of(third, first, second).toEpochDay();
        };
    }

    /** Seconds since midnight in UTC, which an offset may take into another day; 0 without a time, NaN if it is wrong. */
    private double readTime() {
        if (at == to) {
            return 0;
        }
        if (s[at] != 'T' && s[at] != 't' && s[at] != ' ') {
            return Double.NaN;
        }
        at++;
        int start = at;
        int hour = number(2);
        if (at == start || mark == '-' && at - start != 2 || !skip(':')) {
            return Double.NaN;
        }
        int minute = twoDigits();
        double second = skip(':') ? readSeconds() : 0;
        if (hour > 23 || minute < 0 || minute > 59) {
            return Double.NaN;
        }
        return hour * 3600 + minute * 60 + second - readOffset();
    }

    private double readSeconds() {
        int whole = twoDigits();
        if (whole < 0 || whole > 59) {
            return Double.NaN;
        }
        if (!skip('.') && !skip(',')) {
            return whole;
        }
        int start = at;
        double fraction = 0;
        double unit = 1;
        while (at < to && isDigit(s[at])) {
            if (at - start < 9) {
                fraction = fraction * 10 + (s[at] - '0');
                unit *= 10;
            }
            at++;
        }
        return at == start ? Double.NaN : whole + fraction / unit;
    }

    /** Seconds that the local time is ahead of UTC; NaN if something else follows. */
    private double readOffset() {
        if (at == to) {
            return 0;
        }
        if (at + 1 == to && (s[at] == 'Z' || s[at] == 'z')) {
            return 0;
        }
        boolean west = s[at] == '-';
        if (!west && s[at] != '+') {
            return Double.NaN;
        }
        at++;
        int hours = twoDigits();
        boolean colon = skip(':');
        int minutes = at == to && !colon ? 0 : twoDigits();
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || at != to) {
            return Double.NaN;
        }
        int seconds = hours * 3600 + minutes * 60;
        return west ? -seconds : seconds;
    }

    private int number(int mostDigits) {
        int value = 0;
        for (int n = 0; n < mostDigits && at < to && isDigit(s[at]); n++) {
            value = value * 10 + (s[at++] - '0');
        }
        return value;
    }

    private int twoDigits() {
        int start = at;
        int value = number(2);
        return at - start == 2 ? value : -1;
    }

    private boolean skip(char expected) {
        if (at < to && s[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
