package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseCreationTest {

    @Test
    void database_thatIsAbsent_isMadeOnce() {
        Database server = Database.of(Postgres.source());
        assertThat(DatabaseCreation.ifAbsent(server, "Made-once")).isTrue();
        assertThat(DatabaseCreation.ifAbsent(server, "Made-once")).isFalse();
        assertThat(DatabaseCreation.ifAbsent(server, "made-once")).as("another").isTrue();
    }

    @Test
    void database_madeByManyAtOnce_isMadeByOne() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> made = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                made.add(threads.submit(() -> DatabaseCreation.ifAbsent(Database.of(Postgres.source()), "raced_db")));
            }
            int count = 0;
            for (Future<Boolean> one : made) {
                count += one.get() ? 1 : 0;
            }
            assertThat(count).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void user_whoMayNot_isTold() throws SQLException {
        Postgres.run("CREATE ROLE no_maker LOGIN");
        Database server = Database.of(Postgres.server().getJdbcUrl("no_maker", "postgres"), null, null);
        assertThatThrownBy(() -> DatabaseCreation.ifAbsent(server, "not_made"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The database (not_made) could not be made: ERROR: permission denied")
                .hasMessageContaining("Maybe this user may not");
    }

    @Test
    void otherDatabases_areRefused() {
        assertThatThrownBy(() -> DatabaseCreation.ifAbsent(Database.of("jdbc:h2:mem:x", null, null), "db"))
                .hasMessageContaining("Databases are made on PostgreSQL alone, and (jdbc:h2:mem:x) is H2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1db", "a\"; DROP DATABASE x; --", "a b", "ä"})
    void name_thatIsNone_isRefused(String name) {
        assertThatThrownBy(() -> DatabaseCreation.ifAbsent(Database.of(Postgres.source()), name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("A database cannot be named (");
    }
}
