package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.monitor.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads options that hold a time or a length of time. */
final class TimeOptions {

    private TimeOptions() {}

    /**
     * The time that {@code --at} holds.
     *
     * @throws ConfigurationException if it is none
     */
    static Instant at(String given) {
        try {
            return Instant.parse(given);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    "Option --at holds " + Wording.value(given) + " where a time with its zone is required.",
                    "Maybe write it as 2026-01-31T12:00:00Z.",
                    Where.nowhere(),
                    e);
        }
    }

    /**
     * The length of time that an option holds.
     *
     * @param examples how it may be written
     * @throws ConfigurationException if it is none
     */
    static Duration length(String option, String given, String examples) {
        return Durations.parse(given)
                .orElseThrow(() -> new ConfigurationException(
                        "Option " + option + " holds " + Wording.value(given) + " where a length of time is required.",
                        "Maybe write it as " + examples + ".",
                        Where.nowhere()));
    }
}
