package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.ChurnModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import}: from another system's file to scores, and what is said of files that cannot be imported. */
class ImportCommandTest {

    /** Two trees: one asks whether usage is at most 1.5, the other is a leaf; missing usage goes left. */
    static final String LIGHTGBM = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=binary sigmoid:1
            feature_names=usage promo
            feature_infos=[0:9] [0:1]

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            split_gain=1
            threshold=1.5
            decision_type=10
            left_child=-1
            right_child=-2
            leaf_value=-1 1
            leaf_count=5 6
            internal_count=11
            shrinkage=1


            Tree=1
            num_leaves=2
            num_cat=0
            split_feature=1
            split_gain=1
            threshold=0.5
            decision_type=10
            left_child=-1
            right_child=-2
            leaf_value=0 2
            leaf_count=5 6
            internal_count=11
            shrinkage=1


            end of trees
            """;

    @TempDir
    Path folder;

    @Test
    void model_isImportedInspectedAndScores() {
        Path model = folder.resolve("deep/m.churn");
        Cli.Result result = Cli.run("import", "--from", lightGbm(), "--out", model);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "LightGBM (format v4) for (binary sigmoid:1), 2 trees, 2 columns",
                        "Written: " + model + " (model)")
                .contains("Next: churn predict --model " + model)
                .doesNotContain("Noticed");
        Path rows = Cli.write(folder.resolve("rows.csv"), "promo,usage,id\ntrue,1.5,a\nFalse,2,b\n,,c\n");
        Path out = folder.resolve("p.csv");
        Cli.Result scored = Cli.run("predict", "--quiet", "--model", model, "--data", rows, "--out", out);
        assertThat(scored.exit()).as(scored.err()).isZero();
        assertThat(lines(out))
                .containsExactly(
                        "promo,usage,id,probability,predicted,risk_tier",
                        "true,1.5,a,0.7310585786300049,yes,high",
                        "False,2,b,0.7310585786300049,yes,high",
                        ",,c,0.2689414213699951,no,low");
        Cli.Result card = Cli.run("inspect", model);
        assertThat(card.exit()).as(card.err()).isZero();
        assertThat(card.out())
                .contains("trained elsewhere for (binary sigmoid:1)", "learner    LightGBM (format v4), 2 trees")
                .contains("Not measured yet", "usage", "What counts most:")
                .doesNotContain("fitted on", "NaN", "null", "missing", "training rows held");
        JsonNode json = Cli.run("inspect", "--json", model).json();
        assertThat(json.path("imported").path("system").asText()).isEqualTo("LightGBM (format v4)");
        assertThat(json.has("metrics")).isFalse();
        assertThat(json.has("rows")).isFalse();
    }

    @Test
    void importedModel_cardNamesTheLevelsOfTheSchema() {
        Path model = folder.resolve("m.churn");
        Path schema = Cli.write(folder.resolve("s.yaml"), "columns: [{name: usage, levels: {Low: 1, High: 9}}]\n");
        assertThat(Cli.run("import", "--from", lightGbm(), "--schema", schema, "--out", model)
                        .exit())
                .isZero();
        assertThat(Cli.run("inspect", model).out()).containsPattern("usage +categorical +Low, High");
    }

    @Test
    void importedModel_isJudgedOnKnownOutcomes() {
        Path model = folder.resolve("m.churn");
        Path schema = Cli.write(folder.resolve("s.yaml"), "target: {column: left, positive: Y, negative: N}\n");
        assertThat(Cli.run("import", "--from", lightGbm(), "--schema", schema, "--out", model)
                        .exit())
                .isZero();
        Path rows = Cli.write(folder.resolve("rows.csv"), "usage,promo,left\n1,0,N\n2,1,Y\n2,0,Y\n1,0,N\n");
        Cli.Result judged = Cli.run("evaluate", "--json", "--model", model, "--data", rows);
        assertThat(judged.exit()).as(judged.err()).isZero();
        assertThat(judged.json().path("roc_auc").asDouble()).isEqualTo(1.0);
    }

    @Test
    void schema_namesLevels_andNameWins() {
        Path model = folder.resolve("m.churn");
        Path schema = Cli.write(
                folder.resolve("s.yaml"),
                "name: retention\nthreshold: 0.9\ncolumns: [{name: offer, feature: promo, levels: [none, mailed]}]\n");
        Cli.Result result =
                Cli.run("import", "--json", "--from", lightGbm(), "--schema", schema, "--out", model, "--name", "mine");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.json().path("name").asText()).isEqualTo("mine");
        assertThat(result.json().path("inputs").findValuesAsText("name")).containsExactly("usage", "offer");
        assertThat(result.json().path("found").path("trees").asInt()).isEqualTo(2);
        assertThat(ChurnModel.load(model).threshold()).isEqualTo(0.9);
        Path rows = Cli.write(folder.resolve("rows.csv"), "usage,offer\n1,mailed\n1,none\n1,phoned\n");
        Cli.Result scored = Cli.run("predict", "--model", model, "--data", rows, "--out", folder.resolve("p.csv"));
        assertThat(scored.err()).contains("Column 'offer' holds a level");
        assertThat(lines(folder.resolve("p.csv")).get(1)).contains("0.7310585786300049,no");
    }

    @Test
    void quietImport_saysNothing_andTwoRunsGiveTheSameBytes() throws IOException {
        Path first = folder.resolve("a.churn");
        Path second = folder.resolve("b.churn");
        Cli.Result result = Cli.run("import", "--quiet", "--from", lightGbm(), "--out", first);
        assertThat(result.out()).isEmpty();
        Cli.run("import", "--quiet", "--from", lightGbm(), "--out", second);
        assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    }

    @Test
    void modelOfAnotherKind_isBadData() {
        refused(3, "is not there", "--from", folder.resolve("none.json"));
        refused(
                3,
                "cannot be imported. It looks like a zip archive, such as a model file of churn-ml's own.",
                "--from",
                Cli.model());
        refused(
                3,
                "Its objective is (regression) where one of",
                "--from",
                Cli.write(folder.resolve("r.txt"), LIGHTGBM.replace("binary sigmoid:1", "regression")));
        refused(
                3,
                "Tree 1, split 0 asks for feature (7) where there are 2.",
                "--from",
                Cli.write(folder.resolve("f.txt"), LIGHTGBM.replace("split_feature=1", "split_feature=7")));
    }

    @Test
    void schemaThatDoesNotFit_isWrongUse() {
        Path unknown = Cli.write(folder.resolve("s.yaml"), "columns: [{name: usagee}]");
        refused(
                2,
                "The schema has the column 'usagee', which is no feature of the model.",
                "--from",
                lightGbm(),
                "--schema",
                unknown);
        Path misspelt = Cli.write(folder.resolve("t.yaml"), "columns: [{name: usage, tipe: number}]");
        refused(2, "is refused. Key 'columns[0].tipe' is not known.", "--from", lightGbm(), "--schema", misspelt);
        refused(2, "is not there", "--from", lightGbm(), "--schema", folder.resolve("none.yaml"));
        refused(2, "Missing required option");
    }

    @Test
    void file_isNotWrittenOverWhatIsRead() {
        Path from = lightGbm();
        Cli.Result result = Cli.run("import", "--from", from, "--out", from);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("would be written over the model that is imported.");
        Path schema = Cli.write(folder.resolve("s.yaml"), "columns: []");
        assertThat(Cli.run("import", "--from", from, "--schema", schema, "--out", schema)
                        .err())
                .contains("would be written over the schema that is read.");
        assertThat(lines(from)).startsWith("tree");
    }

    @Test
    void sharedModel_withFeatureNames_scoresRowsOfJson() throws IOException {
        Path data = shared("data/bettercollective");
        Path model = folder.resolve("m.churn");
        for (String file : List.of("xgb_churn_model_2.json", "xgb_churn_model_2.bin")) {
            assertThat(Cli.run("import", "--from", data.resolve(file), "--out", model)
                            .exit())
                    .isZero();
            Path out = folder.resolve("p.csv");
            Cli.Result scored =
                    Cli.run("predict", "--model", model, "--data", data.resolve("X_test_sample_2.json"), "--out", out);
            assertThat(scored.exit()).as(scored.err()).isZero();
            List<String> expected = lines(shared("golden/models/bettercollective-xgb_churn_model_2.predictions.csv"));
            List<String> rows = lines(out);
            assertThat(rows).hasSameSizeAs(expected);
            for (int i = 1; i < rows.size(); i++) {
                String[] cells = rows.get(i).split(",");
                assertThat(Double.parseDouble(cells[cells.length - 3]))
                        .isCloseTo(
                                Double.parseDouble(expected.get(i).split(",")[1]),
                                org.assertj.core.data.Offset.offset(1e-6));
            }
        }
    }

    private void refused(int exit, String says, Object... args) {
        Path out = folder.resolve("refused.churn");
        Object[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("import", "--out", out), java.util.Arrays.stream(args))
                .toArray();
        Cli.Result result = Cli.run(all);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).startsWith("churn: ").contains(says);
        assertThat(result.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    private Path lightGbm() {
        return Cli.write(folder.resolve("model.txt"), LIGHTGBM);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path shared(String relative) {
        String given = System.getProperty("churn.shared", System.getenv("CHURN_SHARED"));
        Path folder = given != null
                ? Path.of(given)
                : Path.of(System.getProperty("churn.root", "")).resolve("../shared");
        Path path = folder.resolve(relative).normalize();
        Assumptions.assumeTrue(Files.exists(path), "skipped: " + path + " is not there; set -Dchurn.shared=DIR");
        return path;
    }
}
