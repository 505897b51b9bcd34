package io.github.churnml.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.files.Login;
import io.github.churnml.files.LoginSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseLoginTest {

    private static final String ROLE = "churn_rotated";
    private static final String OLD = JdbcTableTest.CANARY + "-old";
    private static final String NEW = JdbcTableTest.CANARY + "-new";

    /** The server trusts everybody but for one role, whose password it asks. */
    @BeforeAll
    static void demandPassword() throws Exception {
        try (Connection connection = Postgres.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + ROLE + " LOGIN");
            try (ResultSet file = statement.executeQuery("SHOW hba_file")) {
                file.next();
                Path rules = Path.of(file.getString(1));
                Files.writeString(rules, "host all " + ROLE + " all scram-sha-256\n" + Files.readString(rules));
            }
            statement.execute("SELECT pg_reload_conf()");
        }
        for (int i = 0; isLetInWithoutPassword(); i++) {
            assertThat(i).as("the server takes its new rules").isLessThan(500);
            Thread.sleep(10);
        }
    }

    private static boolean isLetInWithoutPassword() {
        try {
            DriverManager.getConnection(url() + "?user=" + ROLE + "&password=none")
                    .close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String url() {
        return "jdbc:postgresql://localhost:" + Postgres.server().getPort() + "/postgres";
    }

    private static String h2() throws SQLException {
        String url = H2.url();
        DriverManager.getConnection(url, ROLE, "first").close();
        return url;
    }

    static List<String> urls() throws SQLException {
        return List.of(url(), h2());
    }

    private static void setPassword(String url, String password) throws SQLException {
        if (url.startsWith("jdbc:h2")) {
            try (Connection connection = DriverManager.getConnection(url, ROLE, "first");
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER USER " + ROLE + " SET PASSWORD '" + password + "'");
            }
        } else {
            Postgres.run("ALTER ROLE " + ROLE + " PASSWORD '" + password + "'");
        }
    }

    /** As a manager of secrets: remembers until it is asked anew, and counts. */
    private static final class Manager implements LoginSource {

        private Login remembered;
        private Login current;
        private int asked;
        private int renewed;

        Manager(String password) {
            remembered = new Login(ROLE, password);
            current = remembered;
        }

        @Override
        public Login login() {
            asked++;
            return remembered;
        }

        @Override
        public Login renewed() {
            renewed++;
            remembered = current;
            return remembered;
        }
    }

    private static List<String> one(Database database) {
        return Rows.of(JdbcTable.of(database).query("SELECT 1 AS a")).only();
    }

    @ParameterizedTest
    @MethodSource("urls")
    void password_changedMeanwhile_isAskedForOnceMore(String url) throws SQLException {
        setPassword(url, url.startsWith("jdbc:h2") ? "first" : OLD);
        Manager manager = new Manager(url.startsWith("jdbc:h2") ? "first" : OLD);
        Database database = Database.of(url, manager);
        assertThat(manager.asked).as("nothing is asked before a connection").isZero();
        assertThat(one(database)).containsExactly("1");
        assertThat(manager.renewed).isZero();

        setPassword(url, NEW);
        manager.current = new Login(ROLE, NEW);
        assertThat(one(database)).containsExactly("1");
        assertThat(manager.renewed).isOne();
        assertThat(one(database)).containsExactly("1");
        assertThat(manager.renewed).isOne();
    }

    @ParameterizedTest
    @MethodSource("urls")
    void login_refusedTwice_isNotAskedForAThirdTime(String url) throws SQLException {
        Manager manager = new Manager(OLD + "-wrong");
        manager.current = new Login(ROLE, NEW + "-wrong");
        Database database = Database.of(url, manager);
        assertThatThrownBy(database::connect)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be reached")
                .satisfies(JdbcTableTest::requireNoCanary);
        assertThat(manager.asked).isOne();
        assertThat(manager.renewed).isOne();
        assertThat(database.told(new SQLException("of " + OLD + "-wrong and " + NEW + "-wrong", "28P01")))
                .as("neither the old nor the new password")
                .startsWith("of *** and ***");
    }

    @Test
    void login_thatIsTheSameWhenRenewed_isNotTriedAgain() throws SQLException {
        setPassword(url(), OLD);
        Manager manager = new Manager(NEW);
        manager.current = new Login(ROLE, NEW);
        assertThatThrownBy(Database.of(url(), manager)::connect).hasMessageContaining("28P01");
        assertThat(manager.renewed).isOne();
    }

    @Test
    void failure_thatIsNotOfTheLogin_renewsNothing() {
        Manager manager = new Manager(OLD);
        assertThatThrownBy(Database.of("jdbc:postgresql://localhost:1/crm", manager)::connect)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cannot be reached");
        assertThat(manager.renewed).isZero();
    }

    @Test
    void predictions_afterAChangedPassword_areWritten() throws SQLException {
        setPassword(url(), OLD);
        Postgres.run("CREATE SCHEMA IF NOT EXISTS rotated AUTHORIZATION " + ROLE);
        Manager manager = new Manager(OLD + "-of-last-year");
        manager.current = new Login(ROLE, OLD);
        PredictionSink sink = PredictionSink.to(Database.of(url(), manager)).table("rotated.predictions");
        ModelIdentity model = new ModelIdentity("churn", "1.0.0", "ab".repeat(32));
        try (PredictionRun run = sink.begin("w1", model, java.time.Instant.EPOCH)) {
            run.add(new PredictionRow("C-1", 0.5, "Yes", "low", "[]"), 1);
            assertThat(run.finish().written()).isOne();
        }
        assertThat(manager.renewed).isOne();
    }
}
