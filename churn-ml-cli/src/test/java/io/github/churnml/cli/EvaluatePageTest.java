package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(html).contains("<h1>Evaluation of churn 1.0.0</h1>", ">no one</td>", sentence);
        assertThat(result.out()).contains("\nWritten: " + page + "\n");
        assertThat(trained.out()).contains("\nContacting whom the model predicts to leave brings ");
    }

    @Test
    void html_numbers_areThoseOfTheAnswer() throws IOException {
        Path page = folder.resolve("evaluation.html");
        Cli.Result result =
                Cli.run("evaluate", "--model", Cli.model(), "--data", Cli.customers(), "--html", page, "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        String html = Files.readString(page);
        for (String metric : List.of("roc_auc", "pr_auc", "brier", "log_loss", "ece", "f1")) {
            PageNumbers.areThoseOf(html, result.json().path(metric));
            PageNumbers.areThoseOf(html, result.json().path("intervals").path(metric));
        }
        for (JsonNode bin : result.json().at("/calibration/after/bins")) {
            PageNumbers.areThoseOf(html, bin.path("mean_probability"));
            PageNumbers.areThoseOf(html, bin.path("rate"));
        }
        PageNumbers.areThoseOf(html, result.json().path("confusion").path("true_positives"));
    }

    @Test
    void html_overTheTableOrTheModel_isRefused() throws IOException {
        Path data = Files.copy(Cli.customers(), folder.resolve("customers.csv"));
        for (String command : List.of("evaluate", "estimate")) {
            Cli.Result result = Cli.run(command, "--model", Cli.model(), "--data", data, "--html", data);
            assertThat(result.exit()).as(command).isEqualTo(2);
            assertThat(result.err()).contains("would be written over the table that is read");
        }
        assertThat(Files.readString(data)).isEqualTo(Files.readString(Cli.customers()));
    }
}
