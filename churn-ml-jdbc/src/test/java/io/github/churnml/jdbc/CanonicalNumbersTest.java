package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database's text of a double is taken as it is only where it is ours. */
class CanonicalNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-7",
                "61.37",
                "0.5",
                "-0.5",
                "0.001",
                "0.0123",
                "9999999.5",
                "123456789012345",
                "1234567.12345678"
            })
    void text_thatIsOurs_isTaken(String text) {
        assertThat(CellReader.isCanonical(text)).isTrue();
        assertThat(Numbers.text(Double.parseDouble(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-0",
                "0.0",
                "1.0",
                "1.50",
                "01",
                "00.5",
                "-00.5",
                ".5",
                "5.",
                "0.0005",
                "12345678.5",
                "1e22",
                "1E22",
                "1.0E10",
                "NaN",
                "Infinity",
                "-Infinity",
                "1234567890123456",
                "0.1000000000000000055",
                "1.2.3",
                "--1",
                "١",
                "1 "
            })
    void text_thatIsNotSurelyOurs_isNotTaken(String text) {
        assertThat(CellReader.isCanonical(text)).isFalse();
    }

    @Property(tries = 20_000)
    void decimal_thatIsTaken_isTheTextOfItsDouble(
            @ForAll @LongRange(min = -9_999_999_999_999_999L, max = 9_999_999_999_999_999L) long digits,
            @ForAll @IntRange(max = 20) int decimals) {
        String text = new BigDecimal(BigInteger.valueOf(digits), decimals).toPlainString();
        if (CellReader.isCanonical(text)) {
            assertThat(Numbers.text(Double.parseDouble(text))).isEqualTo(text);
        }
    }

    @Property(tries = 20_000)
    void double_ofAnyBits_isTakenInItsOwnTextOnly(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        for (String text : List.of(Double.toString(value), Float.toString((float) value))) {
            if (CellReader.isCanonical(text)) {
                assertThat(text).isEqualTo(Numbers.text(Double.parseDouble(text)));
            }
        }
    }

    /** The driver's texts, and its binary form. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&prepareThreshold=-1", "&binaryTransfer=false", "&preferQueryMode=simple"})
    void doubles_ofPostgres_haveOurTexts(String how) throws SQLException {
        Random random = new Random(11);
        List<String> values = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            double value =
                    switch (i % 4) {
                        case 0 -> Math.round(random.nextDouble() * 1e5) / 100.0;
                        case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                        case 2 -> random.nextInt(2_000_000) - 1_000_000;
                        default -> (double) random.nextLong();
                    };
            values.add("(" + i + ", '" + value + "'::float8, " + (i - 1_500) + ")");
            texts.add(Numbers.text(value) + " " + (i - 1_500));
        }
        JdbcTable table = JdbcTable.of(Database.of(Postgres.url() + how, null, null))
                .query("SELECT v, n FROM (VALUES " + String.join(",", values) + ") AS t (i, v, n) ORDER BY i");
        assertThat(Rows.of(table).rows)
                .extracting(row -> row.get(0) + " " + row.get(1))
                .isEqualTo(texts);
    }
}
