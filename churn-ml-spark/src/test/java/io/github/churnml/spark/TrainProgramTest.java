package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainProgramTest {

    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    Path folder;

    private String config;
    private Path model;

    @BeforeEach
    void writePipeline() throws Exception {
        Path yaml = folder.resolve("pipeline.yaml");
        Files.writeString(yaml, LocalTraining.pipeline().toYaml());
        config = yaml.toUri().toString();
        model = folder.resolve("out/telco.churn");
        TypedCustomers.table(SPARK).repartition(3).createOrReplaceTempView("to_learn");
    }

    @Test
    void train_table_writesTheModelOfOneMachine() {
        assertThat(run("--table", "to_learn", "--config", config, "--out", out(), "--order-by", "id"))
                .isZero();
        ChurnModel trained = ChurnModel.load(model);
        assertThat(trained.toBytes()).isEqualTo(LocalTraining.file());
        assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**tmp");
        assertThat(run(
                        "--table",
                        "to_learn",
                        "--config",
                        config,
                        "--out",
                        out(),
                        "--order-by",
                        "id",
                        "--grow",
                        "executors"))
                .isZero();
        assertThat(ChurnModel.load(model).toBytes()).isEqualTo(LocalTraining.file());
        // A sample takes the place of the first.
        assertThat(run(
                        "--table",
                        "to_learn",
                        "--config",
                        config,
                        "--out",
                        out(),
                        "--order-by",
                        "id",
                        "--sample",
                        "900"))
                .isZero();
        assertThat(ChurnModel.load(model).manifest().rows()).isBetween(800L, 1_000L);
    }

    @Test
    void train_whatCannotBeLearntFrom_writesNothing() throws Exception {
        assertThatThrownBy(() -> run("--table", "to_learn", "--config", config, "--out", out(), "--most-cells", "1000"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The table has 2,000 rows of 18 columns");
        assertThatThrownBy(() -> run("--table", "to_learn", "--config", config + "x", "--out", out()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The pipeline (")
                .hasMessageContaining("cannot be read");
        Path variants = folder.resolve("variants.yaml");
        Files.writeString(variants, "target: churned\nvariants:\n  by: [Contract]\n");
        assertThatThrownBy(() ->
                        run("--table", "to_learn", "--config", variants.toUri().toString(), "--out", out()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The pipeline has variants for segments of customers; one model is");
        assertThat(model).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "out | is a folder, where a file is to be written.",
                "foo://models/telco.churn | Nothing can be written to (foo://models/telco.churn): No FileSystem for scheme",
                "'' | Nothing can be written to (): Can not create a Path"
            })
    void train_placeWhereNoFileCanBe_isNamedBeforeAnythingIsLearnt(String place, String words) throws Exception {
        Files.createDirectories(folder.resolve("out"));
        String out = place.equals("out") ? folder.resolve("out").toString() : place;
        // A table that is not there would be named if anything was looked at before.
        assertThatThrownBy(() -> run("--table", "nowhere", "--config", config, "--out", out))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining(words);
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void creationTime_thatIsNone_isNamed() {
        assertThatThrownBy(() -> Program.of(
                                List.of("train", "--table", "to_learn", "--config", config, "--out", out()),
                                Map.of("SOURCE_DATE_EPOCH", "today"))
                        .run(SPARK))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "The environment variable SOURCE_DATE_EPOCH holds (today) where seconds since 1970 are required.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--table t --out o             | --config is missing.",
                "--table t --config c          | --out is missing.",
                "--config c --out o            | The customers are named nowhere.",
                "--table t --config c --out o --grow drivers | --grow is (drivers), where auto, driver or executors is allowed.",
                "--table t --config c --out o --sample 0 | --sample is (0), where a whole number from 1 is required.",
                "--table t --config c --out o --sample x | --sample is (x), where a whole number from 1 is required.",
                "--table t --config c --out o --order-by id --in-given-order | --order-by and --in-given-order are both given",
                "--table t --config c --out o --order-by id, | --order-by is (id,), where names with commas between them are",
                "--table t --config c --out o --orderby id | The option (--orderby) is not known."
            })
    void arguments_wrong_areNamed(String line, String words) {
        List<String> arguments = new ArrayList<>(List.of("train"));
        arguments.addAll(List.of(line.split(" ")));
        assertThatThrownBy(() -> Program.of(arguments, Map.of()))
                .isInstanceOf(ChurnException.class)
                .hasMessageStartingWith(words);
    }

    private String out() {
        return model.toUri().toString();
    }

    private static int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("train"));
        arguments.addAll(List.of(options));
        Map<String, String> environment =
                Map.of("SOURCE_DATE_EPOCH", Long.toString(LocalTraining.CREATED.getEpochSecond()));
        return Program.of(arguments, environment).run(SPARK);
    }
}
