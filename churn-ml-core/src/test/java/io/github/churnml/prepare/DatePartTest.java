package io.github.churnml.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DatePartTest {

    @Test
    void everyDayOfFourCenturies_hasTheCalendarsParts() {
        LongStream.rangeClosed(
                        LocalDate.of(1799, 12, 31).toEpochDay(),
                        LocalDate.of(2201, 1, 1).toEpochDay())
                .forEach(DatePartTest::assertCalendar);
        for (LocalDate date : List.of(LocalDate.of(0, 2, 29), LocalDate.of(-1, 3, 1), LocalDate.of(-400, 2, 29))) {
            assertCalendar(date.toEpochDay());
        }
    }

    @Property
    void anyDay_hasTheCalendarsParts(@ForAll @DoubleRange(min = -99_999_999, max = 99_999_999) double days) {
        assertCalendar((long) Math.floor(days));
        assertThat(DatePart.DAY_OF_MONTH.of(days)).isEqualTo(DatePart.DAY_OF_MONTH.of(Math.floor(days)));
    }

    @Test
    void whatIsNoDate_hasNoParts() {
        for (DatePart part : DatePart.values()) {
            assertThat(part.of(Double.NaN)).isNaN();
            assertThat(part.of(1e8)).isNaN();
            assertThat(part.of(Double.NEGATIVE_INFINITY)).isNaN();
        }
    }

    private static void assertCalendar(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        boolean same = DatePart.YEAR.of(day) == date.getYear()
                && DatePart.QUARTER.of(day) == date.get(IsoFields.QUARTER_OF_YEAR)
                && DatePart.MONTH.of(day) == date.getMonthValue()
                && DatePart.DAY_OF_MONTH.of(day) == date.getDayOfMonth()
                && DatePart.DAY_OF_WEEK.of(day) == date.getDayOfWeek().getValue();
        assertThat(same).as("%s", date).isTrue();
    }
}
