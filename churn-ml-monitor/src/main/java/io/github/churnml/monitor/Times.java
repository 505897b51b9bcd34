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
        long usual = usual(bare);
        if (usual >= 0) {
            return kept(instant(usual));
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

    /**
     * Nanoseconds since 1970 of a text as {@code Instant} writes it, such as {@code 2026-01-31T12:00:00.25Z}, without what
     * the general formatter costs; negative if it is spelt otherwise or is none.
     */
    private static long usual(String text) {
        int last = text.length() - 1;
        if (last < 19 || last > 29 || last == 20 || text.charAt(last) != 'Z') {
            return -1;
        }
        boolean marked = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (last == 19 || text.charAt(19) == '.');
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int fraction = last == 19 ? 0 : digits(text, 20, last);
        boolean inRange = year >= 1970 && year < 2262 && month >= 1 && month <= 12;
        if (!marked || !inRange || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return -1;
        }
        if (second < 0 || second > 59 || fraction < 0) {
            return -1;
        }
        LocalDate first = LocalDate.of(year, month, 1);
        if (day < 1 || day > first.lengthOfMonth()) {
            return -1;
        }
        long days = first.toEpochDay() + day - 1;
        long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        long nanos = fraction;
        for (int i = last == 19 ? 20 : last; i < 29; i++) {
            nanos *= 10;
        }
        return seconds > LAST_SECOND ? -1 : seconds * NANOS + nanos;
    }

    /** A number of digits alone; negative if there is anything else. */
    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
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
