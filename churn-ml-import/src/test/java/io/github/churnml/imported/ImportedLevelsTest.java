package io.github.churnml.imported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Notice;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.forest.foreign.ForeignModels;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose level names a file holds: four columns, of which the trees ask the first at half codes and the second by level. */
class ImportedLevelsTest {

    private static final String MODEL = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=3
            objective=binary sigmoid:1
            feature_names=tier region seats spend
            feature_infos=TIER REGION SEATS [0:9.5]

            Tree=0
            num_leaves=3
            num_cat=1
            split_feature=0 1
            split_gain=2 1
            threshold=1.5 0
            decision_type=10 1
            left_child=1 -1
            right_child=-3 -2
            leaf_value=1 2 4
            leaf_weight=1 1 1
            leaf_count=1 1 1
            internal_value=0 0
            internal_weight=0 0
            internal_count=3 2
            cat_boundaries=0 1
            cat_threshold=2
            is_linear=0
            shrinkage=1

            Tree=1
            num_leaves=2
            num_cat=0
            split_feature=3
            split_gain=2
            threshold=1.25
            decision_type=10
            left_child=-1
            right_child=-2
            leaf_value=0 0
            leaf_weight=1 1
            leaf_count=1 1
            internal_value=0
            internal_weight=0
            internal_count=3
            is_linear=0
            shrinkage=1


            end of trees

            parameters:
            [categorical_feature: DECLARED]
            end of parameters

            pandas_categorical:LISTS
            """;

    @Test
    void list_thatFitsOneColumn_isThatColumns() {
        // Region has codes up to 8, seats up to 5: four names can be tier's only, whatever was declared.
        ChurnModel model = model("[0:3]", "-1:8:1:0", "[0:5]", "1", "[[1, 2, 3, 4]]");
        assertThat(model.inputs().get(0).levels()).containsExactly("1", "2", "3", "4");
        assertThat(margin(model, 1, 1)).isEqualTo(1);
        assertThat(margin(model, 2, 7)).isEqualTo(2);
        assertThat(margin(model, 3, 1)).isEqualTo(4);
        assertThat(margin(model, 9, 1))
                .as("never seen is missing, by default left")
                .isEqualTo(1);
        assertThat(model.notices())
                .singleElement()
                .extracting(Notice::message)
                .asString()
                .contains("'region'");
    }

    @Test
    void lists_areInTheOrderOfColumns() {
        ChurnModel model = model("[0:2]", "-1:3:1", "[0:9]", "1", "[[\"c\", \"b\", \"a\"], [5, 6, 7, 8]]");
        assertThat(model.inputs().get(0).levels()).containsExactly("c", "b", "a");
        assertThat(model.inputs().get(1).levels()).containsExactly("5", "6", "7", "8");
        assertThat(margin(model, "b", 6)).isEqualTo(1);
        assertThat(margin(model, "a", "6.0")).isEqualTo(4);
    }

    @Test
    void numbersThatMayBeSeveralColumns_areRefused_untilASchemaSaysWhose() {
        String of = "[[10, 20, 30, 40, 50, 60]]";
        refused(
                of,
                "",
                "does not say which columns they belong to: (10, 20, 30, 40, 50 and 1 more) may be those of 'tier',"
                        + " 'region', 'seats'.\nMaybe name the columns in a schema (--schema)");
        ChurnModel model = ModelImport.of(file("[0:5]", "-1:0:1", "[0:3]", "1", of))
                .withSchema(ImportSchema.parse("columns: [{name: tier, levels: [10, 20, 30, 40, 50, 60]}]"))
                .toModel();
        assertThat(margin(model, 20, 1)).isEqualTo(1);
        assertThat(margin(model, 30, 1)).isEqualTo(4);
        // By exclusion, too.
        ModelImport.of(file("[0:5]", "-1:0:1", "[0:3]", "1", of))
                .withSchema(ImportSchema.parse(
                        "columns: [{name: region, levels: [North, South]}, {name: seats, type: number}]"))
                .toModel();
    }

    @Test
    void texts_ofSeveralColumns_areTheDeclaredOnes() {
        ChurnModel model = model("[0:1]", "-1:0:1", "[0:1]", "1", "[[\"North\", \"South\"]]");
        assertThat(model.inputs().get(1).levels()).containsExactly("North", "South");
        // Were they tier's, its texts could not be read.
        assertThatThrownBy(() -> margin(model, "North", 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'tier' holds (North) where a number is required.");
        for (String names : List.of("\"1\", \"2\"", "\"NA\", \"\"", "\"true\", \"x\"", "false, true", "5, 7")) {
            assertThatThrownBy(() -> model("[0:1]", "-1:0:1", "[0:1]", "1", "[[" + names + "]]"))
                    .as(names)
                    .hasMessageContaining("may be those of 'tier', 'region', 'seats'");
        }
    }

    @Test
    void orderedCategory_isFoundBesideDeclaredOnes() {
        // What is declared has a list, and the other list's last code was met in tier only.
        ChurnModel model = model("[0:2]", "-1:0:1", "[0:1]", "1", "[[\"lo\", \"mid\", \"hi\"], [\"x\", \"y\"]]");
        assertThat(model.inputs().get(0).levels()).containsExactly("lo", "mid", "hi");
        assertThat(model.inputs().get(1).levels()).containsExactly("x", "y");
        assertThat(margin(model, "hi", "x")).isEqualTo(4);
        assertThat(margin(model, "mid", "y")).isEqualTo(1);
    }

    @Test
    void list_thatNoColumnCanHave_isRefused() {
        refused("[[1, 2]]", "", "The file names the levels (1, 2), which fit none of its features.");
        refused(
                "[[10, 20, 30, 40, 50, 60]]",
                "columns: [{name: tier, levels: [60, 50, 40, 30, 20, 10]}, {name: region, levels: [a, b]},"
                        + " {name: seats, type: number}]",
                "which may be those of 'tier', 'region', 'seats', and the schema has none of these with them.");
    }

    @Test
    void schema_thatEndsBelowTheModelsCodes_isRefused() {
        refused(
                "[]",
                "columns: [{name: tier, levels: [a, b, c]}]",
                "The schema gives the levels of column 'tier' codes up to (2) where the model was trained with values up to"
                        + " (5).\nMaybe levels are missing, or they are those of another column.");
    }

    @Test
    void columnThatKeepsTheFilesLevels_mayHaveAnotherName() {
        ChurnModel model = ModelImport.of(file("[0:3]", "-1:8", "[0:5]", "1", "[[\"a\", \"b\", \"c\", \"NA\"]]"))
                .withSchema(ImportSchema.parse("columns: [{name: grade, feature: tier, missing: [none]}]"))
                .toModel();
        assertThat(model.inputs().get(0).name()).isEqualTo("grade");
        assertThat(model.inputs().get(0).levels()).containsExactly("a", "b", "c", "NA");
        assertThatThrownBy(() -> ModelImport.of(file("[0:3]", "-1:8", "[0:5]", "1", "[[\"a\", \"b\", \"c\", \"NA\"]]"))
                        .withSchema(ImportSchema.parse("columns: [{name: tier, missing: [NA]}]"))
                        .toModel())
                .hasMessageContaining(
                        "The schema lists (NA) of column 'tier' as a missing value; the model knows it as a"
                                + " level.\nMaybe leave it out of `missing`.");
    }

    @Test
    void namesInTheFileOfXgboost_contradictedByASchema_areRefused() {
        byte[] named = new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8)
                .replace("\"gbtree_model_param\": {", """
                        "cats": {"enc": [{"offsets": [0, 4, 9, 12], "values": [71, 111, 108, 100, 66, 97, 115, 105, 99, 80,
                        114, 111]}, {"offsets": [], "values": []}, {"offsets": [], "values": []}],
                        "feature_segments": [0, 3, 3, 3], "sorted_idx": [1, 0, 2]}, "gbtree_model_param": {""")
                .getBytes(StandardCharsets.UTF_8);
        ModelImport wish = ModelImport.of(ForeignForest.of(named));
        assertThat(wish.toModel().inputs().get(0).levels()).containsExactly("Gold", "Basic", "Pro");
        assertThat(wish.toModel().notices()).extracting(Notice::code).doesNotContain("codes");
        wish.withSchema(ImportSchema.parse("columns: [{name: plan, levels: {Basic: 1, Gold: 0}}]"))
                .toModel();
        for (String other :
                List.of("levels: [Basic, Gold, Pro]", "type: number", "type: boolean", "levels: [Gold, Silver]")) {
            assertThatThrownBy(() -> wish.withSchema(ImportSchema.parse("columns: [{name: plan, " + other + "}]"))
                            .toModel())
                    .as(other)
                    .hasMessageContaining(
                            "The schema reads the column 'plan' otherwise than the model's file, which names"
                                    + " its levels (Gold, Basic, Pro), with codes from 0 on.\nMaybe leave out its `type`");
        }
    }

    @Test
    void missingValueInTheFile_isOneInEveryColumn() {
        byte[] told = new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8)
                .replace("\"best_iteration\": \"1\"", "\"scikit_learn\": \"{\\\"missing\\\": 2.0, \\\"x\\\": [1]}\"")
                .getBytes(StandardCharsets.UTF_8);
        ModelImport wish = ModelImport.of(ForeignForest.of(told));
        ChurnModel model = wish.toModel();
        assertThat(model.notices().get(0).message())
                .isEqualTo(
                        "The file says that training took 2 for a missing value; so does this model, in every column.");
        Map<String, Object> row = new HashMap<>(Map.of("plan", 1, "usage", 2, "promo", 0));
        double two = model.scorer().score(row).probability();
        row.put("usage", null);
        assertThat(model.scorer().score(row).probability()).isEqualTo(two);
        // Code 2 is missing, whatever a schema calls it.
        ChurnModel named = wish.withSchema(ImportSchema.parse("columns: [{name: plan, levels: [a, b, c]}]"))
                .toModel();
        row.put("usage", 3);
        row.put("plan", null);
        double none = named.scorer().score(row).probability();
        row.put("plan", "c");
        assertThat(named.scorer().score(row).probability()).isEqualTo(none);
    }

    @Test
    void missingValue_thatIsALevelsCodeOrAFlag_isRefused() {
        String zero = new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8)
                .replace("\"best_iteration\": \"1\"", "\"scikit_learn\": \"{\\\"missing\\\": 0}\"");
        assertThatThrownBy(() -> ModelImport.of(ForeignForest.of(zero.getBytes(StandardCharsets.UTF_8)))
                        .withSchema(ImportSchema.parse("columns: [{name: promo, type: boolean}]"))
                        .toModel())
                .hasMessageContaining("as boolean, and the model takes 0 for missing, which is one of its two values.");
        String both = zero.replace("\"gbtree_model_param\": {", """
                "cats": {"enc": [{"type": 9, "values": [5, 6]}, {"offsets": [], "values": []},
                {"offsets": [], "values": []}]}, "gbtree_model_param": {""");
        assertThatThrownBy(() -> ModelImport.of(ForeignForest.of(both.getBytes(StandardCharsets.UTF_8)))
                        .toModel())
                .hasMessageContaining("The model takes 0 for missing, which is a code of column 'plan'.");
    }

    @Test
    void fileOfTheWrapper_usesTheBestTrees_unlessToldOtherwise() {
        String wrapped = new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8)
                .replace("\"best_iteration\": \"1\"", "\"best_iteration\": \"1\", \"scikit_learn\": \"{}\"");
        ModelImport wish = ModelImport.of(ForeignForest.of(wrapped.getBytes(StandardCharsets.UTF_8)));
        assertThat(wish.toModel().manifest().found()).containsEntry("trees", 2);
        assertThat(wish.toModel().notices().get(0).message())
                .startsWith("Training stopped early: the first 2 of 3 trees were best. They alone are used");
        assertThat(wish.withBestIteration(false).toModel().manifest().found()).containsEntry("trees", 3);
    }

    @Test
    void model_savedAndLoaded_knowsItsLevelsExactly() throws Exception {
        ChurnModel model = model("[0:4]", "-1:8", "[0:9]", "1", "[[\"\", \" a\", \"a\", \"01\", \"NA\"]]");
        java.nio.file.Path file = java.nio.file.Files.createTempFile("levels", ".churn");
        try {
            model.save(file);
            ChurnModel again = ChurnModel.load(file);
            for (String level : List.of("", " a", "a", "01", "NA", "1", "b")) {
                assertThat(margin(again, level, 1)).as(level).isEqualTo(margin(model, level, 1));
            }
            assertThat(margin(again, "", 1)).isEqualTo(1);
            assertThat(margin(again, "a", 1)).isEqualTo(4);
        } finally {
            java.nio.file.Files.delete(file);
        }
    }

    private static ForeignForest file(String tier, String region, String seats, String declared, String lists) {
        return ForeignForest.of(MODEL.replace("TIER", tier)
                .replace("REGION", region)
                .replace("SEATS", seats)
                .replace("DECLARED", declared)
                .replace("LISTS", lists)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static ChurnModel model(String tier, String region, String seats, String declared, String lists) {
        return ModelImport.of(file(tier, region, seats, declared, lists)).toModel();
    }

    private static void refused(String lists, String schema, String because) {
        ModelImport wish = ModelImport.of(file("[0:5]", "-1:0:2", "[0:3]", "1", lists));
        assertThatThrownBy(() -> wish.withSchema(ImportSchema.parse(schema)).toModel())
                .isInstanceOf(ChurnException.class)
                .hasMessageContaining(because)
                .hasMessageContaining("\nMaybe ");
    }

    private static double margin(ChurnModel model, Object tier, Object region) {
        Map<String, Object> row = Map.of("grade", tier, "tier", tier, "region", region, "seats", 1, "spend", 1);
        double p = model.scorer().score(row).probability();
        return Math.rint(Math.log(p / (1 - p)) * 1e6) / 1e6;
    }
}
