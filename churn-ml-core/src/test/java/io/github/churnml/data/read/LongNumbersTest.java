package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.DuplicateRows;
import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.Notice;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongNumbersTest {

    private static final int ROWS = 300;

    private static Dataset table(String name, IntFunction<String> text) {
        List<String[]> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(new String[] {text.apply(row), String.valueOf(row % 7)});
        }
        return Tables.ofTexts(List.of(name, "tenure"), rows, ReadOptions.standard());
    }

    private static ColumnType type(String name, IntFunction<String> text) {
        return table(name, text).columns().get(0).type();
    }

    private static List<String> codes(Dataset table) {
        return table.notices().stream().map(Notice::code).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 18, 19, 20, 24, 30})
    void longWholeNumbers_allDifferent_identifierUnderAnyName(int digits) {
        BigInteger first = BigInteger.TEN.pow(digits - 1).multiply(BigInteger.valueOf(7));
        Dataset table = table("sim", row -> first.add(BigInteger.valueOf(row)).toString());

        assertThat(table.columns().get(0).type()).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(table.columns().get(0).text(299))
                .isEqualTo(first.add(BigInteger.valueOf(299)).toString());
        assertThat(DuplicateRows.firstOfEach(table, field -> true)).hasSize(ROWS);
        assertThat(codes(table)).containsExactly("type-inferred-identifier");
    }

    @Test
    void longWholeNumbers_leadingZeros_keepThem() {
        Dataset table = table("account", row -> String.format("%022d", 41_000 + row));

        assertThat(table.columns().get(0).type()).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(table.columns().get(0).text(0)).isEqualTo("0000000000000000041000");
    }

    @Test
    void longWholeNumbers_writtenAsDecimals_identifier() {
        assertThat(type("card", row -> 4_000_000_000_123_000L + 7L * row + ".0"))
                .isEqualTo(ColumnType.IDENTIFIER);
    }

    @Test
    void longWholeNumbers_eachInManyRows_identifierToo() {
        assertThat(type("card", row -> String.valueOf(4_111_111_100_000_000L + row / 2 * 13)))
                .isEqualTo(ColumnType.IDENTIFIER);
    }

    @Test
    void longWholeNumbers_few_levels() {
        Dataset table = table("campaign", row -> String.valueOf(120_330_000_111_222_333L + row % 3));

        assertThat(table.columns().get(0).type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(((CodedColumn) table.columns().get(0)).levels()).hasSize(3);
        assertThat(table.notices().get(0).message())
                .isEqualTo("Column 'campaign' holds numbers that are written as names are (16 digits or more, or a"
                        + " leading plus or zero), so it is taken as levels and not as amounts.");
    }

    @Test
    void longWholeNumbers_inGroupsOrWithPrefix_areNoAmounts() {
        for (String prefix : List.of("", "ID-", "C ", "'")) {
            Dataset table = table(
                    "card",
                    row -> prefix + "4 111 222 333 " + (100 + row % 9) + " " + (100 + row % 7) + " " + (100 + row));

            assertThat(table.columns().get(0).type()).isIn(ColumnType.IDENTIFIER, ColumnType.TEXT);
            assertThat(HiddenNumbers.in(table.columns().get(0), MissingMarkers.standard()))
                    .isEmpty();
        }
    }

    @Test
    void telephoneNumbers_withPlus_identifier() {
        assertThat(type("contact", row -> "+4915550" + (100_000 + row * 31))).isEqualTo(ColumnType.IDENTIFIER);
    }

    @Test
    void times_inNanosecondsOrMilliseconds_numbers() {
        Dataset nanos =
                table("last_seen", row -> String.valueOf(1_700_000_000_123_456_789L + row * 86_400_000_000_007L));

        assertThat(nanos.columns().get(0).type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(codes(nanos)).containsExactly("rounded-numbers");
        assertThat(nanos.notices().get(0).message())
                .isEqualTo("Column 'last_seen' is numeric and holds 300 whole numbers with more digits than a number"
                        + " keeps (15 to 17), so the last ones are lost. Maybe declare it an identifier or categorical if"
                        + " it names something.");
        assertThat(type("created", row -> String.valueOf(1_700_000_000_123L + row * 86_400_007L)))
                .isEqualTo(ColumnType.NUMERIC);
        assertThat(type("message", row -> String.valueOf(1_700_000_000_123_456_789L + row * 86_400_000_000_007L)))
                .isEqualTo(ColumnType.IDENTIFIER);
    }

    @Test
    void amounts_withOneLongSentinel_numericWithNotice() {
        Dataset table = table("debt", row -> row == 5 ? "99999999999999999" : String.valueOf(row * 17));

        assertThat(table.columns().get(0).type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(codes(table)).containsExactly("rounded-numbers");
    }

    @Test
    void declaredNumeric_longNumbers_saysWhatIsLost() {
        Dataset table = Tables.ofTexts(
                List.of("x"),
                List.of(new String[] {"12345678901234567"}, new String[] {"12345678901234569"}),
                ReadOptions.standard().withType("x", ColumnType.NUMERIC));

        assertThat(table.columns().get(0).type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(codes(table)).containsExactly("rounded-numbers");
    }

    @Test
    void spreadsheet_cutDigits_areNamed() {
        Dataset exponents = table("customer_id", row -> "8.9311" + (10_000 + row) + "E+18");
        Dataset zeros = table("sim", row -> 893_117_000_000_000L + row + "0000");

        assertThat(exponents.columns().get(0).type()).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(codes(exponents)).contains("digits-lost");
        assertThat(zeros.columns().get(0).type()).isEqualTo(ColumnType.IDENTIFIER);
        assertThat(zeros.notices().get(1).message())
                .isEqualTo(
                        "Column 'sim' had lost the last digits of its numbers before it was read, as in a spreadsheet,"
                                + " which keeps 15: different ones may look the same. Maybe export it as text.");
    }

    @Test
    void namesOfAmounts_arePartlyKeys_notIdLike() {
        assertThat(IdentifierNames.isIdLike("calls_per_customer")).isFalse();
        assertThat(IdentifierNames.isIdLike("ACTIONS_EMAIL")).isFalse();
        assertThat(IdentifierNames.isIdLike("OPENED_EMAIL", true)).isFalse();
        assertThat(IdentifierNames.isIdLike("email_address")).isTrue();
        assertThat(IdentifierNames.isIdLike("order_count_id", true)).isTrue();
        assertThat(type("REVENUE_USER", row -> String.valueOf(row * 7919 % 100_003)))
                .isEqualTo(ColumnType.NUMERIC);
    }
}
