package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    Path folder;

    private final Path model = Cli.artifacts().resolve("model.churn");

    @Test
    void report_withoutOptions_saysTheCardAsText() {
        Cli.Result result = Cli.run("report", model);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("Model card: churn 1.0.0\n=======================\n")
                .contains("What it is for\n--------------\n", "Metrics, with 95 % bootstrap intervals:\n", "roc_auc")
                .contains("    churn contact --model " + model)
                .contains("Fingerprints\n------------\n  what ")
                .doesNotContain("NaN", "null");
    }

    @Test
    void report_ofAFile_writesPageAndCardOfTheTraining() throws IOException {
        Path html = folder.resolve("r.html");
        Path card = folder.resolve("c.md");
        Cli.Result result = Cli.run("report", model, "--html", html, "--card", card);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("Written:\n  " + html + "\n  " + card + "\n");
        String page = Files.readString(html);
        String trained = Files.readString(Cli.artifacts().resolve("report.html"));
        int metrics = trained.indexOf("<caption>Metrics, with 95 %");
        String figures = trained.substring(metrics, trained.indexOf("</table>", metrics));
        assertThat(figures).contains("roc_auc");
        assertThat(page).contains(figures).doesNotContain("0 rows of 0 columns");
        assertThat(Files.readString(card)).startsWith("# Model card: churn 1.0.0\n");
    }

    @Test
    void report_slides_areWrittenAndNotOverThePage() throws IOException {
        Path slides = folder.resolve("s.html");
        Cli.Result result = Cli.run("report", model, "--slides", slides);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(Files.readString(slides)).contains("<h1>Model churn 1.0.0</h1>", "Whom to call, and what it brings");

        Cli.Result refused = Cli.run("report", model, "--html", slides, "--slides", slides);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("Two results would be written into the file (" + slides + ")", "Maybe ");
    }

    @Test
    void report_json_namesTheFiles() {
        Cli.Result result = Cli.run("report", model, "--html", folder.resolve("r.html"), "--json");
        assertThat(result.json().get("name").asText()).isEqualTo("churn");
        assertThat(result.json().get("files")).hasSize(1);
    }

    @Test
    void report_overItsModel_isRefused() {
        Cli.Result result = Cli.run("report", model, "--card", model);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("would be written over the model that is used");
    }

    @Test
    void report_pageAndCardOfOneName_isRefused() {
        Path both = folder.resolve("both");
        Cli.Result result = Cli.run("report", Cli.model(), "--html", both, "--card", both);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("Two results would be written into the file (" + both + ")", "Maybe ");
        assertThat(both).doesNotExist();
    }

    @Test
    void report_noModel_saysSo() {
        Cli.Result result = Cli.run("report", folder.resolve("no.churn"));
        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("no.churn");
    }
}
