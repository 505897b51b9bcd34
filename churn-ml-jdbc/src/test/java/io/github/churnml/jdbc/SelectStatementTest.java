package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectStatementTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                " select ';' , 1 ; ",
                "SELECT 1;;\n-- ; done\n",
                "(SELECT 1) UNION (SELECT 2)",
                "-- a; comment\nWITH x AS (SELECT 1) SELECT * FROM x",
                "/* a; /* nested; */ comment */ VALUES (1), (2)",
                "TABLE customers",
                "SELECT 'it''s; fine'",
                "SELECT E'it\\'s; fine'",
                "SELECT $$one; two$$, $a$three; $$ four$a$",
                "SELECT \"a;b\" FROM t",
                "SELECT $1::int"
            })
    void query_thatIsOne_passes(String sql) {
        assertThat(SelectStatement.check(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; DROP TABLE customers",
                "SELECT 1; COMMIT; DELETE FROM customers; SELECT 2",
                "SELECT ';'; DELETE FROM customers",
                "SELECT 'it''s'; DELETE FROM customers",
                "SELECT E'\\\\'; DELETE FROM customers",
                "SELECT '\\'; DELETE FROM customers",
                "SELECT $$x$$; DELETE FROM customers",
                "SELECT 1 /* ' */; DELETE FROM customers",
                "SELECT 1 -- '\n; DELETE FROM customers"
            })
    void query_withAnotherBehind_isRefused(String sql) {
        assertThatThrownBy(() -> SelectStatement.check(sql))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("more than one statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DELETE FROM customers", "", "  ", "-- nothing", "COPY t TO PROGRAM 'x'", "CALL f()", ";SELECT 1"
            })
    void statement_thatIsNoQuery_isRefused(String sql) {
        assertThatThrownBy(() -> SelectStatement.check(sql))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Maybe begin it with SELECT or WITH.");
    }
}
