package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens from round to round. */
class BoostingRoundsTest {

    private static HistogramGradientBoostingBuilder builder() {
        return HistogramGradientBoosting.builder()
                .growth(Growth.LEAF_WISE)
                .earlyStopping(false)
                .trees(20)
                .maxLeaves(6)
                .minLeafRows(5)
                .learningRate(0.3);
    }

    private static Forest forest(FittedLearner fitted) {
        return ((ForestPredictor) fitted.predictor()).forest();
    }

    /** The columns that each tree is split on. */
    private static List<Set<Integer>> columns(Forest forest) {
        List<Set<Integer>> columns = new ArrayList<>();
        for (int tree = 0; tree < forest.trees(); tree++) {
            int end = tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes();
            Set<Integer> ofTree = new HashSet<>();
            IntStream.range(forest.root(tree), end)
                    .filter(node -> !forest.isLeaf(node))
                    .forEach(node -> ofTree.add(forest.feature(node)));
            columns.add(ofTree);
        }
        return columns;
    }

    @Test
    void columnsPerTree_share_isDrawnAnewForEachTree() {
        TrainingData data = Tables.mixed(400, 1, false);
        for (double share : new double[] {0.2, 0.4, 0.41, 0.01}) {
            int most = share == 0.41 ? 3 : share == 0.4 ? 2 : 1;
            List<Set<Integer>> columns = columns(
                    forest(builder().trees(60).columnsPerTree(share).build().fit(data, 1, Progress.none())));
            assertThat(columns).allSatisfy(set -> assertThat(set).hasSizeLessThanOrEqualTo(most));
            assertThat(columns).anySatisfy(set -> assertThat(set).hasSize(most));
            for (int column = 0; column < 5; column++) {
                int wanted = column;
                assertThat(columns).as("column %s of %s", column, share).anyMatch(set -> set.contains(wanted));
            }
        }
    }

    @Test
    void fading_trees_goesFromOneToZero() {
        assertThat(Boosting.fading(100, 0.1, 0)).isCloseTo(100 / 101.0, within(1e-12));
        double left = 100 * Math.exp(-0.1 * 50);
        assertThat(Boosting.fading(100, 0.1, 50)).isCloseTo(left / (1 + left), within(1e-12));
        assertThat(Boosting.fading(100, 0.1, 5000)).isLessThan(1e-100);
    }

    /** The mean log loss of some of the rows by a forest's first trees. */
    private static double loss(Forest forest, int trees, TrainingData data, int step) {
        double[] row = new double[5];
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < data.rows(); i += step) {
            data.features().row(i, row);
            double score = forest.baseScore();
            for (int tree = 0; tree < trees; tree++) {
                score += forest.tree(tree, row);
            }
            sum += data.weights()[i] * Math.log1p(Math.exp(data.labels()[i] == 1 ? -score : score));
            weights += data.weights()[i];
        }
        return sum / weights;
    }

    @Test
    @SuppressWarnings("unchecked") // the map is made of lists of numbers
    void history_training_isTheLossOfAThousandRowsAtMost() {
        for (int rows : new int[] {1000, 1001, 2500}) {
            for (boolean weighted : new boolean[] {false, true}) {
                TrainingData data = Tables.mixed(rows, 2, weighted);
                FittedLearner fitted = builder().build().fit(data, 1, Progress.none());
                List<Double> losses =
                        (List<Double>) ((Map<String, Object>) fitted.found().get("history")).get("training");
                assertThat(losses).hasSize(21);
                int step = rows == 1000 ? 1 : rows == 1001 ? 2 : 3;
                for (int trees : new int[] {0, 1, 7, 20}) {
                    assertThat(losses.get(trees)).isCloseTo(loss(forest(fitted), trees, data, step), within(1e-6));
                }
            }
        }
    }

    /** The rounds that a fit tells of. */
    private static List<Long> rounds(HistogramGradientBoostingBuilder builder, TrainingData data) {
        List<Long> rounds = new ArrayList<>();
        builder.build().fit(data, 1, (stage, done, total) -> {
            assertThat(stage).isEqualTo("boosting");
            rounds.add(done);
        });
        return rounds;
    }

    @Test
    void grow_nothingToSplit_endsAfterTenRounds() {
        double[] column = new double[60];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i += 3) {
            labels[i] = 1;
        }
        assertThat(rounds(builder().trees(500), Tables.numbers(column, labels)))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 500L);
    }

    @Test
    void grow_roundsWithoutImprovement_endAfterPatience() {
        // Labels that nothing tells: each tree makes it worse.
        TrainingData data = Tables.mixed(300, 3, false);
        int[] labels = new int[300];
        for (int i = 0; i < 300; i++) {
            labels[i] = (int) (Hash.of(9, i) >>> 63);
        }
        TrainingData noise = TrainingData.of(data.features(), labels);
        HistogramGradientBoostingBuilder stopping =
                builder().earlyStopping(true).trees(500).patience(7).learningRate(1);
        List<Long> told = rounds(stopping, noise);
        FittedLearner fitted = stopping.build().fit(noise, 1, Progress.none());
        int kept = (Integer) fitted.found().get("rounds");
        int best = Math.max(0, kept);
        assertThat(told).endsWith(500L);
        assertThat(told.size() - 1).as("rounds grown").isBetween(best + 6, best + 8);
        assertThat(forest(fitted).trees()).isEqualTo(kept);
    }

    @Test
    void fit_otherSeed_drawsOtherRowsAndColumns() {
        TrainingData data = Tables.mixed(500, 4, false);
        for (HistogramGradientBoostingBuilder drawing : List.of(
                builder().subsample(0.5),
                builder().columnsPerTree(0.6),
                builder().columnsPerNode(0.6),
                builder().extraTrees(true),
                builder().sampling(Sampling.GOSS))) {
            byte[] one = forest(drawing.build().fit(data, 1, Progress.none())).toBytes();
            assertThat(forest(drawing.build().fit(data, 1, Progress.none())).toBytes())
                    .isEqualTo(one);
            assertThat(forest(drawing.build().fit(data, 2, Progress.none())).toBytes())
                    .isNotEqualTo(one);
        }
    }
}
