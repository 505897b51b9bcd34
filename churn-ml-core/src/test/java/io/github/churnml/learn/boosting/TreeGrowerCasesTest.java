package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single trees against the rows that reach each of their nodes. */
class TreeGrowerCasesTest {

    private static HistogramGradientBoostingBuilder builder(Growth growth) {
        return HistogramGradientBoosting.builder()
                .growth(growth)
                .earlyStopping(false)
                .trees(1)
                .maxLeaves(8)
                .maxDepth(6)
                .minLeafRows(1)
                .minChildWeight(0)
                .subsample(1)
                .columnsPerTree(1)
                .learningRate(0.5)
                .l2(1);
    }

    private static Forest fit(HistogramGradientBoostingBuilder builder, TrainingData data) {
        return ((ForestPredictor) builder.build().fit(data, 3, Progress.none()).predictor()).forest();
    }

    /** By node, the rows that reach it. */
    private static List<List<Integer>> reached(Forest forest, TrainingData data) {
        List<List<Integer>> reached = new ArrayList<>();
        for (int node = 0; node < forest.nodes(); node++) {
            reached.add(new ArrayList<>());
        }
        double[] row = new double[data.features().columns().length];
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            int leaf = forest.leafOf(0, row);
            for (int node = 0; node < forest.nodes(); node++) {
                if (node == leaf || !forest.isLeaf(node) && isBelow(forest, node, leaf)) {
                    reached.get(node).add(i);
                }
            }
        }
        return reached;
    }

    private static boolean isBelow(Forest forest, int node, int leaf) {
        return node == leaf
                || !forest.isLeaf(node)
                        && (isBelow(forest, forest.left(node), leaf) || isBelow(forest, forest.right(node), leaf));
    }

    @ParameterizedTest
    @EnumSource(Growth.class)
    void grow_leaves_answerByTheirRowsTimesTheRate(Growth growth) {
        for (boolean weighted : new boolean[] {false, true}) {
            TrainingData data = Tables.mixed(700, 5, weighted);
            Forest forest = fit(builder(growth).l1(0.2), data);
            double p = 1 / (1 + Math.exp(-forest.baseScore()));
            double[] weights = data.relativeWeights();
            List<List<Integer>> reached = reached(forest, data);
            for (int node = 0; node < forest.nodes(); node++) {
                double g = 0;
                double h = 0;
                for (int row : reached.get(node)) {
                    g += weights[row] * (p - data.labels()[row]);
                    h += weights[row] * p * (1 - p);
                }
                assertThat(forest.cover(node)).isEqualTo(reached.get(node).size());
                if (forest.isLeaf(node)) {
                    double expected = -Math.signum(g) * Math.max(0, Math.abs(g) - 0.2) / (h + 1) * 0.5;
                    assertThat(forest.value(node)).isCloseTo(expected, within(2e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Growth.class)
    void grow_bounds_areReachedAndKept(Growth growth) {
        TrainingData data = Tables.mixed(700, 6, false);
        for (int leaves : new int[] {2, 3, 4, 7, 16}) {
            Forest forest = fit(builder(growth).maxLeaves(leaves), data);
            long found =
                    IntStream.range(0, forest.nodes()).filter(forest::isLeaf).count();
            assertThat(found).isLessThanOrEqualTo(leaves);
            if (growth != Growth.OBLIVIOUS) {
                assertThat(found).isEqualTo(leaves);
            }
        }
        for (int depth : new int[] {1, 2, 3}) {
            Forest forest = fit(builder(growth).maxLeaves(64).maxDepth(depth), data);
            assertThat(depth(forest, forest.root(0))).isEqualTo(depth);
            assertThat(IntStream.range(0, forest.nodes()).filter(forest::isLeaf).count())
                    .as("nearly all nodes can be split")
                    .isBetween((1L << depth) - depth / 3, 1L << depth);
        }
    }

    private static int depth(Forest forest, int node) {
        return forest.isLeaf(node)
                ? 0
                : 1 + Math.max(depth(forest, forest.left(node)), depth(forest, forest.right(node)));
    }

    /** Of the nodes that a far larger tree splits, those of the greatest gains within reach. */
    @Test
    void grow_leafWise_splitsTheGreatestGainFirst() {
        TrainingData data = Tables.mixed(900, 7, false);
        HistogramGradientBoostingBuilder builder = builder(Growth.LEAF_WISE).maxDepth(20);
        Forest large = fit(builder.maxLeaves(60), data);
        List<Integer> within = new ArrayList<>(List.of(large.root(0)));
        List<Double> expected = new ArrayList<>();
        for (int leaves = 2; leaves <= 20; leaves++) {
            int next = within.stream()
                    .filter(node -> !large.isLeaf(node))
                    .max(Comparator.comparingDouble(large::gain))
                    .orElseThrow();
            within.remove((Integer) next);
            within.add(large.left(next));
            within.add(large.right(next));
            expected.add(large.gain(next));
            assertThat(gains(fit(builder.maxLeaves(leaves), data))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<Double> gains(Forest forest) {
        return IntStream.range(0, forest.nodes())
                .filter(node -> !forest.isLeaf(node))
                .mapToObj(forest::gain)
                .toList();
    }

    @Test
    void grow_depthWise_fillsALevelBeforeTheNext() {
        TrainingData data = Tables.mixed(900, 7, false);
        Forest forest = fit(builder(Growth.DEPTH_WISE).maxLeaves(6).maxDepth(20), data);
        int root = forest.root(0);
        // Four leaves on the second level, of which the first two are split.
        int left = forest.left(root);
        int right = forest.right(root);
        assertThat(depth(forest, left)).isEqualTo(2);
        assertThat(depth(forest, right)).isEqualTo(1);
        assertThat(depth(forest, forest.left(left))).isEqualTo(1);
        assertThat(depth(forest, forest.right(left))).isEqualTo(1);
    }

    @Test
    void grow_missingThatWereNotSeen_goWithMostRows() {
        double[] column = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        for (int positives : new int[] {30, 70}) {
            int[] labels = new int[100];
            for (int i = 0; i < positives; i++) {
                labels[i] = 1;
            }
            Forest forest = fit(builder(Growth.LEAF_WISE).maxLeaves(2), Tables.numbers(column, labels));
            double missing = forest.score(new double[] {Double.NaN});
            assertThat(missing).isEqualTo(forest.score(new double[] {positives == 30 ? 99 : 0}));
            assertThat(missing).isNotEqualTo(forest.score(new double[] {positives == 30 ? 0 : 99}));
        }
    }

    @Test
    void grow_rowsLeftOut_areCountedAndScored() {
        TrainingData data = Tables.mixed(900, 8, false);
        Forest forest = fit(builder(Growth.LEAF_WISE).subsample(0.4).trees(3), data);
        List<List<Integer>> reached = reached(forest, data);
        for (int node = 0;
                node < forest.nodes() && node < (forest.trees() > 1 ? forest.root(1) : forest.nodes());
                node++) {
            assertThat(forest.cover(node)).isEqualTo(reached.get(node).size());
        }
        // The second tree learns from what the first has left, on rows that it had not drawn as well.
        double before = loss(forest, data, 1);
        assertThat(loss(forest, data, 3)).isLessThan(before);
    }

    private static double loss(Forest forest, TrainingData data, int trees) {
        double[] row = new double[5];
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            data.features().row(i, row);
            double score = forest.baseScore();
            for (int tree = 0; tree < trees; tree++) {
                score += forest.tree(tree, row);
            }
            sum += Math.log1p(Math.exp(data.labels()[i] == 1 ? -score : score));
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Growth.class)
    void grow_moreWeightOrRowsNeeded_hasSmallerTrees(Growth growth) {
        TrainingData data = Tables.mixed(600, 9, false);
        for (int fewest : new int[] {50, 120, 290, 301}) {
            Forest forest = fit(builder(growth).maxLeaves(40).minLeafRows(fewest), data);
            if (fewest == 301) {
                assertThat(forest.trees()).isZero();
                continue;
            }
            double least = IntStream.range(0, forest.nodes())
                    .filter(forest::isLeaf)
                    .mapToDouble(forest::cover)
                    .min()
                    .orElseThrow();
            assertThat(least).isGreaterThanOrEqualTo(fewest);
            assertThat(forest.nodes()).isGreaterThanOrEqualTo(3);
        }
    }
}
