package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-1, -1",
        "+7, 7",
        "1.5, 1.5",
        ".5, 0.5",
        "5., 5",
        "1e3, 1000",
        "1E-3, 0.001",
        "1e+2, 100",
        "007, 7",
        "0.1, 0.1",
        "9007199254740993, 9007199254740992",
        "1e22, 1e22",
        "1e23, 1e23",
        "2.2250738585072012e-308, 2.2250738585072014E-308",
        "4.9e-324, 4.9e-324",
        "1e-400, 0",
        "123456789012345678901234567890, 123456789012345678901234567890"
    })
    void parse_number_givesNearestDouble(String text, double expected) {
        assertThat(Numbers.parse(text)).isEqualTo(expected);
        assertThat(Numbers.parse("  " + text + "\t")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "+",
                "e5",
                "1e",
                "1e+",
                "1d",
                "1f",
                "1D",
                "0x10",
                "0x1p3",
                "NaN",
                "nan",
                "1,5",
                "1 2",
                "--1",
                "+-1",
                "1.2.3",
                "1e5.5",
                "abc",
                "١٢",
                "1_000",
                "inf",
                "-inf",
                "Infinity",
                "1e999"
            })
    void parse_noFiniteNumber_givesNaN(String text) {
        assertThat(Numbers.parse(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"inf", "-inf", "+INF", "Infinity", "+Infinity", " -infinity ", "1e999", "-1e999", "1e99999999999"
            })
    void isInfinite_textOfInfinity_holds(String text) {
        assertThat(Numbers.isInfinite(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "in", "", "1", "NaN", "infinit", "1e-999", "i"})
    void isInfinite_otherText_doesNotHold(String text) {
        assertThat(Numbers.isInfinite(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-3, -3",
        "0.25, 0.25",
        "2.0E-3, 0.002",
        "2.0E-4, 2.0E-4",
        "1.1E23, 1.1E23",
        "2E23, 2.0E23",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "4.9E-324, 4.9E-324",
        "1e15, 1.0E15",
        "999999999999999, 999999999999999",
        "-0.0, 0",
        "1.0E-5, 1.0E-5",
        "NaN, NaN",
        "-Infinity, -Infinity",
        "2.2E-322, 2.2E-322"
    })
    void text_number_isShortestAndTheSameOnEveryJdk(double value, String expected) {
        assertThat(Numbers.text(value)).isEqualTo(expected);
    }

    @Property
    void text_anyFiniteNumber_readsBackAsTheSame(@ForAll double value) {
        assertThat(Numbers.parse(Numbers.text(value)) + 0.0).isEqualTo(value + 0.0);
    }

    @Property
    void text_decimalsOfFewDigits_keepTheirDigits(
            @ForAll @IntRange(min = 1, max = 999_999) int digits, @ForAll @IntRange(min = 1, max = 3) int places) {
        BigDecimal decimal = BigDecimal.valueOf(digits, places);
        assertThat(new BigDecimal(Numbers.text(decimal.doubleValue()))).isEqualByComparingTo(decimal);
    }

    @Property
    void parse_anyDecimal_agreesWithTheJdk(@ForAll long digits, @ForAll @IntRange(min = -330, max = 310) int power) {
        String text = digits + "e" + power;
        double expected = Double.parseDouble(text);
        assertThat((Double) Numbers.parse(text))
                .isEqualTo((Double) (Double.isInfinite(expected) ? Double.NaN : expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234.50|1234.5", "1 234|1234", "1'234'567|1234567", "1,234|1234", "12|12", "-5.5|-5.5", "$5|5",
                        "$-5|-5",
                "-$5|-5", "€ 1,000|1000", "5 €|5", "£3.20|3.2", "¥100|100", "USD 12|12", "12 EUR|12", "12.5%|12.5",
                "12 %|12", "-3%|-3", "(1,000)|-1000", "($5)|-5", "+7|7", "1e3|1000", "$1,234,567.89|1234567.89",
                        "( 5 )|-5"
            })
    void looseParse_dressedNumber_isUndressed(String text, double expected) {
        assertThat(Numbers.looseParse(text)).isEqualTo(expected);
        assertThat(Numbers.looseParse(" " + text + "\u00A0")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "1,234 567",
                "1,23,45",
                "1.23,50.1",
                "$",
                "%",
                "()",
                "(-5)",
                "--5",
                "-$-5",
                "$5%",
                "5 XXX",
                "EUR",
                "1e999",
                "inf",
                "1234,567,8",
                "5 apples",
                "$ $5",
                "NaN",
                "(5",
                "5)"
            })
    void looseParse_notANumber_givesNaN(String text) {
        assertThat(Numbers.looseParse(text)).isNaN();
    }

    @Test
    void looseParse_overlongText_isReadIfItIsAPlainNumber() {
        assertThat(Numbers.looseParse("1".repeat(1000))).isNaN();
        assertThat(Numbers.looseParse("$" + "1".repeat(100))).isNaN();
        String plain = "2.2250738585" + "8".repeat(100);
        assertThat(Numbers.looseParse(" " + plain))
                .isEqualTo(Numbers.parse(plain))
                .isFinite();
    }
}
