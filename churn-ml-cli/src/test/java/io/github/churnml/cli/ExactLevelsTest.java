package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.ChurnModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Levels of an imported model that look missing, padded or numeric: every command scores them as {@code predict} does. */
class ExactLevelsTest {

    private static final List<String> LEVELS = List.of("", "NA", "01", "1", " a", "1.0");

    /** Rows of texts and whether they left; the last one holds what is no level and not missing. */
    private static final List<List<String>> ROWS = List.of(
            List.of("", "N"),
            List.of("NA", "Y"),
            List.of("01", "N"),
            List.of("1", "Y"),
            List.of(" a", "N"),
            List.of("1.0", "Y"),
            List.of("na", "Y"),
            List.of("01", "N"),
            List.of("a", "N"));

    @TempDir
    Path folder;

    private Path model = Path.of("");

    @BeforeEach
    void importModel() {
        model = folder.resolve("m.churn");
        Path schema = Cli.write(folder.resolve("s.yaml"), "target: {column: left, positive: Y, negative: N}\n");
        Path file = Cli.write(folder.resolve("model.txt"), lightGbm());
        Cli.Result result = Cli.run("import", "--from", file, "--schema", schema, "--out", model);
        assertThat(result.exit()).as(result.err()).isZero();
    }

    @Test
    void wholeTable_ofEveryFormat_scoresAsPredictDoes() throws IOException {
        for (Path table : List.of(csv(), json())) {
            List<Double> predicted = predicted(table);
            assertThat(predicted.subList(0, 6)).as("levels apart").doesNotHaveDuplicates();
            ChurnModel loaded = ChurnModel.load(model);
            Dataset read = loaded.read(table, ReadOptions.standard());
            assertThat(loaded.scorer().score(read).probabilities())
                    .containsExactly(
                            predicted.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    @Test
    void evaluateEstimateAndImportance_countWhatPredictScores() throws IOException {
        Path table = csv();
        List<Double> predicted = predicted(table);
        double brier = 0;
        double wins = 0;
        int pairs = 0;
        for (int i = 0; i < ROWS.size(); i++) {
            boolean left = ROWS.get(i).get(1).equals("Y");
            brier += Math.pow(predicted.get(i) - (left ? 1 : 0), 2) / ROWS.size();
            for (int j = 0; left && j < ROWS.size(); j++) {
                if (ROWS.get(j).get(1).equals("N")) {
                    pairs++;
                    wins += predicted.get(i) > predicted.get(j)
                            ? 1
                            : predicted.get(i).equals(predicted.get(j)) ? 0.5 : 0;
                }
            }
        }
        JsonNode judged = run("evaluate", table);
        assertThat(judged.path("brier").asDouble()).isCloseTo(brier, within());
        assertThat(judged.path("roc_auc").asDouble()).isCloseTo(wins / pairs, within());
        JsonNode realised = run("estimate", table).path("realised");
        assertThat(realised.path("roc_auc").asDouble()).isCloseTo(wins / pairs, within());
        JsonNode importance = run("explain", table, "--importance");
        assertThat(importance.path("score").asDouble()).isCloseTo(wins / pairs, within());
    }

    @Test
    void datasetReadWithoutTheModel_isRefusedWhereALevelMayBeLost() throws IOException {
        var scorer = ChurnModel.load(model).scorer();
        Dataset levels = Tables.read(csv());
        assertThatThrownBy(() -> scorer.score(levels))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'plan' (row 1) was read as missing, and may have held the model's level")
                .hasMessageContaining("Maybe read the table with ChurnModel.read");
        Dataset numbers = Tables.read(Cli.write(folder.resolve("n.csv"), "plan,other\n7,x\n1,y\n2,z\n1,z\n"));
        assertThat(numbers.column("plan").type()).isEqualTo(ColumnType.NUMERIC);
        assertThatThrownBy(() -> scorer.score(numbers))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'plan' was read as numbers")
                .hasMessageContaining("the model has the level (01).");
        Dataset whole = Tables.read(
                csv(),
                ReadOptions.standard().withType("plan", ColumnType.CATEGORICAL).withLiteral("plan"));
        assertThat(scorer.score(whole).probabilities())
                .containsExactly(predicted(csv()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
    }

    private static Offset<Double> within() {
        return offset(1e-12);
    }

    private JsonNode run(String command, Path table, String... more) {
        Object[] arguments = new Object[6 + more.length];
        System.arraycopy(new Object[] {command, "--json", "--model", model, "--data", table}, 0, arguments, 0, 6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exit()).as(result.err()).isZero();
        return result.json();
    }

    private List<Double> predicted(Path table) throws IOException {
        Path out = folder.resolve("p.csv");
        Cli.Result scored = Cli.run("predict", "--quiet", "--model", model, "--data", table, "--out", out);
        assertThat(scored.exit()).as(scored.err()).isZero();
        return Files.readAllLines(out).stream()
                .skip(1)
                .map(line -> Double.valueOf(line.split(",")[2]))
                .toList();
    }

    private Path csv() {
        StringBuilder text = new StringBuilder("plan,left\n");
        ROWS.forEach(row -> text.append(String.join(",", row)).append('\n'));
        return Cli.write(folder.resolve("rows.csv"), text.toString());
    }

    private Path json() {
        StringBuilder text = new StringBuilder();
        ROWS.forEach(row -> text.append("{\"plan\": \"" + row.get(0) + "\", \"left\": \"" + row.get(1) + "\"}\n"));
        return Cli.write(folder.resolve("rows.jsonl"), text.toString());
    }

    /** One tree per level: a leaf of its own for it. */
    private static String lightGbm() {
        StringBuilder text = new StringBuilder("""
                tree
                version=v4
                num_class=1
                num_tree_per_iteration=1
                label_index=0
                max_feature_idx=0
                objective=binary sigmoid:1
                feature_names=plan
                feature_infos=-1:0:1:2:3:4:5

                """);
        for (int code = 0; code < LEVELS.size(); code++) {
            text.append("""
                    Tree=%d
                    num_leaves=2
                    num_cat=1
                    split_feature=0
                    split_gain=1
                    threshold=0
                    decision_type=1
                    left_child=-1
                    right_child=-2
                    leaf_value=%s 0
                    leaf_count=5 6
                    internal_count=11
                    cat_boundaries=0 1
                    cat_threshold=%d
                    is_linear=0
                    shrinkage=1

                    """.formatted(code, code % 2 == 0 ? -0.25 - code : 0.5 + code, 1 << code));
        }
        return text + "\nend of trees\n\npandas_categorical:[[\"" + String.join("\", \"", LEVELS) + "\"]]\n";
    }
}
