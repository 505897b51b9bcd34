package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code churn learning-curve}: the console and the file say the same, and wrong use is told. */
class LearningCurveCommandTest {

    @TempDir
    Path folder;

    @Test
    void text_severalShares_showsTheCurveAndTheVerdict() throws IOException {
        Cli.Result result = Cli.run(
                "learning-curve",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--set",
                "learner.trees=20",
                "--folds",
                "3",
                "--repeats",
                "1",
                "--shares",
                "0.1,0.5",
                "--by",
                "log-loss",
                "--out",
                folder);

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("boosting after learning from ever more of ")
                .contains("judged on the same 3 folds; seed 42\n", "\n  rows ", "log_loss ", "to all ", "roc_auc")
                .contains("\nWhat doubling your ")
                .endsWith("\nWritten: " + folder.resolve("learning-curve.json") + "\n");
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("learning-curve.json")));
        assertThat(json.path("by").asText()).isEqualTo("log_loss");
        assertThat(json.path("steps")).hasSize(3);
        assertThat(json.path("steps").get(0).path("log_loss").path("folds")).hasSize(3);
        assertThat(json.path("steps").get(0).path("log_loss").path("mean").asDouble())
                .isGreaterThan(
                        json.path("steps").get(2).path("log_loss").path("mean").asDouble());
        assertThat(result.out()).contains("\n" + json.path("verdict").asText() + "\n");
        assertThat(json.path("doubling").path("roc_auc").path("cannot_be_told").asText())
                .startsWith("that takes at least 5 sizes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --shares;0,0.5;is not above 0 and at most 1
            --shares;0.001;leaves fold 1 only
            --by;brier;'roc_auc'
            --folds;1;The number of folds is (1) where at least 2 are required.
            --learner;bosting;'boosting'""")
    void wrongUse_eachOption_isRefusedWithAWayOut(String option, String value, String expected) {
        Cli.Result result = Cli.run("learning-curve", "--data", Cli.customers(), "--target", "churned", option, value);

        assertThat(result.exit()).isIn(2, 3);
        assertThat(result.err()).contains(expected).contains("Maybe");
    }
}
