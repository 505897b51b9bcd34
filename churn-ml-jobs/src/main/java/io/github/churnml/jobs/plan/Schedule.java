package io.github.churnml.jobs.plan;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Optional;

/**
 * The ticks of a job: the moments that a cron expression names on the clocks of a zone. Immutable, safe for any thread.
 *
 * <p>An expression has five fields (minute, hour, day of the month, month, day of the week), or six with the second before them. A
 * local time that a night in spring leaves out ticks at the first moment after the gap; several such times tick once together. A local
 * time that a night in autumn has twice ticks the first time. Only where each hour is named ({@code *} as the hour, as in {@code
 * 0,30 * * * *}) both passes of the hour tick, so that a job that runs each hour has no hole there. A day that a zone left out whole
 * (Samoa's 30 December 2011) ticks at the first moment after it.
 */
public final class Schedule {

    /** How far ahead is looked: the 29th of February is at most eight years away. */
    private static final int YEARS = 9;

    private static final LocalDate ANY_DAY = LocalDate.of(2000, 1, 1);
    private static final int FIELDS = 5;

    private final String cron;
    private final ZoneId zone;
    private final BitSet seconds;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean isEachHour;

    private Schedule(String cron, ZoneId zone) {
        this.cron = cron;
        this.zone = zone;
        String[] fields = cron.split("\\s+");
        if (fields.length != FIELDS && fields.length != FIELDS + 1) {
            throw new ConfigurationException(
                    "The schedule " + Wording.value(cron) + " has " + fields.length
                            + " fields, where five are required: minute, hour, day of the month, month, day of the week; or"
                            + " six, with the second before them.",
                    "Maybe write 0 0 * * MON for Mondays at 00:00.",
                    Where.nowhere());
        }
        int minute = fields.length - FIELDS;
        seconds = CronField.SECOND.values(minute == 0 ? "0" : fields[0], cron);
        minutes = CronField.MINUTE.values(fields[minute], cron);
        hours = CronField.HOUR.values(fields[minute + 1], cron);
        days = CronField.DAY_OF_MONTH.values(fields[minute + 2], cron);
        months = CronField.MONTH.values(fields[minute + 3], cron);
        weekdays = CronField.DAY_OF_WEEK.values(fields[minute + 4], cron);
        isEachHour = hours.cardinality() == 24;
        if (!CronField.isAny(fields[minute + 2]) && !CronField.isAny(fields[minute + 4])) {
            throw new ConfigurationException(
                    "The schedule " + Wording.value(cron)
                            + " names both a day of the month and a day of the week; some programs take that as one of both, others as"
                            + " both at once.",
                    "Maybe leave one of them *, or write two jobs.",
                    Where.nowhere());
        }
        if (nextDay(ANY_DAY).isEmpty()) {
            throw new ConfigurationException(
                    "The schedule " + Wording.value(cron) + " never comes: no month of those has such a day.",
                    "Maybe write 28 as the day of the month.",
                    Where.nowhere());
        }
    }

    /**
     * A schedule by a cron expression.
     *
     * @param cron five or six fields, as {@code 0 0 * * MON}; names, lists, ranges and steps are understood
     * @param zone whose clocks count
     * @return the schedule
     * @throws ConfigurationException if the expression is not understood, names both a day of the month and one of the week, or never comes
     */
    public static Schedule of(String cron, ZoneId zone) {
        return new Schedule(cron.strip(), zone);
    }

    /** {@return the expression, as it was given} */
    public String cron() {
        return cron;
    }

    /** {@return whose clocks count} */
    public ZoneId zone() {
        return zone;
    }

    /**
     * The next tick.
     *
     * @param after a moment
     * @return the first tick later than it
     */
    public Instant next(Instant after) {
        LocalDate day = after.atZone(zone).toLocalDate().minusDays(1);
        while (true) {
            day = nextDay(day).orElseThrow(() -> new IllegalStateException("a schedule that comes comes again"));
            Optional<Instant> tick = onDay(day, after);
            if (tick.isPresent()) {
                return tick.get();
            }
            day = day.plusDays(1);
        }
    }

    /** The first day that is meant, from a day on. */
    private Optional<LocalDate> nextDay(LocalDate from) {
        LocalDate last = from.plusYears(YEARS);
        for (LocalDate day = from; day.isBefore(last); ) {
            if (!months.get(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else if (days.get(day.getDayOfMonth())
                    && weekdays.get(day.getDayOfWeek().getValue() % 7)) {
                return Optional.of(day);
            } else {
                day = day.plusDays(1);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> onDay(LocalDate day, Instant after) {
        Optional<Instant> first = onDay(day, after, false);
        if (!isEachHour) {
            return first;
        }
        Optional<Instant> second = onDay(day, after, true);
        return first.isEmpty() || second.isPresent() && second.get().isBefore(first.get()) ? second : first;
    }

    /**
     * The first tick of a day later than a moment. Local times in order have moments in order, as each that exists twice is taken
     * either always in its first pass or always in its second; so hours and minutes that end before the moment are stepped over.
     */
    private Optional<Instant> onDay(LocalDate day, Instant after, boolean isSecondPass) {
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            if (!moment(day, LocalTime.of(hour, 59, 59), isSecondPass).isAfter(after)) {
                continue;
            }
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                if (!moment(day, LocalTime.of(hour, minute, 59), isSecondPass).isAfter(after)) {
                    continue;
                }
                for (int second = seconds.nextSetBit(0); second >= 0; second = seconds.nextSetBit(second + 1)) {
                    Instant tick = moment(day, LocalTime.of(hour, minute, second), isSecondPass);
                    if (tick.isAfter(after)) {
                        return Optional.of(tick);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Instant moment(LocalDate day, LocalTime time, boolean isSecondPass) {
        LocalDateTime local = LocalDateTime.of(day, time);
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition transition = rules.getTransition(local);
        if (transition == null) {
            return local.toInstant(rules.getOffset(local));
        }
        if (transition.isGap()) {
            return transition.getInstant();
        }
        ZoneOffset offset = isSecondPass ? transition.getOffsetAfter() : transition.getOffsetBefore();
        return local.toInstant(offset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schedule schedule && cron.equals(schedule.cron) && zone.equals(schedule.zone);
    }

    @Override
    public int hashCode() {
        return 31 * cron.hashCode() + zone.hashCode();
    }

    /** {@return expression and zone} */
    @Override
    public String toString() {
        return cron + " " + zone;
    }
}
