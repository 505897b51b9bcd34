package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Decimals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalMarksTest {

    private static DecimalMarks ofTexts(String... texts) {
        DecimalMarks marks = new DecimalMarks();
        for (String text : texts) {
            marks.add(text, 1);
        }
        return marks;
    }

    private static DecimalMarks ofBytes(String... texts) {
        DecimalMarks marks = new DecimalMarks();
        AsciiCells.give(List.of(texts), rows -> marks.add(rows, 0));
        return marks;
    }

    /** What is counted decides four things: the mark of its own, whose the table's is, whether that of others matters. */
    private static void assertSame(DecimalMarks marks, DecimalMarks expected) {
        assertThat(marks.isDecided()).isEqualTo(expected.isDecided());
        assertThat(marks.needsOwn()).isEqualTo(expected.needsOwn());
        for (Decimals otherwise : Decimals.values()) {
            assertThat(marks.decide(otherwise)).isEqualTo(expected.decide(otherwise));
            assertThat(marks.decide(Decimals.COMMA, otherwise)).isEqualTo(expected.decide(Decimals.COMMA, otherwise));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "-7",
                "12.5",
                "-12.5",
                "0.123",
                "-0.123",
                ".123",
                "-.123",
                "1234.567",
                "-1234.567",
                "1.2345",
                "5.",
                "-5."
            })
    void decide_cellThatCanHaveAPointAlone_isPointOrOpen(String text) {
        boolean shows = text.contains(".");
        DecimalMarks marks = ofBytes(text);
        assertThat(marks.isDecided()).isEqualTo(shows);
        assertThat(marks.needsOwn()).isFalse();
        assertThat(marks.decide(Decimals.COMMA)).isEqualTo(shows ? Decimals.POINT : Decimals.COMMA);
        assertThat(marks.decide(Decimals.COMMA, Decimals.POINT)).isEqualTo(Decimals.POINT);
        assertSame(marks, ofTexts(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234", "12.345", "123.456", "-1.234", "-123.456", "+1.234"})
    void decide_cellWhosePointMayStandBeforeThousands_followsTheOthers(String text) {
        DecimalMarks marks = ofBytes(text);
        assertThat(marks.isDecided()).isFalse();
        assertThat(marks.needsOwn()).isTrue();
        assertThat(marks.decide(Decimals.POINT)).isEqualTo(Decimals.POINT);
        assertThat(marks.decide(Decimals.COMMA, Decimals.POINT)).isEqualTo(Decimals.COMMA);
        assertThat(marks.decide(Decimals.EITHER, Decimals.POINT)).isEqualTo(Decimals.POINT);
        assertSame(marks, ofTexts(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", ".", "-.", "gold", "1-2", "1/2", "1:2", " "})
    void decide_cellThatIsNoNumber_saysNothing(String text) {
        assertThat(ofBytes(text).isDecided()).isFalse();
        assertThat(ofBytes(text).needsOwn()).isFalse();
        assertSame(ofBytes(text), ofTexts(text));
    }

    @Test
    void decide_commaInAnyRow_isCommaAndWithPointsEither() {
        assertThat(ofTexts("12,5").decide(Decimals.POINT)).isEqualTo(Decimals.COMMA);
        assertThat(ofTexts("12,5").needsOwn()).isTrue();
        assertThat(ofTexts("12,5", "1.5").decide(Decimals.POINT)).isEqualTo(Decimals.EITHER);
        // The smaller reading of 1,234 has the comma before decimals, so a table of commas does not open it.
        assertThat(ofTexts("1,234").decide(Decimals.COMMA, Decimals.POINT)).isEqualTo(Decimals.POINT);
        assertThat(ofTexts("1,234").needsOwn()).isTrue();
        assertThat(ofTexts("1,234", "1.5").needsOwn()).isFalse();
    }

    @Test
    void merge_ofParts_isWhatOnePartWouldHaveCounted() {
        String[] cells = {"7", "1.234", "1,234", "12.5", "12,5", "gold"};
        for (String one : cells) {
            for (String other : cells) {
                DecimalMarks merged = ofTexts(one);
                merged.merge(ofBytes(other));
                assertSame(merged, ofTexts(one, other));
            }
        }
    }

    @Test
    void addPoint_cellThatIsANumberWithAFraction_settlesThePoint() {
        DecimalMarks marks = ofTexts("1.234");
        DecimalMarks others = new DecimalMarks();
        others.addPoint();
        marks.merge(others);
        assertThat(marks.isDecided()).isTrue();
        assertThat(marks.decide(Decimals.COMMA)).isEqualTo(Decimals.POINT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12,5|true",
                "2,50|true",
                "0,5|true",
                ",5|true",
                "-12,50|true",
                "1.234,5|true",
                "1,234|false",
                "12.5|false",
                "125|false",
                "5|false",
                "x,5|false",
                "1,2,5|false",
                "12,|false"
            })
    void showsComma_cell_isOneWhoseCommaStandsBeforeDecimals(String text, boolean shows) {
        String all = "1,5" + text + ",5";
        assertThat(DecimalMarks.showsComma(all.toCharArray(), 3, 3 + text.length()))
                .isEqualTo(shows);
    }

    @ParameterizedTest
    @CsvSource({
        "1.234, true", "12.345, true", "123.456, true", "-1.234, true", "+123.456, true", "1234.567, false",
                "0.123, false",
        "-0.123, false", ".123, false", "-.123, false", "1.23, false", "1.2345, false", "12345, false", "5, false"
    })
    void isGrouped_plainNumber_holdsWhereThePointMayStandBeforeThousands(String text, boolean grouped) {
        String all = "9." + text + ".99";
        assertThat(DecimalMarks.isGrouped(all.toCharArray(), 2, 2 + text.length()))
                .isEqualTo(grouped);
    }

    /** What a number of a workbook becomes beside texts that are numbers. */
    private static final String CELL = "1234e+0000";

    @Test
    void decide_numbersBesideTextsThatShowNoMark_leaveThemOpen() {
        assertThat(ofTexts("1,234").decide(Decimals.POINT)).isEqualTo(Decimals.POINT);
        assertThat(ofTexts("1,234", CELL).decide(Decimals.POINT)).isEqualTo(Decimals.EITHER);
        assertThat(ofTexts("1,234", CELL, "1.5").decide(Decimals.COMMA)).isEqualTo(Decimals.POINT);
        assertThat(ofTexts("1,234", CELL, "1,5").decide(Decimals.POINT)).isEqualTo(Decimals.COMMA);
        assertThat(ofTexts("7", CELL).decide(Decimals.COMMA))
                .as("nothing is open")
                .isEqualTo(Decimals.COMMA);
        DecimalMarks merged = ofTexts("1,234");
        merged.merge(ofTexts(CELL, CELL));
        assertThat(merged.decide(Decimals.POINT)).isEqualTo(Decimals.EITHER);
        assertThat(merged.isDecided()).isFalse();
    }

    @Test
    void addPoint_numbersBesideTexts_tellNothingOfThem() {
        DecimalMarks marks = ofTexts("1,234", CELL);
        marks.addPoint();
        assertThat(marks.isDecided()).isFalse();
        assertThat(marks.decide(Decimals.POINT)).isEqualTo(Decimals.EITHER);
    }
}
