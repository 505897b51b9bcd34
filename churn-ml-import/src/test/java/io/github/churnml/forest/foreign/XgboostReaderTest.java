package io.github.churnml.forest.foreign;

import static io.github.churnml.forest.foreign.ForeignModels.booster;
import static io.github.churnml.forest.foreign.ForeignModels.learner;
import static io.github.churnml.forest.foreign.ForeignModels.list;
import static io.github.churnml.forest.foreign.ForeignModels.parameters;
import static io.github.churnml.forest.foreign.ForeignModels.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.forest.Forest;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XgboostReaderTest {

    private static final double NAN = Double.NaN;

    @Test
    void model_isReadWithAllItSays() {
        ForeignForest read = ForeignForest.of(ForeignModels.xgboostJson());
        assertThat(read.origin()).isEqualTo("XGBoost 2.1.3");
        assertThat(read.objective()).isEqualTo("binary:logistic");
        assertThat(read.featureNames()).containsExactly("plan", "usage", "promo");
        assertThat(read.features())
                .extracting(ForeignFeature::kind)
                .containsExactly(ForeignFeature.Kind.LEVELS, ForeignFeature.Kind.NUMBER, ForeignFeature.Kind.FLAG);
        assertThat(read.sha256()).matches("[0-9a-f]{64}");
        Forest forest = read.forest();
        assertThat(forest.trees()).isEqualTo(3);
        assertThat(forest.baseScore()).isZero();
        assertThat(forest.cover(0)).isEqualTo(10);
        assertThat(forest.gain(0)).isEqualTo(10.5);
        assertThat(forest.gain(forest.root(1))).as("a negative gain").isZero();
    }

    @Test
    void binaryForm_givesTheSameForest() {
        ForeignForest text = ForeignForest.of(ForeignModels.xgboostJson());
        ForeignForest binary = ForeignForest.of(ForeignModels.xgboostUbjson());
        assertThat(binary.forest().toBytes()).isEqualTo(text.forest().toBytes());
        assertThat(binary.features()).isEqualTo(text.features());
        assertThat(binary.bestTrees()).isEqualTo(text.bestTrees());
    }

    @Test
    void row_goesWhereXgboostSendsIt() {
        Forest forest = ForeignForest.of(ForeignModels.xgboostJson()).forest();
        assertThat(forest.tree(0, row(0, 1.4999999))).isEqualTo(0.25);
        assertThat(forest.tree(0, row(0, NAN))).as("missing by default left").isEqualTo(0.25);
        // Not less than the threshold, once rounded to float.
        assertThat(forest.tree(0, row(0, 1.5))).isEqualTo(-0.5);
        assertThat(forest.tree(0, row(0, 1.49999999999))).isEqualTo(-0.5);
        assertThat(forest.tree(0, row(1, 2))).as("in the set: right there").isEqualTo(0.75);
        assertThat(forest.tree(0, row(2, 2))).isEqualTo(0.75);
        for (double code : new double[] {0, 3, 64, 1e9, -2}) {
            assertThat(forest.tree(0, row(code, 2))).as("not in the set").isEqualTo(-0.5);
        }
        assertThat(forest.tree(0, row(NAN, 2))).as("missing by default left").isEqualTo(-0.5);
        assertThat(forest.tree(1, new double[] {0, 0, NAN}))
                .as("by default right")
                .isEqualTo(-0.0625);
        assertThat(forest.score(new double[] {1, 2, 0})).isEqualTo(0.75 + 0.0625 + 0.125);
    }

    @Test
    void missingLevel_byDefaultRight_goesToTheSetsSide() {
        Forest forest = forest(model -> tree(model, 0).set("default_left", list(1, 0, 0, 0, 0)));
        assertThat(forest.tree(0, row(NAN, 2))).isEqualTo(0.75);
    }

    @Test
    void emptyLevelSet_sendsEveryCodeTheSameWay() {
        Forest forest = forest(model -> tree(model, 0).set("categories_sizes", list(0)));
        assertThat(forest.tree(0, row(1, 2))).isEqualTo(-0.5);
        assertThat(forest.tree(0, row(NAN, 2))).isEqualTo(-0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"5E-1\"', 0",
        "0.25, -1.0986123",
        "'\"[2.5E-1]\"', -1.0986123",
        "'[2.5E-1]', -1.0986123",
        "'\"0.25\"', -1.0986123"
    })
    void baseScore_inAnyForm_isTheLogOfItsOdds(String written, float margin) {
        String json = new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8)
                .replace("\"base_score\": \"5E-1\"", "\"base_score\": " + written);
        assertThat(ForeignForest.of(json.getBytes(StandardCharsets.UTF_8))
                        .forest()
                        .baseScore())
                .isEqualTo(margin);
    }

    @Test
    void baseScore_ofLogitraw_isAMarginAlready() {
        assertThat(forest(model -> {
                            parameters(model).put("base_score", "-2.5");
                            objective(model, "binary:logitraw");
                        })
                        .baseScore())
                .isEqualTo(-2.5);
        assertThat(forest(model -> objective(model, "reg:logistic")).baseScore())
                .isZero();
    }

    @Test
    void baseScore_atTheEnd_isTakenFromVersion31On() {
        Consumer<ObjectNode> certain = model -> parameters(model).put("base_score", "0");
        refused(certain, "Its base score is (0.0) where 'binary:logistic' requires a probability between 0 and 1.");
        assertThat(forest(certain.andThen(model -> model.set("version", list(3, 1, 0))))
                        .baseScore())
                .isEqualTo((float) -Math.log(1 / 1e-6f - 1));
    }

    @Test
    void bestIteration_isKnownButNotAppliedByItself() {
        assertThat(ForeignForest.of(ForeignModels.xgboostJson()).bestTrees()).hasValue(2);
        ForeignForest all = read(model -> ((ObjectNode) learner(model).get("attributes")).put("best_iteration", "2"));
        assertThat(all.bestTrees()).isEmpty();
        ForeignForest first = ForeignForest.of(ForeignModels.xgboostJson()).firstTrees(2);
        assertThat(first.forest().trees()).isEqualTo(2);
        assertThat(first.bestTrees()).isEmpty();
    }

    @Test
    void nodes_inAnyOrderAndPrunedOnes_areRenumbered() {
        // The root's children come last, and nodes 1 and 2 are left over from pruning.
        Forest forest = forest(model -> {
            ObjectNode tree = tree(model, 1);
            tree.set("left_children", list(4, 0, -1, -1, -1));
            tree.set("right_children", list(3, 2, -1, -1, -1));
            tree.set("split_conditions", list(1, 9, 9, -0.5, 0.5));
            for (String list :
                    new String[] {"split_indices", "default_left", "split_type", "sum_hessian", "loss_changes"}) {
                tree.set(list, list(0, 0, 0, 0, 0));
            }
            ((ObjectNode) tree.get("tree_param")).put("num_nodes", "5").put("num_deleted", "2");
        });
        assertThat(forest.root(2) - forest.root(1)).isEqualTo(3);
        assertThat(forest.tree(1, new double[] {0.5, 0, 0})).isEqualTo(0.5);
        assertThat(forest.tree(1, new double[] {1, 0, 0})).isEqualTo(-0.5);
    }

    @Test
    void feature_withoutNamesOrTypes_isANumber() {
        ForeignForest read = read(model -> {
            learner(model).set("feature_names", list());
            learner(model).set("feature_types", list());
        });
        assertThat(read.featureNames()).isEmpty();
        assertThat(read.features()).hasSize(3);
    }

    @Test
    void defaultLeft_asFlags_isRead() {
        Forest forest = forest(model -> tree(model, 0).set("default_left", list(true, false, true, false, false)));
        assertThat(forest.toBytes())
                .isEqualTo(
                        ForeignForest.of(ForeignModels.xgboostJson()).forest().toBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi:softprob", "rank:ndcg", "count:poisson", "survival:cox", "reg:squarederror", "mine"})
    void objective_thatIsNoLogOdds_isRefused(String name) {
        refused(
                model -> objective(model, name),
                "Its objective is (" + name
                        + ") where one of 'binary:logistic', 'reg:logistic', 'binary:logitraw' is read");
    }

    @Test
    void booster_thatIsNoGbtree_isRefused() {
        refused(
                model -> booster(model).put("name", "gblinear"),
                "It is of the booster (gblinear) where (gbtree) is read.");
        refused(
                model -> {
                    ObjectNode inner = booster(model).deepCopy();
                    booster(model).removeAll();
                    booster(model).set("gbtree", inner);
                    booster(model).put("name", "dart");
                },
                "It is of the booster (dart) where (gbtree) is read.");
    }

    /** From version 3.4 on. */
    @Test
    void weightsOfTrees_areRefusedAsDart() {
        refused(
                model -> ((ObjectNode) booster(model).get("model")).set("weight_drop", list(1, 0.5, 1)),
                "It is of the booster (dart) where (gbtree) is read.");
        assertThat(read(model -> ((ObjectNode) booster(model).get("model")).set("weight_drop", list(1, 1, 1)))
                        .forest()
                        .trees())
                .isEqualTo(3);
    }

    @Test
    void levelNames_ofAnyType_areRead() {
        String cats = """
                {"enc": [{"offsets": [0, 0, 2, 5], "values": [32, 97, 75, -61, -74]},
                {"type": 12, "values": [-1, 7]}, {"type": 16, "values": [-1, 9007199254740993]}],
                "feature_segments": [0, 3, 5, 7], "sorted_idx": [0, 1, 2, 0, 1, 0, 1]}""";
        ForeignForest named = read(model -> cats(model, cats, "[3, 4, 0]"));
        assertThat(named.features().get(0).levels()).containsExactly("", " a", "K\u00F6");
        assertThat(named.features().get(1).levels()).containsExactly(65535L, 7L);
        assertThat(named.features().get(2).levels())
                .containsExactly(new java.math.BigInteger("18446744073709551615"), 9007199254740993L);
        ForeignForest floats = read(model -> cats(model, """
                {"enc": [{"type": 8, "values": [0.5, 2]}, {"type": 7, "values": [0.5]}, {"type": 9, "values": []}]}""", "[3, 4, 0]"));
        assertThat(floats.features().get(0).levels()).containsExactly(0.5, 2.0);
        assertThat(ForeignForest.of(
                                ForeignModels.ubjson(ForeignModels.changed(model -> cats(model, cats, "[3, 4, 0]"))))
                        .features()
                        .subList(0, 2))
                .isEqualTo(named.features().subList(0, 2));
    }

    @Test
    void levelNames_thatAreCutOrOutOfBounds_areRefused() {
        String none = "{\"offsets\": [], \"values\": []}";
        String[][] wrong = {
            {"{\"offsets\": [0, 2], \"values\": [75, -61, -74]}", "[3, 4, 0]", "The name of level 0 of feature 0 is cut"
            },
            {"{\"offsets\": [0, 3], \"values\": [75, -61, -74]}", "[3, 3, 0]", "XGBoost 3.1 to 3.3 cut such names"},
            {"{\"offsets\": [0, 9], \"values\": [75]}", "[3, 4, 0]", "names of levels of feature 0 are out of"},
            {"{\"type\": 3, \"values\": [75]}", "[3, 4, 0]", "names of levels of feature 0 are 1 of type (3)"},
            {none + "," + none, "[3, 4, 0]", "It has level names of 4 features where there are 3."},
        };
        for (String[] one : wrong) {
            refused(model -> cats(model, "{\"enc\": [" + one[0] + "," + none + "," + none + "]}", one[1]), one[2]);
        }
    }

    private static void cats(ObjectNode model, String cats, String version) {
        try {
            com.fasterxml.jackson.databind.ObjectMapper json = new com.fasterxml.jackson.databind.ObjectMapper();
            ((ObjectNode) booster(model).get("model")).set("cats", json.readTree(cats));
            model.set("version", json.readTree(version));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void severalClassesOrTargets_areRefused() {
        refused(model -> parameters(model).put("num_class", "3"), "It has 3 classes or targets");
        refused(model -> parameters(model).put("num_target", "2"), "It has 2 classes or targets");
        refused(
                model -> ((ObjectNode) booster(model).get("model")).set("tree_info", list(0, 1, 0)),
                "It has 2 classes or targets");
        refused(model -> parameters(model).set("base_score", list(0.5, 0.25)), "It does not have one base score.");
        refused(model -> parameters(model).put("base_score", "[5E-1,2E-1]"), "It does not have one base score.");
        refused(
                model -> ((ObjectNode) tree(model, 0).get("tree_param")).put("size_leaf_vector", "3"),
                "Tree 0 has leaves of 3 values, for several targets or classes.");
    }

    @Test
    void version_thatIsNotKnown_isRefused() {
        refused(
                model -> model.set("version", list(4, 0, 0)),
                "It is of XGBoost version (4.0.0) where versions from 1.3 to 3");
        refused(model -> model.set("version", list(1, 2, 1)), "It is of XGBoost version (1.2.1)");
        refused(model -> model.remove("version"), "It is of XGBoost version ()");
    }

    @Test
    void tree_thatIsNone_isRefusedByTreeAndNode() {
        refused(
                children("left_children", 0, -1, 3, -1, -1),
                "Tree 0, node 0 is reached on two ways, or leads back to itself.");
        refused(children("left_children", 1, -1, 2, -1, -1), "Tree 0, node 2 is reached on two ways");
        refused(
                children("right_children", 99, -1, 4, -1, -1),
                "Tree 0, node 0 has the child (99) where the tree has 5 nodes.");
        refused(
                children("right_children", 2, -1, -1, -1, -1),
                "Tree 0, node 2 has the child (-1) where the tree has 5 nodes.");
        refused(children("split_indices", 3, 0, 0, 0, 0), "Tree 0, node 0 asks for feature (3) where there are 3.");
        refused(
                children("split_indices", 1.5, 0, 0, 0, 0),
                "The key 'split_indices' of tree 0 holds (1.5) where a whole number");
        refused(children("split_conditions", "NaN", 0.25, "NaN", 0, 0), "Tree 0, node 0 has the threshold (NaN).");
        refused(children("split_conditions", 1, "NaN", "NaN", 0, 0), "Tree 0, node 1 is a leaf of value (NaN).");
        refused(
                children("split_conditions", 1, 1e30, "NaN", 0, 0),
                "Tree 0: node 1: its threshold (0.0) or value (1.0");
        refused(children("sum_hessian", "NaN", 0, 0, 0, 0), "Tree 0, node 0 has the cover (NaN).");
        refused(children("sum_hessian", 1, 0, 0), "Tree 0 has 3 values in 'sum_hessian' where 5 are required.");
        refused(
                model -> ((ObjectNode) tree(model, 2).get("tree_param")).put("num_nodes", "1000000"),
                "Tree 2 has 1 values in 'left_children' where 1000000 are required.");
        refused(
                model -> tree(model, 2).set("left_children", list()),
                "Tree 2 has 0 values in 'left_children' where 1 are required.");
    }

    @Test
    void levelSet_outOfBounds_isRefused() {
        refused(children("categories_segments", 1), "Tree 0 has a level set, number 0, that is out of its bounds");
        refused(children("categories_segments", -1), "Tree 0 has a level set, number 0, that is out of its bounds");
        refused(children("categories_sizes", Integer.MAX_VALUE), "Tree 0 has a level set, number 0");
        refused(children("categories_nodes", 9), "Tree 0 has a level set, number 0");
        refused(children("categories_nodes", 2, 2), "Tree 0 has level sets whose lists differ in length.");
        refused(
                children("categories", 1, 1 << 20),
                "Tree 0, node 2 splits on the code (1048576) where codes are from 0");
        refused(children("categories", 1, -1), "Tree 0, node 2 splits on the code (-1)");
        refused(
                children("split_type", 1, 0, 1, 0, 0),
                "Tree 0 says in 'split_type' that node 0 is of type (1) where its level sets say otherwise.");
    }

    @Test
    void claims_thatTheFileDoesNotKeep_areRefused() {
        refused(
                model -> ((ObjectNode) booster(model).get("model").get("gbtree_model_param"))
                        .put("num_trees", "1000000"),
                "It says that it has 1000000 trees and holds 3.");
        refused(
                model -> parameters(model).put("num_feature", "99999999"),
                "It says that it has 99999999 features where 0 to");
        refused(
                model -> parameters(model).put("num_feature", "many"),
                "The number of features is (many) where a whole number");
        refused(model -> parameters(model).put("num_feature", "4"), "It has 3 feature names for 4 features.");
        refused(model -> learner(model).set("feature_types", list("c")), "It has 1 feature types for 3 features.");
        refused(model -> learner(model).set("feature_names", list("a", "b", "a")), "It has two features named 'a'.");
        refused(
                model -> learner(model).set("feature_names", list("a", " ", "c")),
                "It has a feature with a blank name.");
        refused(
                model -> parameters(model).put("base_score", "half"),
                "Its base score is (half) where a number is required.");
        refused(model -> parameters(model).remove("base_score"), "Its base score is ()");
        refused(
                model -> parameters(model).putObject("base_score"),
                "The base score is an object where a number, a text or a list");
        refused(model -> model.put("learner", 3), "The learner is a number where an object is required.");
        refused(
                model -> learner(model).put("feature_names", "plan"),
                "The list of feature names is a text where a list is");
        refused(
                model -> learner(model).set("feature_names", list(1, 2, 3)),
                "The list of feature names is a number where a list of texts is required.");
    }

    @Test
    void json_thatIsNoModel_saysWhatItLooksLike() {
        refused(model -> model.remove("learner"), "It holds no 'learner', so it is no model of XGBoost's.");
        refused(
                model -> model.remove("learner").deepCopy(),
                "Maybe save it with XGBoost's `booster.save_model('model.json')`");
        refused("{\"name\": \"tree\", \"tree_info\": []}", "It looks like LightGBM's JSON dump");
        refused("{\"Config\": {}, \"Model\": {}}", "It looks like an XGBoost snapshot from inside a pickle.");
        refused("{\"learner\": {}, \"learner\": {}}", "The key 'learner' is twice in the model.");
        refused("{\"learner\": {\"objective\"", "Its JSON ends too early (line 1, column");
        refused("{\"learner\": {]", "It is not valid JSON (line 1, column 14).");
        refused("{\"tenure\": 1}\n{\"tenure\": 2}\n", "It holds no 'learner', so it is no model of XGBoost's.");
        refused("{\"learner\": {}} {}", "What follows the model is an object where the end of the file is required.");
        refused("{\"x\": " + "[".repeat(100_000), "or is nested more than 64 deep");
        refused("{\"x\": " + "{\"x\": ".repeat(100_000), "or is nested more than 64 deep");
        StringBuilder keys = new StringBuilder("{\"learner\": {\"attributes\": {");
        for (int i = 0; i <= 1000; i++) {
            keys.append("\"k").append(i).append("\": 1, ");
        }
        refused(keys.toString(), "More than 1000 keys are in the attributes.");
    }

    @Test
    void tree_ofDepthHundredThousand_isReadWithoutRecursion() {
        int depth = 100_000;
        ArrayNode left = list();
        ArrayNode right = list();
        ArrayNode zeros = list();
        for (int node = 0; node < 2 * depth + 1; node++) {
            boolean leaf = node % 2 == 1 || node == 2 * depth;
            left.add(leaf ? -1 : node + 1);
            right.add(leaf ? -1 : node + 2);
            zeros.add(0);
        }
        Forest forest = forest(model -> {
            ObjectNode tree = tree(model, 1);
            tree.set("left_children", left);
            tree.set("right_children", right);
            for (String list : new String[] {
                "split_indices", "split_conditions", "default_left", "split_type", "sum_hessian", "loss_changes"
            }) {
                tree.set(list, zeros);
            }
            ((ObjectNode) tree.get("tree_param")).put("num_nodes", String.valueOf(2 * depth + 1));
        });
        assertThat(forest.nodes()).isEqualTo(2 * depth + 1 + 6);
        assertThat(forest.score(new double[] {1, 2, 0})).isEqualTo(0.75 + 0.125);
    }

    @Test
    void levelSets_thatWouldTakeMuchMemory_areRefused() {
        // Each node needs a few bytes to name the highest code, and 128 kB to hold a set up to it.
        int splits = 1100;
        ArrayNode left = list();
        ArrayNode right = list();
        ArrayNode zeros = list();
        ArrayNode types = list();
        ArrayNode nodes = list();
        ArrayNode ones = list();
        for (int node = 0; node < 2 * splits + 1; node++) {
            boolean leaf = node % 2 == 1 || node == 2 * splits;
            left.add(leaf ? -1 : node + 1);
            right.add(leaf ? -1 : node + 2);
            zeros.add(0);
            types.add(leaf ? 0 : 1);
            if (!leaf) {
                nodes.add(node);
                ones.add(1);
            }
        }
        refused(
                model -> {
                    ObjectNode tree = tree(model, 0);
                    tree.set("left_children", left);
                    tree.set("right_children", right);
                    tree.set("split_type", types);
                    tree.set("categories", list((1 << 20) - 1));
                    tree.set("categories_nodes", nodes);
                    tree.set("categories_sizes", ones);
                    ArrayNode starts = list();
                    ones.forEach(one -> starts.add(0));
                    tree.set("categories_segments", starts);
                    for (String list : new String[] {
                        "split_indices", "split_conditions", "default_left", "sum_hessian", "loss_changes"
                    }) {
                        tree.set(list, zeros);
                    }
                    ((ObjectNode) tree.get("tree_param")).put("num_nodes", String.valueOf(2 * splits + 1));
                },
                "brings the level sets to more than 128 MB.");
    }

    private static Consumer<ObjectNode> children(String list, Object... values) {
        return model -> tree(model, 0).set(list, list(values));
    }

    private static void objective(ObjectNode model, String name) {
        ((ObjectNode) learner(model).get("objective")).put("name", name);
    }

    private static double[] row(double plan, double usage) {
        return new double[] {plan, usage, 0};
    }

    private static ForeignForest read(Consumer<ObjectNode> change) {
        return ForeignForest.of(ForeignModels.xgboost(change));
    }

    private static Forest forest(Consumer<ObjectNode> change) {
        return read(change).forest();
    }

    private static void refused(Consumer<ObjectNode> change, String because) {
        refused(new String(ForeignModels.xgboost(change), StandardCharsets.UTF_8), because);
    }

    private static void refused(String json, String because) {
        assertThatThrownBy(() -> ForeignForest.of(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("The model cannot be imported. ")
                .hasMessageContaining(because);
    }
}
