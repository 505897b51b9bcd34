package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Columns of texts that are numbers: which are found, how they are counted, and what is said of them. */
class HiddenNumbersTest {

    private static final MissingMarkers MISSING = MissingMarkers.standard();

    private static Dataset table(ReadOptions options, List<String> texts) {
        List<String[]> rows = new ArrayList<>();
        for (String text : texts) {
            rows.add(new String[] {text});
        }
        return Tables.ofTexts(List.of("fee"), rows, options);
    }

    private static Optional<HiddenNumbers> found(List<String> texts) {
        return found(ReadOptions.standard(), texts);
    }

    private static Optional<HiddenNumbers> found(ReadOptions options, List<String> texts) {
        return Optional.ofNullable(
                HiddenNumbers.in(table(options, texts), MISSING, Set.of()).get("fee"));
    }

    /** Texts and how often each occurs. */
    private static List<String> texts(Object... textsAndTimes) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < textsAndTimes.length; i += 2) {
            for (int time = 0; time < (int) textsAndTimes[i + 1]; time++) {
                texts.add((String) textsAndTimes[i]);
            }
        }
        return texts;
    }

    @Test
    void in_currenciesAndPlainNumbers_countsBoth() {
        HiddenNumbers found = found(texts("$1,234.50", 6, "12.25", 8, " 7 %", 5, "unclear", 1))
                .orElseThrow();
        assertThat(found).isEqualTo(new HiddenNumbers(Decimals.POINT, true, 19, 11, Map.of("unclear", 1), Map.of()));
        assertThat(found.lost()).isEqualTo(1);
    }

    @Test
    void in_nineteenNumbersOfTwenty_areEnough() {
        assertThat(found(texts("$1.50", 10, "$2.50", 9, "unclear", 1))).isPresent();
        assertThat(found(texts("$1.50", 10, "$2.50", 8, "unclear", 1))).isEmpty();
        assertThat(found(texts("$1.50", 10, "$2.50", 8, "NA", 5)))
                .as("missing is neither")
                .isPresent();
        assertThat(found(texts("low", 10, "high", 8))).isEmpty();
    }

    @Test
    void in_firstValuesMostlyTexts_looksNoFurther() {
        assertThat(found(texts("$1.50", 10, "high", 10))).isEmpty();
        assertThat(found(texts("none", 500, "$1.50", 20_000)))
                .as("of five hundred none")
                .isEmpty();
        assertThat(found(texts("$1.50", 251, "none", 249, "$2.50", 20_000)))
                .as("most of five hundred")
                .isPresent();
        assertThat(found(texts("$1.50", 250, "none", 250, "$2.50", 20_000)))
                .as("half of them")
                .isEmpty();
    }

    @Test
    void in_decimalCommas_isWhatTheyShow() {
        assertThat(found(texts("1,50", 10, "1.234,5", 10, "7", 5)))
                .contains(new HiddenNumbers(Decimals.COMMA, true, 25, 20, Map.of(), Map.of()));
    }

    @Test
    void in_bothMarks_leavesOpenWhatMayBeEither() {
        HiddenNumbers found =
                found(texts("1,50", 20, "2.25", 19, "1.234", 1, "x", 1)).orElseThrow();
        assertThat(found.decimals()).isEqualTo(Decimals.EITHER);
        assertThat(found.numbers()).isEqualTo(39);
        assertThat(found.formatted()).isEqualTo(20);
        assertThat(found.junk()).isEqualTo(Map.of("x", 1));
        assertThat(found.open()).isEqualTo(Map.of("1.234", 1));
        assertThat(found.lost()).isEqualTo(2);
    }

    @Test
    void in_commasBeforeThousandsAlone_isUndecidedAndLosesNothing() {
        HiddenNumbers found = found(texts("1,000", 12, "2,500", 12)).orElseThrow();
        assertThat(found)
                .isEqualTo(
                        new HiddenNumbers(Decimals.POINT, false, 24, 24, Map.of(), Map.of("1,000", 12, "2,500", 12)));
        assertThat(found.lost()).isZero();
    }

    @Test
    void in_columnThatIsSettledOrNumericOrPlainLevels_isLeftAlone() {
        Dataset dressed = table(ReadOptions.standard(), texts("$1.50", 10, "$2.50", 10));
        assertThat(HiddenNumbers.in(dressed, MISSING, Set.of("fee"))).isEmpty();
        assertThat(found(texts("1.5", 10, "2.5", 10))).isEmpty();
        ReadOptions levels = ReadOptions.standard().withType("fee", ColumnType.CATEGORICAL);
        assertThat(found(levels, texts("1", 10, "2", 10)))
                .as("plain digits declared levels")
                .isEmpty();
        assertThat(found(levels, texts("$1", 10, "2", 10))).isPresent();
    }

    @Test
    void in_namesOfRows_areNumbersWhereHalfAreFormatted() {
        ReadOptions text = ReadOptions.standard().withType("fee", ColumnType.TEXT);
        assertThat(found(text, texts("$1.50", 10, "2.50", 10))).isPresent();
        assertThat(found(text, texts("$1.50", 9, "2.50", 11))).isEmpty();
    }

    @Test
    void asNumbers_table_hasTheNumbersAndGaps() {
        Dataset data = table(ReadOptions.standard(), texts("$1,234.50", 10, "(5 EUR)", 9, "unclear", 1, "NA", 1));
        Map<String, HiddenNumbers> hidden = HiddenNumbers.in(data, MISSING, Set.of());
        Column column = HiddenNumbers.asNumbers(data, hidden, MISSING).columns().get(0);
        assertThat(column.type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(column.name()).isEqualTo("fee");
        assertThat(column.text(0)).isEqualTo("1234.5");
        assertThat(column.text(10)).isEqualTo("-5");
        assertThat(column.text(19)).isNull();
        assertThat(column.text(20)).isNull();
        assertThat(HiddenNumbers.asNumbers(data, Map.of(), MISSING)).isSameAs(data);
        assertThat(HiddenNumbers.asNumbers(data, hidden, MISSING).notices())
                .extracting(Notice::code)
                .noneMatch(code -> code.startsWith("type-inferred"));
    }

    private static String notice(
            Decimals decimals, boolean decided, Map<String, Integer> junk, Map<String, Integer> open) {
        Notice notice =
                new HiddenNumbers(decimals, decided, 10, 10, new TreeMap<>(junk), new TreeMap<>(open)).notice("fee");
        assertThat(notice.code()).isEqualTo("hidden-numbers");
        assertThat(notice.column()).isEqualTo("fee");
        return notice.message();
    }

    @Test
    void notice_mark_isNamedUnlessItIsAPoint() {
        assertThat(notice(Decimals.POINT, true, Map.of(), Map.of()))
                .isEqualTo("Column 'fee' holds numbers written as text and is read as numeric.");
        assertThat(notice(Decimals.COMMA, true, Map.of(), Map.of()))
                .isEqualTo("Column 'fee' holds numbers written as text, with a decimal comma, and is read as numeric.");
        assertThat(notice(Decimals.EITHER, true, Map.of(), Map.of()))
                .isEqualTo("Column 'fee' holds numbers written as text, some with a decimal comma and some with a"
                        + " decimal point, and is read as numeric.");
        assertThat(notice(Decimals.EITHER, false, Map.of(), Map.of()))
                .isEqualTo("Column 'fee' holds numbers written as text, and nothing tells whether with a decimal comma"
                        + " or a decimal point, and is read as numeric.");
    }

    @Test
    void notice_valuesThatAreNone_areCountedWithFiveExamples() {
        assertThat(notice(Decimals.POINT, true, Map.of("x", 1), Map.of()))
                .endsWith("numeric; 1 value that is none, (x), counts as missing.");
        assertThat(notice(Decimals.POINT, true, Map.of("a", 2, "b", 1, "c", 1, "d", 1, "e", 1, "f", 1), Map.of()))
                .endsWith("numeric; 7 values that are none, such as (a), (b), (c), (d), (e), count as missing.");
    }

    @Test
    void notice_valuesOfTwoReadings_areSaidToBeMissingOrTakenForOne() {
        assertThat(notice(Decimals.EITHER, true, Map.of(), Map.of("1.234", 1)))
                .endsWith("numeric; 1 value that may be read either way, (1.234), counts as missing. Maybe write the"
                        + " column with one decimal mark.");
        assertThat(notice(Decimals.EITHER, true, Map.of(), Map.of("1.234", 2)))
                .endsWith("numeric; 2 values that may be read either way, such as (1.234), count as missing. Maybe"
                        + " write the column with one decimal mark.");
        assertThat(notice(Decimals.POINT, false, Map.of(), Map.of("1,234", 2)))
                .endsWith("numeric; nothing tells whether its commas stand before decimals or thousands, and (1,234) is"
                        + " taken for 1234.");
    }

    @Test
    void in_declaredLevelsOfDigitsAndAText_areNumbersOfWhichOneIsLost() {
        ReadOptions levels = ReadOptions.standard().withType("fee", ColumnType.CATEGORICAL);
        assertThat(found(levels, texts("1", 10, "2", 9, "x", 1)))
                .contains(new HiddenNumbers(Decimals.POINT, false, 19, 0, Map.of("x", 1), Map.of()));
    }

    @Test
    void asNumbers_notices_keepThoseOfOtherColumnsAndOtherKinds() {
        Dataset read = table(ReadOptions.standard(), texts("$1.50", 10, "$2.50", 10));
        Dataset data = Dataset.of(
                read.columns(),
                List.of(
                        new Notice("type-inferred", "fee", "a"),
                        new Notice("type-inferred-dates", "fee", "b"),
                        new Notice("type-inferred", "day", "c"),
                        new Notice("digits-lost", "fee", "d")));
        Map<String, HiddenNumbers> hidden = HiddenNumbers.in(data, MISSING, Set.of());
        assertThat(HiddenNumbers.asNumbers(data, hidden, MISSING).notices())
                .extracting(Notice::message)
                .containsExactly("c", "d");
        Dataset two = Dataset.of(List.of(read.columns().get(0), table("other", texts("a", 10, "b", 10))));
        assertThat(HiddenNumbers.asNumbers(two, hidden, MISSING).columns().get(1))
                .as("a column in which nothing is hidden")
                .isSameAs(two.columns().get(1));
    }

    private static Column table(String name, List<String> texts) {
        List<String[]> rows = new ArrayList<>();
        texts.forEach(text -> rows.add(new String[] {text}));
        return Tables.ofTexts(List.of(name), rows, ReadOptions.standard())
                .columns()
                .get(0);
    }
}
