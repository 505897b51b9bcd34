package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.read.DecimalMarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    /** The table of forms: what a text is in a column of points, in one of commas, and in one with both; - if refused. */
    @ParameterizedTest
    @CsvFileSource(resources = "number-forms.csv", delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void parse_everyForm_isReadOrRefused(String shown, String point, String comma, String either) {
        String text = shown.replace("~", "\u00A0").replace("^", "\u202F");
        assertThat(written(Decimals.POINT.parse(text)))
                .as(shown + " with points")
                .isEqualTo(point);
        assertThat(written(Decimals.COMMA.parse(text)))
                .as(shown + " with commas")
                .isEqualTo(comma);
        assertThat(written(Decimals.EITHER.parse(text)))
                .as(shown + " with both")
                .isEqualTo(either);
        assertThat(Decimals.isOpen(text)).isEqualTo(!point.equals(comma));
    }

    @Test
    void docs_showTheSameTableOfForms() throws Exception {
        List<String> forms = Files.readAllLines(
                Path.of(DecimalsTest.class.getResource("number-forms.csv").toURI()));
        String docs = Files.readString(Path.of("../docs/data.md"));
        assertThat(forms.subList(1, forms.size()))
                .allSatisfy(form -> assertThat(docs).contains(row(form)));
    }

    private static String row(String form) {
        String[] parts = form.split("\\|");
        return "| `" + parts[0] + "` | " + parts[1] + " | " + parts[2] + " | " + parts[3] + " |";
    }

    private static String written(double value) {
        return Double.isNaN(value) ? "-" : Numbers.text(value);
    }

    @Property
    void parse_groupedDecimals_areTheNumberInEveryForm(
            @ForAll @IntRange(min = 0, max = 2_000_000_000) int whole,
            @ForAll @IntRange(min = 0, max = 99) int cents,
            @ForAll boolean negative) {
        double expected = Numbers.parse((negative ? "-" : "") + whole + "." + String.format("%02d", cents));
        String english = String.format(java.util.Locale.ROOT, "%,d", whole);
        for (String group : List.of(",", ".", " ", "\u00A0", "\u202F", "'", "\u2019", "")) {
            for (String mark : List.of(",", ".")) {
                if (group.equals(mark)) {
                    continue;
                }
                String size = english.replace(",", group) + mark + String.format("%02d", cents);
                for (String text : List.of(
                        (negative ? "-" : "") + size,
                        (negative ? "\u2212" : "+") + size,
                        size + (negative ? "-" : ""),
                        negative ? "(" + size + ")" : " " + size + " ",
                        (negative ? "-" : "") + size + " EUR",
                        "\u20AC" + (negative ? "-" : "") + size)) {
                    for (Decimals decimals : Decimals.values()) {
                        assertThat(decimals.parse(text)).as(text).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "79.32 1,234|POINT",
                "29,85 1.234|COMMA",
                "29,85 79.32|EITHER",
                "12 1.234 1,234|COMMA",
                "1.234.567 5|COMMA",
                "abc 7|COMMA",
                "1.5e3|POINT"
            })
    void decide_unambiguousTexts_settleTheMark(String texts, Decimals expected) {
        DecimalMarks marks = new DecimalMarks();
        for (String text : texts.split(" ")) {
            marks.add(text, 1);
        }
        assertThat(marks.decide(Decimals.COMMA)).isEqualTo(expected);
    }

    @Test
    void parse_moreDigitsThanADoubleHolds_areNoNumberInGroups() {
        assertThat(Decimals.POINT.parse("999,999,999,999,999")).isEqualTo(999_999_999_999_999.0);
        assertThat(Decimals.POINT.parse("9,007,199,254,740,993")).isNaN();
        assertThat(Decimals.COMMA.parse("9007199254740993 EUR")).isNaN();
    }

    /** Groups are of three digits, or in India of two before the last, behind commas alone. */
    @Test
    void parse_groupsOfOtherSizes_areNoNumber() {
        assertThat(Decimals.POINT.parse("12,34,567")).isEqualTo(1_234_567);
        assertThat(Decimals.POINT.parse("1,23,45,678.5")).isEqualTo(12_345_678.5);
        for (String text : new String[] {
            "12'34'567",
            "1.23.456",
            "12.34.567",
            "123,45,678",
            "1,234,56",
            "1,23,456,789",
            "1,23,45",
            "0,123,456",
            "1234,567,890",
            "1,234.567.890",
            "1,2,345",
            "1,2345,678",
            "1'234,567'890",
            "12 34 567"
        }) {
            for (Decimals decimals : Decimals.values()) {
                assertThat(decimals.parse(text))
                        .as("%s with %s", text, decimals)
                        .isNaN();
            }
        }
    }

    @Test
    void parse_signsAndBlanksOfAnyKind_areTakenOff() {
        for (String minus : new String[] {"-", "\u2212", "\u2013", "\u2014"}) {
            assertThat(Decimals.POINT.parse(minus + "1,234.5")).as(minus).isEqualTo(-1234.5);
            assertThat(Decimals.POINT.parse("1,234.5" + minus)).as(minus).isEqualTo(-1234.5);
        }
        for (String blank : new String[] {" ", "\t", "\u00a0", "\u2007", "\u202f", "\u200e"}) {
            assertThat(Decimals.POINT.parse(blank + "$" + blank + "12.5" + blank))
                    .isEqualTo(12.5);
        }
        assertThat(Decimals.POINT.parse("5,-")).isEqualTo(5);
        assertThat(Decimals.POINT.parse("5.--")).isEqualTo(5);
        assertThat(Decimals.POINT.parse("-5-")).isNaN();
        assertThat(Decimals.POINT.parse("(5-)")).isNaN();
    }

    @Test
    void parse_unitsWithAPointBehindThem_areTakenOff() {
        for (String text : new String[] {"Fr. 12.50", "fr.12.50", "12.50 Fr.", "Rs. 12.50", "12.50 Rs."}) {
            assertThat(Decimals.POINT.parse(text)).as(text).isEqualTo(12.5);
        }
        assertThat(Decimals.POINT.parse("$.50")).isEqualTo(0.5);
        assertThat(Decimals.POINT.parse("EUR. 5")).isEqualTo(5);
        for (String text : new String[] {"Xy. 5", "$ 5 EUR", "INR007", "5 Xy.", "EUR", "Fr."}) {
            assertThat(Decimals.POINT.parse(text)).as(text).isNaN();
        }
        assertThat(Decimals.POINT.parse("$0")).isZero();
        assertThat(Decimals.POINT.parse("$0.7")).isEqualTo(0.7);
    }
}
