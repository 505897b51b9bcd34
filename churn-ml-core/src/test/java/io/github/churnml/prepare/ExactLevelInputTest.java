package io.github.churnml.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExactLevelInputTest {

    private static final int MISSING = Variable.MISSING;
    private static final int UNKNOWN = Variable.UNKNOWN;

    @Test
    void text_isFoundByAllItsCharacters_beforeAnythingElse() {
        Input input = exact("", " a", "a", "1.0", "01", "NA", "None", "true");
        assertCodes(input, 0, "");
        assertCodes(input, 1, " a");
        assertCodes(input, 2, "a");
        assertCodes(input, 3, "1.0");
        assertCodes(input, 4, "01");
        assertCodes(input, 5, "NA");
        assertCodes(input, 6, "None");
        assertCodes(input, 7, "true", true);
        assertCodes(input, UNKNOWN, "a ", "A", "1", 1, 1.0, "1.00", "001", "none", false, "False");
        assertCodes(input, MISSING, null, "na", " ", "NaN", Double.NaN, "?");
        assertCodes(exact("True", "1"), 0, true);
        assertCodes(exact("x", "1"), 1, 1, 1L, 1.0, '1', new BigDecimal("1"));
    }

    @Test
    void wholeNumber_isFoundDigitByDigit() {
        Input input = exact(9007199254740992L, 9007199254740993L, -3L, 0L, new BigInteger("18446744073709551615"));
        assertCodes(input, 0, "9007199254740992", 9007199254740992L, 9007199254740992.0);
        assertCodes(input, 1, "9007199254740993", 9007199254740993L, "9007199254740993.0", "+9007199254740993");
        assertCodes(input, 2, "-3", -3, -3.0, "-3.00", " -3 ", "-03", "-0.3e1");
        assertCodes(input, 3, "0", "-0", 0.0, -0.0, "0e-999999999999", false);
        assertCodes(input, 4, "18446744073709551615", new BigInteger("18446744073709551615"));
        assertCodes(input, UNKNOWN, "9007199254740994", 5, "3", "x", "1e400", "18446744073709551616", true);
        assertCodes(input, MISSING, "", "NA", null);
    }

    @Test
    void otherNumber_isFoundByItsValue() {
        Input input = exact(0.1, 2.0, 1e20);
        assertCodes(input, 0, "0.1", ".10", 0.1, "1e-1");
        assertCodes(input, 1, "2", "2.0", 2, 2.0f);
        assertCodes(input, 2, "1e20", "100000000000000000000", 1e20);
        assertCodes(input, UNKNOWN, "0.10000001", 0.1f, "3");
    }

    @Test
    void flag_isFoundByItsWordOrNumber() {
        Input input = exact(false, true);
        assertCodes(input, 0, false, "False", "FALSE", "false", 0, "0", "0.0");
        assertCodes(input, 1, true, "True", 1, "1");
        assertCodes(input, UNKNOWN, "yes", 2);
        assertCodes(exact(0L, 1L, 2L), 1, true, 1);
    }

    @Test
    void levelsOfSeveralTypes_areEachFoundByTheirOwn() {
        Input input = exact(1L, 2.5, "x", "1");
        assertCodes(input, 3, "1");
        assertCodes(input, 0, "1.0");
        assertCodes(input, 1, 2.5, "2.50");
        assertCodes(input, 2, "x");
    }

    @Test
    void schemasLevel_isFoundByItsText_thenWithoutBlanks_thenAsANumber() {
        Input input = ExactLevelInput.loose("c", List.of("", " a", "a", "01", "1", "NA"), MissingMarkers.standard());
        assertCodes(input, 0, "", "  ");
        assertCodes(input, 1, " a");
        assertCodes(input, 2, "a", "a ", "  a");
        assertCodes(input, 3, "01", "1.0");
        assertCodes(input, 4, "1", 1);
        assertCodes(input, 5, "NA");
        assertCodes(input, MISSING, "na", null);
        assertCodes(input, UNKNOWN, "A", "2");
    }

    @Test
    void numberOrFlag_whereAllLevelsAreTexts_isRefused() {
        Input input = exact("Basic", "Plus", "Pro", "Team", "Max", "Ultra");
        for (Object given : List.of(5, 5L, 5.0, new BigDecimal("5"))) {
            assertThatThrownBy(() -> input.read(given, 3))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Column 'c' (row 3) holds the number (5), which is none of its levels: 'Basic', 'Plus',"
                            + " 'Pro', 'Team', 'Max' and 1 more.\n"
                            + "Maybe give the level as text, or null where it is not known.");
        }
        assertThatThrownBy(() -> input.read(true, 0)).hasMessageContaining("holds the boolean (true), which is none");
        assertThatThrownBy(() -> input.readWhole(5, 0)).hasMessageContaining("(5)");
        assertCodes(input, UNKNOWN, "5", "true", '5');
        assertCodes(input, MISSING, null, Double.NaN);
    }

    @Test
    void state_readBack_isTheSame() {
        Input input = exact("", "NA", 9007199254740993L, 0.1, true);
        Input again = Input.of(Settings.of(input.state(), Blame.configuration(null)));
        assertThat(again.state()).isEqualTo(input.state());
        assertCodes(again, 0, "");
        assertCodes(again, 2, "9007199254740993");
        assertCodes(again, 4, true);
        for (String kinds : List.of("ttwn", "ttwnx", "wtwnf", "ntwnf", "ftwnf")) {
            Map<String, Object> state = new LinkedHashMap<>(input.state());
            state.put("kinds", kinds);
            assertThatThrownBy(() -> Input.of(Settings.of(state, Blame.configuration(null))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("does not fit the column's levels");
        }
    }

    @Test
    void wholeColumn_thatMayHaveLostLevels_isRefused() {
        Dataset table = Tables.ofTexts(
                List.of("c", "d"),
                List.of(new String[] {"1", "x"}, new String[] {" ", "y"}, new String[] {"2", "z"}),
                ReadOptions.standard());
        Column numbers = table.column("c");
        assertThat(numbers.isMissing(1)).isTrue();
        assertThat(exact(1L, 2.0, "x").readAll(numbers)).containsExactly(0, MISSING, 1);
        assertThatThrownBy(() -> exact("x", "NA").readAll(numbers))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'c' (row 2) was read as missing, and may have held the model's level (NA).\n"
                        + "Maybe read the table with ChurnModel.read, or declare the column categorical and literal.");
        assertThatThrownBy(() -> exact("x", "2").readAll(numbers))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'c' was read as numbers, which have lost how they were written; the model"
                        + " has the level (2).");
        Input loose = ExactLevelInput.loose("c", List.of("1", "2"), MissingMarkers.standard());
        assertThat(loose.readAll(numbers)).containsExactly(0, MISSING, 1);
        Input spelt = ExactLevelInput.loose("c", List.of("1", "01"), MissingMarkers.standard());
        assertThatThrownBy(() -> spelt.readAll(numbers)).hasMessageContaining("the model has the level (01).");
    }

    @Test
    void literalColumn_keepsEveryText() {
        Dataset table = Tables.ofTexts(
                List.of("c", "d"),
                List.of(new String[] {"", "NA"}, new String[] {" a", "x"}, new String[] {"NA", "y"}),
                ReadOptions.standard()
                        .withType("c", ColumnType.CATEGORICAL)
                        .withLiteral("c")
                        .withLiteral("not there"));
        assertThat(exact("NA", " a", "").readAll(table.column("c"))).containsExactly(2, 1, 0);
        assertThat(exact("x").readAll(table.column("c"))).containsExactly(MISSING, UNKNOWN, MISSING);
        assertThat(table.column("d").isMissing(0)).isTrue();
    }

    @Test
    void valueOfNoUsableType_isRefused() {
        assertThatThrownBy(() -> exact("a").read(List.of(), 7))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'c' (row 7) holds a value of type")
                .hasMessageContaining("Maybe give the level as text.");
    }

    private static Input exact(Object... levels) {
        return ExactLevelInput.exact("c", List.of(levels), MissingMarkers.standard());
    }

    private static void assertCodes(Input input, int code, @Nullable Object @Nullable ... values) {
        for (Object value : values == null ? new Object[] {null} : values) {
            assertThat(input.read(value, 1)).as("of %s", value).isEqualTo(code);
            if (value instanceof Double number) {
                assertThat(input.readNumber(number, 1)).isEqualTo(code);
            } else if (value instanceof Integer number) {
                assertThat(input.readWhole(number, 1)).isEqualTo(code);
            }
        }
    }
}
