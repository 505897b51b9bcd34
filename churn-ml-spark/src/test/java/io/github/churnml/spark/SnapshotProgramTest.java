package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotProgramTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void snapshot_filesAndTables_writesTheRowsOfTheApi() throws Exception {
        SPARK.sql(
                        "SELECT * FROM VALUES (1, DATE'2026-01-01', CAST(NULL AS DATE)), (2, DATE'2026-01-01', DATE'2026-03-20')"
                                + " AS t(id, begun, ended)")
                .write()
                .parquet(uri("raw/customers"));
        SPARK.sql("SELECT * FROM VALUES (1, TIMESTAMP'2026-01-10 00:00:00'), (2, TIMESTAMP'2026-04-10 00:00:00')"
                        + " AS t(id, at)")
                .createOrReplaceTempView("usage_log");
        String yaml = uri("cancel.yaml");
        Files.writeString(folder.resolve("cancel.yaml"), """
                snapshot:
                  customers: {file: customers, id: id, from: begun, to: ended}
                  events:
                    - {name: usage, id: id, at: at}
                  at: [2026-02-01]
                  label: {cancelled: {within: 60d}}
                  windows: [28d]
                learner: boosting
                """);
        String out = uri("out");
        String[] common = {"--pipeline", yaml, "--folder", uri("raw"), "--tables", "usage=usage_log"};
        run(common, "--out", out);
        assertThat(SPARK.read()
                        .parquet(out)
                        .orderBy("id")
                        .select("id", "number_of_usage_in_last_28_days", "churned")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[1,1.0,no]", "[2,0.0,yes]");
        assertThatThrownBy(() -> run(common, "--out", out)).hasMessageContaining("is there already");
        run(common, "--out", uri("now"), "--at", "2026-04-15");
        assertThat(SPARK.read().parquet(uri("now")).select("id").collectAsList())
                .extracting(Row::toString)
                .containsExactly("[1]");
        assertThatThrownBy(() -> run(common, "--out", uri("never"), "--at", "2020-01-01"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Nobody is there at 2020-01-01.");
        assertThat(folder.resolve("never")).doesNotExist();
        assertThatThrownBy(() -> run(new String[] {"--pipeline", yaml, "--folder", uri("raw")}, "--out", uri("x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Nothing says where the table 'usage' is.");
        assertThatThrownBy(() -> run(common, "--out", uri("x"), "--tables", "usge=t"))
                .hasMessageStartingWith("--tables is given twice.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--out o                                  | --pipeline is missing.",
                "--pipeline p                             | --out is missing.",
                "--pipeline p --out o --format csv        | --format is (csv), whose cells have no types of their own.",
                "--pipeline p --out o --tables usage      | --tables holds (usage), where a name of the plan and a table",
                "--pipeline p --out o --tables usage=a,usage=b | --tables names the table 'usage' twice.",
                "--pipeline p --out o --at soon           | --at holds (soon) where a date such as 2026-07-01 is required.",
                "--pipeline p --out o --folders f         | The option (--folders) is not known."
            })
    void arguments_wrong_areNamed(String line, String words) {
        List<String> arguments = new ArrayList<>(List.of("snapshot"));
        arguments.addAll(List.of(line.split(" ")));
        assertThatThrownBy(() -> Program.of(arguments, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(words);
    }

    private String uri(String name) {
        return folder.resolve(name).toUri().toString();
    }

    private static void run(String[] common, String... more) {
        List<String> arguments = new ArrayList<>(List.of("snapshot"));
        arguments.addAll(List.of(common));
        arguments.addAll(List.of(more));
        assertThat(Program.of(arguments, Map.of()).run(SPARK)).isZero();
    }
}
