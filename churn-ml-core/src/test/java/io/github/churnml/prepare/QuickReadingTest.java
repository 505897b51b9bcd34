package io.github.churnml.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Decimals;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The quick ways to read a value give what the plain ones give. */
class QuickReadingTest {

    private static final List<String> WORDS = List.of(
            "Yes",
            "no",
            "TRUE",
            "false",
            "1",
            "1.0",
            " 1",
            "01",
            "-0",
            "0",
            "2.5",
            "1e3",
            "1000",
            "1E15",
            "inf",
            "Infinity",
            "1e999",
            "NaN",
            "na",
            "-999",
            "-999.0",
            "?",
            "",
            " ",
            "Month-to-month",
            "month-to-month ",
            "ſ",
            "S",
            "ß",
            "SS",
            "İ",
            "1000000000000000",
            "1.0E15",
            "9007199254740993",
            "+5",
            ".5",
            "5.");

    @Property
    void anyText_isTheLevelThatTheRulesSay(@ForAll("levels") LevelInput input, @ForAll("texts") String text) {
        assertThat(input.read(text, 0)).isEqualTo(input.codeBySpelling(text));
        assertThat(input.read(new StringBuilder(text), 0)).isEqualTo(input.codeBySpelling(text));
    }

    @Property
    void anyNumber_isTheLevelThatIsWrittenSo(@ForAll("levels") LevelInput input, @ForAll("numbers") double number) {
        double expected = Double.isNaN(number) ? Variable.MISSING : input.codeBySpelling(Numbers.text(number));
        assertReads(input, expected, () -> input.readNumber(number, 0));
        assertReads(input, expected, () -> input.read(number, 0));
    }

    @Property
    void anyWholeNumber_isTheLevelThatIsWrittenSo(@ForAll("levels") LevelInput input, @ForAll("wholes") long number) {
        double expected = input.codeBySpelling(Long.toString(number));
        assertReads(input, expected, () -> input.readWhole(number, 0));
        assertReads(input, expected, () -> input.read(number, 0));
        assertReads(input, input.codeBySpelling(Integer.toString((int) number)), () -> input.read((int) number, 0));
        assertReads(input, expected, () -> input.read(BigInteger.valueOf(number), 0));
    }

    @Property
    void aBoolean_isTheLevelOfItsWordOrOfAnotherThatSaysSo(@ForAll("levels") LevelInput input, @ForAll boolean flag) {
        double word = input.codeBySpelling(String.valueOf(flag));
        if (input.type() != ColumnType.BOOLEAN) {
            assertReads(input, word, () -> input.readFlag(flag, 0));
            assertReads(input, word, () -> input.read(flag, 0));
            return;
        }
        double read = input.readFlag(flag, 0);
        assertThat(input.read(flag, 0)).isEqualTo(read);
        if (word != Variable.UNKNOWN) {
            assertThat(read).isEqualTo(word);
        } else if (read >= 0 && !input.state().containsKey("synonyms")) {
            assertThat(input.levels().get((int) read).strip().toLowerCase(Locale.ROOT))
                    .isIn(flag ? Set.of("yes", "y", "t", "1") : Set.of("no", "n", "f", "0"));
        }
    }

    /** A number or boolean that is no level is unknown, and refused where all levels are texts. */
    private static void assertReads(LevelInput input, double expected, DoubleSupplier read) {
        boolean numbers = input.levels().stream().anyMatch(level -> !Double.isNaN(Numbers.parse(level.strip())));
        if (expected == Variable.UNKNOWN && !numbers && !input.levels().isEmpty()) {
            assertThatThrownBy(read::getAsDouble)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("which is none of its levels");
        } else {
            assertThat(read.getAsDouble()).isEqualTo(expected);
        }
    }

    @Property
    void plainDigits_haveTheBitsOfTheWholeReading(@ForAll("digits") String text) {
        double quick = NumberCells.plain(text);
        if (!Double.isNaN(quick)) {
            assertThat(Double.doubleToRawLongBits(quick)).isEqualTo(Double.doubleToRawLongBits(Numbers.parse(text)));
        }
    }

    @Test
    void commonTexts_areReadQuickly_andOthersLeft() {
        for (String text : List.of("0", "-0", "12", "-12.50", ".5", "5.", "123456789012345", "0.00000000000001")) {
            assertThat(NumberCells.plain(text)).as(text).isEqualTo(Numbers.parse(text));
        }
        for (String text : List.of("", "-", ".", "-.", "1e3", "+1", " 1", "1,5", "1234567890123456", "1.2.3", "٣")) {
            assertThat(NumberCells.plain(text)).as(text).isNaN();
        }
    }

    @Property
    void anyTextOfANumber_isReadByAllTheRules(
            @ForAll("digits") String text,
            @ForAll boolean loose,
            @ForAll Decimals decimals,
            @ForAll boolean lenient,
            @ForAll Set<String> someMarkers) {
        Set<String> markers = new TreeSet<>(someMarkers);
        markers.addAll(List.of("-999", "1.50", "007"));
        NumberText rules = new NumberText(
                ColumnType.NUMERIC, loose, decimals, lenient, Dates.Format.ISO, new MissingMarkers(markers));
        NumberInput input = new NumberInput("n", true, rules);
        double value = rules.parse(text);
        if (Double.isInfinite(value) || Double.isNaN(value) && !rules.isReadable(text)) {
            assertThatThrownBy(() -> input.read(text, 3))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Column 'n' (row 3) holds");
            return;
        }
        for (double marker : rules.markers()) {
            value = value == marker ? Double.NaN : value;
        }
        assertThat(input.read(text, 3)).isEqualTo(Double.valueOf(value));
    }

    @Test
    void tooManyLevelsOrMarkers_areReadByTheRulesAlone_inShortTime() {
        List<String> many =
                IntStream.range(0, 60_000).mapToObj(Integer::toString).toList();
        Set<String> markers = Set.copyOf(many.subList(0, 5_000));
        for (LevelInput input : List.of(
                input(many, List.of(), Set.of(), ColumnType.CATEGORICAL, true, false),
                input(many.subList(0, 9_000), List.of(), markers, ColumnType.CATEGORICAL, true, false))) {
            for (double number : new double[] {7, 8_000, -0.0, 0.5, 1e9}) {
                assertThat(input.readNumber(number, 0)).isEqualTo(input.codeBySpelling(Numbers.text(number)));
                assertThat(input.readWhole((long) number, 0))
                        .isEqualTo(input.codeBySpelling(Long.toString((long) number)));
            }
            assertThat(input.read("8000", 0)).isEqualTo(8000);
            assertThat(input.read("no", 0)).isEqualTo(Variable.UNKNOWN);
        }
    }

    @Test
    void unboxedValues_areReadLikeTheirBoxes() {
        NumberInput number = number(ColumnType.NUMERIC);
        NumberInput date = number(ColumnType.DATE);
        assertThat(number.readNumber(2.5, 0)).isEqualTo(2.5);
        assertThat(number.readNumber(Double.NaN, 0)).isNaN();
        assertThat(number.readNumber(-999, 0)).isNaN();
        assertThat(number.readWhole(-999, 0)).isNaN();
        assertThat(number.readWhole(7, 0)).isEqualTo(number.read(7, 0)).isEqualTo(7);
        assertThat(number.readFlag(true, 0)).isEqualTo(number.read(true, 0)).isEqualTo(1);
        assertThat(date.readNumber(20_000.5, 0)).isEqualTo(20_000.5);
        assertThatThrownBy(() -> number.readNumber(Double.NEGATIVE_INFINITY, 4))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'n' (row 4) holds an infinite number.");
        assertThatThrownBy(() -> date.readFlag(true, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds a value of type Boolean where a date is required");
    }

    private static NumberInput number(ColumnType type) {
        return new NumberInput(
                "n",
                true,
                new NumberText(
                        type,
                        false,
                        Decimals.POINT,
                        false,
                        Dates.Format.ISO,
                        MissingMarkers.standard().and(List.of("-999"))));
    }

    @Provide
    Arbitrary<LevelInput> levels() {
        Arbitrary<List<String>> levels = texts().list().uniqueElements().ofMaxSize(8);
        Arbitrary<List<String>> synonyms = texts().list().ofMaxSize(6);
        Arbitrary<Set<String>> markers = texts().set().ofMaxSize(3);
        Arbitrary<ColumnType> types = Arbitraries.of(ColumnType.BOOLEAN, ColumnType.CATEGORICAL);
        return Combinators.combine(
                        levels, synonyms, markers, types, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(QuickReadingTest::input);
    }

    /** An input; synonyms that its rules refuse are left out. */
    private static LevelInput input(
            List<String> levels,
            List<String> synonyms,
            Set<String> markers,
            ColumnType type,
            boolean trim,
            boolean foldCase) {
        MissingMarkers missing = MissingMarkers.standard().and(markers);
        TreeMap<String, String> meant = new TreeMap<>();
        Spelling spelling = new Spelling("l", type, trim, foldCase, missing, meant);
        for (String synonym : synonyms) {
            String level = levels.isEmpty() ? "other" : levels.get(synonym.length() % levels.size());
            TreeMap<String, String> more = new TreeMap<>(meant);
            more.put(synonym, level);
            try {
                spelling = new Spelling("l", type, trim, foldCase, missing, more);
                meant = more;
            } catch (RuntimeException refused) {
                assertThat(refused).isInstanceOf(ConfigurationException.class);
            }
        }
        return new LevelInput("l", true, spelling, new ArrayList<>(levels));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(WORDS);
        return Arbitraries.oneOf(
                words,
                words.map(word -> " " + word),
                words.map(word -> word.toUpperCase(Locale.ROOT) + "\t"),
                words.map(word -> word.toLowerCase(Locale.ROOT)),
                Arbitraries.integers().between(-3, 3).map(String::valueOf),
                Arbitraries.strings().withChars("01.-eE aAsS").ofMaxLength(4));
    }

    @Provide
    Arbitrary<Double> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, -0.0, 1.0, -999.0, 2.5, 1e3, 1e15, 9007199254740992.0, 0.5, 5.0),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300),
                Arbitraries.longs().map(Double::longBitsToDouble));
    }

    @Provide
    Arbitrary<Long> wholes() {
        return Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, -999L, 1000L, 1_000_000_000_000_000L, 9_007_199_254_740_993L, Long.MIN_VALUE),
                Arbitraries.longs().between(-5, 5),
                Arbitraries.longs());
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789.").ofMaxLength(18),
                Arbitraries.strings().withChars("0123456789.-+e $,%").ofMaxLength(9),
                Arbitraries.longs().between(-99_999_999, 99_999_999).map(n -> String.valueOf(n / 100.0)),
                Arbitraries.of("-999", "-999.0", "1.5", "1.50", "007", "7", "1,5", "1.234,5", "NaN", "inf", "1e999"));
    }
}
