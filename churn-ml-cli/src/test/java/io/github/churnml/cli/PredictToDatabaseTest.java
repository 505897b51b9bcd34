package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn predict --to-jdbc}: what is in the table, beside what is in the file. */
class PredictToDatabaseTest {

    private static final String URL = "jdbc:h2:mem:to;DB_CLOSE_DELAY=-1";

    @TempDir
    static Path folder;

    /** The shared customers, each once. */
    private static Path customers;

    @BeforeAll
    static void removeRepeated() throws IOException {
        List<String> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String line : Files.readAllLines(Cli.customers())) {
            if (seen.add(line.split(",", 2)[0])) {
                lines.add(line);
            }
        }
        customers = Files.write(folder.resolve("once.csv"), lines);
    }

    private static Cli.Result predict(Object... more) {
        List<Object> args = new ArrayList<>(List.of("predict", "--model", Cli.model(), "--data", customers));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    private static List<List<String>> table(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Test
    void predictions_inADatabase_areThoseOfTheFile() throws IOException, SQLException {
        Path out = folder.resolve("scored.csv");
        Cli.Result result = predict(
                "--out", out, "--to-jdbc", URL, "--to-table", "both", "--id", "customer_id", "--run", "w48", "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        List<String> lines = Files.readAllLines(out);
        JsonNode said = result.json();
        assertThat(said.get("file").asText()).isEqualTo(out.toString());
        assertThat(said.get("run").asText()).isEqualTo("w48");
        assertThat(said.get("written").asInt()).isEqualTo(lines.size() - 1);
        assertThat(said.get("added").asInt()).isEqualTo(lines.size() - 1);
        List<List<String>> rows = table("SELECT customer_id, probability, predicted, tier, model_name, model_version,"
                + " model_sha256, reasons FROM both ORDER BY customer_id");
        assertThat(rows).hasSize(lines.size() - 1);
        String sha256 = Sha256.hex(Files.readAllBytes(Cli.model()));
        List<String> sorted = lines.subList(1, lines.size()).stream().sorted().toList();
        for (int i = 0; i < rows.size(); i++) {
            String[] fields = sorted.get(i).split(",");
            List<String> row = rows.get(i);
            assertThat(row.get(0)).isEqualTo(fields[0]);
            assertThat(Double.parseDouble(row.get(1))).isEqualTo(Double.parseDouble(fields[fields.length - 3]));
            assertThat(row.subList(2, 4)).containsExactly(fields[fields.length - 2], fields[fields.length - 1]);
            assertThat(row.subList(4, 7)).containsExactly("churn", "1.0.0", sha256);
            JsonNode reasons = new ObjectMapper().readTree(row.get(7));
            assertThat(reasons.size()).isBetween(1, 3);
            assertThat(reasons.get(0).fieldNames())
                    .toIterable()
                    .containsExactly("column", "value", "contribution", "sentence");
        }
    }

    @Test
    void run_withoutAnId_followsFromModelAndRowsInAnyOrder() throws IOException, SQLException {
        String[] to = {"--to-jdbc", URL, "--to-table", "again", "--id", "customer_id", "--reasons", "0", "--json"};
        JsonNode first = predict((Object[]) to).json();
        JsonNode second = predict((Object[]) to).json();
        assertThat(second.get("run")).isEqualTo(first.get("run"));
        assertThat(second.get("added").asInt()).isZero();
        assertThat(second.get("replaced")).isEqualTo(first.get("added"));
        List<String> lines = Files.readAllLines(customers);
        List<String> reversed = new ArrayList<>(lines.subList(1, lines.size()));
        java.util.Collections.reverse(reversed);
        reversed.add(0, lines.get(0));
        Path other = Files.write(folder.resolve("reversed.csv"), reversed);
        Object[] args = {
            "predict",
            "--model",
            Cli.model(),
            "--data",
            other,
            "--to-jdbc",
            URL,
            "--to-table",
            "again",
            "--id",
            "customer_id",
            "--reasons",
            "0",
            "--json"
        };
        assertThat(Cli.run(args).json().get("run")).isEqualTo(first.get("run"));
        args[4] = Files.write(folder.resolve("fewer.csv"), lines.subList(0, 100));
        assertThat(Cli.run(args).json().get("run")).isNotEqualTo(first.get("run"));
        assertThat(table("SELECT COUNT(*), COUNT(DISTINCT run_id), MAX(reasons) FROM again"))
                .containsExactly(List.of(String.valueOf(lines.size() - 1 + 99), "2", "[]"));
    }

    @Test
    void customers_readFromTheSameDatabase_goThereAndBack() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE active AS SELECT * FROM CSVREAD('" + customers
                    + "', NULL, 'charset=UTF-8 caseSensitiveColumnNames=true')");
        }
        Cli.Result result = Cli.run(
                folder,
                Map.of("CHURN_JDBC_URL", URL),
                "predict",
                "--model",
                Cli.model(),
                "--table",
                "active",
                "--to-jdbc",
                URL,
                "--id",
                "customer_id",
                "--run",
                "back");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("customers to churn_predictions of jdbc:h2:mem:to, run back (")
                .contains(" new, 0 replaced)");
        assertThat(table("SELECT COUNT(*) FROM active")).isEqualTo(table("SELECT COUNT(*) FROM churn_predictions"));
    }

    @Test
    void table_onStandardOutput_isNotMixedWithTheSummary() {
        Cli.Result result =
                predict("--out", "-", "--to-jdbc", URL, "--to-table", "piped", "--id", "customer_id", "--reasons", "0");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).doesNotContain("Written");
        assertThat(result.err()).contains("customers to piped of jdbc:h2:mem:to");
    }

    @Test
    void customers_thatRepeatOrHaveNoId_areRefused() throws IOException {
        Cli.Result repeated = Cli.run(
                "predict",
                "--model",
                Cli.model(),
                "--data",
                Cli.customers(),
                "--to-jdbc",
                URL,
                "--to-table",
                "twice",
                "--id",
                "plan");
        assertThat(repeated.exit()).isEqualTo(3);
        assertThat(repeated.err()).contains("is of a customer who was scored before in this run");
        List<String> lines = new ArrayList<>(Files.readAllLines(customers).subList(0, 5));
        lines.set(3, lines.get(3).substring(lines.get(3).indexOf(',')));
        Path gap = Files.write(folder.resolve("gap.csv"), lines);
        Cli.Result missing = Cli.run(
                "predict",
                "--model",
                Cli.model(),
                "--data",
                gap,
                "--to-jdbc",
                URL,
                "--to-table",
                "gap",
                "--id",
                "customer_id");
        assertThat(missing.exit()).isEqualTo(3);
        assertThat(missing.err()).contains("Row 3 has no customer's id.");
    }

    @Test
    void options_thatDoNotFit_areRefused() {
        refused("not said where predictions go");
        refused("--id is about a database", "--out", folder.resolve("x.csv"), "--id", "customer_id");
        refused("need the customer's id", "--to-jdbc", URL);
        refused("(-1)", "--to-jdbc", URL, "--id", "customer_id", "--reasons", "-1");
        refused("letters, digits and underscores", "--to-jdbc", URL, "--id", "customer_id", "--to-table", "a b");
        refused("The run's id", "--to-jdbc", URL, "--id", "customer_id", "--run", "a b");
        refused("com.mysql:mysql-connector-j", "--to-jdbc", "jdbc:mysql://db/crm", "--id", "customer_id");
    }

    private static void refused(String message, Object... args) {
        Cli.Result result = predict(args);
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }
}
