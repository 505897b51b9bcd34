package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.forest.foreign.ForeignFeature;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.forest.foreign.LevelLists;
import io.github.churnml.imported.ImportSchema;
import io.github.churnml.imported.ModelImport;
import io.github.churnml.onnx.OnnxExport;
import io.github.churnml.onnx.OnnxFiles;
import io.github.churnml.prepare.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of LightGBM as an application looks into it, says what its file does not, and scores by it. */
class ForeignFilesTest {

    /** One tree: by level where the plan's code is 0 or 2 or not, and one that asks for seats. */
    private static final String FILE = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=binary sigmoid:1
            feature_names=plan seats
            feature_infos=0:1:2 [1:9.5]

            Tree=0
            num_leaves=2
            num_cat=1
            split_feature=0
            split_gain=2
            threshold=0
            decision_type=1
            left_child=-1
            right_child=-2
            leaf_value=-1 2
            leaf_weight=1 1
            leaf_count=1 1
            internal_value=0
            internal_weight=0
            internal_count=2
            cat_boundaries=0 1
            cat_threshold=5
            is_linear=0
            shrinkage=1

            Tree=1
            num_leaves=2
            num_cat=0
            split_feature=1
            split_gain=2
            threshold=3.5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=0 0.25
            leaf_weight=1 1
            leaf_count=1 1
            internal_value=0
            internal_weight=0
            internal_count=2
            is_linear=0
            shrinkage=1


            end of trees

            pandas_categorical:[["Basic", "Pro", "Team"]]
            """;

    private static final ForeignForest FOREST = ForeignForest.of(FILE.getBytes(StandardCharsets.UTF_8));

    private static double logOdds(ChurnModel model, Object plan, Object seats) {
        Map<String, Object> row = new HashMap<>();
        row.put("plan", plan);
        row.put("seats", seats);
        double probability = model.scorer().probability(row);
        return Math.log(probability / (1 - probability));
    }

    @Test
    void features_ofTheFile_sayWhatTheyKnow() {
        ForeignFeature plan = FOREST.features().get(0);
        ForeignFeature seats = FOREST.features().get(1);

        assertThat(plan.name()).isEqualTo("plan");
        assertThat(plan.kind()).isEqualTo(ForeignFeature.Kind.LEVELS);
        assertThat(plan.highest()).isEqualTo(2);
        assertThat(seats.kind()).isEqualTo(ForeignFeature.Kind.NUMBER);
        assertThat(seats.highest()).isEqualTo(9.5);
    }

    @Test
    void levelLists_withoutAName_fitTheColumnOfCodes() {
        LevelLists lists = FOREST.levelLists();
        LevelLists.Allowed all = (list, feature) -> true;
        LevelLists.Allowed none = (list, feature) -> false;

        assertThat(lists.all()).containsExactly(List.of("Basic", "Pro", "Team"));
        assertThat(lists.fits(0, 0)).isTrue();
        assertThat(lists.fits(0, 1)).as("seats are no codes").isFalse();
        assertThat(lists.places(all, new BitSet())).containsExactly(0);
        assertThat(lists.places(none, new BitSet())).isEmpty();
    }

    @Test
    void schema_inJava_isThatOfTheText() {
        Map<String, Double> codes = new LinkedHashMap<>();
        codes.put("starter", 0.0);
        codes.put("pro", 1.0);
        codes.put("team", 2.0);
        ImportSchema schema = new ImportSchema(
                "retention",
                "2.0.0",
                new Target("left", "Y", "N"),
                0.4,
                List.of("unknown"),
                List.of(new ImportSchema.Column(
                        "tariff", "plan", ImportSchema.Type.CATEGORICAL, codes, List.of("none"))));

        assertThat(ImportSchema.parse("""
                name: retention
                version: 2.0.0
                target: {column: left, positive: Y, negative: N}
                threshold: 0.4
                missing: [unknown]
                columns:
                - name: tariff
                  feature: plan
                  levels: {starter: 0, pro: 1, team: 2}
                  missing: [none]
                """)).isEqualTo(schema);
        assertThat(schema.columns().get(0).featureName()).isEqualTo("plan");
    }

    @Test
    void model_withTheFilesLevels_scoresByThem() {
        ChurnModel model = ModelImport.of(FOREST).toModel();

        assertThat(logOdds(model, "Pro", 2)).isCloseTo(2, within(1e-12));
        assertThat(logOdds(model, "Team", 5)).isCloseTo(-0.75, within(1e-12));
    }

    @Test
    void model_withASchemaAgainstTheFile_isRefused() {
        ImportSchema.Column plan = new ImportSchema.Column("plan", null, ImportSchema.Type.NUMBER, Map.of(), List.of());
        ImportSchema schema =
                new ImportSchema(null, null, new Target("churn", "yes", "no"), 0.5, List.of(), List.of(plan));

        assertThat(plan.featureName()).isEqualTo("plan");
        assertThatThrownBy(() -> ModelImport.of(FOREST).withSchema(schema).toModel())
                .isInstanceOf(ChurnException.class)
                .hasMessageContaining("'plan'");
    }

    @Test
    void onnx_ofAModel_isTwoFilesSideBySide(@TempDir Path folder) {
        OnnxExport export = OnnxExport.of(ModelImport.of(FOREST).toModel());

        OnnxFiles files = export.write(folder.resolve("plans.onnx"));

        assertThat(files).isEqualTo(OnnxFiles.of(folder.resolve("plans.onnx")));
        assertThat(files.graph()).hasBinaryContent(export.toBytes());
        assertThat(files.description().getFileName()).hasToString("plans.onnx" + OnnxFiles.ENDING);
        assertThat(files.description()).content().contains("seats", "Basic");
    }
}
