package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoiceReportTest {

    @TempDir
    Path folder;

    @Test
    void train_noLearnerNamed_triesSeveralAndTellsWhyOneIsKept() throws IOException {
        Cli.Result result = Cli.run("train", "--data", Cli.customers(), "--target", "churned", "--out", folder);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\nLearnt: auto, ", "\nChosen: ", " folds", "  tried ")
                .contains("  boosting, leaf-wise ", "  additive ", "  logistic-regression ", "  perceptron ");
        JsonNode choice = new ObjectMapper()
                .readTree(folder.resolve("metrics.json").toFile())
                .path("choice");
        assertThat(choice.path("tried").size()).isGreaterThanOrEqualTo(6);
        assertThat(choice.path("repeatable").booleanValue()).isTrue();
        assertThat(choice.path("kept").textValue()).isNotEmpty();
        ChurnModel model = ChurnModel.load(folder.resolve("model.churn"));
        assertThat(model.manifest().found()).containsKey("auto");
        Cli.Result inspected = Cli.run("inspect", folder.resolve("model.churn"));
        assertThat(inspected.out()).contains("auto, " + choice.path("kept").textValue());
        Cli.Result again = Cli.run(
                "train",
                "--data",
                Cli.customers(),
                "--pipeline",
                folder.resolve("pipeline.yaml"),
                "--out",
                folder.resolve("again"));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(folder.resolve("again/model.churn")).hasSameBinaryContentAs(folder.resolve("model.churn"));
    }

    @Test
    void train_noTime_triesOneAndSaysThatAnotherRunMayChooseOtherwise() {
        Cli.Result result = Cli.run(
                "train",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--out",
                folder,
                "--max-seconds",
                0.000001,
                "--max-micros",
                1);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Chosen: boosting\n", "not tried", "additive was not tried: the time was over")
                .contains("another run may choose otherwise");
    }

    @Test
    void train_limitsBesideANamedLearner_areRefused() {
        for (String option : new String[] {"--max-micros", "--max-seconds"}) {
            Cli.Result result = Cli.run(
                    "train",
                    "--data",
                    Cli.customers(),
                    "--target",
                    "churned",
                    "--out",
                    folder,
                    "--learner",
                    "boosting",
                    option,
                    5);
            assertThat(result.exit()).isNotZero();
            assertThat(result.err())
                    .contains("Option " + option + " is given, but learner 'boosting' is named")
                    .contains("Maybe leave out --learner");
        }
        Cli.Result wrong =
                Cli.run("train", "--data", Cli.customers(), "--target", "churned", "--out", folder, "--max-micros", 0);
        assertThat(wrong.exit()).isNotZero();
        assertThat(wrong.err()).contains("maxMicros").contains("(0");
    }

    @Test
    void train_learnerSettingAlone_takesTheStandardLearner() {
        Cli.Result result = Cli.run(
                "train", "--data", Cli.customers(), "--target", "churned", "--out", folder, "--set", "learner.trees=5");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("\nLearnt: boosting, ").doesNotContain("Chosen:");
    }
}
