package io.github.churnml.monitor;

import io.github.churnml.data.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Points in time as metrics histories spell them: ISO 8601 with or without a zone (then UTC), a T or a blank in the
 * middle, or the date alone; or a number since 1970, in seconds, milliseconds, microseconds or nanoseconds by its size.
 * Kept as nanoseconds since 1970, from 1970 to 2261.
 */
final class Times {

    private static final long NANOS = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / NANOS - 1;

    /** Up to here a number is seconds (to the year 5138); a thousand times that for each finer unit. */
    private static final double MOST_SECONDS = 1e11;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** Reads a text. */
    static Optional<Instant> of(String text) {
        String bare = text.strip();
        if (bare.length() > 40) {
            return Optional.empty();
        }
        if (NUMBER.matcher(bare).matches()) {
            return of(Numbers.parse(bare));
        }
        try {
            TemporalAccessor parsed = ISO.parse(bare.endsWith(" UTC") ? bare.substring(0, bare.length() - 4) : bare);
            LocalDate date = LocalDate.from(parsed);
            LocalDateTime time =
                    parsed.isSupported(ChronoField.HOUR_OF_DAY) ? LocalDateTime.from(parsed) : date.atStartOfDay();
            ZoneOffset zone = parsed.query(TemporalQueries.offset());
            return kept(time.toInstant(zone == null ? ZoneOffset.UTC : zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads a number since 1970, in the unit that its size tells. */
    static Optional<Instant> of(double number) {
        if (!(number >= 0 && number < MOST_SECONDS * 1e9)) {
            return Optional.empty();
        }
        double seconds = number;
        while (seconds >= MOST_SECONDS) {
            seconds /= 1_000;
        }
        // To the microsecond, beyond which a double of today's seconds does not reach.
        long micros = Math.round(seconds * 1e6);
        return kept(
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000));
    }

    /** Of a time beyond what nanoseconds can hold, the nearest that they can. */
    static long nanos(Instant time) {
        if (kept(time).isEmpty()) {
            return time.getEpochSecond() < 0 ? 0 : LAST_SECOND * NANOS;
        }
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** Whether nanoseconds can hold it. */
    static Optional<Instant> kept(Instant time) {
        boolean fits = time.getEpochSecond() >= 0 && time.getEpochSecond() < LAST_SECOND;
        return fits ? Optional.of(time) : Optional.empty();
    }
}
