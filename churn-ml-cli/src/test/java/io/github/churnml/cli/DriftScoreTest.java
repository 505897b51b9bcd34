package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn drift --model}: the new rows are scored too; that is reported and never counted. */
class DriftScoreTest {

    @TempDir
    Path folder;

    private Path fresh;

    @BeforeEach
    void generate() {
        fresh = folder.resolve("fresh.csv");
        assertThat(Cli.run("generate", "--rows", 1500, "--seed", 9, "--out", fresh)
                        .exit())
                .isZero();
    }

    private Cli.Result drift(Path model, Path table, Object... more) {
        List<Object> all =
                new ArrayList<>(List.of("drift", "--model", model, "--new", table, "--out", folder.resolve("out")));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(Files.readString(folder.resolve("out/drift_report.json")));
    }

    /** The fresh table with every cell of a column of some rows replaced. */
    private Path changed(String column, String to, UnaryOperator<Integer> everySo) throws IOException {
        List<String> lines = Files.readAllLines(fresh);
        int place = List.of(lines.get(0).split(",")).indexOf(column);
        List<String> changed = IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    String[] cells = lines.get(i).split(",", -1);
                    if (i > 0 && everySo.apply(i) == 0) {
                        cells[place] = to;
                    }
                    return String.join(",", cells);
                })
                .toList();
        return Files.write(folder.resolve("changed.csv"), changed);
    }

    @Test
    void freshRows_areScoredAndTheScoreIsReportedNotCounted() throws IOException {
        Cli.Result result = drift(Cli.model(), fresh);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("  score of the model").contains("In parentheses: reported, not counted.");
        JsonNode score = report().path("score");
        JsonNode column = report().path("columns").path("tenure_months");
        assertThat(score.fieldNames()).toIterable().containsExactlyElementsOf(column::fieldNames);
        assertThat(score.path("counted").asBoolean()).isFalse();
        assertThat(score.path("psi").asDouble()).isNotNegative();
        assertThat(score.at("/ks/statistic").asDouble()).isBetween(0.0, 1.0);
        assertThat(score.path("mean_new").asDouble()).isBetween(0.0, 1.0);
        assertThat(score.at("/bins/new")).hasSameSizeAs(score.at("/bins/reference"));
        int rows = 0;
        for (JsonNode count : score.at("/bins/new")) {
            rows += count.asInt();
        }
        assertThat(rows).isEqualTo(1500);
        assertThat(report().path("features").has("score")).isFalse();
        assertThat(report().path("not_counted").has("score")).isFalse();
        assertThat(report().has("score_note")).isFalse();
        assertThat(Files.readString(folder.resolve("out/drift_report.html")))
                .contains("<h3>score of the model</h3>", "What the model says of them");
        PageNumbers.areThoseOf(
                Files.readString(folder.resolve("out/drift_report.html")),
                report().path("score_share").path("share_above_threshold"));
    }

    @Test
    void mean_isThatOfThePredictions() throws IOException {
        Path scored = folder.resolve("scored.csv");
        assertThat(Cli.run("predict", "--model", Cli.model(), "--data", fresh, "--out", scored)
                        .exit())
                .isZero();
        List<String> lines = Files.readAllLines(scored);
        int place = List.of(lines.get(0).split(",")).indexOf("probability");
        double mean = lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[place]))
                .average()
                .orElseThrow();
        drift(Cli.model(), fresh);
        assertThat(report().at("/score/mean_new").asDouble())
                .isCloseTo(mean, org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void driftedScore_hasNoSay() throws IOException {
        Path moved = changed("tenure_months", "1", i -> 0);
        Cli.Result result = drift(Cli.model(), moved, "--exclude", "tenure_months", "--fail-on-drift");
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(report().at("/score/verdict").asText()).isIn("drifted", "shifted");
        assertThat(report().path("overall_drift").asBoolean()).isFalse();
    }

    @Test
    void rowsThatTheModelCannotRead_areLeftOutAndTold() throws IOException {
        Path some = changed("tenure_months", "secret", i -> i % 100);
        Cli.Result result = drift(Cli.model(), some);
        assertThat(result.exit()).as(result.err()).isZero();
        String note = "Left out of the scores: 15 rows that the model cannot read, first row 100 because of column"
                + " 'tenure_months'.";
        assertThat(result.out()).contains("\n" + note + "\n").contains("score of the model");
        assertThat(report().path("score_note").asText()).isEqualTo(note);
        assertThat(report().toString()).doesNotContain("secret");

        drift(Cli.model(), changed("tenure_months", "secret", i -> i - 1400));
        assertThat(report().path("score_note").asText())
                .isEqualTo("Left out of the scores: 1 row that the model cannot read, first row 1400 because of column"
                        + " 'tenure_months'.");

        Path all = changed("tenure_months", "secret", i -> 0);
        assertThat(drift(Cli.model(), all).exit()).isZero();
        assertThat(report().has("score")).isFalse();
        assertThat(report().path("overall_drift").asBoolean()).isTrue();
        assertThat(report().path("score_note").asText())
                .isEqualTo("The scores are not compared: the model can read no row, first row 1 because of column"
                        + " 'tenure_months'.");
        assertThat(Files.readString(folder.resolve("out/drift_report.html")))
                .contains("The scores are not compared")
                .doesNotContain("secret");
    }

    @Test
    void tableWithoutAColumnOfTheModel_isComparedWithoutScores() throws IOException {
        List<String> without = Files.readAllLines(fresh).stream()
                .map(line -> line.substring(line.indexOf(',') + 1))
                .map(line -> line.substring(line.indexOf(',') + 1))
                .map(line -> line.substring(line.indexOf(',') + 1))
                .toList();
        Path table = Files.write(folder.resolve("without.csv"), without);
        Cli.Result result = drift(Cli.model(), table, "--exclude", "plan");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(report().has("score")).isFalse();
        assertThat(report().path("columns_only_in_reference")).hasSize(1);
        assertThat(result.out())
                .contains("Only in the reference, not compared: plan.\n")
                .contains("The scores are not compared: the new table lacks 'plan', without which the model cannot"
                        + " score.\n");
    }

    @Test
    void modelOfAnOlderVersion_isComparedWithoutScores() throws IOException {
        Path old = Path.of(
                System.getProperty("churn.root", ".."), "churn-ml-core/src/test/resources/models/format-1.churn");
        Cli.Result result = drift(old, fresh);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(report().has("score")).isFalse();
        assertThat(report().path("score_note").asText())
                .isEqualTo("The scores are not compared: the model was made by an older version, which did not keep how"
                        + " they lay.");
    }

    @Test
    void sameRowsWrittenOtherwise_areScoredAlike() throws IOException {
        drift(Cli.model(), fresh);
        JsonNode plain = report().path("score");
        List<String> quoted = new ArrayList<>(Files.readAllLines(fresh));
        quoted.replaceAll(line -> "\"" + line.replaceFirst(",", "\","));
        drift(Cli.model(), Files.write(folder.resolve("quoted.csv"), quoted));
        assertThat(report().path("score")).isEqualTo(plain);
        // This character set is read row by row.
        Path wide = folder.resolve("wide.csv");
        Files.writeString(wide, "\uFEFF" + Files.readString(fresh), StandardCharsets.UTF_16LE);
        drift(Cli.model(), wide);
        assertThat(report().path("score")).isEqualTo(plain);
    }
}
