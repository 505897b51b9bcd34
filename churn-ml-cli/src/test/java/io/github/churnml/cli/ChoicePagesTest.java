package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --html} of the commands that choose: a page has the verdict and the numbers of the answer, to the digit. */
class ChoicePagesTest {

    @TempDir
    Path folder;

    private String html = "";

    @Test
    void compare_html_hasEveryFoldOfTheAnswer() throws IOException {
        Path page = folder.resolve("compare.html");
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
                "--balance",
                "smote-nc",
                "--folds",
                "3",
                "--out",
                folder,
                "--html",
                page);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).endsWith("\nWritten: " + page + "\n");

        String html = Files.readString(page);
        JsonNode answer =
                new ObjectMapper().readTree(folder.resolve("compare.json").toFile());
        String verdict = answer.path("verdict").asText().replace("'", "&#39;");
        assertThat(html).contains("<p class=\"finding main\">" + verdict + "</p>", "What balancing changed");
        for (JsonNode candidate : answer.path("candidates")) {
            PageNumbers.areThoseOf(html, candidate.path("metrics").path("roc_auc"));
            PageNumbers.areThoseOf(
                    html, candidate.path("metrics").path("pr_auc").path("mean"));
            PageNumbers.areThoseOf(html, candidate.path("metrics").path("ece"));
        }
        for (int i = 1; i < answer.path("candidates").size(); i++) {
            JsonNode against = answer.path("candidates").get(i).path("against_best");
            PageNumbers.areThoseOf(html, against.path("difference"));
            PageNumbers.areThoseOf(html, against.path("p_corrected"));
        }
        PageNumbers.areThoseOf(html, answer.path("times"));
    }

    @Test
    void html_overTheTableThatIsRead_isRefusedBeforeAnyWork() throws IOException {
        Path data = Files.copy(Cli.customers(), folder.resolve("customers.csv"));
        String before = Files.readString(data);
        for (String command : List.of("compare", "tune", "select", "learning-curve")) {
            Cli.Result result = Cli.run(command, "--data", data, "--target", "churned", "--html", data);
            assertThat(result.exit()).as(command).isEqualTo(2);
            assertThat(result.err()).contains("would be written over the table that is read", "Maybe ");
        }
        assertThat(Files.readString(data)).isEqualTo(before);
    }

    @Test
    void tune_html_hasTheChoiceAndTheTrialsOfTheAnswer() throws IOException {
        JsonNode answer = run("tune", "--trials", 10, "--no-prune", "--folds", 2, "--out", folder.resolve("tuning"));

        assertMain(answer.path("verdict").asText());
        PageNumbers.areThoseOf(html, answer.path("told").path("tuned"));
        PageNumbers.areThoseOf(html, answer.path("told").path("own"));
        PageNumbers.areThoseOf(html, answer.path("told").path("difference"));
        PageNumbers.areThoseOf(html, answer.path("best").path("chosen_by"));
        assertThat(html).contains("The best so far", "<h3>learningRate</h3>", "rank correlation");
    }

    @Test
    void select_html_hasEveryColumnOfTheAnswer() throws IOException {
        JsonNode answer = run("select", "--folds", 2, "--repeats", 1);

        assertMain(answer.path("verdict").asText());
        assertThat(answer.path("selected").path("columns").size()).isGreaterThan(5);
        for (JsonNode column : answer.path("selected").path("columns")) {
            assertThat(html).contains("<td class=\"t\">" + column.path("column").asText() + "</td>");
            PageNumbers.areThoseOf(html, column.path("importance"));
            PageNumbers.areThoseOf(html, column.path("low"));
        }
        for (JsonNode metric : answer.path("metrics")) {
            PageNumbers.areThoseOf(html, metric.path("all"));
            PageNumbers.areThoseOf(html, metric.path("selected"));
            PageNumbers.areThoseOf(html, metric.path("difference"));
        }
    }

    @Test
    void learningCurve_html_hasEveryStepOfTheAnswer() throws IOException {
        JsonNode answer =
                run("learning-curve", "--folds", 2, "--repeats", 1, "--shares", "0.2,0.3,0.5,0.8", "--by", "log_loss");

        assertMain(answer.path("verdict").asText());
        for (JsonNode step : answer.path("steps")) {
            PageNumbers.areThoseOf(html, step.path("rows"));
            for (String metric : List.of("roc_auc", "pr_auc", "log_loss")) {
                PageNumbers.areThoseOf(html, step.path(metric).path("mean"));
                PageNumbers.areThoseOf(html, step.path(metric).path("low"));
                PageNumbers.areThoseOf(html, step.path(metric).path("to_all").path("mean"));
            }
        }
        for (JsonNode metric : answer.path("doubling")) {
            PageNumbers.areThoseOf(html, metric.path("measured"));
        }
        assertThat(html.indexOf("<h3>log_loss by")).isBetween(0, html.indexOf("<h3>roc_auc by"));
    }

    private void assertMain(String verdict) {
        assertThat(html).contains("<p class=\"finding main\">" + verdict.replace("'", "&#39;") + "</p>");
    }

    /** The answer of a command that also wrote its page. */
    private JsonNode run(String command, Object... more) throws IOException {
        Path page = folder.resolve(command + ".html");
        List<Object> all =
                new ArrayList<>(List.of(command, "--data", Cli.customers(), "--target", "churned", "--json"));
        all.addAll(List.of("--learner", "boosting", "--set", "learner.trees=10", "--html", page));
        all.addAll(List.of(more));
        Cli.Result result = Cli.run(all.toArray());
        assertThat(result.exit()).as(result.err()).isZero();
        html = Files.readString(page);
        return result.json();
    }
}
