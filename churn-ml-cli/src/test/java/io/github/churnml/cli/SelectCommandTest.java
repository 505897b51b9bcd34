package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code churn select}, and {@code churn train --select}: what goes is told everywhere, and wrong use is refused. */
class SelectCommandTest {

    @TempDir
    Path folder;

    @Test
    void select_out_writesWhatTheConsoleSays() throws IOException {
        Cli.Result result = Cli.run(
                "select",
                "--data",
                few(),
                "--target",
                "churned",
                "--method",
                "recursive",
                "--set",
                "learner.trees=15",
                "--folds",
                "2",
                "--repeats",
                "1",
                "--by",
                "log-loss",
                "--out",
                folder);

        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("select.json")));
        List<String> dropped = new ArrayList<>();
        json.path("exclude").forEach(one -> dropped.add(one.asText()));
        assertThat(dropped).isNotEmpty();
        assertThat(result.out())
                .contains("selected by recursive for boosting; judged on 2 folds; seed 42\n", "\n  column ", "kept in")
                .contains(
                        "\n  log_loss  ",
                        "changed log_loss by ",
                        json.path("verdict").asText())
                .contains("\nTo leave them out: --exclude \"" + String.join(",", dropped) + "\"\n")
                .endsWith("Written: " + folder.resolve("select.json") + "\n");
        ChurnPipeline left = ChurnPipeline.readYaml(folder.resolve("pipeline.yaml"));
        assertThat(left.exclude()).containsExactlyElementsOf(dropped);
        assertThat(left.select()).isEmpty();
        assertThat(json.path("metrics").path("roc_auc").path("folds_selected")).hasSize(2);
        assertThat(json.path("kept_in_folds").path(dropped.get(0)).asInt()).isBetween(0, 2);
    }

    @Test
    void select_manyColumnsToDrop_areNotAllShown() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(few())) {
            StringBuilder noise = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                noise.append(lines.isEmpty() ? "noise" + i : String.valueOf(random.nextInt(1000)))
                        .append(',');
            }
            lines.add(noise + line);
        }
        Path wide = Cli.write(folder.resolve("wide.csv"), String.join("\n", lines) + "\n");
        Cli.Result result = Cli.run(
                "select",
                "--data",
                wide,
                "--target",
                "churned",
                "--set",
                "learner.trees=10",
                "--folds",
                "2",
                "--repeats",
                "1",
                "--set",
                "select={method: permutation, shuffles: 2}");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out().lines().filter(line -> line.contains("  drop  ")))
                .hasSize(10);
        assertThat(result.out())
                .containsPattern("\n  and \\d+ more to drop\n")
                .contains("\nTo leave them out: the pipeline.yaml that --out writes does.\n")
                .contains(" more. Selected anew in every fold");
    }

    @Test
    void train_select_isToldAndTheModelNeedsNoMore() throws IOException {
        Path data = few();
        Cli.Result result = Cli.run(
                "train",
                "--data",
                data,
                "--target",
                "churned",
                "--select",
                "permutation",
                "--set",
                "select.shuffles=5",
                "--set",
                "learner.trees=15",
                "--out",
                folder.resolve("model"));

        assertThat(result.exit()).as(result.err()).isZero();
        JsonNode metrics = new ObjectMapper().readTree(Files.readString(folder.resolve("model/metrics.json")));
        String verdict = metrics.path("selection").path("verdict").asText();
        assertThat(verdict).contains("are left out by (permutation)");
        assertThat(result.out()).contains("  - " + verdict + "\n");
        Path model = folder.resolve("model/model.churn");
        assertThat(Cli.run("inspect", model).out()).contains("  selected   " + verdict + "\n");
        assertThat(ChurnPipeline.readYaml(folder.resolve("model/pipeline.yaml"))
                        .select()
                        .orElseThrow()
                        .settings())
                .containsEntry("shuffles", 5);

        List<String> lines = Files.readAllLines(data);
        int dropped = List.of(lines.get(0).split(","))
                .indexOf(metrics.path("selection").path("dropped").get(0).asText());
        Path without = Cli.write(
                folder.resolve("without.csv"),
                String.join(
                                "\n",
                                lines.stream()
                                        .map(line -> without(line, dropped))
                                        .toList()) + "\n");
        Cli.Result scored =
                Cli.run("predict", "--model", model, "--data", without, "--out", folder.resolve("scored.csv"));
        assertThat(scored.exit()).as(scored.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --method;boruta;'recursive'
            --by;brier;'roc_auc'
            --folds;1;The number of folds is (1) where at least 2 are required.
            --set;'select={method: permutation, folds: 99}';'folds'""")
    void wrongUse_eachOption_isRefusedWithAWayOut(String option, String value, String expected) {
        Cli.Result result = Cli.run("select", "--data", Cli.customers(), "--target", "churned", option, value);

        assertThat(result.exit()).isIn(2, 3);
        assertThat(result.err()).contains(expected.replace("'", ""));
    }

    private Path few() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers()).subList(0, 601);
        return Cli.write(folder.resolve("few.csv"), String.join("\n", lines) + "\n");
    }

    private static String without(String line, int column) {
        List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
        cells.remove(column);
        return String.join(",", cells);
    }
}
