package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.profile.ProfileOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileProgramTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void profile_parquet_writesTheProfileOfTheTable() throws Exception {
        String parquet = folder.resolve("customers").toUri().toString();
        TypedCustomers.table(SPARK).repartition(3).write().parquet(parquet);
        String out = folder.resolve("out/june").toUri().toString();
        assertThat(run("--path", parquet, "--out", out, "--target", "churned", "--positive", "Yes"))
                .isZero();
        assertThat(Files.readString(folder.resolve("out/june/profile.json")))
                .isEqualTo(JsonText.of(ChurnProfile.of(TypedCustomers.table(SPARK), ProfileOptions.ofTarget("churned"))
                        .toMap()))
                .startsWith("{\n  \"rows\" : 2000,");
        // Run again, it takes the place of the first.
        assertThat(run("--path", parquet, "--out", out, "--json")).isZero();
        assertThat(folder.resolve("out/june")).isDirectoryNotContaining("glob:**tmp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "profile                                | The customers are named nowhere.",
                "profile --table t --path p             | The customers are named twice.",
                "profile --table t --zone Mars          | --zone is (Mars), which is no time zone.",
                "profile --table t --outt o             | The option (--outt) is not known.\\nMaybe '--out' was meant.",
                "profile --table t --positive Yes       | The positive label (Yes) was given, but no target.",
                "profile --table t --json --json        | --json is given twice."
            })
    void arguments_wrong_areNamed(String line, String words) {
        List<String> arguments = List.of(line.split(" "));
        assertThatThrownBy(() -> Program.of(arguments, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(words.replace("\\n", "\n"));
    }

    @Test
    void table_thatIsNotThereOrHasAnArray_isNamedAndNothingWritten() {
        String out = folder.resolve("out").toUri().toString();
        assertThatThrownBy(() -> run("--table", "nowhere.at_all", "--out", out))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The customers (nowhere.at_all) cannot be read");
        TypedCustomers.table(SPARK)
                .withColumn("all", functions.array(functions.col("tenure")))
                .createOrReplaceTempView("lists");
        assertThatThrownBy(() -> run("--table", "lists", "--out", out))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column 'all' is of Spark's type (ARRAY<INT>)");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void out_thatIsAFile_isNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("june"), "kept");
        TypedCustomers.table(SPARK).createOrReplaceTempView("customers");
        assertThatThrownBy(
                        () -> run("--table", "customers", "--out", file.toUri().toString()))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("The profile (file:/")
                .hasMessageContaining(" cannot be written: ")
                .hasMessageContaining("\nMaybe ");
        assertThat(file).hasContent("kept");
    }

    private static int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("profile"));
        arguments.addAll(List.of(options));
        return Program.of(arguments, Map.of()).run(SPARK);
    }
}
