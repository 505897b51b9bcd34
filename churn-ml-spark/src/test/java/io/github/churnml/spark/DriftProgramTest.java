package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftProgramTest {

    private static final SparkSession SPARK = LocalSpark.session();
    private static final String MODEL = TypedCustomers.modelFile().toUri().toString();

    @TempDir
    Path folder;

    @Test
    void drift_parquet_writesTheReportOfOneMachine() throws Exception {
        String parquet = folder.resolve("customers").toUri().toString();
        TypedCustomers.table(SPARK).repartition(3).write().parquet(parquet);
        String out = folder.resolve("out/june").toUri().toString();
        int exit = run(
                "--model", MODEL, "--path", parquet, "--out", out, "--exclude", "usage,note", "--threshold", "0.25");
        assertThat(exit).isZero();
        DriftReport local = TypedCustomers.model()
                .drift(
                        TypedCustomers.model().read(TypedCustomers.csv(), ReadOptions.standard()),
                        DriftSettings.standard().withThreshold(0.25).withExcluded(Set.of("usage", "note")));
        assertThat(Files.readString(folder.resolve("out/june/drift_report.json")))
                .isEqualTo(JsonText.of(local.toMap()))
                .contains("\"overall_drift\" : false");
        assertThat(Files.readString(folder.resolve("out/june/drift_report.html")))
                .startsWith("<!doctype html>")
                .contains("tenure");
        // Run again, it takes the place of the first.
        assertThat(run("--model", MODEL, "--path", parquet, "--out", out)).isZero();
        assertThat(folder.resolve("out/june")).isDirectoryNotContaining("glob:**tmp");
    }

    @Test
    void drift_changedTable_exitsWithFourWhereAsked() {
        TypedCustomers.table(SPARK)
                .withColumn("tenure", functions.col("tenure").plus(50))
                .createOrReplaceTempView("moved");
        String out = folder.resolve("out").toUri().toString();
        assertThat(run("--model", MODEL, "--table", "moved", "--out", out)).isZero();
        assertThat(run("--model", MODEL, "--table", "moved", "--out", out, "--by", "tests", "--fail-on-drift"))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                             | The command is (), where drift, profile, train or snapshot is required.",
                "trian --model m                              | The command is (trian), where drift, profile, train or snapshot is required.",
                "drift --table t --out o                      | --model is missing.",
                "drift --model m --out o                      | The customers are named nowhere.",
                "drift --model m --out o --table t --path p   | The customers are named twice.",
                "drift --model m --table t                    | --out is missing.",
                "drift --model m --table --out o              | --table is given without a value.",
                "drift --model m --table t --out o --threshold x | --threshold is (x), where a number is required.",
                "drift --model m --table t --out o --by luck  | --by is (luck), where threshold or tests is allowed.",
                "drift --model m --table t --out o --zone Mars | --zone is (Mars), which is no time zone.",
                "drift --model m --table t --out o --modle n  | The option (--modle) is not known.\\nMaybe '--model' was meant.",
                "drift --model m --table t --out o --out p    | --out is given twice."
            })
    void arguments_wrong_areNamed(String line, String words) {
        List<String> arguments = line == null ? List.of() : List.of(line.split(" "));
        assertThatThrownBy(() -> Program.of(arguments, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(words.replace("\\n", "\n"));
    }

    @Test
    void arguments_tableAndColumnThatAreNotThere_areNamed() {
        String out = folder.resolve("out").toUri().toString();
        assertThatThrownBy(() -> run("--model", MODEL, "--table", "nowhere.at_all", "--out", out))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The customers (nowhere.at_all) cannot be read");
        TypedCustomers.table(SPARK).createOrReplaceTempView("customers");
        assertThatThrownBy(() -> run("--model", MODEL, "--table", "customers", "--out", out, "--exclude", "usge"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "--exclude names the column 'usge', which the model does not need.\nMaybe 'usage' was meant.");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void cell_thatIsNoNumber_isNamedWithoutAStackTrace() {
        TypedCustomers.table(SPARK)
                .limit(3)
                .withColumn("tenure", functions.lit("three years"))
                .createOrReplaceTempView("wrong");
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> run(
                        "--model",
                        MODEL,
                        "--table",
                        "wrong",
                        "--out",
                        out.toUri().toString()))
                .satisfies(failure -> assertThat(Main.words(failure))
                        .startsWith("Column 'tenure' holds (three years) where a number is required.")
                        .doesNotContain("\tat ", "Driver stacktrace"));
        assertThat(out).doesNotExist();
        assertThat(Main.words(new IllegalStateException("first\nsecond")))
                .isEqualTo("Spark could not run it: first\nMaybe its log, above, says more.");
    }

    private static int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("drift"));
        arguments.addAll(List.of(options));
        return Program.of(arguments, Map.of()).run(SPARK);
    }
}
