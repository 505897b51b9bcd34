package io.github.churnml.snapshot;

import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells of raw tables as a plan's own reading does, for engines that read tables in another way. Times become
 * microseconds since 1970-01-01 in UTC. Immutable and safe for any thread.
 */
public final class SnapshotCells {

    private static final long MOST_DAYS = 100_000;

    private final ZoneId zone;

    private SnapshotCells(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * For times without an offset, and for the beginnings of days.
     *
     * @param zone the zone of the plan
     * @return what reads cells
     */
    public static SnapshotCells of(ZoneId zone) {
        return new SnapshotCells(zone);
    }

    /**
     * A customer's name: without blanks around it, and without the zeros behind the point of a whole number.
     *
     * @param text the cell, or null
     * @return the name; null if it is missing
     */
    public static @Nullable String name(@Nullable String text) {
        String bare = kind(text);
        return bare == null ? null : CustomerKeys.bare(bare);
    }

    /**
     * A kind of event: without blanks around it, and missing where a table's reader takes it for missing.
     *
     * @param text the cell, or null
     * @return the kind; null if it is missing
     */
    public static @Nullable String kind(@Nullable String text) {
        return text == null || MissingMarkers.standard().isMissing(text) ? null : text.strip();
    }

    /**
     * A text: a day, a month, or a point in time in ISO 8601, which is one of the zone's clock if it says no offset.
     *
     * @param text the cell
     * @param column the column, for messages
     * @return the time; {@link SnapshotPart#NONE} if it is missing
     * @throws DataException if it is none
     */
    public long time(String text, String column) {
        if (MissingMarkers.standard().isMissing(text)) {
            return Instants.NONE;
        }
        long time = Instants.parse(text, zone);
        if (time == Instants.NONE) {
            throw wrong(text, column);
        }
        return time;
    }

    /**
     * The beginning of a day.
     *
     * @param day the cell
     * @param column the column, for messages
     * @return the time
     * @throws DataException if it is not between the years 1700 and 2240
     */
    public long time(LocalDate day, String column) {
        if (Math.abs(day.toEpochDay()) > MOST_DAYS) {
            throw wrong(day, column);
        }
        return Instants.of(day.atStartOfDay(), zone);
    }

    /**
     * A time of the zone's clock; in the hour that it shows twice it is the earlier one.
     *
     * @param clock the cell
     * @param column the column, for messages
     * @return the time
     * @throws DataException if it is not between the years 1700 and 2240
     */
    public long time(LocalDateTime clock, String column) {
        if (Math.abs(clock.toLocalDate().toEpochDay()) > MOST_DAYS) {
            throw wrong(clock, column);
        }
        return Instants.of(clock.truncatedTo(ChronoUnit.MICROS), zone);
    }

    /**
     * A point in time.
     *
     * @param micros microseconds since 1970-01-01 in UTC
     * @param column the column, for messages
     * @return the time
     * @throws DataException if it is not between the years 1700 and 2240
     */
    public long time(long micros, String column) {
        if (micros / Instants.PER_DAY > MOST_DAYS || micros / Instants.PER_DAY < -MOST_DAYS) {
            throw wrong(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), column);
        }
        return micros;
    }

    /**
     * When an event counts as having happened: a row that sums up a time is one of its last microsecond.
     *
     * @param covers what a row of the table sums up
     * @param at the time that the row says
     * @return the time
     */
    public long end(EventTable.Covers covers, long at) {
        return EventLog.endOf(covers, at, zone);
    }

    private static DataException wrong(Object cell, String column) {
        return new DataException(
                "Column " + Wording.name(column) + " holds " + Wording.value(cell)
                        + " where a date between the years 1700 and 2240 is required.",
                "Maybe write dates as 2026-03-31, points in time as 2026-03-31T10:15:00Z, or leave out such rows.",
                Where.column(column));
    }
}
