package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain numbers in bytes, characters and texts, and cells of numbers that are not as plain. */
class PlainNumberTest {

    private static final Pattern PLAIN = Pattern.compile("-?(?=.*[0-9])[0-9]*\\.?[0-9]*");

    /** What a plain text says; NaN where the careful reader has to look. */
    private static double expected(String text) {
        return PLAIN.matcher(text).matches() && text.replaceAll("[-.]", "").length() <= 15
                ? Numbers.parse(text)
                : Double.NaN;
    }

    /** Among other bytes, and at the start of all. */
    private static void readsAlike(String text) {
        Double expected = expected(text);
        assertThat(PlainNumber.read(text)).as(text).isEqualTo(expected);
        for (String before : List.of("", "7", "12345678,")) {
            String all = before + text + ",9.5";
            int to = before.length() + text.length();
            assertThat(PlainNumber.read(all.toCharArray(), before.length(), to))
                    .as("characters (%s)", text)
                    .isEqualTo(expected);
            if (text.chars().allMatch(c -> c < 128)) {
                assertThat(PlainNumber.read(all.getBytes(StandardCharsets.US_ASCII), before.length(), to))
                        .as("bytes (%s) behind (%s)", text, before)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "-7",
                "42",
                "1234567",
                "12345678",
                "-1234567",
                "-12345678",
                "123456789",
                "90",
                "09",
                "0.5",
                ".5",
                "5.",
                "-.5",
                "-5.",
                "1.2345678",
                "12.345678",
                "1234.567",
                "1234567.",
                ".1234567",
                "-1.23456",
                "123456789012345",
                "1234567890.12345",
                "-12345678901234.5",
                ".123456789012345",
                "123456789012345."
            })
    void read_plainNumber_isTheNearest(String text) {
        assertThat(expected(text)).isNotNaN();
        readsAlike(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "--5",
                "5-",
                "+5",
                " 5",
                "5 ",
                "1.2.3",
                "1..2",
                "1e3",
                "1,5",
                "/",
                ":",
                "1/2",
                "1:2",
                "12345:78",
                "/2345678",
                "1234567890123456",
                "-1234567890123456",
                "123456789012345.6",
                "1.23456789:123",
                "1.2345678901.23",
                "abc",
                "\u00B5",
                "1\u00B9",
                "\u00FF2345678",
                "12345678\u0131"
            })
    void read_anyOtherText_isLeftToTheCarefulReader(String text) {
        assertThat(PlainNumber.read(text)).isNaN();
        readsAlike(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                        Tuple.of(12, Arbitraries.chars().range('0', '9').map(String::valueOf)),
                        Tuple.of(2, Arbitraries.of(".", "-")),
                        Tuple.of(1, Arbitraries.of("/", ":", "e", "+", " ")))
                .list()
                .ofMaxSize(18)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 2000)
    void read_anyText_isTheNearestNumberOrNone(@ForAll("texts") String text) {
        readsAlike(text);
    }

    @Test
    void cells_ofNumbers_areNumbersGapsOrNeither() {
        NumberCells cells = new NumberCells(ColumnType.NUMERIC, Dates.Format.ISO, MissingMarkers.standard());
        assertThat(read(cells, " 12.5 ")).isEqualTo(12.5);
        assertThat(read(cells, "1e3")).isEqualTo(1000);
        assertThat(read(cells, "+7")).isEqualTo(7);
        assertThat(read(cells, "")).isNaN();
        assertThat(read(cells, "  ")).isNaN();
        assertThat(read(cells, " n/a ")).isNaN();
        assertThat(read(cells, "gold")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read(cells, "-1e999")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void cells_whoseMissingMarkerIsANumber_readItAsAGap() {
        NumberCells cells = new NumberCells(
                ColumnType.NUMERIC, Dates.Format.ISO, MissingMarkers.standard().and(List.of("-999")));
        assertThat(read(cells, "-999")).isNaN();
        assertThat(read(cells, "-998")).isEqualTo(-998);
        assertThat(read(cells, "999")).isEqualTo(999);
    }

    @Test
    void cells_ofDates_areReadInTheirFormatAlone() {
        NumberCells cells = new NumberCells(ColumnType.DATE, Dates.Format.ISO, MissingMarkers.standard());
        assertThat(read(cells, " 1970-01-03 ")).isEqualTo(2);
        assertThat(read(cells, "n/a")).isNaN();
        assertThat(read(cells, "20240101")).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(read(cells, "12")).isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static double read(NumberCells cells, String text) {
        String all = "7" + text + "8";
        return cells.read(all.toCharArray(), 1, 1 + text.length());
    }

    @Test
    void cells_ofAFile_areReadAsTheyAreOneByOne() {
        List<String> texts = List.of("12.5", "", " 7 ", "-999", "n/a", "gold", "1e3", "-.5", "x".repeat(40), "3");
        for (MissingMarkers missing :
                List.of(MissingMarkers.standard(), MissingMarkers.standard().and(List.of("-999")))) {
            NumberCells cells = new NumberCells(ColumnType.NUMERIC, Dates.Format.ISO, missing);
            double[] values = new double[texts.size()];
            AsciiCells.give(texts, rows -> cells.read(rows, 0, values));
            assertThat(values)
                    .containsExactly(texts.stream()
                            .mapToDouble(text -> read(cells, text))
                            .toArray());
        }
        double[] plain = new double[texts.size()];
        AsciiCells.give(texts, rows -> NumberCells.plain(rows, 0, plain));
        assertThat(plain)
                .containsExactly(texts.stream().mapToDouble(NumberCells::plain).toArray());
        assertThat(NumberCells.plain("a12.5b".toCharArray(), 1, 5)).isEqualTo(12.5);
    }
}
