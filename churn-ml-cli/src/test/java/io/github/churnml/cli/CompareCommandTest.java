package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code churn compare}: the console, the JSON and the file say the same, and wrong use is told. */
class CompareCommandTest {

    @TempDir
    Path folder;

    @Test
    void text_someLearners_showsTheTableAndTheVerdict() {
        Cli.Result result = Cli.run(
                "compare",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--learners",
                "boosting,logistic-regression",
                "--set",
                "learner.trees=20",
                "--folds",
                "3");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("2 candidates on the same 3 folds, divided 2 times, of ")
                .contains("\n  learner ", "roc_auc  ", "95 % interval", "us/row", "\n  logistic-regression  ")
                .contains("\nBy roc_auc, '");
        assertThat(Cli.names(folder)).isEmpty();
    }

    @Test
    void out_writesCompareJson_deterministicApartFromTimes() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        for (Path out : List.of(one, other)) {
            Cli.Result result = Cli.run(
                    "compare",
                    "--data",
                    Cli.customers(),
                    "--target",
                    "churned",
                    "--learners",
                    "boosting",
                    "--set",
                    "learner.trees=20",
                    "--balance",
                    "smote-nc",
                    "--folds",
                    "2",
                    "--repeats",
                    "1",
                    "--by",
                    "log-loss",
                    "--out",
                    out);
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.out())
                    .contains("\nlog_loss is of probabilities before calibration; after it 'boosting' is best (0.")
                    .contains("\nWhat balancing changed, on the same folds:\n")
                    .contains("\nAgainst no balancing on the same folds, 'smote-nc' changed roc_auc by ")
                    .endsWith("\nWritten: " + out.resolve("compare.json") + "\n");
        }
        ObjectNode first = read(one);
        assertThat(first.path("times")
                        .path("boosting + smote-nc")
                        .path("fit_seconds")
                        .asDouble())
                .isPositive();
        assertThat(first.without(List.of("times")).toString())
                .isEqualTo(read(other).without(List.of("times")).toString());
        assertThat(first.path("by").asText()).isEqualTo("log_loss");
        assertThat(first.path("balance_effects")
                        .get(0)
                        .path("ece")
                        .path("difference")
                        .isNumber())
                .isTrue();
        assertThat(first.path("candidates")
                        .get(0)
                        .path("metrics")
                        .path("roc_auc")
                        .path("folds"))
                .hasSize(2);
    }

    @Test
    void learners_notGiven_areAllOfTheClassPath() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers()).subList(0, 201);
        Path data = Cli.write(folder.resolve("few.csv"), String.join("\n", lines) + "\n");
        Cli.Result result =
                Cli.run("compare", "--json", "--data", data, "--target", "churned", "--folds", "2", "--repeats", "1");

        assertThat(result.exit()).as(result.err()).isZero();
        List<String> names = new ArrayList<>();
        result.json()
                .path("candidates")
                .forEach(one -> names.add(one.path("name").asText()));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "additive",
                        "boosting",
                        "logistic-regression",
                        "perceptron",
                        "smile-gradient-boosting",
                        "smile-logistic-regression",
                        "smile-random-forest");
        assertThat(result.json().path("failures")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --learners;bosting;'boosting'
            --balance;smote;'smote-nc'
            --by;auc;'roc_auc'
            --folds;1;The number of folds is (1) where at least 2 are required.
            --repeats;0;The number of repeats is (0)
            --split;time=nothing;nothing""")
    void wrongUse_eachOption_isRefusedWithAWayOut(String option, String value, String expected) {
        Cli.Result result = Cli.run("compare", "--data", Cli.customers(), "--target", "churned", option, value);

        assertThat(result.exit()).isIn(2, 3);
        assertThat(result.err()).contains(expected).contains("Maybe");
    }

    private static ObjectNode read(Path out) throws IOException {
        JsonNode file = new ObjectMapper().readTree(Files.readString(out.resolve("compare.json")));
        return (ObjectNode) file;
    }

    @Test
    void compare_byProfitOfALearntThreshold_saysWhereItWasLearnt() {
        Object[] options = {
            "compare",
            "--data",
            Cli.customers(),
            "--target",
            "churned",
            "--learners",
            "boosting",
            "--set",
            "learner.trees=20",
            "--folds",
            "2",
            "--repeats",
            "1",
            "--by",
            "profit",
            "--value",
            "100",
            "--contact-cost",
            "2",
            "--acceptance",
            "0.3",
            "--threshold"
        };
        Cli.Result learnt =
                Cli.run(Stream.concat(Stream.of(options), Stream.of("profit")).toArray());
        assertThat(learnt.exit()).as(learnt.err()).isZero();
        assertThat(learnt.out())
                .contains(
                        "\nprofit is at a threshold that is learnt by profit inside the training part of each fold, ");
        Cli.Result fixed =
                Cli.run(Stream.concat(Stream.of(options), Stream.of("0.25")).toArray());
        assertThat(fixed.out()).contains("\nprofit is of contacting customers from probability 0.25 on, ");
    }
}
