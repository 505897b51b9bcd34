package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of numbers read many rows at a time, against the same read one by one. */
class NumberPartTest {

    private static final MarkerMatcher STANDARD = new MarkerMatcher(MissingMarkers.standard());

    /** A part with its array of values. */
    private record Part(NumberPart part, double[] values) {

        static Part of(ColumnType type, MarkerMatcher markers, boolean texts, int room) {
            double[] values = new double[room];
            return new Part(at(type, markers, texts, values, 0), values);
        }

        static NumberPart at(ColumnType type, MarkerMatcher markers, boolean texts, double[] values, int start) {
            ColumnProbe probe = new ColumnProbe(markers, new DistinctSample(1000, 0));
            return new NumberPart(type, Dates.Format.ISO, markers, probe, texts, values, start);
        }
    }

    private static Part together(List<String> cells) {
        Part part = Part.of(ColumnType.NUMERIC, STANDARD, false, cells.size());
        AsciiCells.give(cells, rows -> part.part().add(rows, 0));
        return part;
    }

    private static void addEach(NumberPart part, List<String> cells) {
        for (String cell : cells) {
            part.add(("(" + cell + ")").toCharArray(), 1, cell.length() + 1);
        }
    }

    /** All that the probe of a column is asked. */
    private static List<Object> answers(NumberPart part) {
        ColumnProbe probe = part.probe();
        LongNumbers names = probe.longNumbers();
        return List.of(
                probe.values(),
                probe.meanWords(),
                probe.isNumber(),
                probe.isInteger(),
                probe.hasOpenPoints(),
                probe.hasPoints(),
                probe.hasCommas(),
                probe.isMixed(),
                probe.isBelowThousand(),
                probe.mayBeConsecutive(),
                names.all(),
                names.rounded(),
                names.cut());
    }

    private static void readsAlike(List<String> cells) {
        Part together = together(cells);
        Part single = Part.of(ColumnType.NUMERIC, STANDARD, false, cells.size());
        addEach(single.part(), cells);
        if (!single.part().probe().isNumber()) {
            // The column is read again as something else.
            assertThat(together.part().isProbed()).isFalse();
            assertThat(together.part().probe().isNumber()).isFalse();
            return;
        }
        assertThat(together.values()).as("%s", cells).isEqualTo(single.values());
        assertThat(answers(together.part())).as("%s", cells).isEqualTo(answers(single.part()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.234",
                "12.345",
                "123.456",
                "1234.567",
                "0.123",
                "01.234",
                "-1.234",
                "-123.456",
                "-1234.567",
                "1.000",
                "12.000",
                "+1.234",
                "1x.234",
                ".123",
                "-.123",
                "1.23",
                "1.2345",
                "12345",
                "0123456789",
                "-0123456789",
                "0.12345678",
                "-0.1234567",
                "1234567890",
                "000000000",
                "0000000000",
                "00000.00000",
                "12345678901234567",
                "999",
                "1000",
                "-1000",
                "-999",
                "",
                "NA",
                "?",
                "1e3",
                "1,5",
                "abc",
                "9.",
                "123.4567",
                "5",
                "-5",
                "10.00",
                "1000000000000000",
                "0.5",
                "1234",
                "-.5",
                "1.2.345"
            })
    void add_rowsTogether_areAsOneByOne(String cell) {
        readsAlike(List.of(cell));
        readsAlike(List.of("7", cell, "12"));
        readsAlike(List.of(cell, cell, "2.500"));
        readsAlike(List.of("2.5", "", cell, "NA", "1500"));
        readsAlike(List.of("0123456789", cell, "1.500", "0123456780"));
    }

    @Test
    void add_twoBlocks_continuesWhereTheFirstEnded() {
        List<String> first = List.of("1", "", "3.5", "0123456789");
        List<String> second = List.of("4", "NA", "1.500", "7");
        Part part = Part.of(ColumnType.NUMERIC, STANDARD, false, 9);
        AsciiCells.give(first, rows -> part.part().add(rows, 0));
        AsciiCells.give(second, rows -> part.part().add(rows, 0));
        addEach(part.part(), List.of("8"));
        assertThat(part.values()).containsExactly(1, Double.NaN, 3.5, 123456789, 4, Double.NaN, 1.5, 7, 8);
        assertThat(part.part().probe().values()).isEqualTo(7);
        assertThatThrownBy(() -> AsciiCells.give(first, rows -> part.part().add(rows, 0)))
                .isInstanceOf(CsvBlocks.Irregular.class);
        assertThatThrownBy(() -> addEach(part.part(), first)).isInstanceOf(CsvBlocks.Irregular.class);
    }

    @Test
    void add_markerThatIsANumber_isMissing() {
        MarkerMatcher markers = new MarkerMatcher(new MissingMarkers(Set.of("-1")));
        Part part = Part.of(ColumnType.NUMERIC, markers, false, 3);
        AsciiCells.give(List.of("5", "-1", "6"), rows -> part.part().add(rows, 0));
        assertThat(part.values()).containsExactly(5, Double.NaN, 6);
        assertThat(part.part().probe().values()).isEqualTo(2);
    }

    @Test
    void add_textsWanted_countsDistinctOnes() {
        Part part = Part.of(ColumnType.NUMERIC, STANDARD, true, 4);
        AsciiCells.give(List.of("5", "6", "5", "7"), rows -> part.part().add(rows, 0));
        assertThat(part.part().probe().distinctShare()).isEqualTo(0.75);
    }

    @Test
    void append_part_closesTheGapAndKnowsBoth() {
        double[] values = new double[10];
        NumberPart first = Part.at(ColumnType.NUMERIC, STANDARD, false, values, 0);
        NumberPart second = Part.at(ColumnType.NUMERIC, STANDARD, false, values, 5);
        addEach(first, List.of("3", "1"));
        addEach(second, List.of("2", "4", ""));
        first.append(second);
        assertThat(first.build("x", ColumnType.NUMERIC, Dates.Format.ISO).rows())
                .isEqualTo(5);
        assertThat(Arrays.copyOf(values, 5)).containsExactly(3, 1, 2, 4, Double.NaN);
        assertThat(first.probe().values()).isEqualTo(4);
        assertThat(first.probe().mayBeConsecutive()).isTrue();
        assertThat(first.probe().isConsecutive()).isTrue();
        assertThat(first.isProbed()).isTrue();
        NumberPart third = Part.at(ColumnType.NUMERIC, STANDARD, false, values, 7);
        addEach(third, List.of("word"));
        first.append(third);
        assertThat(first.isProbed()).isFalse();
    }

    @Test
    void isProbed_mostlyNamesOfRows_hasToBeReadAsTexts() {
        assertThat(together(List.of("0123456789", "5")).part().isProbed())
                .as("half")
                .isFalse();
        assertThat(together(List.of("0123456789", "0123456780", "5", "6"))
                        .part()
                        .isProbed())
                .isFalse();
        assertThat(together(List.of("0123456789", "5", "6")).part().isProbed()).isTrue();
        assertThat(together(List.of("5", "6")).part().isProbed()).isTrue();
        assertThat(together(List.of("", "")).part().isProbed()).isTrue();
        assertThat(together(List.of("5", "word")).part().isProbed()).isFalse();
        Part texts = Part.of(ColumnType.NUMERIC, STANDARD, true, 2);
        addEach(texts.part(), List.of("0123456789", "0123456788"));
        assertThat(texts.part().isProbed()).as("they are counted as texts").isTrue();
    }

    @Test
    void probe_wholeNumbersInAnyOrder_tellsConsecutiveOnes() {
        assertThat(together(List.of("4", "2", "", "3")).part().probe().isConsecutive())
                .isTrue();
        assertThat(together(List.of("4", "2", "2")).part().probe().isConsecutive())
                .isFalse();
        assertThat(together(List.of("4", "2", "5")).part().probe().isConsecutive())
                .isFalse();
    }

    @Test
    void add_dates_areDaysUntilOneIsNone() {
        Part part = Part.of(ColumnType.DATE, STANDARD, false, 5);
        List<String> cells = List.of(" 1970-01-02 ", "NA", "1970-02-01", "soon", "1970-01-03");
        AsciiCells.give(cells, rows -> part.part().add(rows, 0));
        assertThat(part.values()).containsExactly(1, Double.NaN, 31, Double.NaN, Double.NaN);
        assertThat(part.part().isProbed()).isFalse();
        assertThat(part.part().suits(ColumnType.DATE, Dates.Format.ISO)).isTrue();
        assertThat(part.part().suits(ColumnType.DATE, Dates.Format.MONTH_SLASH)).isFalse();
        assertThat(part.part().suits(ColumnType.NUMERIC, Dates.Format.ISO)).isFalse();
        NumberPart numbers = Part.of(ColumnType.NUMERIC, STANDARD, false, 1).part();
        assertThat(numbers.suits(ColumnType.NUMERIC, Dates.Format.MONTH_SLASH)).isTrue();
        assertThat(numbers.suits(ColumnType.DATE, Dates.Format.ISO)).isFalse();
        Column column = part.part().build("day", ColumnType.DATE, Dates.Format.ISO);
        assertThat(column.type()).isEqualTo(ColumnType.DATE);
        assertThat(column.text(0)).isEqualTo("1970-01-02");
        assertThat(column.rows()).isEqualTo(5);
        Column days =
                Part.of(ColumnType.NUMERIC, STANDARD, false, 1).part().build("n", ColumnType.NUMERIC, Dates.Format.ISO);
        assertThat(days.type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(days.rows()).as("as many as were added").isZero();
    }

    @Test
    void add_numbersAfterAText_areNotKept() {
        List<String> cells = new ArrayList<>(List.of("5", "word", "6"));
        Part part = together(cells);
        assertThat(part.part().isProbed()).isFalse();
        Part single = Part.of(ColumnType.NUMERIC, STANDARD, false, 3);
        addEach(single.part(), cells);
        assertThat(single.values()).containsExactly(5, Double.NaN, Double.NaN);
        assertThat(single.part().distinctLevel()).isZero();
    }
}
