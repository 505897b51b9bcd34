package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Notice;
import io.github.churnml.error.DataException;
import java.sql.SQLException;
import java.util.List;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each type's text, in PostgreSQL and in H2, and the types and values that are refused. */
class JdbcValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1::smallint|1",
                "-7::bigint|-7",
                "1.50::numeric|1.50",
                "1e20::numeric|100000000000000000000",
                "0.0000001::numeric|0.0000001",
                "0.1::real|0.1",
                "3::real|3",
                "1e-10::real|1.0E-10",
                "123456789::real|123456790",
                "12345678::float8|12345678",
                "0.1::float8|0.1",
                "1e22::float8|1.0E22",
                "true|true",
                "'x'::text|x",
                "' a '::text| a ",
                "date '2026-02-03'|2026-02-03",
                "timestamp '2026-03-29 02:30:00'|2026-03-29T02:30:00",
                "timestamp '2026-03-29 02:30:00.123456'|2026-03-29T02:30:00.123456",
                "timestamptz '2026-03-29 02:30:00+02'|2026-03-29T00:30:00Z",
                "time '10:15'|10:15:00",
                "'c0ffee00-0000-4000-8000-000000000000'::uuid|c0ffee00-0000-4000-8000-000000000000",
                "B'1'::bit(1)|true",
                "'10.0.0.1'::inet|10.0.0.1",
                "NULL::int|",
                "NULL::bool|",
                "NULL::real|",
                "NULL::float8|",
                "NULL::timestamptz|",
                "NULL|",
                "'NaN'::numeric|",
                "'NaN'::float8|",
                "'NaN'::real|",
            })
    void postgresValue_asText_isThatOfAnExport(String value, String text) {
        TimeZone zone = TimeZone.getDefault();
        try {
            // In Berlin there is no 02:30 on that day.
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            Rows rows = Rows.of(JdbcTable.of(Postgres.source()).query("SELECT " + value + " AS v"));
            assertThat(rows.only().get(0)).isEqualTo(text);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CAST(1 AS TINYINT)|1",
                "1.50|1.50",
                "CAST(1E10 AS DECFLOAT)|10000000000",
                "CAST(0.1 AS REAL)|0.1",
                "CAST(12345678 AS DOUBLE PRECISION)|12345678",
                "TRUE|true",
                "CAST('long' AS CLOB)|long",
                "DATE '2026-02-03'|2026-02-03",
                "TIMESTAMP '2026-03-29 02:30:00'|2026-03-29T02:30:00",
                "TIMESTAMP WITH TIME ZONE '2026-03-29 02:30:00+02'|2026-03-29T00:30:00Z",
                "TIME '10:15:00'|10:15:00",
                "CAST('c0ffee00-0000-4000-8000-000000000000' AS UUID)|c0ffee00-0000-4000-8000-000000000000",
                "CAST('a' AS ENUM('a', 'b'))|a",
                "CAST(NULL AS CLOB)|",
                "NULL|",
            })
    void h2Value_asText_isThatOfAnExport(String value, String text) {
        Rows rows = Rows.of(JdbcTable.of(H2.source()).query("SELECT " + value + " AS v"));
        assertThat(rows.only().get(0)).isEqualTo(text);
    }

    /** PostgreSQL's driver turns to its binary form at the sixth execution on a connection. */
    @Test
    void floats_readManyTimesOnOneConnection_keepTheirTexts() throws SQLException {
        try (OneConnection pool = new OneConnection(Postgres.source())) {
            for (int i = 0; i < 9; i++) {
                Rows rows = Rows.of(JdbcTable.of(pool.source())
                        .query(
                                "SELECT 0.1::real a, 12345678::float8 b, 0.1::float8 c, 1.50::numeric d, 7 e, ?::int f",
                                5));
                assertThat(rows.only()).containsExactly("0.1", "12345678", "0.1", "1.50", "7", "5");
            }
        }
    }

    @Test
    void connection_afterReading_isAsItCame() throws SQLException {
        try (OneConnection pool = new OneConnection(Postgres.source())) {
            Rows.of(JdbcTable.of(pool.source()).query("SELECT 1 AS one"));
            assertThat(pool.connection().getAutoCommit()).isTrue();
            assertThat(pool.connection().isReadOnly()).isFalse();
            assertThatThrownBy(() -> Rows.of(JdbcTable.of(pool.source()).query("SELECT nothing FROM nowhere")))
                    .hasMessageContaining("42P01");
            assertThat(pool.connection().getAutoCommit()).isTrue();
            assertThat(pool.connection().isReadOnly()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Infinity'::float8|infinite number",
                "'-Infinity'::real|infinite number",
                "'Infinity'::numeric|infinite number",
                "'infinity'::date|infinite or not of the years",
                "'infinity'::timestamp|infinite or not of the years",
                "'-infinity'::timestamptz|infinite or not of the years",
                "date '0044-03-15 BC'|infinite or not of the years",
                "repeat('x', 1000001)|more than 1,000,000 characters",
            })
    void postgresValue_thatIsNone_isRefusedWithColumnAndRow(String value, String what) {
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(Postgres.source())
                        .query("SELECT CASE WHEN i = 2 THEN " + value + " END AS odd FROM generate_series(1, 3) AS i")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'odd' (row 2) holds")
                .hasMessageContaining(what)
                .hasMessageContaining("\nMaybe write ");
    }

    /** 1 reads well as money, 1,000 does not: neither is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1::money",
                "1000::money",
                "interval '1 day'",
                "ARRAY[1]",
                "'{}'::json",
                "'{}'::jsonb",
                "'<a/>'::xml",
                "'\\x00'::bytea",
                "B'101'::bit(3)",
                "point(1,1)",
                "int4range(1,2)",
                "row(1,2)"
            })
    void postgresType_withoutOneText_isRefusedWithTheWayOut(String value) {
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(Postgres.source()).query("SELECT 1 AS a, " + value + " AS odd")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'odd' is of type (")
                .hasMessageMatching("(?s).*\nMaybe write .* in the query, or leave the column out\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INTERVAL '1' DAY",
                "ARRAY[1]",
                "JSON '{}'",
                "X'00'",
                "CAST(X'00' AS BLOB)",
                "ROW(1, 2)",
                "CAST('POINT(1 1)' AS GEOMETRY)"
            })
    void h2Type_withoutOneText_isRefusedWithTheWayOut(String value) {
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(H2.source()).query("SELECT 1 AS a, " + value + " AS odd")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'ODD' is of type (");
    }

    @Test
    void largeText_ofH2_isRefusedAndNotHeld() {
        assertThatThrownBy(() ->
                        Rows.of(JdbcTable.of(H2.source()).query("SELECT CAST(REPEAT('x', 1000001) AS CLOB) AS note")))
                .hasMessageContaining("Column 'NOTE' (row 1) holds a text of more than 1,000,000 characters");
    }

    @Test
    void enum_ofPostgres_isItsText() throws SQLException {
        Postgres.run("DROP TYPE IF EXISTS tier", "CREATE TYPE tier AS ENUM ('gold', 'tin')");
        assertThat(Rows.of(JdbcTable.of(Postgres.source()).query("SELECT 'tin'::tier AS tier"))
                        .only())
                .containsExactly("tin");
    }

    @Test
    void notANumber_isTold() {
        List<Notice> notices = JdbcTable.of(Postgres.source())
                .query("SELECT 'NaN'::float8 AS x, 1 AS y FROM generate_series(1, 3)")
                .rows(new Rows());
        assertThat(notices)
                .containsExactly(new Notice(
                        "not-a-number", "x", "3 values of column 'x' are NaN in the database and count as missing."));
    }

    @Test
    void columns_ofOneName_areRefused() {
        DataSource source = H2.source();
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(source).query("SELECT 1 AS id, 2 AS id")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two columns the name 'ID'");
    }
}
