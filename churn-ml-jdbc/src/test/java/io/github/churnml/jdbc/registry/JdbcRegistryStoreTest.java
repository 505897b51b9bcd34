package io.github.churnml.jdbc.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.Postgres;
import io.github.churnml.registry.Models;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryStore;
import io.github.churnml.registry.RegistryStoreContract;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcRegistryStoreTest {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String CANARY = "canary-91c2";
    private static final byte[] LINE = "{}".getBytes(StandardCharsets.UTF_8);

    @Nested
    class InPostgres extends RegistryStoreContract {

        private final String address = postgres("r" + COUNT.incrementAndGet());

        @Override
        protected RegistryStore open() {
            return RegistryStore.at(address, Map.of());
        }
    }

    @Nested
    class InPostgresThroughAPool extends RegistryStoreContract {

        private final String name = "pool-" + COUNT.incrementAndGet();

        @Override
        protected RegistryStore open() {
            return JdbcRegistryStore.of(Database.of(Postgres.source()), name);
        }
    }

    @Nested
    class InH2 extends RegistryStoreContract {

        private final String address = h2();

        @Override
        protected RegistryStore open() {
            return RegistryStore.at(address, Map.of());
        }
    }

    private static String postgres(String name) {
        return Postgres.url() + "&churn_registry=" + name;
    }

    private static String h2() {
        return "jdbc:h2:mem:registry" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1;churn_registry=us";
    }

    @Test
    void registries_ofOneDatabase_areApart() {
        Registry us = Registry.of(RegistryStore.at(postgres("apart-us"), Map.of()));
        Registry de = Registry.of(RegistryStore.at(postgres("apart-de"), Map.of()));
        us.register(Models.FIRST, "");
        assertThat(us.exists()).isTrue();
        assertThat(de.exists()).isFalse();
        de.register(Models.RETRAINED, "");
        assertThat(us.state().seq()).isEqualTo(de.state().seq());
        assertThat(us.prove(us.state().versions().get(0)).toBytes())
                .isNotEqualTo(de.prove(de.state().versions().get(0)).toBytes());
        assertThat(us.verify().problems()).isEmpty();
    }

    /** What another ended, as a restart does, is opened anew; the row says whether the lost try was done. */
    @Test
    void connection_endedBetweenTwoCalls_isOpenedAnew() throws SQLException {
        RegistryStore store = RegistryStore.at(postgres("ended") + "&ApplicationName=churn-ended", Map.of());
        for (long number = 1; number <= 3; number++) {
            assertThat(store.append(number, LINE)).isTrue();
            assertThat(store.stamp()).isEqualTo(number);
            Postgres.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'churn-ended'");
        }
        assertThat(store.lines(0)).hasSize(3);
    }

    /** The database ends the connection before it commits the row. */
    @Test
    void line_whoseConnectionEndsBeforeItIsCommitted_isWrittenOnceMore() throws SQLException {
        RegistryStore store = RegistryStore.at(postgres("unanswered"), Map.of());
        assertThat(store.append(1, LINE)).isTrue();
        Postgres.run(
                "CREATE FUNCTION churn_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF (SELECT nextval('churn_ended')) = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;"
                        + " RETURN NULL; END $$",
                "CREATE SEQUENCE churn_ended",
                "CREATE CONSTRAINT TRIGGER churn_end AFTER INSERT ON churn_registry_events DEFERRABLE INITIALLY DEFERRED"
                        + " FOR EACH ROW EXECUTE FUNCTION churn_end()");
        try {
            assertThat(store.append(2, LINE)).isTrue();
        } finally {
            Postgres.run("DROP TRIGGER churn_end ON churn_registry_events", "DROP FUNCTION churn_end");
        }
        assertThat(store.lines(0)).hasSize(2);
        assertThat(RegistryStore.at(postgres("unanswered"), Map.of()).append(2, LINE))
                .isFalse();
    }

    /** The row is committed, and the answer never comes. */
    @Test
    void line_committedWithoutAnAnswer_isToldToBeDoneAndThereOnce() {
        RegistryStore calm = JdbcRegistryStore.of(Database.of(Postgres.source()), "unheard");
        assertThat(calm.append(1, LINE)).isTrue();
        UnheardAnswers unheard = new UnheardAnswers(Postgres.source());
        RegistryStore store = JdbcRegistryStore.of(Database.of(unheard.source()), "unheard");
        assertThat(store.append(2, LINE)).as("its own row").isTrue();
        assertThat(unheard.count()).isOne();
        assertThat(calm.lines(0)).hasSize(2);
        assertThat(store.append(2, LINE)).as("another's row").isFalse();
        unheard.again();
        assertThat(store.create("a.json", LINE)).isTrue();
        assertThat(calm.names()).containsExactly("a.json");
        unheard.again();
        store.write("a.json", new byte[1]);
        assertThat(calm.read("a.json")).hasValue(new byte[1]);
        assertThat(unheard.count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void event_thatIsMissing_isNamed(boolean isPostgres) throws SQLException {
        String address = isPostgres ? postgres("gap") : h2();
        RegistryStore store = RegistryStore.at(address, Map.of());
        for (long number = 1; number <= 4; number++) {
            store.append(number, LINE);
        }
        try (Connection connection =
                        DriverManager.getConnection(RegistryAddress.of(address).url());
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM churn_registry_events WHERE number = 2 AND registry IN ('gap', 'us')");
        }
        assertThatThrownBy(() -> store.lines(0))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("does not have its event 2 any more");
        assertThatThrownBy(() -> store.lines(2)).hasMessageContaining("its event 2");
        assertThat(store.lines(3)).hasSize(1);
    }

    /** As a database is that lost what it had committed, or was restored from a backup. */
    @Test
    void log_thatIsShorterThanItWas_isRefusedAndNotWrittenOn() throws SQLException {
        RegistryStore store = RegistryStore.at(postgres("shorter"), Map.of());
        for (long number = 1; number <= 3; number++) {
            store.append(number, LINE);
        }
        Postgres.run("DELETE FROM churn_registry_events WHERE registry = 'shorter' AND number = 3");
        assertThatThrownBy(() -> store.lines(3))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("its event 3");
        assertThatThrownBy(() -> store.append(4, LINE))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("its event 3");
        assertThat(store.stamp()).isEqualTo(2);
    }

    @Test
    void reader_whoMayOnlyRead_reads() throws SQLException {
        Registry.of(RegistryStore.at(postgres("readers"), Map.of())).register(Models.FIRST, "");
        Postgres.run(
                "CREATE ROLE churn_reader LOGIN",
                "GRANT SELECT ON churn_registry_events, churn_registry_objects TO churn_reader");
        String address = postgres("readers").replace("user=postgres", "user=churn_reader");
        Registry registry = Registry.of(RegistryStore.at(address, Map.of()));
        assertThat(registry.verify().problems()).isEmpty();
        assertThatThrownBy(() -> registry.register(Models.RETRAINED, ""))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("42501");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void object_ofAFewMegabytesAndOfTooMany_isKeptOrRefused(boolean isPostgres) {
        RegistryStore store = RegistryStore.at(isPostgres ? postgres("large") : h2(), Map.of());
        byte[] large = new byte[20_000_000];
        new Random(1).nextBytes(large);
        assertThat(store.create("large.churn", large)).isTrue();
        assertThat(store.read("large.churn")).hasValue(large);
        byte[] tooLarge = new byte[JdbcRegistryStore.LARGEST_OBJECT + 1];
        assertThatThrownBy(() -> store.create("more.churn", tooLarge))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("100,000,001 bytes")
                .hasMessageContaining("in a folder or in S3");
        assertThat(store.names()).containsExactly("large.churn");
    }

    @Test
    void database_thatIsNotThere_isSaidWithoutSecrets() {
        RegistryStore store = RegistryStore.at(
                "jdbc:postgresql://localhost:1/crm?password=" + CANARY + "&churn_registry=us",
                Map.of("CHURN_JDBC_USER", "churn", "CHURN_JDBC_PASSWORD", CANARY + "2"));
        assertThat(store.place()).isEqualTo("jdbc:postgresql://localhost:1/crm (us)");
        assertThat(store.toString()).doesNotContain(CANARY);
        assertThatThrownBy(() -> store.lines(0))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageNotContaining(CANARY);
        assertThatThrownBy(() -> store.append(1, LINE))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void login_ofTheEnvironment_isUsed() throws SQLException {
        String url = "jdbc:h2:mem:login" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
        DriverManager.getConnection(url, "churn", CANARY).close();
        String address = url + ";churn_registry=us";
        Map<String, String> environment = Map.of("CHURN_JDBC_USER", "churn", "CHURN_JDBC_PASSWORD", CANARY);
        assertThat(RegistryStore.at(address, environment).append(1, LINE)).isTrue();
        assertThatThrownBy(() -> RegistryStore.at(address, Map.of("CHURN_JDBC_USER", "churn"))
                        .append(2, LINE))
                .hasMessageContaining("28000");
    }

    @Test
    void url_withoutADriver_isRefused() {
        assertThatThrownBy(() -> RegistryStore.at("jdbc:strange://x?churn_registry=us", Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("No JDBC driver");
    }
}
