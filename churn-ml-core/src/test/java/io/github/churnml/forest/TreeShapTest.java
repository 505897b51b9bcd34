package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TreeShapTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @Test
    void contributions_noTree_areNothing() {
        TreeShap shap = TreeShap.of(new ForestBuilder(2, -1.5).build());
        assertThat(shap.features()).isEqualTo(2);
        assertThat(shap.baseValue()).isEqualTo(-1.5);
        assertThat(shap.contributions(new double[] {1, 2})).containsExactly(0, 0);
    }

    @Test
    void contributions_treeOfOneLeaf_areNothing() {
        ForestBuilder builder = new ForestBuilder(1, 0.5);
        builder.startTree().leaf(2, 10);
        TreeShap shap = TreeShap.of(builder.build());
        assertThat(shap.baseValue()).isEqualTo(2.5);
        assertThat(shap.contributions(new double[] {7})).containsExactly(0);
    }

    @Test
    void contributions_symmetricFeatures_areEqual() {
        Forest forest = both(8, 4, 4, 2, 2);
        assertThat(TreeShap.of(forest).contributions(new double[] {1, 1}))
                .containsExactly(new double[] {3, 3}, ROUNDING);
        assertThat(TreeShap.of(forest).contributions(new double[] {0, 0}))
                .containsExactly(new double[] {-1, -1}, ROUNDING);
    }

    @Test
    void contributions_noCovers_sharesAreHalves() {
        Forest bare = both(8, 0, 0, 0, 0);
        assertThat(TreeShap.of(bare).baseValue()).isEqualTo(2);
        assertThat(TreeShap.of(bare).contributions(new double[] {1, 1})).containsExactly(new double[] {3, 3}, ROUNDING);
    }

    @Test
    void contributions_coversThatAddUpToInfinity_areStillShares() {
        double cover = Double.MAX_VALUE;
        assertThat(TreeShap.of(both(8, cover, cover, cover, cover)).contributions(new double[] {1, 1}))
                .containsExactly(new double[] {3, 3}, ROUNDING);
    }

    @Test
    void contributions_childThatNoTrainingRowReached_countOnlyForRowsKnownToGoThere() {
        Forest forest = both(8, 5, 0, 0, 0);
        TreeShap shap = TreeShap.of(forest);
        assertThat(shap.baseValue()).isEqualTo(0);
        // Of feature 1 half is unknown below the child that no row reached: 4 when feature 0 alone is known.
        assertThat(shap.contributions(new double[] {1, 1})).containsExactly(new double[] {6, 2}, ROUNDING);
        assertThat(shap.contributions(new double[] {1, 0})).containsExactly(new double[] {2, -2}, ROUNDING);
        assertThat(shap.contributions(new double[] {0, 1})).containsExactly(new double[] {0, 0}, ROUNDING);
    }

    @Test
    void contributions_probabilitiesThatCancel_takeTheSlope() {
        // Exclusive or of two fair features: every single feature known changes nothing, both known nothing in sum.
        ForestBuilder builder = new ForestBuilder(2, 0, Aggregation.MEAN_OF_PROBABILITIES);
        builder.startTree();
        int root = builder.splitAt(0, 0.5, true, 4, 1);
        int off = builder.splitAt(1, 0.5, true, 2, 1);
        int on = builder.splitAt(1, 0.5, true, 2, 1);
        builder.children(root, off, on);
        builder.children(off, builder.leaf(0.5, 1), builder.leaf(0.75, 1));
        builder.children(on, builder.leaf(0.25, 1), builder.leaf(0.5, 1));
        TreeShap shap = TreeShap.of(builder.build());
        assertThat(shap.baseValue()).isEqualTo(0);
        // In probability −1/8 and +1/8; the slope of the log-odds at 1/2 is 4.
        assertThat(shap.contributions(new double[] {1, 1})).containsExactly(new double[] {-0.5, 0.5}, ROUNDING);
    }

    @Test
    void contributions_certainProbabilities_stayFiniteAndAddUp() {
        ForestBuilder builder = new ForestBuilder(1, 0, Aggregation.MEAN_OF_PROBABILITIES);
        builder.startTree();
        int root = builder.splitAt(0, 0.5, true, 4, 1);
        builder.children(root, builder.leaf(0, 4), builder.leaf(1, 0));
        Forest forest = builder.build();
        TreeShap shap = TreeShap.of(forest);
        assertThat(shap.contributions(new double[] {0})).containsExactly(0);
        assertThat(shap.baseValue() + shap.contributions(new double[] {1})[0])
                .isCloseTo(forest.score(new double[] {1}), ROUNDING);
    }

    @Test
    void contributions_rowOfAnotherLength_isRefused() {
        TreeShap shap = TreeShap.of(both(1, 1, 1, 1, 1));
        assertThatThrownBy(() -> shap.contributions(new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 values for 2 features");
        assertThatThrownBy(() -> shap.contributions(new double[2], new double[1], shap.newWork()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 values for 2 features");
    }

    @Test
    void contributions_workOfAnotherForest_isRefused() {
        Forest forest = both(1, 1, 1, 1, 1);
        TreeShap.Work other = TreeShap.of(forest).newWork();
        assertThatThrownBy(() -> TreeShap.of(forest).contributions(new double[2], new double[2], other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scratch of another forest");
    }

    @Test
    void contributions_pathOf100000Splits_areFoundWithoutRecursion() {
        Forest forest = chain(100_000, 3);
        TreeShap shap = TreeShap.of(forest);
        for (double[] row : new double[][] {{0, 0, 0}, {50_000, 20_000, 90_000}, {1e9, 1e9, 1e9}, {1e9, 5, 1e9}}) {
            double sum =
                    shap.baseValue() + Arrays.stream(shap.contributions(row)).sum();
            assertThat(sum).isCloseTo(forest.score(row), within(1e-9));
        }
    }

    @Test
    void contributions_pathOfAsManyFeaturesAsAllowed_addUp() {
        Forest forest = chain(512, 512);
        double[] row = new double[512];
        Arrays.fill(row, 1e9);
        TreeShap shap = TreeShap.of(forest);
        double[] contributions = shap.contributions(row);
        assertThat(shap.baseValue() + Arrays.stream(contributions).sum()).isCloseTo(forest.score(row), within(1e-9));
    }

    @Test
    void of_pathOfTooManyFeatures_saysWhichTree() {
        Forest forest = chain(600, 600);
        assertThatThrownBy(() -> TreeShap.of(forest))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "The forest cannot be explained: tree 0 asks for 600 different features on one path,"
                                + " where 512 are the most.")
                .hasMessageContaining("Maybe train with a lower maximum depth.");
    }

    @Test
    void contributions_tableOrNot_areTheSameBits() {
        Forest forest = ShapOracle.forest(5, Aggregation.SUM_OF_LOG_ODDS);
        TreePaths paths = TreePaths.of(forest);
        int[] trees = IntStream.range(0, forest.trees())
                .filter(tree -> paths.width[tree] > 0)
                .toArray();
        assertThat(trees).isNotEmpty();
        ShapBlock[] blocks = new ShapBlock[2];
        for (int i = 0; i < 2; i++) {
            GaussLegendre rule = GaussLegendre.of(4);
            blocks[i] = new ShapBlock(forest, paths, trees, rule, i == 0, new int[forest.nodes()]);
        }
        double[] row = ShapOracle.row(forest.features(), new SplittableRandom(3));
        double[][] sums = new double[2][forest.features()];
        for (int i = 0; i < 2; i++) {
            ShapKernel.Scratch scratch = new ShapKernel.Scratch(forest.features(), blocks[i].room());
            ShapKernel.prepare(forest.precision(), row, scratch.values);
            ShapKernel.add(blocks[i], row, sums[i], scratch);
        }
        assertThat(blocks[0].inverse).isNotNull();
        assertThat(blocks[1].inverse).isNull();
        assertThat(sums[1]).isEqualTo(sums[0]).isNotEqualTo(new double[forest.features()]);
    }

    @Test
    void contributions_manyThreads_areTheSameBits() {
        Forest forest = ShapOracle.forest(11, Aggregation.SUM_OF_LOG_ODDS);
        TreeShap shap = TreeShap.of(forest);
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[500][];
        Arrays.setAll(rows, i -> ShapOracle.row(forest.features(), random));
        double[][] alone = Arrays.stream(rows).map(shap::contributions).toArray(double[][]::new);
        double[][] together =
                Arrays.stream(rows).parallel().map(shap::contributions).toArray(double[][]::new);
        assertThat(together).isDeepEqualTo(alone);
    }

    /** A tree that gives its value if both features are above ½; covers of the root's children, then of the right's. */
    private static Forest both(double value, double left, double right, double rightLeft, double rightRight) {
        ForestBuilder builder = new ForestBuilder(2, 0);
        builder.startTree();
        int root = builder.splitAt(0, 0.5, true, left, 1);
        int leaf = builder.leaf(0, left);
        int second = builder.splitAt(1, 0.5, true, right, 1);
        builder.children(root, leaf, second);
        builder.children(second, builder.leaf(0, rightLeft), builder.leaf(value, rightRight));
        return builder.build();
    }

    /** One tree, as deep as it has splits, that asks for the features in turn. */
    private static Forest chain(int splits, int features) {
        ForestBuilder builder = new ForestBuilder(features, 0);
        builder.startTree();
        int parent = -1;
        int leaf = -1;
        for (int i = 0; i < splits; i++) {
            int node = builder.splitAt(i % features, i, true, splits - i, 1);
            if (parent >= 0) {
                builder.children(parent, leaf, node);
            }
            leaf = builder.leaf((i % 7 - 3) / 10.0, 1 + i % 3);
            parent = node;
        }
        builder.children(parent, leaf, builder.leaf(1, 1));
        return builder.build();
    }
}
