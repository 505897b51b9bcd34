package io.github.churnml.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ImportedFixture;
import io.github.churnml.ModelParts;
import io.github.churnml.Scorer;
import io.github.churnml.SharedFiles;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.forest.foreign.ForeignModels;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Metric;
import io.github.churnml.model.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelImportTest {

    /** The table that the golden models were trained on, with its levels by name. */
    private static final String LEVELS = """
            columns:
            - {name: plan_type, levels: [Basic, Standard, Pro]}
            - {name: contract_type, levels: {Annual: 1, Monthly: 0}}
            - {name: autopay, type: boolean}
            - {name: is_promo_user, levels: [No, Yes]}
            """;

    private static final String ALL = LEVELS + """
            - name: add_on_count
            - name: tenure_months
            - name: monthly_usage_gb
            - name: avg_latency_ms
            - name: support_tickets_30d
            - name: discount_pct
            - name: payment_failures_90d
            - name: downtime_hours_30d
            """;

    @TempDir
    Path folder;

    @Test
    void model_isSavedAndLoaded_bitForBit() {
        ChurnModel model = FormatTwoTest.model();
        Path file = folder.resolve("m.churn");
        model.save(file);
        ChurnModel loaded = ChurnModel.load(file);
        assertThat(ImportedFixture.bits(loaded)).isEqualTo(ImportedFixture.bits(model));
        assertThat(ModelParts.bytes(loaded)).isEqualTo(ModelParts.bytes(model));
        assertThat(ModelParts.bytes(FormatTwoTest.model())).isEqualTo(ModelParts.bytes(model));
        assertThat(loaded.importances()).isEqualTo(model.importances()).containsKeys("tariff", "usage", "promo");
    }

    @Test
    void manifest_saysWhereItComesFrom_andWhatIsNotKnown() {
        ChurnModel model = FormatTwoTest.model();
        Manifest manifest = model.manifest();
        assertThat(manifest.origin())
                .hasValueSatisfying(origin -> assertThat(origin.system()).isEqualTo("XGBoost 2.1.3"));
        assertThat(manifest.name()).isEqualTo("fixture");
        assertThat(manifest.found()).containsExactly(Map.entry("trees", 3));
        assertThat(manifest.rows()).isZero();
        assertThat(manifest.dataFingerprint()).isEmpty();
        assertThat(manifest.pipeline()).isEmpty();
        assertThat(model.evaluation().isKnown()).isFalse();
        assertThat(model.evaluation().rocAuc().value()).isNaN();
        assertThat(model.evaluation().metric(Metric.BRIER).low()).isNaN();
        assertThat(model.evaluation().threshold()).isEqualTo(0.4);
        assertThat(model.referenceProfile().columns()).isEmpty();
        assertThat(model.target().column()).isEqualTo("churned");
    }

    @Test
    void row_missingOrUnknown_reachesTheTreesAsSuch() {
        Scorer scorer = FormatTwoTest.model().scorer();
        // usage 2 asks for the plan: its set {1, 2} adds 0.75, all else -0.5 with missing.
        assertThat(margin(scorer, "Standard")).isEqualTo(0.75 + 0.125 - 0.0625);
        assertThat(margin(scorer, "Basic")).isEqualTo(-0.5 + 0.125 - 0.0625);
        assertThat(margin(scorer, (Object) null)).isEqualTo(-0.5 + 0.125 - 0.0625);
        Map<String, Object> row = row("Platinum");
        assertThat(scorer.score(row).unknownLevels()).containsExactly("tariff");
        assertThat(margin(scorer, "Platinum")).isEqualTo(-0.5 + 0.125 - 0.0625);
    }

    @Test
    void mapTableAndText_scoreTheSame() throws IOException {
        ChurnModel model = FormatTwoTest.model();
        Path csv = Files.writeString(
                folder.resolve("t.csv"),
                "usage,promo,tariff,churned\n2,true,Pro,Yes\n,False,,No\n1.4,,Basic,No\n-1,1,x,Yes\n");
        Path json = Files.writeString(
                folder.resolve("t.json"),
                "{\"usage\": 2, \"promo\": true, \"tariff\": \"Pro\"}\n{\"usage\": null, \"promo\": false}\n"
                        + "{\"usage\": 1.4, \"tariff\": \"Basic\"}\n{\"usage\": -1, \"promo\": 1, \"tariff\": \"x\"}\n");
        double[] expected = IntStream.range(0, 4)
                .mapToDouble(i -> model.scorer()
                        .score(List.of(
                                        map("Pro", 2, true),
                                        map(null, null, false),
                                        map("Basic", 1.4, null),
                                        map("x", -1, 1))
                                .get(i))
                        .probability())
                .toArray();
        for (Path file : List.of(csv, json)) {
            Dataset table = model.read(file, ReadOptions.standard());
            assertThat(model.scorer().score(table).probabilities())
                    .as(file.toString())
                    .containsExactly(expected);
        }
        Evaluation judged = model.evaluate(model.read(csv, ReadOptions.standard()));
        assertThat(judged.isKnown()).isTrue();
        assertThat(judged.rows()).isEqualTo(4);
    }

    @Test
    void model_withoutSchema_readsNumbersByName() {
        ChurnModel model =
                ModelImport.of(ForeignForest.of(ForeignModels.xgboostJson())).toModel();
        assertThat(model.inputs()).extracting(input -> input.name()).containsExactly("plan", "usage", "promo");
        assertThat(model.notices()).extracting(Notice::code).containsExactly("best-iteration", "codes");
        assertThat(model.notices().get(1).message()).contains("the file does not name their levels: 'plan'.");
        assertThat(model.target()).isEqualTo(ImportSchema.TARGET);
        assertThat(model.threshold()).isEqualTo(0.5);
        assertThat(margin(model.scorer(), Map.of("plan", 2, "usage", 2, "promo", "true")))
                .isEqualTo(0.75 + 0.125 - 0.0625);
        // An encoder's code for a level that it never saw: no level, and not missing.
        assertThat(margin(model.scorer(), Map.of("plan", -1, "usage", 2, "promo", false)))
                .isEqualTo(-0.5 + 0.125 + 0.0625);
    }

    @Test
    void model_whoseFileNamesLevels_readsThem() {
        ChurnModel model = ModelImport.of(
                        ForeignForest.of(ForeignModels.lightGbm().getBytes(StandardCharsets.UTF_8)))
                .toModel();
        assertThat(model.inputs().get(0).levels()).containsExactly("Basic", "Standard", "Pro");
        assertThat(model.notices()).isEmpty();
        Map<String, Object> row = new HashMap<>(Map.of("plan", "Pro", "usage", 1, "promo", 0));
        assertThat(margin(model.scorer(), row)).isEqualTo(0.5 + 0.0625 - 0.03125);
        row.put("plan", null);
        assertThat(margin(model.scorer(), row)).isEqualTo(-0.5 + 0.0625 - 0.03125);
    }

    @Test
    void level_thatReadsLikeAMissingMarker_isALevel() {
        ChurnModel model = ModelImport.of(ForeignForest.of(ForeignModels.lightGbm()
                        .replace("\"Standard\"", "\"NA\"")
                        .getBytes(StandardCharsets.UTF_8)))
                .toModel();
        assertThat(margin(model.scorer(), Map.of("plan", "NA", "usage", 1, "promo", 0)))
                .isEqualTo(0.5 + 0.0625 - 0.03125);
    }

    @Test
    void model_withoutNames_isGivenOnes() {
        byte[] unnamed = new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8)
                .replace("[\"plan\", \"usage\", \"promo\"]", "[]")
                .getBytes(StandardCharsets.UTF_8);
        ModelImport wish = ModelImport.of(ForeignForest.of(unnamed));
        ChurnModel model = wish.toModel();
        assertThat(model.inputs()).extracting(input -> input.name()).containsExactly("f0", "f1", "f2");
        assertThat(model.notices())
                .extracting(Notice::message)
                .anyMatch(said -> said.startsWith(
                        "The file names no features, so tables need columns 'f0' to 'f2', in the order of training."));
        ChurnModel named = wish.withSchema(
                        ImportSchema.parse("columns: [{name: a, levels: [x]}, {name: b}, {name: c}]"))
                .toModel();
        assertThat(named.inputs()).extracting(input -> input.name()).containsExactly("a", "b", "c");
        refused(
                wish,
                "columns: [{name: a}]",
                "The schema has 1 columns where the model has 3 features, which its file does not name.");
    }

    @Test
    void bestIteration_isUsedWhereAsked() {
        ModelImport wish = ModelImport.of(ForeignForest.of(ForeignModels.xgboostJson()));
        assertThat(wish.toModel().notices().get(0).message())
                .startsWith("Training stopped early: the first 2 of 3 trees were best. All are used");
        ChurnModel best = wish.withBestIteration(true).toModel();
        assertThat(best.manifest().found()).containsEntry("trees", 2);
        assertThat(best.notices()).extracting(Notice::code).containsExactly("codes");
    }

    @Test
    void name_isThatGiven_orTheSchemas_orTheFiles() throws IOException {
        Path file = Files.write(folder.resolve("our.model.json"), ForeignModels.xgboostJson());
        ModelImport wish = ModelImport.from(file);
        assertThat(wish.toModel().manifest().name()).isEqualTo("our.model");
        ModelImport described = wish.withSchema(ImportSchema.parse("{name: retention, version: 2.1.0}"));
        assertThat(described.toModel().manifest().name()).isEqualTo("retention");
        assertThat(described.toModel().manifest().version()).isEqualTo("2.1.0");
        assertThat(described.withName("mine").toModel().manifest().name()).isEqualTo("mine");
    }

    @Test
    void schema_thatDoesNotFitTheModel_isRefused() {
        ModelImport wish = ModelImport.of(ForeignForest.of(ForeignModels.xgboostJson()));
        refused(
                wish,
                "columns: [{name: plann}]",
                "The schema has the column 'plann', which is no feature of the model.\nMaybe 'plan' was meant; if the table"
                        + " spells it otherwise, add `feature: plan`.");
        refused(wish, "columns: [{name: tariff}]", "Maybe add `feature` with the model's name for it, such as 'plan'.");
        refused(
                wish,
                "columns: [{name: usage, feature: plan}]",
                "Two features of the model would be read from the column 'usage'.");
        refused(wish, "target: promo", "Key 'target' holds (promo) where a mapping of keys to values is required.");
        refused(wish, "target: {column: promo}", "The column 'promo' is both the target and a feature of the model.");
        refused(
                wish,
                "columns: [{name: plan, levels: {a: 0.5}}]",
                "The schema gives level (a) of column 'plan' the code (0.5) where a whole number from 0 to 1048575");
        assertThat(wish.withSchema(ImportSchema.parse("columns: [{name: usage, levels: {low: -0.5}}]"))
                        .toModel()
                        .inputs())
                .hasSize(3);
    }

    @Test
    void model_withoutFeatures_isRefused() {
        byte[] none = ForeignModels.lightGbm()
                .replaceFirst("(?s)Tree=0.*?\n\n\n", "")
                .replaceFirst("(?s)Tree=2.*?\n\n\n", "")
                .replace("max_feature_idx=2", "max_feature_idx=-1")
                .replaceFirst("feature_names=.*\nfeature_infos=.*\ntree_sizes=.*\n", "")
                .replaceFirst("pandas_categorical.*", "")
                .getBytes(StandardCharsets.UTF_8);
        ModelImport wish = ModelImport.of(ForeignForest.of(none));
        assertThatThrownBy(wish::toModel)
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("The model has 0 features where 1 to 10000 can be scored.");
    }

    @ParameterizedTest
    @CsvSource({
        "xgboost-1.7.4-categorical.ubj, rows-categorical.csv, xgboost-1.7.4-categorical.predictions.csv, true",
        "xgboost-1.7.4-categorical.json, rows-categorical.csv, xgboost-1.7.4-categorical.predictions.csv, false",
        "xgboost-3.0.4.json, rows.csv, xgboost-3.0.4.predictions.csv, true",
        "lightgbm-4.3.0.txt, rows.csv, lightgbm-4.3.0.predictions.csv, false",
        "lightgbm-4.3.0.txt, rows.csv, lightgbm-4.3.0.predictions.csv, none",
    })
    void goldenModel_importedWithASchema_scoresItsTable(String model, String rows, String predictions, String schema)
            throws IOException {
        Path golden = SharedFiles.require("golden/models");
        ModelImport wish = ModelImport.from(golden.resolve(model));
        // rows.csv holds codes: it is spelt in levels here, since that is what a schema is for.
        boolean byName = !schema.equals("none");
        ChurnModel imported = byName
                ? wish.withSchema(ImportSchema.parse(schema.equals("true") ? ALL : LEVELS))
                        .toModel()
                : wish.toModel();
        Path table = Files.write(
                folder.resolve("rows.csv"),
                byName && rows.equals("rows.csv")
                        ? spelt(golden.resolve(rows))
                        : Files.readAllLines(golden.resolve(rows)));
        double[] scores = imported.scorer()
                .score(imported.read(table, ReadOptions.standard()))
                .probabilities();
        List<String> expected = Files.readAllLines(golden.resolve(predictions));
        assertThat(scores).hasSize(expected.size() - 1);
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i])
                    .as("row " + i)
                    .isCloseTo(
                            Double.parseDouble(expected.get(i + 1).split(",")[1]),
                            org.assertj.core.data.Offset.offset(1e-6));
        }
    }

    private static List<String> spelt(Path rows) throws IOException {
        String[][] levels = {{"Basic", "Standard", "Pro"}, {"Monthly", "Annual"}, {"no", "yes"}, {"No", "Yes"}};
        List<String> lines = Files.readAllLines(rows);
        return IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    String[] cells = lines.get(i).split(",", -1);
                    for (int j = 0; i > 0 && j < levels.length; j++) {
                        cells[j] = cells[j].isEmpty() ? "" : levels[j][Integer.parseInt(cells[j])];
                    }
                    return String.join(",", cells);
                })
                .toList();
    }

    private static void refused(ModelImport wish, String schema, String because) {
        assertThatThrownBy(() -> wish.withSchema(ImportSchema.parse(schema)).toModel())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(because);
    }

    private static Map<String, Object> row(Object plan) {
        return map(plan, 2, false);
    }

    private static Map<String, Object> map(Object plan, Object usage, Object promo) {
        Map<String, Object> row = new HashMap<>();
        row.put("tariff", plan);
        row.put("usage", usage);
        row.put("promo", promo);
        return row;
    }

    private static double margin(Scorer scorer, Object plan) {
        // The tree of flags adds -0.0625 where the flag is at least 1.
        return margin(scorer, map(plan, 2, true));
    }

    /** Margins of these trees are sums of powers of two: exact, and found again from the probability. */
    private static double margin(Scorer scorer, Map<String, ?> row) {
        double probability = scorer.score(row).probability();
        return Math.rint((Math.log(probability) - Math.log1p(-probability)) * 1024) / 1024;
    }
}
