package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Trees whose levels are split by one cut each. */
class LevelFinderTest {

    private static HistogramGradientBoostingBuilder builder() {
        return HistogramGradientBoosting.builder()
                .growth(Growth.OBLIVIOUS)
                .earlyStopping(false)
                .trees(30)
                .subsample(1)
                .columnsPerTree(1);
    }

    private static Forest fit(HistogramGradientBoostingBuilder builder, TrainingData data) {
        return ((ForestPredictor) builder.build().fit(data, 1, Progress.none()).predictor()).forest();
    }

    @Test
    void fit_oblivious_asksNoMoreThanADepthOfQuestions() {
        TrainingData data = Tables.mixed(4000, 1, true);
        Forest forest = fit(builder().maxDepth(5).maxLeaves(32).minLeafRows(30), data);
        assertThat(forest.trees()).isEqualTo(30);
        int split = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            Set<List<Object>> questions = new HashSet<>();
            int end = tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes();
            for (int node = forest.root(tree); node < end; node++) {
                if (!forest.isLeaf(node)) {
                    questions.add(List.of(
                            forest.feature(node),
                            forest.isOnLevels(node) ? forest.levels(node) : forest.threshold(node)));
                    split++;
                }
                assertThat(forest.cover(node)).isPositive();
            }
            assertThat(questions).hasSizeLessThanOrEqualTo(5);
        }
        assertThat(split).as("far more nodes than questions").isGreaterThan(30 * 10);
    }

    /** A column searched later may reach its score first, and must not keep out one before it that reaches the same. */
    @Test
    void fit_columnsAlike_areSplitOnTheFirstWhateverTheThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        int rows = 3000;
        double[] values = random.doubles(rows).toArray();
        int[] labels = IntStream.range(0, rows)
                .map(row -> random.nextDouble() < (values[row] * 7 % 1 + values[row]) / 2 ? 1 : 0)
                .toArray();
        int width = 60;
        double[][] columns = new double[width][];
        List<Feature> features = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            columns[column] = values;
            features.add(new Feature("c" + column, "c" + column, 0));
        }
        TrainingData data = TrainingData.of(new FeatureMatrix(features, columns, rows), labels);
        ForkJoinPool pool = new ForkJoinPool(4);
        Forest forest = pool.submit(() -> fit(builder().maxDepth(4).maxLeaves(16), data))
                .get();
        pool.shutdown();
        int split = 0;
        for (int node = 0; node < forest.nodes(); node++) {
            if (!forest.isLeaf(node)) {
                assertThat(forest.feature(node)).isZero();
                split++;
            }
        }
        assertThat(split).as("nodes that were split").isGreaterThan(100);
    }

    @Test
    void fit_oneLevel_isTheTreeOfOneSplit() {
        TrainingData data = Tables.mixed(3000, 1, true);
        HistogramGradientBoostingBuilder stumps = builder().maxDepth(1).trees(50);
        byte[] level = fit(stumps, data).toBytes();
        assertThat(fit(stumps.growth(Growth.DEPTH_WISE), data).toBytes()).isEqualTo(level);
    }

    @Test
    void fit_secondLevel_hasTheBestSumOfGains() {
        for (long seed = 1; seed <= 5; seed++) {
            TrainingData data = Tables.mixed(1500, seed, false);
            HistogramGradientBoostingBuilder two = builder()
                    .maxDepth(2)
                    .maxLeaves(4)
                    .trees(1)
                    .maxBins(12)
                    .minLeafRows(1)
                    .levelL2(0);
            Forest forest = fit(two.oneHotLevels(10), data);
            int root = forest.root(0);
            double found = forest.gain(forest.left(root)) + forest.gain(forest.right(root));
            assertThat(found).isCloseTo(bestSecondLevel(forest, data), within(2e-3 * found));
        }
    }

    /** Over every threshold and level of every column, with missing values on either side. */
    private static double bestSecondLevel(Forest forest, TrainingData data) {
        int rows = data.rows();
        double p = 1 / (1 + StrictMath.exp(-forest.baseScore()));
        BinnedTable table = BinnedTable.of(data.features(), null, 12, 1);
        double[] row = new double[5];
        int[] side = new int[rows];
        Set<Integer> leftLeaves = new HashSet<>();
        leaves(forest, forest.left(forest.root(0)), leftLeaves);
        for (int i = 0; i < rows; i++) {
            data.features().row(i, row);
            side[i] = leftLeaves.contains(forest.leafOf(0, row)) ? 0 : 1;
        }
        double best = 0;
        for (int column = 0; column < 5; column++) {
            FeatureBins bins = table.columns[column];
            for (int bin = 0; bin <= bins.missing(); bin++) {
                for (int missing = 0; missing < (bins.nominal() ? 1 : 2); missing++) {
                    double[] g = new double[4];
                    double[] h = new double[4];
                    for (int i = 0; i < rows; i++) {
                        int own = table.bins[column][i] & 0xFF;
                        boolean left = bins.nominal() ? own == bin : own == bins.missing() ? missing == 1 : own <= bin;
                        int at = 2 * side[i] + (left ? 0 : 1);
                        g[at] += p - data.labels()[i];
                        h[at] += p * (1 - p);
                    }
                    double gain = 0;
                    for (int node = 0; node < 4; node += 2) {
                        if (h[node] > 0 && h[node + 1] > 0) {
                            gain += (g[node] * g[node] / (h[node] + 1)
                                            + g[node + 1] * g[node + 1] / (h[node + 1] + 1)
                                            - (g[node] + g[node + 1])
                                                    * (g[node] + g[node + 1])
                                                    / (h[node] + h[node + 1] + 1))
                                    / 2;
                        }
                    }
                    best = Math.max(best, gain);
                }
            }
        }
        return best;
    }

    private static void leaves(Forest forest, int node, Set<Integer> into) {
        if (forest.isLeaf(node)) {
            into.add(node);
        } else {
            leaves(forest, forest.left(node), into);
            leaves(forest, forest.right(node), into);
        }
    }

    @Test
    void fit_bounds_areKept() {
        TrainingData data = Tables.mixed(3000, 4, false);
        Forest forest = fit(builder().minLeafRows(150).maxLeaves(20).maxDepth(10), data);
        for (int tree = 0; tree < forest.trees(); tree++) {
            int end = tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes();
            assertThat(IntStream.range(forest.root(tree), end)
                            .filter(forest::isLeaf)
                            .count())
                    .isBetween(2L, 20L);
        }
        assertThat(IntStream.range(0, forest.nodes())
                        .mapToDouble(forest::cover)
                        .min()
                        .orElseThrow())
                .isBetween(150.0, 400.0);
    }

    @Test
    void fit_manyLevels_learnsUnseenRows() {
        Forest forest = fit(builder().trees(100).maxLeaves(64), Tables.mixed(4000, 1, false));
        TrainingData unseen = Tables.mixed(4000, 2, false);
        double[] row = new double[5];
        double[] scores = new double[4000];
        for (int i = 0; i < 4000; i++) {
            unseen.features().row(i, row);
            scores[i] = forest.score(row);
        }
        assertThat(RocAuc.of(unseen.labels(), scores)).isGreaterThan(0.82);
    }

    @Test
    void build_tooDeep_isRefused() {
        assertThatThrownBy(() -> builder().maxDepth(11).build())
                .hasMessage("Key 'maxDepth' holds (11) where at most 10 is allowed with 'growth: oblivious', which"
                        + " splits whole levels.\nMaybe set 'growth: leaf-wise'.");
    }

    @Test
    void build_minLevelRows_isRefusedWhereLevelsDoNotHeedIt() {
        assertThatThrownBy(() -> builder().minLevelRows(5).build())
                .hasMessage("Key 'minLevelRows' holds 5, which 'growth: oblivious' does not know."
                        + "\nMaybe set 'growth: leaf-wise'.");
    }
}
