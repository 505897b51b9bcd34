package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.read.TableRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on customers in a database, beside the same on the file that an export of them is. */
class DatabaseCommandsTest {

    private static final String URL = "jdbc:h2:mem:commands;DB_CLOSE_DELAY=-1";
    private static final String CANARY = "canary-91c2";
    private static final Map<String, String> ENVIRONMENT = Map.of("CHURN_JDBC_URL", URL);
    private static final String QUERY = "SELECT * FROM customers ORDER BY _ROWID_";

    @TempDir
    static Path folder;

    private static Path file;

    @BeforeAll
    static void fill() throws SQLException, IOException {
        file = Cli.customers();
        try (TableRows rows = TableRows.open(file);
                Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers ("
                    + rows.header().stream()
                            .map(name -> "\"" + name + "\" varchar(100)")
                            .collect(Collectors.joining(", "))
                    + ")");
            String marks = String.join(", ", Collections.nCopies(rows.header().size(), "?"));
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO customers VALUES (" + marks + ")")) {
                while (rows.hasNext()) {
                    String[] row = rows.next();
                    for (int i = 0; i < row.length; i++) {
                        insert.setString(i + 1, row[i]);
                    }
                    insert.execute();
                }
            }
        }
    }

    private static Cli.Result run(Object... args) {
        return Cli.run(folder, ENVIRONMENT, args);
    }

    private static Cli.Result good(Object... args) {
        Cli.Result result = run(args);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out() + result.err()).doesNotContain("churn-jdbc-");
        return result;
    }

    @Test
    void train_fromADatabase_writesTheModelOfTheFile() throws IOException {
        Path ofFile = folder.resolve("of-file");
        Path ofTable = folder.resolve("of-table");
        assertThat(Cli.train(file, "churned", ofFile).exit()).isZero();
        Cli.Result result =
                good("train", "--query", QUERY, "--target", "churned", "--out", ofTable, "--set", "learner.trees=20");
        assertThat(result.out()).contains("a query of jdbc:h2:mem:commands");
        assertThat(Files.readAllBytes(ofTable.resolve("model.churn")))
                .isEqualTo(Files.readAllBytes(ofFile.resolve("model.churn")));
    }

    @Test
    void predict_fromADatabase_scoresAsFromTheFile() throws IOException {
        Path ofFile = folder.resolve("of-file.csv");
        Path ofTable = folder.resolve("of-table.csv");
        good("predict", "--model", Cli.model(), "--data", file, "--out", ofFile);
        Path query = Files.writeString(folder.resolve("customers.sql"), "-- all of them\n" + QUERY + ";\n");
        good("predict", "--model", Cli.model(), "--jdbc", URL, "--query-file", query, "--out", ofTable);
        assertThat(Files.readString(ofTable).replace("\"", ""))
                .isEqualTo(Files.readString(ofFile).replace("\"", ""));
    }

    @Test
    void profileEvaluateAndDrift_fromADatabase_answerAsFromTheFile() throws IOException {
        assertThat(good("profile", "--table", "customers", "--target", "churned", "--json")
                        .json())
                .isEqualTo(good("profile", "--data", Cli.customers(), "--target", "churned", "--json")
                        .json());
        assertThat(good("evaluate", "--model", Cli.model(), "--query", QUERY, "--json")
                        .json())
                .isEqualTo(good("evaluate", "--model", Cli.model(), "--data", file, "--json")
                        .json());
        Path out = folder.resolve("drift");
        good("drift", "--ref", Cli.customers(), "--table", "CUSTOMERS", "--out", out);
        assertThat(Files.readString(out.resolve("drift_report.json")))
                .contains("\"CUSTOMERS of jdbc:h2:mem:commands\"")
                .doesNotContain("churn-jdbc-");
        assertThat(Files.readString(out.resolve("drift_report.html"))).doesNotContain("churn-jdbc-");
    }

    @Test
    void table_thatIsWrong_isNamedAndNotTheTemporaryFile() {
        Cli.Result result = run("evaluate", "--model", Cli.model(), "--query", "SELECT 1 AS x");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).doesNotContain("churn-jdbc-").doesNotContain("query.csv");
        Cli.Result empty = run("profile", "--query", "SELECT 1 AS x WHERE 1 = 2", "--json");
        assertThat(empty.exit()).isEqualTo(3);
        assertThat(empty.err())
                .contains("no rows")
                .doesNotContain("churn-jdbc-")
                .doesNotContain("query.csv");
    }

    @Test
    void options_thatContradict_areRefused() {
        refused("--data and --jdbc both say", "profile", "--data", file, "--jdbc", URL);
        refused("--data and --table both say", "train", "--data", file, "--table", "customers");
        refused("--new and --query both say", "drift", "--ref", file, "--new", file, "--query", QUERY);
        refused("none says which rows", "profile", "--jdbc", URL);
        refused("--query and --table both say", "profile", "--query", QUERY, "--table", "customers");
        refused("are about files", "profile", "--table", "customers", "--delimiter", ";");
        refused("Missing required option: '--data=FILE'", "profile");
        refused("Missing required option: '--new=FILE'", "drift", "--ref", file);
        refused("only queries are run", "profile", "--query", "DELETE FROM customers");
        refused("more than one statement", "profile", "--query", "SELECT 1; DROP TABLE customers");
        refused("Maybe 'CUSTOMERS' was meant", "profile", "--table", "custommers");
        Cli.Result nowhere = Cli.run("profile", "--table", "customers");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--table needs a database").contains("CHURN_JDBC_URL");
    }

    private static void refused(String message, Object... args) {
        Cli.Result result = run(args);
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(message).doesNotContain("churn-jdbc-");
    }

    @Test
    void password_comesFromTheEnvironmentOrAFile_andIsShownNowhere() throws IOException, SQLException {
        String url = "jdbc:h2:mem:guarded2;DB_CLOSE_DELAY=-1";
        DriverManager.getConnection(url, "sa", CANARY).close();
        Path right = Files.writeString(folder.resolve("right.txt"), CANARY + "\n");
        Object[] args = {"profile", "--jdbc", url, "--jdbc-user", "sa", "--query", "SELECT 1 AS a, 2 AS b"};
        assertThat(Cli.run(folder, Map.of("CHURN_JDBC_PASSWORD", CANARY), args).exit())
                .isZero();
        assertThat(Cli.run(with(args, "--jdbc-password-file", right)).exit()).isZero();
        Cli.Result wrong = Cli.run(folder, Map.of("CHURN_JDBC_PASSWORD", CANARY + "x"), with(args, "--debug"));
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("cannot be reached").doesNotContain(CANARY);
        Cli.Result inUrl = Cli.run(with(
                new Object[] {"profile", "--jdbc", url + ";USER=sa;PASSWORD=" + CANARY + "x", "--table", "t"},
                "--debug"));
        assertThat(inUrl.exit()).isEqualTo(2);
        assertThat(inUrl.err()).doesNotContain(CANARY);
    }

    private static Object[] with(Object[] args, Object... more) {
        return Stream.concat(Stream.of(args), Stream.of(more)).toArray();
    }

    @Test
    void notANumber_isToldOnStandardError() {
        Cli.Result result = run("profile", "--query", "SELECT CAST('NaN' AS DOUBLE PRECISION) AS x, 1 AS y");
        assertThat(result.err()).contains("churn: note: 1 value of column 'X' is NaN");
    }
}
