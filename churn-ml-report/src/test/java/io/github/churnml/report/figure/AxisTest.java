package io.github.churnml.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void ticks_ofShares_areRoundNumbers() {
        assertThat(Axis.Numbers.share("x").ticks(6)).containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(new Axis.Numbers("x", -30, 260, Unit.COUNT).ticks(6)).containsExactly(0.0, 100.0, 200.0);
        assertThat(new Axis.Numbers("x", 0.31, 0.33, Unit.PLAIN).ticks(5))
                .containsExactly(0.31, 0.315, 0.32, 0.325, 0.33);
    }

    @Test
    void ticks_ofDates_areFirstDaysOfMonthsAndYears() {
        assertThat(dates("2020-03-10", "2026-02-01", 4)).containsExactly("2022-01-01", "2024-01-01", "2026-01-01");
        assertThat(dates("2024-01-16", "2024-11-02", 6))
                .containsExactly("2024-03-01", "2024-05-01", "2024-07-01", "2024-09-01", "2024-11-01");
        assertThat(dates("2024-01-16", "2024-01-20", 6))
                .containsExactly("2024-01-16", "2024-01-17", "2024-01-18", "2024-01-19", "2024-01-20");
        assertThat(dates("0001-01-01", "9999-12-31", 6)).hasSizeBetween(2, 6);
    }

    private static List<String> dates(String from, String to, int most) {
        return new Axis.Numbers(
                        "x",
                        LocalDate.parse(from).toEpochDay(),
                        LocalDate.parse(to).toEpochDay(),
                        Unit.DATE)
                .ticks(most).stream().map(Unit.DATE::text).toList();
    }

    @Test
    void around_numbers_beginsAndEndsAtATick() {
        Axis.Numbers axis = Axis.Numbers.around("x", Unit.MONEY, -3.2, 26.2);
        assertThat(axis.from()).isEqualTo(-10);
        assertThat(axis.to()).isEqualTo(30);
        Axis.Numbers one = Axis.Numbers.around("x", Unit.MONEY, 7, 7);
        assertThat(one.from()).isLessThanOrEqualTo(7);
        assertThat(one.to()).isGreaterThan(7);
        assertThat(Axis.Numbers.around("x", Unit.PLAIN, Double.NaN, Double.NaN).to())
                .isEqualTo(1);
    }

    @Test
    void ends_thatAreNone_areRefused() {
        assertThatThrownBy(() -> new Axis.Numbers("x", 1, 1, Unit.PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an axis goes from (1.0) to (1.0)");
        assertThatThrownBy(() -> new Axis.Numbers("x", 0, Double.POSITIVE_INFINITY, Unit.PLAIN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unit_numbers_areWrittenForPeople() {
        assertThat(Unit.SHARE.text(0.125)).isEqualTo("12.5 %");
        assertThat(Unit.SHARE.text(1)).isEqualTo("100 %");
        assertThat(Unit.PLAIN.text(0.30000000000000004)).isEqualTo("0.3");
        assertThat(Unit.PLAIN.text(1234.5678)).isEqualTo("1235");
        assertThat(Unit.PLAIN.text(0.00001234)).isEqualTo("1.234e-05");
        assertThat(Unit.COUNT.text(12345)).isEqualTo("12,345");
        assertThat(Unit.MONEY.text(-1234.5)).isEqualTo("-1,234.50");
        assertThat(Unit.MONEY.orDash(Double.NaN)).isEqualTo("-");
        assertThat(Unit.DATE.text(19_738)).isEqualTo("2024-01-16");
    }
}
