package io.github.churnml.registry.experiment;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When something happened, as ISO 8601 writes it: with a zone, without one (then UTC), with a blank or a T before the time, or
 * the date alone, which means the end of that day, for by then it had happened.
 */
final class OutcomeTimes {

    private OutcomeTimes() {}

    static Optional<Instant> of(String text) {
        String bare = text.strip();
        try {
            if (bare.length() <= 10) {
                return Optional.of(LocalDate.parse(bare)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
            }
            String iso = bare.charAt(10) == ' ' ? bare.substring(0, 10) + "T" + bare.substring(11) : bare;
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', 11) > 0 || iso.indexOf('-', 11) > 0;
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
