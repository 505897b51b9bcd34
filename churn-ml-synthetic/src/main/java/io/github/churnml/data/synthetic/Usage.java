package io.github.churnml.data.synthetic;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * One event of an account: a row of {@code usage.csv}.
 *
 * @param atSecond when it happened, in seconds since 1970-01-01T00:00:00 UTC
 * @param knownAtSecond when it reached the log, in the same seconds; never before {@code atSecond}
 * @param kind what happened
 * @param amount minutes of a login, rows of an export, money of a failed payment (two decimals); {@code NaN} for a ticket
 */
public record Usage(long atSecond, long knownAtSecond, UsageKind kind, double amount) {

    static final int SECONDS_PER_DAY = 86_400;

    /** {@return when it happened, in UTC} */
    public LocalDateTime at() {
        return LocalDateTime.ofEpochSecond(atSecond, 0, ZoneOffset.UTC);
    }

    /** {@return when it reached the log, in UTC: for one event in ten up to ten days after it happened} */
    public LocalDateTime knownAt() {
        return LocalDateTime.ofEpochSecond(knownAtSecond, 0, ZoneOffset.UTC);
    }

    /** {@return whether the event is in the file, which holds what was known when it was exported} */
    public boolean isExported() {
        return knownAtSecond < AccountProcess.EXPORT.toEpochDay() * SECONDS_PER_DAY;
    }

    boolean isBefore(LocalDate day) {
        return atSecond < day.toEpochDay() * SECONDS_PER_DAY;
    }
}
