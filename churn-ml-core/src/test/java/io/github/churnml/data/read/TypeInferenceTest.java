package io.github.churnml.data.read;

import static io.github.churnml.data.ColumnType.BOOLEAN;
import static io.github.churnml.data.ColumnType.CATEGORICAL;
import static io.github.churnml.data.ColumnType.DATE;
import static io.github.churnml.data.ColumnType.IDENTIFIER;
import static io.github.churnml.data.ColumnType.NUMERIC;
import static io.github.churnml.data.ColumnType.TEXT;
import static io.github.churnml.data.read.TempCsv.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Chars;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Field;
import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.Notice;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeInferenceTest {

    @TempDir
    Path folder;

    private Path file(String name, int rows, IntFunction<String> value) {
        String lines = IntStream.range(0, rows)
                .mapToObj(i -> "\"" + value.apply(i) + "\",x\n")
                .collect(Collectors.joining());
        return TempCsv.write(folder, name + ",other\n" + lines);
    }

    private ColumnType infer(String name, int rows, IntFunction<String> value) {
        return Tables.readCsv(file(name, rows, value)).columns().get(0).type();
    }

    @Test
    void integers_distinct_areNumbersUnlessTheyNameRows() {
        IntFunction<String> scattered = i -> String.valueOf(i * 37 + 5);

        assertThat(infer("balance", 50, scattered)).isEqualTo(NUMERIC);
        assertThat(infer("account balance", 50, scattered)).isEqualTo(NUMERIC);
        assertThat(infer("customerID", 50, scattered)).isEqualTo(IDENTIFIER);
        assertThat(infer("customerID", 19, scattered)).isEqualTo(NUMERIC);
        assertThat(infer("customerID", 50, i -> String.valueOf(i / 2))).isEqualTo(NUMERIC);
        assertThat(infer("customerID", 50, i -> i + ".5")).isEqualTo(NUMERIC);
    }

    @Test
    void integers_consecutiveInAnyOrder_nameRows() {
        assertThat(infer("index", 50, i -> String.valueOf(i + 100))).isEqualTo(IDENTIFIER);
        assertThat(infer("index", 50, i -> String.valueOf(i * 7 % 50 - 10))).isEqualTo(IDENTIFIER);
        assertThat(infer("index", 19, String::valueOf)).isEqualTo(NUMERIC);
        // The same span and number of values, but one twice and one not at all.
        assertThat(infer("index", 50, i -> String.valueOf(i == 20 ? 21 : i))).isEqualTo(NUMERIC);
    }

    @Test
    void integers_nearlyAllDistinct_nameRowsByTheirName() {
        assertThat(infer("user_id", 200, i -> String.valueOf(Math.max(i, 2) * 11)))
                .isEqualTo(IDENTIFIER);
        assertThat(infer("user_id", 200, i -> String.valueOf(Math.max(i, 5) * 11)))
                .isEqualTo(NUMERIC);
    }

    @Test
    void text_distinct_namesRows() {
        assertThat(infer("x", 20, i -> "k" + i)).isEqualTo(IDENTIFIER);
        assertThat(infer("x", 19, i -> "k" + i)).isEqualTo(CATEGORICAL);
        assertThat(infer("x", 200, i -> "k" + Math.max(i, 1))).isEqualTo(CATEGORICAL);
        assertThat(infer("e-mail", 200, i -> Math.max(i, 1) + "@example.org")).isEqualTo(IDENTIFIER);
        assertThat(infer("x", 200, i -> "k" + i % 100)).isEqualTo(CATEGORICAL);
    }

    @Test
    void text_prose_isText() {
        IntFunction<String> prose = i -> "The customer called " + i + " times about it";

        assertThat(infer("note", 50, prose)).isEqualTo(TEXT);
        assertThat(infer("note", 10, prose)).isEqualTo(CATEGORICAL);
        assertThat(infer("note", 50, i -> "Bank transfer, paid by card " + i % 3))
                .isEqualTo(CATEGORICAL);
    }

    @ParameterizedTest
    @CsvSource({"true, FALSE", "Yes, no", "y, N", "T, f", "True, True", "n, n"})
    void pairs_ofYesAndNo_areBoolean(String one, String other) {
        assertThat(infer("x", 30, i -> i % 3 == 0 ? one : i % 3 == 1 ? other : ""))
                .isEqualTo(BOOLEAN);
    }

    @ParameterizedTest
    @CsvSource({
        "yes, n, CATEGORICAL",
        "true, no, CATEGORICAL",
        "0, 1, NUMERIC",
        "y, 0, CATEGORICAL",
        "yes, maybe, CATEGORICAL"
    })
    void pairs_thatDoNotMatch_areNotBoolean(String one, String other, ColumnType type) {
        assertThat(infer("x", 30, i -> i % 2 == 0 ? one : other)).isEqualTo(type);
    }

    @Test
    void dates_ofOneFormat_areDates() {
        assertThat(infer("d", 30, i -> "2020-01-" + (10 + i % 20))).isEqualTo(DATE);
        assertThat(infer("d", 30, i -> i + 1 + ".12.2020")).isEqualTo(DATE);
        assertThat(infer("d", 30, i -> "2020-02-" + (10 + i % 21))).isEqualTo(CATEGORICAL);
        assertThat(infer("d", 30, i -> i % 2 == 0 ? "2020-01-01" : "01.01.2020"))
                .isEqualTo(CATEGORICAL);
        assertThat(infer("d", 30, i -> i % 2 == 0 ? "2020-01-01" : "20200101")).isEqualTo(CATEGORICAL);
    }

    @Test
    void dates_readableBothWays_areMonthFirstWithANotice() {
        Dataset both = Tables.readCsv(file("d", 3, i -> "02/0" + (i + 1) + "/2020"));
        assertThat(texts(both, "d")).containsExactly("2020-02-01", "2020-02-02", "2020-02-03");
        assertThat(both.notices())
                .containsExactly(new Notice(
                        "ambiguous-dates",
                        "d",
                        "Column 'd' holds dates that read both month-first and day-first; they are taken month-first."
                                + " Write them as yyyy-MM-dd to be sure."));

        Dataset dayFirst = Tables.readCsv(file("d", 2, i -> (i + 12) + "/03/2020 10:00"));
        assertThat(texts(dayFirst, "d")).containsExactly("2020-03-12T10:00:00", "2020-03-13T10:00:00");
        assertThat(dayFirst.notices()).isEmpty();
    }

    @Test
    void mixture_ofNumbersAndText_isCategorical() {
        assertThat(infer("x", 100, i -> i < 99 ? String.valueOf(i % 10) : "ten"))
                .isEqualTo(CATEGORICAL);
        assertThat(infer("x", 100, i -> i > 0 ? String.valueOf(i % 10) : "inf or so"))
                .isEqualTo(CATEGORICAL);
    }

    @Test
    void notices_ofInferredTypes_sayWhat() {
        assertThat(Tables.readCsv(file("id", 30, i -> "k" + i)).notices())
                .containsExactly(new Notice(
                        "type-inferred-identifier",
                        "id",
                        "Column 'id' names its rows, so it is taken as an identifier and not as a feature."));
        assertThat(Tables.readCsv(file("note", 30, i -> "one two three four " + i))
                        .notices())
                .containsExactly(new Notice(
                        "type-inferred-text",
                        "note",
                        "Column 'note' holds prose, so it is kept but not taken as a feature."));
        Dataset missing = Tables.readCsv(file("gone", 3, i -> "NA"));
        assertThat(missing.notices())
                .containsExactly(new Notice("all-missing", "gone", "Column 'gone' has no values at all."));
        assertThat(missing.column("gone").type()).isEqualTo(NUMERIC);
        assertThat(texts(missing, "gone")).containsOnlyNulls().hasSize(3);
    }

    @Test
    void declared_type_winsOverTheInferredOne() {
        Path file = TempCsv.write(folder, "zip ,flag,word,num,day\n01234,1,a,1,1/2/2020\n 5,0,b,2,13/2/2020\n");
        Dataset table = Tables.readCsv(
                file,
                CsvOptions.standard()
                        .withType("zip", CATEGORICAL)
                        .withType("flag", BOOLEAN)
                        .withType("word", IDENTIFIER)
                        .withType("num", TEXT)
                        .withType("day", DATE));

        assertThat(table.schema().fields())
                .extracting(Field::type)
                .containsExactly(CATEGORICAL, BOOLEAN, IDENTIFIER, TEXT, DATE);
        assertThat(texts(table, "zip ")).containsExactly("01234", " 5");
        assertThat(texts(table, "flag")).containsExactly("1", "0");
        assertThat(texts(table, "num")).containsExactly("1", "2");
        assertThat(texts(table, "day")).containsExactly("2020-02-01", "2020-02-13");
        assertThat(table.notices()).isEmpty();
    }

    @Test
    void declared_typeOfAnUnknownColumn_meetsItsNearest() {
        Path file = TempCsv.write(folder, "tenure,plan\n1,a\n");

        assertThatThrownBy(() -> Tables.readCsv(file, CsvOptions.standard().withType("tenur", NUMERIC)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("A type is declared for column 'tenur', which is not in the table.\n"
                        + "Maybe 'tenure' was meant.");
    }

    @Test
    void declared_numeric_refusesText() {
        Path file = TempCsv.write(folder, "tenure,plan\n1,a\nNA,a\nabc,a\nxyz,a\n");

        assertThatThrownBy(() -> Tables.readCsv(file, CsvOptions.standard().withType("tenure", NUMERIC)))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'tenure' (row 3) holds (abc) where a number is required.\n"
                        + "Maybe list (abc) as a missing marker, or declare the column categorical.")
                .satisfies(e -> {
                    assertThat(((DataException) e).column()).contains("tenure");
                    assertThat(((DataException) e).row()).hasValue(3);
                    assertThat(((DataException) e).path()).contains(file);
                });
    }

    @Test
    void declared_dateOrBoolean_refusesOthers() {
        Path file = TempCsv.write(folder, "d,b\n2020-01-01,yes\n01.01.2020,true\n");

        assertThatThrownBy(() -> Tables.readCsv(file, CsvOptions.standard().withType("d", DATE)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Column 'd' (row 2) holds (01.01.2020) where a date in one format throughout the column is"
                                + " required.\nMaybe list (01.01.2020) as a missing marker, or declare the column categorical.");
        assertThatThrownBy(() -> Tables.readCsv(file, CsvOptions.standard().withType("b", BOOLEAN)))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'b' (row 2) holds (true) where yes or no, in one spelling throughout the column, is"
                        + " required.\nMaybe list (true) as a missing marker, or declare the column categorical.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-Infinity", "1e999"})
    void infinity_inAColumnOfNumbers_isRefused(String infinity) {
        Path file = TempCsv.write(folder, "x,y\n1,a\n" + infinity + ",a\ninf,a\n");

        for (CsvOptions options :
                List.of(CsvOptions.standard(), CsvOptions.standard().withType("x", NUMERIC))) {
            assertThatThrownBy(() -> Tables.readCsv(file, options))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Column 'x' (row 2) holds the infinite number (" + infinity
                            + ") where a finite one is required.\nMaybe list (" + infinity
                            + ") as a missing marker, or declare the column categorical.");
        }
        MissingMarkers markers = MissingMarkers.standard().and(List.of(infinity, "inf"));
        assertThat(texts(Tables.readCsv(file, CsvOptions.standard().withMissing(markers)), "x"))
                .containsExactly("1", null, null);
        assertThat(texts(Tables.readCsv(file, CsvOptions.standard().withType("x", CATEGORICAL)), "x"))
                .containsExactly("1", infinity, "inf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "ID",
                "customerID",
                "customer_id",
                "phone number",
                "Account No.",
                "uuid",
                "rowKey",
                "id_customer",
                "EMAIL",
                "email address",
                "phone"
            })
    void isIdLike_nameOfAKey_holds(String name) {
        assertThat(IdentifierNames.isIdLike(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "balance",
                "account balance",
                "number vmail messages",
                "idle",
                "paid",
                "no_of_calls",
                "keyword"
            })
    void isIdLike_otherName_doesNotHold(String name) {
        assertThat(IdentifierNames.isIdLike(name)).isFalse();
    }

    @Test
    void distinctShare_beyondWhatFits_isEstimatedWhateverTheOrder() {
        DistinctSample distinct = new DistinctSample(1 << 10, 0);
        DistinctSample twice = new DistinctSample(1 << 10, 0);
        DistinctSample backwards = new DistinctSample(1 << 10, 0);
        int n = 200_000;
        for (int i = 0; i < n; i++) {
            distinct.add(Chars.mix(i), 1);
            twice.add(Chars.mix(i / 2), 1);
            backwards.add(Chars.mix((n - 1 - i) / 2), 1);
        }

        assertThat(distinct.distinctShare()).isEqualTo(1);
        assertThat(twice.distinctShare()).isEqualTo(0.5);
        assertThat(backwards.distinctShare()).isEqualTo(twice.distinctShare());
        assertThat(new DistinctSample(10, 0).distinctShare()).isEqualTo(1);
    }
}
