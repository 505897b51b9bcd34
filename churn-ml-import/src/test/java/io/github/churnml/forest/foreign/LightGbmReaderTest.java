package io.github.churnml.forest.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ModelFileException;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestScorer;
import io.github.churnml.forest.Precision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LightGbmReaderTest {

    private static final double NAN = Double.NaN;
    private static final String MODEL = ForeignModels.lightGbm();

    @Test
    void model_isReadWithAllItSays() {
        ForeignForest read = read(MODEL);
        assertThat(read.origin()).isEqualTo("LightGBM (format v4)");
        assertThat(read.objective()).isEqualTo("binary sigmoid:1");
        assertThat(read.featureNames()).containsExactly("plan", "usage", "promo");
        assertThat(read.features().get(0))
                .isEqualTo(new ForeignFeature("plan", ForeignFeature.Kind.LEVELS, List.of(), 2));
        assertThat(read.features().get(1).highest()).isEqualTo(343.5);
        assertThat(read.levelLists().all()).containsExactly(List.of("Basic", "Standard", "Pro"));
        assertThat(read.features().get(1).kind()).isEqualTo(ForeignFeature.Kind.NUMBER);
        assertThat(read.bestTrees()).isEmpty();
        Forest forest = read.forest();
        assertThat(forest.trees()).isEqualTo(3);
        assertThat(forest.precision()).isEqualTo(Precision.DOUBLE);
        assertThat(forest.baseScore()).isZero();
        assertThat(forest.cover(0)).isEqualTo(15);
        assertThat(forest.gain(0)).isEqualTo(10.5);
    }

    @Test
    void row_goesWhereLightGbmSendsIt() {
        Forest forest = read(MODEL).forest();
        // Root: missing is NaN, by default left; then levels {1, 2} left; then missing is zero, by default left.
        assertThat(forest.tree(0, row(1, 1.5, 0))).isEqualTo(0.5);
        assertThat(forest.tree(0, row(2, NAN, 0))).isEqualTo(0.5);
        for (double code : new double[] {0, 3, 32, 1e9, -2, NAN}) {
            assertThat(forest.tree(0, row(code, 1, 0))).as("code " + code).isEqualTo(-0.5);
        }
        assertThat(forest.tree(0, row(0, 0.75, 0))).isEqualTo(0.125);
        assertThat(forest.tree(0, row(0, 1e-35, 0)))
                .as("nearly zero is missing")
                .isEqualTo(0.125);
        assertThat(forest.tree(0, row(0, NAN, 0))).as("missing is missing").isEqualTo(0.125);
        // Missing is none: taken for zero, which is at most 0.5 here and more than -0.5 in the last tree.
        assertThat(forest.tree(0, row(0, 2, NAN))).isEqualTo(-0.25);
        assertThat(forest.tree(0, row(0, 2, 0.75))).isEqualTo(0.75);
        assertThat(forest.tree(2, row(0, 0, NAN))).isEqualTo(-0.03125);
        assertThat(forest.tree(2, row(0, 0, -1))).isEqualTo(0.03125);
        assertThat(forest.tree(1, row(0, 0, 0))).isEqualTo(0.0625);
        assertThat(forest.score(row(1, 1, 0))).isEqualTo(0.5 + 0.0625 - 0.03125);
    }

    @Test
    void zeroAsMissing_byDefaultRight_goesRight() {
        Forest forest = read(MODEL.replace("decision_type=10 1 0 6", "decision_type=10 1 0 4"))
                .forest();
        assertThat(forest.tree(0, row(0, 0, 0))).isEqualTo(-0.5);
        assertThat(forest.tree(0, row(0, -1e-30, 0))).isEqualTo(0.125);
    }

    @Test
    void sigmoid_scalesTheScore() {
        Forest forest = read(MODEL.replace("sigmoid:1", "sigmoid:0.5")).forest();
        assertThat(forest.tree(0, row(1, 1, 0))).isEqualTo(0.25);
        assertThat(read(MODEL.replace("binary sigmoid:1", "cross_entropy"))
                        .forest()
                        .tree(0, row(1, 1, 0)))
                .isEqualTo(0.5);
    }

    @Test
    void lineEnds_ofWindows_areRead() {
        assertThat(read(MODEL.replace("\n", "\r\n")).forest().toBytes())
                .isEqualTo(read(MODEL).forest().toBytes());
    }

    @Test
    void oldHeader_isRead() {
        String old = MODEL.replace("version=v4", "version=v2")
                .replace("is_linear=0\n", "")
                .replace("tree_sizes=1 1 1\n", "")
                .replace("end of trees\n", "")
                .replace("feature_importances:", "feature importances:");
        assertThat(read(old).forest().toBytes()).isEqualTo(read(MODEL).forest().toBytes());
    }

    @Test
    void levels_ofAnyType_keepIt() {
        String names = "[[\"Basic\", \"Standard\", \"Pro\"]]";
        assertThat(read(MODEL.replace(names, "[[\"\", 2.0, true], [9007199254740993, 12345678901234567890]]"))
                        .levelLists()
                        .all())
                .containsExactly(
                        List.of("", 2.0, true),
                        List.of(9007199254740993L, new java.math.BigInteger("12345678901234567890")));
        assertThat(read(MODEL.replace(names, "null")).levelLists().all()).isEmpty();
        refused(names, "[[null]]", "holds a level that is neither text, number nor flag");
        refused(names, "[[[1]]]", "holds a level that is neither text, number nor flag");
        refused(names, "[[1e999]]", "holds a level that is neither text, number nor flag");
    }

    /** LightGBM's own answers, of versions 3.3.5 and 4.7.0 alike, to the numbers of the test and to a missing one. */
    @ParameterizedTest
    @CsvSource({
        "0, inf, LLLLLLL", "0, -inf, RRRRRRR", "0, nan, RRRRRRR",
        "4, inf, LLRLLLR", "4, -inf, RRRRRRR", "4, nan, RRRRRRR",
        "6, inf, LLLLLLL", "6, -inf, RRLRRRL", "6, nan, RRLRRRL",
        "8, inf, LLLLLLR", "8, -inf, RRRRRRR", "8, nan, RRRRRRR",
        "10, inf, LLLLLLL", "10, -inf, RRRRRRL", "10, nan, RRRRRRL",
        "8, -nan, RRRRRRR", "8, 1e308, LLLLLRR", "8, -1e308, LRRRRRR"
    })
    void threshold_thatIsNotFinite_sendsNumbersAsLightGbmDoes(int type, String threshold, String sides) {
        Forest forest = read(MODEL.replace(
                        "threshold=-0.5\ndecision_type=0", "threshold=" + threshold + "\ndecision_type=" + type))
                .forest();
        double[] asked = {-Double.MAX_VALUE, -1, 0, 1, 1e305, Double.MAX_VALUE, NAN};
        ForestScorer compiled = ForestScorer.of(forest);
        ForestScorer.Scratch scratch = compiled.newScratch();
        for (int i = 0; i < asked.length; i++) {
            double leaf = forest.tree(2, row(0, 0, asked[i]));
            assertThat(leaf > 0 ? 'L' : 'R').as("of " + asked[i]).isEqualTo(sides.charAt(i));
            assertThat(compiled.score(row(0, 0, asked[i]), scratch)).isEqualTo(forest.score(row(0, 0, asked[i])));
        }
        assertThat(Forest.fromBytes(forest.toBytes()).toBytes()).isEqualTo(forest.toBytes());
    }

    @Test
    void threshold_thatIsNoNumber_isRefused() {
        refused("threshold=-0.5", "threshold=info", "has (info) for 'threshold', number 0, where a number is required");
    }

    @Test
    void names_thatOnlyCount_areNone() {
        ForeignForest read = read(MODEL.replace("plan usage promo", "Column_0 Column_1 Column_2"));
        assertThat(read.featureNames()).isEmpty();
        assertThat(read.features()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multiclass num_class:3", "regression", "lambdarank", "cross_entropy_lambda", "poisson"})
    void objective_thatIsNoLogOdds_isRefused(String objective) {
        refused("objective=binary sigmoid:1", "objective=" + objective, "Its objective is (");
        refused(
                "objective=binary sigmoid:1\n",
                "",
                "It names no objective where one of 'binary', 'cross_entropy' is read");
    }

    @Test
    void model_thatIsNotSupported_isRefused() {
        refused("num_class=1", "num_class=3", "It has 3 classes where the log-odds of one class are needed.");
        refused("num_tree_per_iteration=1", "num_tree_per_iteration=2", "It has 2 classes");
        refused("label_index=0", "label_index=0\naverage_output", "It averages its trees' output");
        refused("is_linear=0", "is_linear=1", "Tree 0 has linear models in its leaves.");
        refused("version=v4", "version=v9", "It is of LightGBM's format (v9) where one of 'v2', 'v3', 'v4' is read.");
        refused("sigmoid:1", "sigmoid:0", "Its objective (binary sigmoid:0) has no sigmoid above 0.");
        refused("sigmoid:1", "sigmoid:x", "has no sigmoid above 0.");
        refused(
                "decision_type=10 1 0 6",
                "decision_type=14 1 0 6",
                "Tree 0, split 0 is of the decision type (14), which is unknown.");
    }

    @Test
    void tree_thatIsNone_isRefusedByTreeAndSplit() {
        refused(
                "left_child=1 -1 -2 -4",
                "left_child=0 -1 -2 -4",
                "Tree 0, split 0 is reached on two ways, or leads back to itself.");
        refused("left_child=1 -1 -2 -4", "left_child=1 -1 -1 -4", "Tree 0, leaf 0 is reached on two ways");
        refused(
                "left_child=1 -1 -2 -4",
                "left_child=4 -1 -2 -4",
                "Tree 0 has split 0 with the child (4), which is none of its 4 splits and 5 leaves.");
        refused("left_child=1 -1 -2 -4", "left_child=1 -9 -2 -4", "Tree 0 has split 1 with the child (-9)");
        refused(
                "left_child=1 -1 -2 -4",
                "left_child=1 -1 -2",
                "Tree 0 has 3 values for 'left_child' where 4 are required.");
        refused(
                "split_feature=1 0 2 1",
                "split_feature=1 0 2 3",
                "Tree 0, split 3 asks for feature (3) where there are 3.");
        refused(
                "split_feature=1 0 2 1",
                "split_feature=1 0 2 x",
                "Tree 0 has a value for 'split_feature', number 3, that is no whole number.");
        refused("leaf_value=0.5", "leaf_value=nan", "Tree 0, leaf 0 has a value that is no finite number.");
        refused("internal_count=15 10", "internal_count=x 10", "Tree 0, split 0 has the cover (NaN).");
        refused(
                "num_leaves=5",
                "num_leaves=1000000",
                "Tree 0 has 5 values for 'leaf_value' where 1000000 are required.");
        refused("num_leaves=5", "num_leaves=99999999999", "Tree 0 has 99999999999 leaves where 1 to");
        refused("num_leaves=5", "num_leaves=0", "Tree 0 has 0 leaves where 1 to");
        refused(
                "num_leaves=5",
                "num_leaves=few",
                "Tree 0 has (few) for 'num_leaves' where a whole number is required.");
    }

    @Test
    void levelSet_outOfBounds_isRefused() {
        refused(
                "threshold=1.5 0 0.5",
                "threshold=1.5 7 0.5",
                "Tree 0, split 1 names level set (7.0), which is not there.");
        refused(
                "threshold=1.5 0 0.5",
                "threshold=1.5 0.5 0.5",
                "Tree 0, split 1 names level set (0.5), which is not there.");
        refused("cat_boundaries=0 1", "cat_boundaries=0 9", "Tree 0 has level set 0 out of its bounds.");
        refused("cat_boundaries=0 1", "cat_boundaries=1 0", "Tree 0 has level set 0 out of its bounds.");
        refused(
                "cat_threshold=6",
                "cat_threshold=-6",
                "Tree 0, split 1 has a level set with a word that is no whole number of 32 bits.");
        refused("num_cat=1", "num_cat=99", "Tree 0 has 99 level sets for 4 splits.");
        refused("num_cat=1", "num_cat=0", "Tree 0, split 1 names level set (0.0), which is not there.");
    }

    @Test
    void file_thatIsCutShortOrDamaged_isRefused() {
        String cut = MODEL.substring(0, MODEL.indexOf("Tree=2"));
        refusedText(cut, "It ends after 2 trees without the line (end of trees).");
        refused("tree_sizes=1 1 1", "tree_sizes=1 1 1 1", "It says that it has 4 trees and holds 3.");
        refused("version=v4", "version=v4\nversion=v4", "The header has the key 'version' twice.");
        refused("shrinkage=1\n", "shrinkage=1\nshrinkage=1\n", "Tree 0 has the key 'shrinkage' twice.");
        refused(
                "max_feature_idx=2",
                "max_feature_idx=99999999",
                "The header has (99999999) for 'max_feature_idx' where -1 to");
        refused("max_feature_idx=2", "max_feature_idx=3", "It has 3 feature names for 4 features.");
        refused("feature_infos=-1:0:1:2", "feature_infos=none none", "It has 4 ranges of values for 3 features.");
        refused(
                "[[\"Basic\"",
                "[[{\"Basic\": 1}",
                "The list of pandas categories holds a level that is neither text, number nor flag.");
        StringBuilder keys = new StringBuilder("tree\n");
        for (int i = 0; i <= 100; i++) {
            keys.append("k").append(i).append("=1\n");
        }
        refusedText(keys.toString(), "The header has more than 100 keys.");
    }

    private static double[] row(double plan, double usage, double promo) {
        return new double[] {plan, usage, promo};
    }

    private static ForeignForest read(String text) {
        return ForeignForest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String from, String to, String because) {
        assertThat(MODEL).contains(from);
        int at = MODEL.indexOf(from);
        refusedText(MODEL.substring(0, at) + to + MODEL.substring(at + from.length()), because);
    }

    private static void refusedText(String text, String because) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("The model cannot be imported. ")
                .hasMessageContaining(because);
    }
}
