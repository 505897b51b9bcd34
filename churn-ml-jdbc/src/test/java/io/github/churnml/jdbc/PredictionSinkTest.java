package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionSinkTest {

    private static final String CANARY = "canary-55d1";
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00.123456789Z");
    private static final ModelIdentity MODEL = new ModelIdentity("churn", "1.2.0", "ab".repeat(32));
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Each with a table of its own; the last one says that it is a database which nothing is known of. */
    static Stream<PredictionSink> sinks() {
        return Stream.of(
                PredictionSink.to(Postgres.source()).table("p" + COUNT.incrementAndGet()),
                PredictionSink.to(Database.of(
                                Postgres.url() + "&reWriteBatchedInserts=true&prepareThreshold=1", null, null))
                        .table("P" + COUNT.incrementAndGet()),
                PredictionSink.to(H2.source()),
                PredictionSink.to(H2.source(H2.url() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")),
                PredictionSink.to(unknown(H2.source())));
    }

    /** A database whose upsert is not known, so that rows are deleted and inserted; its table is made by hand. */
    private static DataSource unknown(DataSource h2) {
        try {
            PredictionSchema.ensure(Database.of(h2), PredictionSink.TABLE);
            Postgres.run(h2, "DROP TABLE \"churn_predictions_history\"");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return (DataSource) Proxy.newProxyInstance(
                PredictionSinkTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    Connection connection = h2.getConnection();
                    return Proxy.newProxyInstance(
                            PredictionSinkTest.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (inner, called, given) -> called.getName().equals("getMetaData")
                                    ? renamed(connection.getMetaData())
                                    : called.invoke(connection, given));
                });
    }

    private static DatabaseMetaData renamed(DatabaseMetaData data) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                PredictionSinkTest.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, args) ->
                        method.getName().equals("getDatabaseProductName") ? "Something" : method.invoke(data, args));
    }

    private static PredictionRow row(int i, double shift) {
        return new PredictionRow(
                "C-" + i, i / 1000.0 + shift, i % 2 == 0 ? "Yes" : "No", "low", "[{\"column\":\"a'\\\"b\"}]");
    }

    private static WrittenPredictions write(PredictionSink sink, String run, int from, int to, double shift) {
        try (PredictionRun writing = sink.batchSize(7).begin(run, MODEL, NOW)) {
            for (int i = from; i < to; i++) {
                writing.add(row(i, shift), i + 1);
            }
            return writing.finish();
        }
    }

    private static List<List<String>> rows(PredictionSink sink, String run) {
        return Rows.of(JdbcTable.of(sink.database())
                        .query(
                                "SELECT customer_id, probability, predicted, tier, reasons, model_name, model_version,"
                                        + " model_sha256, scored_at FROM " + sink.table()
                                        + " WHERE run_id = ? ORDER BY customer_id",
                                run))
                .rows;
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void run_repeated_replacesItsRowsAndCountsThem(PredictionSink sink) {
        assertThat(write(sink, "w1", 0, 100, 0)).isEqualTo(new WrittenPredictions("w1", 100, 100, 0, 0));
        List<List<String>> first = rows(sink, "w1");
        assertThat(first).hasSize(100);
        assertThat(first.get(1))
                .containsExactly(
                        "C-1",
                        "0.001",
                        "No",
                        "low",
                        "[{\"column\":\"a'\\\"b\"}]",
                        "churn",
                        "1.2.0",
                        "ab".repeat(32),
                        "2026-11-30T10:00:00.123456Z");
        assertThat(write(sink, "w1", 0, 100, 0)).isEqualTo(new WrittenPredictions("w1", 100, 0, 100, 0));
        assertThat(rows(sink, "w1")).isEqualTo(first);
        assertThat(write(sink, "w1", 50, 130, 0.5)).isEqualTo(new WrittenPredictions("w1", 80, 30, 50, 50));
        assertThat(rows(sink, "w1")).hasSize(130);
        assertThat(rows(sink, "w1").stream().filter(row -> row.get(0).equals("C-50")))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1)).isEqualTo("0.55"));
        assertThat(write(sink, "w2", 0, 10, 0)).isEqualTo(new WrittenPredictions("w2", 10, 10, 0, 0));
        assertThat(rows(sink, "w1")).hasSize(130);
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void customer_twiceInARun_isRefusedWhereverTheBatchesEnd(PredictionSink sink) {
        for (int distance : new int[] {1, 6, 7, 20}) {
            String run = "twice-" + distance;
            assertThatThrownBy(() -> {
                        try (PredictionRun writing = sink.batchSize(7).begin(run, MODEL, NOW)) {
                            for (int i = 0; i < distance; i++) {
                                writing.add(row(i, 0), i + 1);
                            }
                            writing.add(row(0, 0), distance + 1);
                        }
                    })
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Row " + (distance + 1) + " is of a customer who was scored before");
            assertThat(rows(sink, run)).hasSize(distance / 7 * 7);
        }
    }

    /** A commit ends the cursor of its own connection (34000): rows are read over another. */
    @Test
    void rows_writtenWhileTheyAreRead_allCome() {
        PredictionSink sink = PredictionSink.to(Postgres.source()).table("p" + COUNT.incrementAndGet());
        JdbcTable customers = JdbcTable.of(Postgres.source())
                .query("SELECT i FROM generate_series(1, 500) AS s (i)")
                .fetchSize(20);
        try (PredictionRun writing = sink.batchSize(7).begin("w1", MODEL, NOW)) {
            customers.rows(new TextRows() {
                private long row;

                @Override
                public void columns(List<String> names) {}

                @Override
                public void row(@Nullable String[] texts) {
                    row++;
                    writing.add(new PredictionRow("C-" + texts[0], 0.5, "Yes", "low", "[]"), row);
                }
            });
            assertThat(writing.finish().written()).isEqualTo(500);
        }
    }

    /** Flyway would migrate nothing, and say nothing. */
    @Test
    void migrations_thatAreNotThere_areAFailure() {
        Migrations none = new Migrations(
                Database.of(H2.source()), "classpath:io/github/churnml/nowhere", "none_history", java.util.Map.of());
        assertThatThrownBy(() -> none.run("none"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("by Flyway");
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void run_notFinished_leavesWholeBatches(PredictionSink sink) {
        try (PredictionRun writing = sink.batchSize(7).begin("cut", MODEL, NOW)) {
            for (int i = 0; i < 20; i++) {
                writing.add(row(i, 0), i + 1);
            }
        }
        assertThat(rows(sink, "cut")).hasSize(14);
        assertThat(write(sink, "cut", 0, 20, 0)).isEqualTo(new WrittenPredictions("cut", 20, 6, 14, 0));
    }

    @ParameterizedTest
    @MethodSource("sinks")
    void run_ofAnotherModel_isRefused(PredictionSink sink) {
        write(sink, "w1", 0, 3, 0);
        ModelIdentity other = new ModelIdentity("churn", "1.3.0", "cd".repeat(32));
        assertThatThrownBy(() -> sink.begin("w1", other, NOW))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Run 'w1' was written by another model (SHA-256 abababababab…)")
                .hasMessageContaining("or delete what it has in " + sink.table() + " before (WHERE run_id = 'w1')");
    }

    @Test
    void batch_thatADatabaseRefuses_isNotHalfWrittenAndNamesNoCustomer() throws SQLException {
        PredictionSink sink = PredictionSink.to(Postgres.source()).table("strict" + COUNT.incrementAndGet());
        write(sink, "w0", 0, 1, 0);
        Postgres.run("ALTER TABLE " + sink.table() + " ADD CHECK (customer_id <> '" + CANARY + "')");
        assertThatThrownBy(() -> {
                    try (PredictionRun writing = sink.batchSize(300).begin("w1", MODEL, NOW)) {
                        for (int i = 0; i < 299; i++) {
                            writing.add(row(i, 0), i + 1);
                        }
                        writing.add(new PredictionRow(CANARY, 0.5, "No", "low", "[]"), 300);
                    }
                })
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("failed after 0 rows of run 'w1'")
                .hasMessageContaining("23514")
                .satisfies(JdbcTableTest::requireNoCanary)
                .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining(CANARY));
        assertThat(rows(sink, "w1")).isEmpty();
    }

    @Test
    void connection_lostWhileWriting_saysHowFarAndTheNextTryCompletes() {
        PredictionSink sink = PredictionSink.to(Postgres.source()).table("lost" + COUNT.incrementAndGet());
        assertThatThrownBy(() -> {
                    try (PredictionRun writing = sink.batchSize(7).begin("w1", MODEL, NOW)) {
                        for (int i = 0; i < 100; i++) {
                            if (i == 30) {
                                Postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                        + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
                            }
                            writing.add(row(i, 0), i + 1);
                        }
                        writing.finish();
                    }
                })
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("failed after 28 rows of run 'w1'")
                .hasMessageContaining("Maybe run it again with the same id");
        assertThat(write(sink, "w1", 0, 100, 0)).isEqualTo(new WrittenPredictions("w1", 100, 72, 28, 0));
    }

    /** The server is killed outright at several moments; after each, the same run once more. */
    @Test
    void server_killedWhileWriting_hasEveryCustomerOnceInTheEnd() throws Exception {
        Path folder = Files.createTempDirectory("churn-killed-");
        EmbeddedPostgres server = KilledPostgres.start(folder, 0);
        int port = server.getPort();
        try {
            String url = server.getJdbcUrl("postgres", "postgres");
            PredictionSink sink =
                    PredictionSink.to(Database.of(url, null, null)).batchSize(50);
            int customers = 2_000;
            for (int killAt : new int[] {1, 333, 1_050, 1_999}) {
                EmbeddedPostgres running = server;
                CompletableFuture<Void> dead = new CompletableFuture<>();
                assertThatThrownBy(() -> {
                            try (PredictionRun writing = sink.begin("night", MODEL, NOW)) {
                                for (int i = 0; i < customers; i++) {
                                    if (i == killAt) {
                                        new Thread(() -> {
                                                    KilledPostgres.kill(folder);
                                                    dead.complete(null);
                                                })
                                                .start();
                                    }
                                    if (i == customers - 1) {
                                        dead.get();
                                    }
                                    writing.add(row(i, 0), i + 1);
                                }
                                writing.finish();
                            }
                        })
                        .isInstanceOf(OutputException.class);
                // There is nothing to stop, but the folder to let go.
                running.close();
                server = KilledPostgres.start(folder, port);
            }
            try (PredictionRun writing = sink.begin("night", MODEL, NOW)) {
                for (int i = 0; i < customers; i++) {
                    writing.add(row(i, 0), i + 1);
                }
                WrittenPredictions written = writing.finish();
                assertThat(written.written()).isEqualTo(customers);
                assertThat(written.left()).isZero();
            }
            assertThat(rows(sink, "night").stream().map(row -> row.get(0)))
                    .hasSize(customers)
                    .doesNotHaveDuplicates();
        } finally {
            server.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    @Test
    void table_madeByHand_isUsedAsItIs() throws SQLException {
        String table = "hand" + COUNT.incrementAndGet();
        Postgres.run("CREATE TABLE " + table + " (run_id text, customer_id text, probability float8, predicted text,"
                + " tier text, reasons text, model_name text, model_version text, model_sha256 text,"
                + " scored_at timestamptz, PRIMARY KEY (run_id, customer_id))");
        PredictionSink sink = PredictionSink.to(Postgres.source()).table(table);
        assertThat(write(sink, "w1", 0, 10, 0).added()).isEqualTo(10);
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(Postgres.source()).table(table + "_history")))
                .hasMessageContaining("has no table");
    }

    @Test
    void table_ofAnotherKind_isRefusedAndKept() throws SQLException {
        String table = "odd" + COUNT.incrementAndGet();
        Postgres.run("CREATE TABLE " + table + " (a integer)", "INSERT INTO " + table + " VALUES (1)");
        assertThatThrownBy(() -> write(PredictionSink.to(Postgres.source()).table(table), "w1", 0, 10, 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Table '" + table + "'")
                .hasMessageContaining("docs/databases.md");
        assertThat(Rows.of(JdbcTable.of(Postgres.source()).table(table)).only()).containsExactly("1");
        String keyless = "keyless" + COUNT.incrementAndGet();
        Postgres.run("CREATE TABLE " + keyless + " (run_id text, customer_id text, probability float8, predicted text,"
                + " tier text, reasons text, model_name text, model_version text, model_sha256 text,"
                + " scored_at timestamptz)");
        assertThatThrownBy(() -> write(PredictionSink.to(Postgres.source()).table(keyless), "w1", 0, 10, 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("42P10");
    }

    @Test
    void table_inASchema_isMadeThere() throws SQLException {
        Postgres.run("CREATE SCHEMA IF NOT EXISTS crm");
        PredictionSink sink = PredictionSink.to(Postgres.source()).table("CRM.made" + COUNT.incrementAndGet());
        assertThat(write(sink, "w1", 0, 3, 0).added()).isEqualTo(3);
        assertThat(write(sink, "w1", 0, 3, 0).replaced()).isEqualTo(3);
        assertThatThrownBy(() -> write(PredictionSink.to(Postgres.source()).table("nowhere.p"), "w1", 0, 3, 0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no schema 'nowhere'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p; DROP TABLE x", "a.b.c", "1p", "p\"", "päd", "a b"})
    void table_thatIsNoName_isRefused(String name) {
        assertThatThrownBy(() -> PredictionSink.to(H2.source()).table(name))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("letters, digits and underscores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "'", "-x", "a b"})
    void run_thatIsNoId_isRefused(String run) {
        assertThatThrownBy(() -> PredictionSink.to(H2.source()).begin(run, MODEL, NOW))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The run's id");
    }

    @Test
    void password_isInNothing() throws SQLException {
        String url = "jdbc:h2:mem:sinkguard;DB_CLOSE_DELAY=-1";
        DriverManager.getConnection(url, "sa", "right").close();
        PredictionSink sink = PredictionSink.to(Database.of(url, "sa", CANARY));
        assertThat(sink.toString()).doesNotContain(CANARY);
        assertThatThrownBy(() -> sink.begin("w1", MODEL, NOW)).satisfies(JdbcTableTest::requireNoCanary);
    }
}
