package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Moments and days that options name. */
final class DueTimes {

    private static final int DAY_LENGTH = 10;

    private DueTimes() {}

    /** A moment, or the first one of a day in UTC. */
    static Instant moment(String option, String text) {
        return text.length() == DAY_LENGTH
                ? day(option, text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : parsed(option, text, "Maybe write 2026-11-30T00:00:00Z or 2026-11-30.", () -> Instant.parse(text));
    }

    static LocalDate day(String option, String text) {
        return parsed(option, text, "Maybe write it like 2026-11-30.", () -> LocalDate.parse(text));
    }

    private static <T> T parsed(String option, String text, String maybe, java.util.function.Supplier<T> parse) {
        try {
            return parse.get();
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "Option " + option + " holds " + Wording.value(text) + " where a time is required.",
                    maybe,
                    Where.nowhere(),
                    e);
        }
    }
}
