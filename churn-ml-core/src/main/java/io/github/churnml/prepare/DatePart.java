package io.github.churnml.prepare;

/** A part of a date as a number, in the ISO calendar and UTC. */
public enum DatePart {
    /** The year, such as 2026. */
    YEAR("year"),
    /** The quarter, 1 to 4. */
    QUARTER("quarter"),
    /** The month, 1 to 12. */
    MONTH("month"),
    /** The day of the month, 1 to 31. */
    DAY_OF_MONTH("dayOfMonth"),
    /** The day of the week, 1 (Monday) to 7 (Sunday). */
    DAY_OF_WEEK("dayOfWeek");

    /** Days beyond this many from 1970 are no date: {@code java.time} would still take them, a customer table does not. */
    private static final double LARGEST_DAY = 1e8;

    /** From 0000-03-01, where years begin whose leap day comes last, to 1970-01-01. */
    private static final long TO_EPOCH = 719_468;

    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int DAYS_OF_100_YEARS = 36_524;
    private static final int DAYS_OF_4_YEARS = 1_461;
    private static final int DAYS_OF_YEAR = 365;
    /** March to July, and again August to December: 31, 30, 31, 30, 31. */
    private static final int DAYS_OF_5_MONTHS = 153;

    private final String label;

    DatePart(String label) {
        this.label = label;
    }

    /** {@return the name in YAML and JSON} */
    public String label() {
        return label;
    }

    /** The part of a day since 1970-01-01; NaN if that is missing or no date. Counts instead of making a date to ask. */
    double of(double days) {
        if (!(Math.abs(days) < LARGEST_DAY)) {
            return Double.NaN;
        }
        long day = (long) Math.floor(days);
        if (this == DAY_OF_WEEK) {
            // 1970-01-01 was a Thursday.
            return Math.floorMod(day + 3, 7) + 1;
        }
        long cycle = Math.floorDiv(day + TO_EPOCH, DAYS_OF_400_YEARS);
        int rest = (int) (day + TO_EPOCH - cycle * DAYS_OF_400_YEARS);
        // The last day of a cycle, and of four years, would begin one more.
        int century = Math.min(rest / DAYS_OF_100_YEARS, 3);
        rest -= century * DAYS_OF_100_YEARS;
        int four = rest / DAYS_OF_4_YEARS;
        rest -= four * DAYS_OF_4_YEARS;
        int year = Math.min(rest / DAYS_OF_YEAR, 3);
        rest -= year * DAYS_OF_YEAR;
        int monthFromMarch = (5 * rest + 2) / DAYS_OF_5_MONTHS;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        if (this == YEAR) {
            return 400 * cycle + 100 * century + 4 * four + year + (month <= 2 ? 1 : 0);
        }
        if (this == QUARTER) {
            return (month + 2) / 3;
        }
        return this == MONTH ? month : rest - (DAYS_OF_5_MONTHS * monthFromMarch + 2) / 5 + 1;
    }
}
