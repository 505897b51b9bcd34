package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn evaluate --html}: the page says what the console says, with money where that is known. */
class EvaluatePageTest {

    @TempDir
    Path folder;

    @Test
    void html_modelWithAValue_showsItsMoneyBesideEveryoneAndNoOne() throws IOException {

        Path data = Cli.customers();
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                data,
                "--target",
                "churned",
                "--set",
                "learner.trees=15",
                "--value",
                "40",
                "--months",
                "12",
                "--contact-cost",
                "1",
                "--offer-cost",
                "20",
                "--acceptance",
                "0.3",
                "--out",
                folder.resolve("model"));
        assertThat(trained.exit()).as(trained.err()).isZero();
        Path page = folder.resolve("pages/evaluation.html");
        Cli.Result result =
                Cli.run("evaluate", "--model", folder.resolve("model/model.churn"), "--data", data, "--html", page);

        assertThat(result.exit()).as(result.err()).isZero();
        String html = Files.readString(page);
        String sentence = result.out()
                .lines()
                .filter(line -> line.startsWith("Contacting whom the model predicts to leave brings "))
                .findFirst()
                .orElseThrow();
        assertThat(html).contains("<h1>Evaluation of churn 1.0.0</h1>", "<td>no one</td>", sentence);
        assertThat(result.out()).contains("\nWritten: " + page + "\n");
        assertThat(trained.out()).contains("\nContacting whom the model predicts to leave brings ");
    }
}
