package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The time written into what a run makes: now, or what SOURCE_DATE_EPOCH fixes (reproducible-builds.org). */
final class CreationTime {

    private static final String VARIABLE = "SOURCE_DATE_EPOCH";

    private CreationTime() {}

    static Instant of(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (given.isEmpty()) {
            return Instant.now().truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return Instant.ofEpochSecond(Long.parseLong(given));
        } catch (NumberFormatException | DateTimeException e) {
            throw new ConfigurationException(
                    "The environment variable " + VARIABLE + " holds " + Wording.value(given)
                            + " where seconds since 1970 are required.",
                    "Maybe unset it.",
                    Where.nowhere(),
                    e);
        }
    }
}
