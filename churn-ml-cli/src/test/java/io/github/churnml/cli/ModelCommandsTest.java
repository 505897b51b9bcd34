package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.churnml.ChurnModel;
import io.github.churnml.data.read.Tables;
import io.github.churnml.judge.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate} and {@code inspect}, and what the three commands that load a model say of one that cannot be used. */
class ModelCommandsTest {

    @TempDir
    Path folder;

    @Test
    void evaluate_saysMetricsConfusionAndDeciles() {
        Cli.Result result = Cli.run("evaluate", "--model", Cli.model(), "--data", Cli.customers());
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("roc_auc", "95 % interval", "predicted Yes", "was No", "decile", "lift so far", "100.0 %");
    }

    @Test
    void evaluate_json_isWhatTheLibrarySays() {
        Cli.Result result = Cli.run("evaluate", "--json", "--model", Cli.model(), "--data", Cli.customers());
        Evaluation expected = ChurnModel.load(Cli.model()).evaluate(Tables.readCsv(Cli.customers()));
        JsonNode document = result.json();
        assertThat(document.path("roc_auc").asDouble())
                .isEqualTo(expected.rocAuc().value());
        assertThat(document.path("intervals").path("pr_auc").get(1).asDouble())
                .isEqualTo(expected.prAuc().high());
        assertThat(document.path("rows").asLong()).isEqualTo(expected.rows());
        assertThat(document.path("confusion").path("true_positives").asLong())
                .isEqualTo(expected.confusion().truePositives());
        assertThat(document.path("deciles").size()).isEqualTo(10);
    }

    @Test
    void evaluate_targetUnderAnotherName_judgesTheSame() throws IOException {
        String text = Files.readString(Cli.customers()).replaceFirst("churned", "left_by_june");
        Path table = Cli.write(folder.resolve("t.csv"), text);
        Cli.Result plain = Cli.run("evaluate", "--json", "--model", Cli.model(), "--data", Cli.customers());
        Cli.Result renamed =
                Cli.run("evaluate", "--json", "--model", Cli.model(), "--data", table, "--target", "left_by_june");
        assertThat(renamed.exit()).as(renamed.err()).isZero();
        assertThat(renamed.json().path("target").textValue()).isEqualTo("left_by_june");
        assertThat(((ObjectNode) renamed.json()).put("target", "churned")).isEqualTo(plain.json());
    }

    @Test
    void evaluate_targetAbsent_isBadDataSuggestingTheNearest() throws IOException {
        String text = Files.readString(Cli.customers()).replaceFirst("churned", "chruned");
        Cli.Result result =
                Cli.run("evaluate", "--model", Cli.model(), "--data", Cli.write(folder.resolve("t.csv"), text));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("There is no column 'churned'.", "Maybe 'chruned' was meant.");
    }

    @Test
    void evaluate_oneClass_isBadData() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers()).stream()
                .filter(line -> !line.endsWith("Yes"))
                .toList();
        Path table = folder.resolve("t.csv");
        Files.write(table, lines);
        Cli.Result result = Cli.run("evaluate", "--model", Cli.model(), "--data", table);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("judging needs both classes");
    }

    @Test
    void evaluate_fewRowsThatLookLikeNumbers_scoresAsPredictDoes() throws IOException {
        // Levels that are numbers, and only a few of them: nothing but the model knows that they are levels.
        StringBuilder train = new StringBuilder("zip,spend,churned\n");
        for (int i = 0; i < 400; i++) {
            train.append(i % 4 == 0 ? "00501" : i % 4 == 1 ? "10001" : "90210").append(',');
            train.append(i % 37)
                    .append(',')
                    .append(i % 4 == 0 || i % 37 > 30 ? "Yes" : "No")
                    .append('\n');
        }
        Path table = Cli.write(folder.resolve("train.csv"), train.toString());
        assertThat(Cli.train(table, "churned", folder.resolve("a"), "--type", "zip=categorical")
                        .exit())
                .isZero();
        Path few = Cli.write(folder.resolve("few.csv"), "zip,spend,churned\n00501,3,Yes\n10001,4,No\n00501,9,Yes\n");
        Path model = folder.resolve("a/model.churn");
        Cli.Result judged = Cli.run("evaluate", "--json", "--model", model, "--data", few);
        assertThat(judged.exit()).as(judged.err()).isZero();
        assertThat(judged.json().path("roc_auc").asDouble()).isEqualTo(1.0);
    }

    @Test
    void inspect_showsTheCard() {
        Cli.Result result = Cli.run("inspect", Cli.model());
        assertThat(result.exit()).as(result.err()).isZero();
        ChurnModel model = ChurnModel.load(Cli.model());
        assertThat(result.out())
                .startsWith("churn 1.0.0")
                .contains(model.manifest().dataFingerprint(), model.manifest().jdk(), "2026-09-21T14:13:20Z")
                .contains(model.evaluation().describes(), "roc_auc")
                .contains("tenure_months", "1 to 72", "One year", "What counts most:");
    }

    @Test
    void inspect_json_hasInputsWithRangesAndLevels() {
        JsonNode document = Cli.run("inspect", "--json", Cli.model()).json();
        assertThat(document.path("name").asText()).isEqualTo("churn");
        assertThat(document.path("metrics").path("describes").asText()).contains("hold-out");
        JsonNode inputs = document.path("inputs");
        assertThat(inputs.findValuesAsText("name")).contains("plan", "tenure_months");
        for (JsonNode input : inputs) {
            if (input.path("name").asText().equals("tenure_months")) {
                assertThat(input.path("type").asText()).isEqualTo("numeric");
                assertThat(input.path("max").asDouble()).isEqualTo(72);
            }
            if (input.path("name").asText().equals("plan")) {
                assertThat(input.path("levels").toString()).contains("Basic");
            }
        }
    }

    @Test
    void model_notThere_isBadData() {
        refused(folder.resolve("none.churn"), "is not there");
    }

    @Test
    void model_truncated_isBadData() throws IOException {
        byte[] bytes = Files.readAllBytes(Cli.model());
        refused(model(Arrays.copyOf(bytes, bytes.length - 100)), "is refused");
    }

    @Test
    void model_alteredByOneByte_isBadData() throws IOException {
        byte[] bytes = Files.readAllBytes(Cli.model());
        bytes[bytes.length / 2] ^= 1;
        refused(model(bytes), "is refused");
    }

    @Test
    void model_foreign_isBadData() throws IOException {
        refused(model("name: not a model".getBytes()), "is refused");
        refused(Cli.customers(), "is refused");
    }

    private Path model(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bad.churn"), bytes);
    }

    private void refused(Path model, String says) {
        Path out = folder.resolve("out.csv");
        for (Cli.Result result : List.of(
                Cli.run("inspect", model),
                Cli.run("evaluate", "--model", model, "--data", Cli.customers()),
                Cli.run("predict", "--model", model, "--data", Cli.customers(), "--out", out))) {
            assertThat(result.exit()).as(result.err()).isEqualTo(3);
            assertThat(result.err()).startsWith("churn: Model file").contains(says);
            assertThat(result.out()).isEmpty();
        }
        assertThat(out).doesNotExist();
    }
}
