package io.github.churnml.data.excel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XlsxDatesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mm-dd-yy",
                "d-mmm",
                "mmm-yy",
                "m/d/yy h:mm",
                "yyyy",
                "[$-409]d\\ mmmm",
                "dd/mm/yyyy;@",
                "MMMM",
                "[Red]yyyy\"year\"",
                "d.m."
            })
    void isDateFormat_yearMonthOrDay_isADate(String format) {
        assertThat(XlsxDates.isDateFormat(164, format)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "General",
                "0.00",
                "#,##0;[Red]-#,##0",
                "h:mm",
                "mm:ss",
                "[h]:mm",
                "[mm]",
                "0.00\" days\"",
                "0\\d",
                "0_d",
                "@",
                "",
                "0;yyyy",
                "[Red]0",
                "#,##0.0 m",
                "\"",
                "[",
                "\\"
            })
    void isDateFormat_anythingElse_isNot(String format) {
        assertThat(XlsxDates.isDateFormat(164, format)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"27,true", "36,true", "50,true", "58,true", "26,false", "37,false", "49,false", "59,false"})
    void isDateFormat_numbersWithoutAText_areThoseOfEastAsia(int id, boolean date) {
        assertThat(XlsxDates.isDateFormat(id, null)).isEqualTo(date);
    }

    @Test
    void text_bothDateSystems_countFromTheirOrigins() {
        XlsxDates from1900 = new XlsxDates(false);
        XlsxDates from1904 = new XlsxDates(true);

        assertThat(from1900.text(1)).isEqualTo("1900-01-01");
        assertThat(from1900.text(59)).isEqualTo("1900-02-28");
        assertThat(from1900.text(61)).isEqualTo("1900-03-01");
        assertThat(from1900.text(45231.25)).isEqualTo("2023-11-01T06:00:00");
        assertThat(from1900.text(2_958_465.5)).isEqualTo("9999-12-31T12:00:00");
        assertThat(from1900.text(2_958_466)).isNull();
        assertThat(from1900.text(-0.5)).isNull();
        assertThat(from1900.text(Double.NaN)).isNull();
        assertThat(from1904.text(0)).isEqualTo("1904-01-01");
        assertThat(from1904.text(2_957_003)).isEqualTo("9999-12-31");
        assertThat(from1904.text(2_957_004)).isNull();
    }
}
