package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.data.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainPagesTest {

    @TempDir
    Path folder;

    @Test
    void report_itsNumbers_areThoseOfMetricsJsonToTheDigit() throws IOException {
        String page = Files.readString(Cli.artifacts().resolve("report.html"));
        String json = Files.readString(Cli.artifacts().resolve("metrics.json"));
        JsonNode metrics = new ObjectMapper().readTree(json);
        for (String name :
                new String[] {"roc_auc", "pr_auc", "log_loss", "brier", "ece", "ks", "precision", "recall", "mcc"}) {
            String value = written(json, "\"" + name + "\" : ");
            String low = metrics.at("/intervals/" + name + "/0").asText();
            assertThat(page).contains("<td class=\"t\">" + name + "</td><td class=\"n\" data-v=\"" + value + "\">");
            assertThat(page).contains("data-v=\"" + low + "\"");
        }
        JsonNode bins = metrics.at("/calibration/after/bins");
        assertThat(bins.size()).isPositive();
        for (JsonNode bin : bins) {
            String probability = bin.get("mean_probability").asText();
            String rate = bin.get("rate").asText();
            assertThat(page)
                    .contains("data-v=\"" + probability + "\">" + probability + "</td><td class=\"n\" data-v=\"" + rate
                            + "\">" + rate + "</td>");
        }
    }

    private static String written(String json, String key) {
        int from = json.indexOf(key) + key.length();
        return json.substring(from, json.indexOf(',', from));
    }

    @Test
    void report_ofTheSameRun_hasTheSameBytes() throws IOException {
        Cli.train(Cli.customers(), "churned", folder.resolve("a"), "--threads", 1);
        Path model = folder.resolve("a/report.html");
        byte[] first = Files.readAllBytes(model);
        Cli.train(Cli.customers(), "churned", folder.resolve("a"), "--threads", 2);
        assertThat(Files.readAllBytes(model)).isEqualTo(first);
        assertThat(first.length).isLessThan(500_000);
    }

    @Test
    void report_rightAfterTraining_hasWhatOnlyTheRowsTell() throws IOException {
        String page = Files.readString(Cli.artifacts().resolve("report.html"));
        String json = Files.readString(Cli.artifacts().resolve("metrics.json"));
        String slider = page.substring(page.indexOf("class=\"chooser\""));
        String row = slider.substring(slider.indexOf("(the model&#39;s)</td>"), slider.indexOf("</div>"));
        assertThat(page)
                .contains("For whom it does worst", "Examples, right and wrong", "What is lost without a column")
                .hasSizeLessThan(500_000);
        assertThat(row.substring(0, row.indexOf("</tr>")))
                .contains("data-v=\"" + written(json, "\"precision\" : ") + "\"")
                .contains("data-v=\"" + written(json, "\"recall\" : ") + "\"");
    }

    @Test
    void report_withoutExamples_tellsOfNoCustomer() throws IOException {
        Cli.train(Cli.customers(), "churned", folder.resolve("b"), "--no-examples");
        assertThat(Files.readString(folder.resolve("b/report.html")))
                .contains("For whom it does worst")
                .doesNotContain("Examples, right and wrong");
    }

    @Test
    void card_hasTheMetricsAndTheCommands() throws IOException {
        String card = Files.readString(Cli.artifacts().resolve("model_card.md"));
        JsonNode metrics =
                new ObjectMapper().readTree(Files.readString(Cli.artifacts().resolve("metrics.json")));
        assertThat(card)
                .startsWith("# Model card: churn 1.0.0\n")
                .contains(
                        "\n## What it is for\n",
                        "\n## How good it is\n",
                        "\n## What it cannot do\n",
                        "\n```sh\nchurn contact --model ")
                .contains(String.format(
                        java.util.Locale.ROOT,
                        "\n| roc_auc | %.4f |",
                        metrics.get("roc_auc").asDouble()))
                .contains("| data fingerprint (SHA-256) | "
                        + metrics.get("data_fingerprint").asText() + " |")
                .doesNotContain("NaN", "null");
    }

    @Test
    void report_namesTheModelAndTheTable() throws IOException {
        assertThat(Files.readString(Cli.artifacts().resolve("report.html")))
                .contains("churn contact <span class=\"flag\">--model</span> ")
                .contains(Cli.artifacts().resolve("model.churn").toString())
                .contains(Cli.customers().getFileName().toString());
    }

    @Test
    void dir_ofArtifacts_writesAnIndexThatIsWrittenAnewButNotOverSomebodysPage() throws Exception {
        Path folder = Files.createDirectories(this.folder.resolve("artifacts"));
        for (String name : List.of("model.churn", "report.html", "model_card.md")) {
            Files.copy(Cli.artifacts().resolve(name), folder.resolve(name));
        }
        Cli.Result result = Cli.run("report", "--dir", folder, "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        String html = Files.readString(folder.resolve("index.html"));
        var model = result.json().path("models").get(0);
        assertThat(html)
                .contains(">" + Numbers.text(model.path("roc_auc").asDouble()) + "</td>")
                .contains("<a href=\"report.html\">");
        assertThat(Cli.run("report", "--dir", folder).exit()).isZero();
        assertThat(folder.resolve("index.html")).hasContent(html);

        Files.writeString(folder.resolve("index.html"), "mine");
        Cli.Result refused = Cli.run("report", "--dir", folder);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("is there, and no churn command wrote it.", "Maybe name another file");
        assertThat(folder.resolve("index.html")).hasContent("mine");
        Cli.run("report", "--dir", folder, "--html", this.folder.resolve("other/index.html"));
        assertThat(Files.readString(this.folder.resolve("other/index.html")))
                .contains("<a href=\"../artifacts/report.html\">");
    }

    @Test
    void report_withoutModelOrWithBoth_isWrongUse() {
        assertThat(Cli.run("report").err()).contains("Missing required parameter: 'MODEL', or the option --dir");
        Cli.Result both = Cli.run("report", Cli.model(), "--dir", folder);
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("With --dir an index of a folder is written");
    }
}
