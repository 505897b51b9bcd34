package io.github.churnml.prepare;

import java.time.LocalDate;

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

    private final String label;

    DatePart(String label) {
        this.label = label;
    }

    /** {@return the name in YAML and JSON} */
    public String label() {
        return label;
    }

    /** The part of a day since 1970-01-01; NaN if that is missing or no date. */
    double of(double days) {
        if (!(Math.abs(days) < LARGEST_DAY)) {
            return Double.NaN;
        }
        long day = (long) Math.floor(days);
        if (this == DAY_OF_WEEK) {
            // 1970-01-01 was a Thursday.
            return Math.floorMod(day + 3, 7) + 1;
        }
        LocalDate date = LocalDate.ofEpochDay(day);
        return switch (this) {
            case YEAR -> date.getYear();
            case QUARTER -> (date.getMonthValue() + 2) / 3;
            case MONTH -> date.getMonthValue();
            default -> date.getDayOfMonth();
        };
    }
}
