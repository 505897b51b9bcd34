package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Dates.Format;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {

    private static final double DAY = LocalDate.of(2021, 3, 4).toEpochDay();

    @ParameterizedTest
    @CsvSource({
        "2021-03-04, 0",
        "2021-03-04T12:00, 0.5",
        "2021-03-04 06:00:00, 0.25",
        "2021-03-04T18:00:00.000Z, 0.75",
        "2021-03-04T12:00:00+02:00, 0.41666666666666669",
        "2021-03-04T00:30+0030, 0",
        "2021-03-04T23:00-01, 1",
        "2021-03-04 00:00:00.000, 0"
    })
    void parse_isoText_givesDaysInUtc(String text, double fraction) {
        assertThat(Dates.parse(" " + text + " ")).isEqualTo(DAY + fraction);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-02-30",
                "2021-02-29",
                "2021-13-01",
                "2021-00-10",
                "2021-01-00",
                "2021-1-2",
                "21-01-02",
                "20210304",
                "",
                "2021-03",
                "2021-03-04T",
                "2021-03-04T25:00",
                "2021-03-04T12:60",
                "2021-03-04T12:00:60",
                "2021-03-04T12:00x",
                "2021-03-04T9:00",
                "2021-03-04T12:00:",
                "2021-03-04T12:00:00.",
                "2021-03-04T12:00+",
                "2021-03-04T12:00+19",
                "2021-03-04x",
                "2021-03/04",
                "04.03.2021",
                "12021-01-01",
                "2021-03-04T12:00+02:"
            })
    void parse_noIsoDate_givesNaN(String text) {
        assertThat(Dates.parse(text)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR_SLASH, 2021/03/04", "YEAR_SLASH, 2021/3/4", "DAY_DOT, 04.03.2021", "DAY_DOT, 4.3.2021",
        "MONTH_SLASH, 03/04/2021", "MONTH_SLASH, 3/4/2021", "DAY_SLASH, 04/03/2021", "DAY_SLASH, 4/3/2021",
        "DAY_SLASH, 2021-03-04", "ISO, 2021-03-04"
    })
    void parse_inGivenFormat_acceptsItAndIso(Format format, String text) {
        assertThat(Dates.parse(text, format)).isEqualTo(DAY);
    }

    @Test
    void parse_givenFormatWithTime_keepsTime() {
        assertThat(Dates.parse("3/4/2021 9:30", Format.MONTH_SLASH)).isEqualTo(DAY + 9.5 / 24);
        assertThat(Dates.parse("31/12/2021", Format.MONTH_SLASH)).isNaN();
        assertThat(Dates.parse("29.2.2000", Format.DAY_DOT))
                .isEqualTo(LocalDate.of(2000, 2, 29).toEpochDay());
        assertThat(Dates.parse("29.2.1900", Format.DAY_DOT)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "18690, 2021-03-04",
        "18690.5, 2021-03-04T12:00:00",
        "0, 1970-01-01",
        "-0.25, 1969-12-31T18:00:00",
        "18690.00000001, 2021-03-04T00:00:00.001",
        "18690.9999999999, 2021-03-05",
        "1e300, 1.0E300"
    })
    void text_days_areIso(double days, String expected) {
        assertThat(Dates.text(days)).isEqualTo(expected);
    }

    @Property
    void text_anyMillisecond_readsBackAsTheSame(
            @ForAll @IntRange(min = -700_000, max = 2_900_000) int day,
            @ForAll @IntRange(min = 0, max = 86_399_999) int millis) {
        double days = day + millis / 86_400_000.0;
        assertThat(Dates.text(Dates.parse(Dates.text(days)))).isEqualTo(Dates.text(days));
    }

    @Test
    void detect_column_findsTheOneFormat() {
        assertThat(Dates.detect(List.of("2020-01-01", "2020-01-01T10:00:00Z"))).contains(Format.ISO);
        assertThat(Dates.detect(List.of("01/02/2020", "13/02/2020"))).contains(Format.DAY_SLASH);
        assertThat(Dates.detect(List.of("01/02/2020", "02/13/2020"))).contains(Format.MONTH_SLASH);
        assertThat(Dates.detect(List.of("01/02/2020"))).contains(Format.MONTH_SLASH);
        assertThat(Dates.detect(List.of("13/02/2020", "02/13/2020"))).isEmpty();
        assertThat(Dates.detect(List.of("2020-01-01", "01.02.2020"))).isEmpty();
        assertThat(Dates.detect(List.of("2020/1/1"))).contains(Format.YEAR_SLASH);
        assertThat(Dates.detect(List.of("1.2.2020"))).contains(Format.DAY_DOT);
        assertThat(Dates.detect(List.of())).isEmpty();
    }

    @Test
    void pattern_format_isReadable() {
        assertThat(Format.DAY_DOT.pattern()).isEqualTo("dd.MM.yyyy");
    }
}
