package io.github.churnml.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<String> ticks(String cron, ZoneId zone, String from, String until) {
        List<String> ticks = new ArrayList<>();
        Instant tick = Schedule.of(cron, zone).next(Instant.parse(from).minusMillis(1));
        while (tick.isBefore(Instant.parse(until))) {
            ticks.add(tick.toString());
            tick = Schedule.of(cron, zone).next(tick);
        }
        return ticks;
    }

    @Test
    void mondays_fiveAndSixFields_sameTicks() {
        List<String> expected = List.of("2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z");
        for (String cron : List.of("0 0 * * MON", "0 0 0 * * MON", "0 0 ? * 1", "0 0 * * mon")) {
            assertThat(ticks(cron, ZoneOffset.UTC, "2026-11-30T00:00:00Z", "2026-12-14T00:00:00Z"))
                    .as(cron)
                    .isEqualTo(expected);
        }
    }

    @Test
    void springNight_timeThatIsLeftOut_ticksAtTheEndOfTheGap() {
        assertThat(ticks("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(ticks("0,15,30,45 2,3 * * *", BERLIN, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
                .containsExactly(
                        "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z", "2026-03-29T01:30:00Z", "2026-03-29T01:45:00Z");
    }

    @Test
    void autumnNight_timeThatComesTwice_ticksTheFirstTime() {
        assertThat(ticks("30 2 * * SUN", BERLIN, "2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z"))
                .containsExactly("2026-10-25T00:30:00Z");
    }

    @Test
    void autumnNight_eachHour_ticksInBothPasses() {
        assertThat(ticks("30 * * * *", BERLIN, "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"))
                .containsExactly(
                        "2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z");
    }

    @Test
    void lordHowe_halfAnHourOfChange_ticksOnceEach() {
        ZoneId zone = ZoneId.of("Australia/Lord_Howe");
        assertThat(ticks("45 1 * * *", zone, "2026-04-04T00:00:00Z", "2026-04-05T23:00:00Z"))
                .as("01:45 comes twice on 5 April")
                .containsExactly("2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z");
        assertThat(ticks("15 2 * * *", zone, "2026-10-03T00:00:00Z", "2026-10-04T23:00:00Z"))
                .as("02:15 is left out on 4 October")
                .containsExactly("2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
    }

    @Test
    void apia_dayThatIsLeftOut_ticksAtTheFirstMomentAfterIt() {
        ZoneId zone = ZoneId.of("Pacific/Apia");
        assertThat(ticks("0 12 * * FRI", zone, "2011-12-24T00:00:00Z", "2012-01-10T00:00:00Z"))
                .containsExactly("2011-12-30T10:00:00Z", "2012-01-05T22:00:00Z");
    }

    /** Each Monday of the zone's calendar has one tick, on that Monday or, if it has no such time, right after the gap. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo",
                "Asia/Beirut", "Africa/Cairo", "America/Asuncion", "Asia/Kathmandu", "Atlantic/Azores",
                        "Africa/Casablanca",
                "Antarctica/Troll", "America/Havana", "Asia/Tehran"
            })
    void tenYears_everyZone_noMondayIsMissedOrTwice(String name) {
        ZoneId zone = ZoneId.of(name);
        for (String time : List.of("00:00", "00:30", "01:45", "02:30", "03:00", "23:59")) {
            LocalTime local = LocalTime.parse(time);
            Schedule schedule = Schedule.of(local.getMinute() + " " + local.getHour() + " * * MON", zone);
            LocalDate monday = LocalDate.of(2010, 1, 4);
            Instant tick = ZonedDateTime.of(monday, LocalTime.MIDNIGHT, zone)
                    .toInstant()
                    .minusSeconds(1);
            for (int week = 0; week < 53 * 20; week++, monday = monday.plusWeeks(1)) {
                Instant before = tick;
                tick = schedule.next(before);
                LocalDateTime wanted = LocalDateTime.of(monday, local);
                Instant expected = zone.getRules().getValidOffsets(wanted).stream()
                        .map(wanted::toInstant)
                        .min(Instant::compareTo)
                        .orElseGet(() -> zone.getRules().getTransition(wanted).getInstant());
                assertThat(tick).as(name + " " + wanted).isEqualTo(expected).isAfter(before);
            }
        }
    }

    /** Whatever moment is asked from, the answer is the first tick after it of the list made from left to right. */
    @Property(tries = 300)
    void next_anyMoment_isTheFirstLaterTick(
            @ForAll @LongRange(min = 1_262_304_000L, max = 1_924_992_000L) long second,
            @ForAll @IntRange(min = 0, max = 59) int minute,
            @ForAll @IntRange(min = 0, max = 23) int hour,
            @ForAll @IntRange(min = 0, max = 3) int which) {
        ZoneId zone = ZoneId.of(List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
                .get(which));
        Schedule schedule = Schedule.of(minute + " " + hour + " * * *", zone);
        Instant moment = Instant.ofEpochSecond(second);
        Instant walked = schedule.next(moment.minus(Duration.ofDays(4)));
        while (!walked.isAfter(moment)) {
            walked = schedule.next(walked);
        }
        assertThat(schedule.next(moment)).isEqualTo(walked);
        assertThat(schedule.next(walked.minusMillis(1))).isEqualTo(walked);
    }

    @Test
    void fields_listsRangesStepsNames_areUnderstood() {
        Schedule schedule = Schedule.of("10,20-22/2,50/5 6 1-3 JAN,jul *", ZoneOffset.UTC);
        Instant tick = schedule.next(Instant.parse("2026-01-01T00:00:00Z"));
        List<String> ticks = new ArrayList<>();
        while (tick.isBefore(Instant.parse("2026-01-02T00:00:00Z"))) {
            ticks.add(tick.toString().substring(11, 16));
            tick = schedule.next(tick);
        }
        assertThat(ticks).containsExactly("06:10", "06:20", "06:22", "06:50", "06:55");
        assertThat(schedule.next(Instant.parse("2026-01-03T06:55:00Z"))).isEqualTo("2026-07-01T06:10:00Z");
    }

    @Test
    void weekdays_rangeThatEndsOnSunday_isUnderstood() {
        Schedule schedule = Schedule.of("0 0 * * FRI-SUN", ZoneOffset.UTC);
        Instant tick = Instant.parse("2026-11-30T00:00:00Z");
        for (DayOfWeek day : List.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.FRIDAY)) {
            tick = schedule.next(tick);
            assertThat(tick.atZone(ZoneOffset.UTC).getDayOfWeek()).isEqualTo(day);
        }
    }

    @Test
    void leapDay_century_isFound() {
        assertThat(Schedule.of("0 0 29 2 *", ZoneOffset.UTC).next(Instant.parse("2096-03-01T00:00:00Z")))
                .isEqualTo("2104-02-29T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 * *|has 4 fields",
                "60 0 * * *|(60) as its minute",
                "0 24 * * *|(24) as its hour",
                "0 0 0 * *|(0) as its day of the month",
                "0 0 * * MOON|(MOON) as its day of the week",
                "0 0 * * 5L|(5L) as its day of the week",
                "0 0 * FEV *|(FEV) as its month",
                "0 5-3 * * *|(5-3) as its hour",
                "*/0 * * * *|(*/0) as its minute",
                "1,,2 * * * *|(1,,2) as its minute",
                "? * * * *|(?) as its minute",
                "0 0 1 * MON|names both a day of the month and a day of the week",
                "0 0 31 2,4 *|never comes"
            })
    void cron_notUnderstood_isRefusedByField(String cron, String told) {
        assertThatThrownBy(() -> Schedule.of(cron, ZoneOffset.UTC))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(" + cron + ")")
                .hasMessageContaining(told)
                .hasMessageContaining("\nMaybe ");
    }
}
