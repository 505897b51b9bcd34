package io.github.churnml.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTicksTest {

    private static List<String> ticks(String from, String to) {
        Axis.Numbers axis = Axis.Numbers.times("", seconds(from), seconds(to));
        return axis.ticks(6).stream().map(axis::tick).toList();
    }

    private static double seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    @Test
    void ticks_ofHours_areRoundTimesOfTheDay() {
        assertThat(ticks("2026-02-28T21:10:00Z", "2026-03-01T02:50:00Z"))
                .containsExactly("22:00", "2026-03-01", "02:00");
    }

    @Test
    void ticks_ofMonthsAndYears_areFirstDays() {
        assertThat(ticks("2026-01-15T21:10:00Z", "2026-04-20T02:50:00Z"))
                .containsExactly("2026-02-01", "2026-03-01", "2026-04-01");
        assertThat(ticks("2019-07-15T00:00:00Z", "2026-04-20T00:00:00Z"))
                .containsExactly("2020-01-01", "2022-01-01", "2024-01-01", "2026-01-01");
    }

    @Test
    void axis_withinADay_isLabelledWithTheDay() {
        Axis.Numbers axis =
                Axis.Numbers.times("judged", seconds("2026-03-01T10:00:00Z"), seconds("2026-03-01T11:00:00Z"));
        assertThat(axis.label()).isEqualTo("judged, 2026-03-01, UTC");
        assertThat(axis.ticks(6)).hasSizeBetween(2, 4);
    }

    @Test
    void axis_ofOneMoment_hasRoomAroundIt() {
        double at = seconds("2026-03-01T10:00:00Z");
        Axis.Numbers axis = Axis.Numbers.times("", at, at);
        assertThat(axis.from()).isLessThan(at);
        assertThat(axis.to()).isGreaterThan(at);
    }

    @Test
    void text_ofAMoment_isAsShortAsItCanBe() {
        assertThat(Unit.TIME.text(seconds("2026-03-01T00:00:00Z"))).isEqualTo("2026-03-01");
        assertThat(Unit.TIME.text(seconds("2026-03-01T10:05:00Z"))).isEqualTo("2026-03-01 10:05");
        assertThat(Unit.TIME.text(seconds("2026-03-01T10:05:07Z"))).isEqualTo("2026-03-01 10:05:07");
    }
}
