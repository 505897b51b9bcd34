package io.github.churnml.snapshot;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Dates.Format;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Points in time as microseconds since 1970-01-01 in UTC. Whole numbers, so that what lies before what does not hang on the
 * last bit of a fraction.
 *
 * <p>A table's time without an offset is a time of the plan's zone: in the hour that a clock shows twice it is the earlier
 * of the two, in the hour that it leaves out it is as much later, as {@link java.time.ZonedDateTime#of} has it.
 */
final class Instants {

    /** No time is given. */
    static final long NONE = Long.MIN_VALUE;

    static final long PER_DAY = 86_400_000_000L;

    /** Some 270 years on both sides of 1970 leave room for every sum of a time and a window. */
    private static final double MOST_DAYS = 1e5;

    private static final Pattern OFFSET = Pattern.compile(".*[0-9](?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private Instants() {}

    /** The times of a column, one per row. */
    static long[] of(Column column, ZoneId zone, String table) {
        long[] times = new long[column.rows()];
        if (column instanceof NumericColumn dates && column.type() == ColumnType.DATE && isUtc(zone)) {
            for (int row = 0; row < times.length; row++) {
                double days = dates.value(row);
                times[row] = Double.isNaN(days) ? NONE : checked(days, column, row, table);
            }
            return times;
        }
        if (column instanceof NumericColumn dates && column.type() == ColumnType.DATE) {
            requireDays(dates, table);
        }
        if (column.type() == ColumnType.NUMERIC) {
            if (IntStream.range(0, times.length).allMatch(column::isMissing)) {
                Arrays.fill(times, NONE);
                return times;
            }
            throw new DataException(
                    "Column " + Wording.name(column.name()) + " of table " + Wording.name(table)
                            + " holds numbers where dates or points in time are required.",
                    "Maybe write them as 2026-03-31 or 2026-03-31T10:15:00Z.",
                    Where.column(column.name()));
        }
        Format format = format(column);
        for (int row = 0; row < times.length; row++) {
            String text = column.text(row);
            times[row] = text == null ? NONE : parse(text.strip(), format, zone, column, row, table);
        }
        return times;
    }

    /** A point in time that was read as a date no longer says whether it had an offset; a day says no more than a day. */
    private static void requireDays(NumericColumn dates, String table) {
        for (int row = 0; row < dates.rows(); row++) {
            if (!dates.isMissing(row) && dates.value(row) != Math.floor(dates.value(row))) {
                throw new DataException(
                        "Column " + Wording.name(dates.name()) + " (row " + (row + 1) + ") of table "
                                + Wording.name(table)
                                + " holds " + Wording.value(dates.text(row))
                                + " as a point in time that was read without a zone, while the plan has one.",
                        "Maybe read the column as text, so that offsets are seen, or take zone UTC.",
                        Where.column(dates.name()).row(row + 1));
            }
        }
    }

    private static Format format(Column column) {
        if (column instanceof NumericColumn) {
            return Format.ISO; // as its texts are
        }
        requireOneOrder(column);
        Optional<Format> found = Dates.detect(() -> IntStream.range(0, column.rows())
                .mapToObj(column::text)
                .filter(text -> text != null && !MONTH.matcher(text.strip()).matches())
                .map(String::valueOf)
                .iterator());
        return found.orElse(Format.ISO);
    }

    private static void requireOneOrder(Column column) {
        int fitting = Dates.ALL_FORMATS;
        int values = 0;
        for (int row = 0; row < column.rows() && Dates.isAmbiguous(fitting); row++) {
            String text = column.text(row);
            if (text != null && !MONTH.matcher(text.strip()).matches()) {
                char[] chars = text.strip().toCharArray();
                fitting &= Dates.formats(chars, 0, chars.length);
                values++;
            }
        }
        if (values > 0 && Dates.isAmbiguous(fitting)) {
            throw new DataException(
                    "The dates of column " + Wording.name(column.name()) + " can be read month-first and day-first.",
                    "Maybe write them as 2026-03-31.",
                    Where.column(column.name()));
        }
    }

    private static long parse(String text, Format format, ZoneId zone, Column column, int row, String table) {
        double days = MONTH.matcher(text).matches() ? Dates.parse(text + "-01") : Dates.parse(text, format);
        return placed(checked(days, column, row, table), text, zone);
    }

    /** A time written as ISO 8601, or {@link #NONE} if it is not one. */
    static long parse(String text, ZoneId zone) {
        String bare = text.strip();
        double days = Dates.parse(MONTH.matcher(bare).matches() ? bare + "-01" : bare);
        if (!(Math.abs(days) <= MOST_DAYS)) {
            return NONE;
        }
        return placed(Math.round(days * PER_DAY), bare, zone);
    }

    /** A time that was read as if it were of UTC, which is so where its text says an offset. */
    private static long placed(long utc, String text, ZoneId zone) {
        return isUtc(zone) || isOffset(text) ? utc : local(utc, zone);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** A time of the local clock that was read as if it were of UTC. */
    private static long local(long asUtc, ZoneId zone) {
        long second = Math.floorDiv(asUtc, 1_000_000L);
        long micros = Math.floorMod(asUtc, 1_000_000L);
        LocalDateTime clock = LocalDateTime.ofEpochSecond(second, (int) micros * 1000, ZoneOffset.UTC);
        return of(clock, zone);
    }

    private static long checked(double days, Column column, int row, String table) {
        if (!(Math.abs(days) <= MOST_DAYS)) {
            throw new DataException(
                    "Column " + Wording.name(column.name()) + " (row " + (row + 1) + ") of table " + Wording.name(table)
                            + " holds " + Wording.value(column.text(row))
                            + " where a date between the years 1700 and 2240 is required.",
                    "Maybe write dates as 2026-03-31, points in time as 2026-03-31T10:15:00Z, or leave out such rows.",
                    Where.column(column.name()).row(row + 1));
        }
        return Math.round(days * PER_DAY);
    }

    private static boolean isOffset(String text) {
        return text.length() > 10 && OFFSET.matcher(text.substring(10)).matches();
    }

    static boolean isUtc(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) || zone.normalized().equals(ZoneOffset.UTC);
    }

    /** The beginning of a day on the local clock. */
    static long of(LocalDate day, ZoneId zone) {
        if (Math.abs(day.toEpochDay()) > MOST_DAYS) {
            throw new ConfigurationException(
                    "The day " + Wording.value(day) + " is not between the years 1700 and 2240.", "", Where.nowhere());
        }
        return day.atStartOfDay(zone).toInstant().toEpochMilli() * 1000;
    }

    static long of(LocalDateTime clock, ZoneId zone) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.atZone(zone).toInstant());
    }

    static LocalDateTime clock(long micros, ZoneId zone) {
        return LocalDateTime.ofInstant(instant(micros), zone);
    }

    /** As a table holds it: days since 1970-01-01. */
    static double days(long micros) {
        return (double) micros / PER_DAY;
    }

    /** For messages. */
    static String text(long micros) {
        return micros == NONE ? "nothing" : Dates.text(days(micros));
    }
}
