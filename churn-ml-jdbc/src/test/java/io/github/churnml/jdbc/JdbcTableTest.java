package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcTableTest {

    static final String CANARY = "canary-7f3a";

    @TempDir
    Path folder;

    static Stream<DataSource> databases() {
        return Stream.of(Postgres.source(), H2.source());
    }

    /** The customers as rows, and as the file that an export of them would be. */
    @ParameterizedTest
    @MethodSource("databases")
    void table_besideItsExport_isTheSameTableAndModel(DataSource source) throws SQLException, IOException {
        StringBuilder csv = new StringBuilder(
                "customer_id,plan,tenure,monthly_charge,usage,share,active,signed_on,last_seen,notes,churned\n");
        Random random = new Random(5);
        Postgres.run(
                source,
                "DROP TABLE IF EXISTS same",
                "CREATE TABLE same (\"customer_id\" bigint, \"plan\" varchar(20), \"tenure\" integer,"
                        + " \"monthly_charge\" numeric(8,2), \"usage\" double precision, \"share\" real, \"active\" boolean,"
                        + " \"signed_on\" date, \"last_seen\" timestamp, \"notes\" varchar(100), \"churned\" varchar(3))");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 500; i++) {
                boolean gone = random.nextInt(3) == 0;
                String plan = new String[] {"basic", "plus", "NA", "a, \"b\""}[random.nextInt(4)];
                int tenure = gone ? random.nextInt(20) : random.nextInt(60);
                String charge = random.nextInt(200) + "." + (10 + random.nextInt(90));
                String usage = i % 17 == 0 ? "" : random.nextInt(1000) + "." + (1 + random.nextInt(9));
                String share = "0." + (1 + random.nextInt(9));
                String day = String.format(Locale.ROOT, "20%02d-0%d-1%d", 10 + random.nextInt(10), 1 + i % 9, i % 10);
                String row = String.join(
                        ",",
                        String.valueOf(90_000 + i),
                        "\"" + plan.replace("\"", "\"\"") + "\"",
                        String.valueOf(tenure),
                        charge,
                        usage,
                        share,
                        String.valueOf(i % 3 == 0),
                        day,
                        day + "T0" + i % 10 + ":30:00",
                        "",
                        gone ? "Yes" : "No");
                csv.append(row).append('\n');
                statement.execute("INSERT INTO same VALUES (" + (90_000 + i) + ", '" + plan + "', " + tenure + ", "
                        + charge + ", " + (usage.isEmpty() ? "NULL" : usage) + ", " + share + ", " + (i % 3 == 0)
                        + ", DATE '" + day + "', TIMESTAMP '" + day + " 0" + i % 10 + ":30:00', NULL, '"
                        + (gone ? "Yes" : "No") + "')");
            }
        }
        Path file = Files.writeString(folder.resolve("same.csv"), csv);
        Dataset export = Tables.read(file);
        Dataset read = JdbcTable.of(source)
                .fetchSize(7)
                .query("SELECT * FROM same ORDER BY \"customer_id\"")
                .read();
        assertThat(read.schema()).isEqualTo(export.schema());
        assertThat(read.fingerprint()).isEqualTo(export.fingerprint());
        assertThat(bytes(read)).isEqualTo(bytes(export));
    }

    private byte[] bytes(Dataset data) throws IOException {
        ChurnPipeline pipeline =
                ChurnPipeline.builder().target("churned", "Yes", List.of("No")).build();
        FitOptions options = FitOptions.standard().withCreated(Instant.EPOCH);
        ChurnModel model = pipeline.fit(data, options);
        Path file = folder.resolve("model.churn");
        model.save(file);
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void table_ofOneColumnWithGaps_losesNoRow(DataSource source) {
        Dataset read = JdbcTable.of(source)
                .query(
                        "SELECT CAST(NULL AS varchar(5)) AS a UNION ALL SELECT 'x' UNION ALL SELECT NULL UNION ALL SELECT ''")
                .read();
        assertThat(read.rows()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void texts_withMarksOfCsv_comeBackAsTheyAre(DataSource source) {
        String text = "; a,\"b\"\r\n'c'\té\uD83D\uDE00";
        try (SpooledTable spooled = JdbcTable.of(source)
                .query("SELECT CAST(? AS varchar(50)) AS t, 1 AS n", text)
                .spool()) {
            assertThat(spooled.read(ReadOptions.standard()).rows()).isEqualTo(1);
            try (var rows = io.github.churnml.data.read.TableRows.open(spooled.path())) {
                assertThat(rows.next()).containsExactly(text, "1");
            }
        }
    }

    @Test
    void halfOfACharacter_isRefused() {
        assertThatThrownBy(() -> JdbcTable.of(H2.source())
                        .query("SELECT ? AS t", "a\uD83D")
                        .read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds half of a character");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void parameters_areValues_andNeverSql(DataSource source) throws SQLException {
        Postgres.run(source, "DROP TABLE IF EXISTS people", "CREATE TABLE people (name varchar(40), age integer)");
        Postgres.run(source, "INSERT INTO people VALUES ('Robert''; DROP TABLE people', 3), ('Ann', 4), (NULL, 5)");
        JdbcTable table = JdbcTable.of(source);
        assertThat(Rows.of(table.query("SELECT age FROM people WHERE name = ?", "Robert'; DROP TABLE people"))
                        .only())
                .containsExactly("3");
        assertThat(Rows.of(table.query("SELECT CAST(? AS integer) AS a, age FROM people WHERE age > ?", null, 4))
                        .only())
                .containsExactly(null, "5");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void tableName_whateverItHolds_isFoundAndQuoted(DataSource source) throws SQLException {
        Postgres.run(
                source,
                "DROP TABLE IF EXISTS \"Odd \"\"name; x\"",
                "CREATE TABLE \"Odd \"\"name; x\" (a integer)",
                "INSERT INTO \"Odd \"\"name; x\" VALUES (1)",
                "DROP TABLE IF EXISTS \"user\"",
                "CREATE TABLE \"user\" (a integer)",
                "INSERT INTO \"user\" VALUES (7)",
                "CREATE SCHEMA IF NOT EXISTS other",
                "DROP TABLE IF EXISTS other.clients",
                "CREATE TABLE other.clients (a integer)",
                "INSERT INTO other.clients VALUES (2)");
        JdbcTable table = JdbcTable.of(source);
        assertThat(Rows.of(table.table("Odd \"name; x")).only()).containsExactly("1");
        // Unquoted this would be who is connected.
        assertThat(Rows.of(table.table("user")).only()).containsExactly("7");
        assertThat(Rows.of(table.table("clients")).only()).containsExactly("2");
        assertThat(Rows.of(table.table("Other.Clients")).only()).containsExactly("2");
        assertThatThrownBy(() -> Rows.of(table.table("clients; DROP TABLE clients")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no table 'clients; DROP TABLE clients'");
        assertThatThrownBy(() -> Rows.of(table.table("cleints")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageMatching("(?si).*Maybe 'clients' was meant\\.");
    }

    @Test
    void tableName_inTwoSchemas_isAsked() throws SQLException {
        Postgres.run(
                "CREATE SCHEMA IF NOT EXISTS s1",
                "CREATE SCHEMA IF NOT EXISTS s2",
                "CREATE TABLE IF NOT EXISTS s1.twice (a integer)",
                "CREATE TABLE IF NOT EXISTS s2.twice (a integer)");
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(Postgres.source()).table("twice")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("2 tables 'twice': 's1.twice', 's2.twice'")
                .hasMessageContaining("Maybe name the schema too");
    }

    @Test
    void query_thatWrites_isRefusedByPostgres() throws SQLException {
        Postgres.run("DROP TABLE IF EXISTS kept", "CREATE TABLE kept (a integer)", "INSERT INTO kept VALUES (1)");
        JdbcTable table = JdbcTable.of(Postgres.source());
        assertThatThrownBy(() -> Rows.of(table.query("WITH gone AS (DELETE FROM kept RETURNING a) SELECT * FROM gone")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("read-only transaction")
                .hasMessageContaining("25006");
        assertThat(Rows.of(table.table("kept")).rows).hasSize(1);
    }

    @Test
    void query_thatWritesOnTheSideInH2_isRolledBack() throws SQLException {
        DataSource source = H2.source();
        Postgres.run(source, "CREATE TABLE kept (a integer)");
        JdbcTable table = JdbcTable.of(source);
        assertThat(Rows.of(table.query("SELECT * FROM FINAL TABLE (INSERT INTO kept VALUES (1))")).rows)
                .hasSize(1);
        assertThat(Rows.of(table.table("kept")).rows).isEmpty();
    }

    @Test
    void spooledFile_isItsOwnersAloneAndGoesAfterwards() throws IOException {
        Path path;
        try (SpooledTable spooled =
                JdbcTable.of(H2.source()).query("SELECT 1 AS a").spool()) {
            path = spooled.path();
            assertThat(Files.getPosixFilePermissions(path.getParent()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(spooled.rows()).isEqualTo(1);
        }
        assertThat(path).doesNotExist();
        assertThat(path.getParent()).doesNotExist();
    }

    @Test
    void spooledFile_whenRowsFail_isNotLeft() {
        List<Path> before = spools();
        assertThatThrownBy(() -> JdbcTable.of(Postgres.source())
                        .query("SELECT 1 / (5000 - i) AS a FROM generate_series(1, 6000) AS i")
                        .fetchSize(100)
                        .read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("failed while it answered")
                .hasMessageContaining("22012");
        assertThat(spools()).isEqualTo(before);
    }

    private static List<Path> spools() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("churn-jdbc-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void query_withoutRows_isSaidOfTheQueryAndNotOfTheFile(DataSource source) {
        assertThatThrownBy(() ->
                        JdbcTable.of(source).query("SELECT 1 AS a WHERE 1 = 2").read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no rows")
                .hasMessageNotContaining("churn-jdbc-")
                .hasMessageNotContaining("query.csv");
    }

    /** Fetched all at once they would all be in memory while the first is handed out; through a cursor only some are. */
    @Test
    void rows_manyOfPostgres_comeThroughACursor() {
        long before = used();
        long[] most = {0};
        long[] count = {0};
        JdbcTable.of(Postgres.source())
                .query("SELECT i AS id, repeat('x', 200) AS text FROM generate_series(1, 200000) AS i")
                .rows(new TextRows() {
                    @Override
                    public void columns(List<String> names) {}

                    @Override
                    public void row(@Nullable String[] texts) {
                        if (++count[0] % 50_000 == 0) {
                            most[0] = Math.max(most[0], used());
                        }
                    }
                });
        assertThat(count[0]).isEqualTo(200_000);
        // All at once they are more than 60 MB.
        assertThat(most[0] - before).isLessThan(25L << 20);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"integer", "date"})
    void valueInAMessageOfTheDatabase_isNotPassedOn(String type) {
        String query = "SELECT CAST(CAST(? AS varchar(20)) AS " + type + ") AS a";
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(Postgres.source()).query(query, CANARY)))
                .isInstanceOf(DataException.class)
                .satisfies(JdbcTableTest::requireNoCanary);
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(H2.source()).query(query, CANARY)))
                .isInstanceOf(DataException.class)
                .satisfies(JdbcTableTest::requireNoCanary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost:1/crm?password=" + CANARY,
                "jdbc:postgresql://localhost:1/crm;x=" + CANARY,
                "jdbc:h2:mem:pw;IFEXISTS=TRUE;PASSWORD=" + CANARY
            })
    void password_whereConnectingFails_isInNothing(String url) {
        Database database = Database.of(url, "someone", CANARY);
        assertThat(database.toString() + database.name()).doesNotContain(CANARY);
        JdbcTable table = JdbcTable.of(database).query("SELECT '" + CANARY + "' AS a");
        assertThat(table.toString()).doesNotContain(CANARY);
        assertThatThrownBy(() -> Rows.of(table))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be reached")
                .satisfies(JdbcTableTest::requireNoCanary);
    }

    @Test
    void password_thatIsWrong_isInNothing() throws SQLException {
        String url = "jdbc:h2:mem:guarded;DB_CLOSE_DELAY=-1";
        try (Connection connection = java.sql.DriverManager.getConnection(url, "sa", "right")) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThatThrownBy(() -> Rows.of(JdbcTable.of(url, "sa", CANARY).query("SELECT 1 AS a")))
                .hasMessageContaining("28000")
                .satisfies(JdbcTableTest::requireNoCanary);
    }

    /** Neither in what is said nor in the stack trace that --debug shows. */
    static void requireNoCanary(Throwable thrown) {
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        thrown.printStackTrace(new PrintStream(trace, true, StandardCharsets.UTF_8));
        assertThat(trace.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
    }

    @Test
    void table_withoutRowsChosen_saysSo() {
        assertThatThrownBy(() -> JdbcTable.of(H2.source()).read())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not said which rows");
    }

    @Test
    void fetchSize_belowOne_isRefused() {
        assertThatThrownBy(() -> JdbcTable.of(H2.source()).fetchSize(0))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(0)");
    }

    @Test
    void questionMark_inAQueryWithoutValues_isAnOperator() {
        assertThat(Rows.of(JdbcTable.of(Postgres.source()).query("SELECT '{\"a\": 1}'::jsonb ? 'a' AS has"))
                        .only())
                .containsExactly("true");
    }
}
