package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.OneStandardError;
import io.github.churnml.learn.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Losses of single trees on rows set aside, against a search over all factors. */
class StagedLossesTest {

    private static final int ROWS = 9000;
    private static final double BASE = -0.4;
    private static final TrainingData DATA = data(ROWS);
    private static final BinnedTable TABLE = BinnedTable.of(DATA.features(), null, 254, 1);

    /** Values 0 to 9, of which the larger are of the positive class more often. */
    private static TrainingData data(int rows) {
        SplittableRandom random = new SplittableRandom(1);
        double[] column = IntStream.range(0, rows).mapToDouble(i -> i % 10).toArray();
        int[] labels = new int[rows];
        double[] weights = new double[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(2.5 - 0.5 * column[i])) ? 1 : 0;
            weights[i] = 0.5 + i % 3;
        }
        return Tables.numbers(column, labels).withWeights(weights);
    }

    private static GrownTree stump(int threshold, double left, double right) {
        GrownTree tree = new GrownTree();
        tree.add();
        tree.add();
        tree.add();
        boolean[] side = new boolean[11];
        for (int bin = 0; bin <= threshold; bin++) {
            side[bin] = true;
        }
        tree.split(0, new Cut(0, side, threshold, 1, 1, 0, false), 1, 2, 10, false);
        tree.setLeaf(1, left, 1);
        tree.setLeaf(2, right, 1);
        return tree;
    }

    private static double[] losses(TrainingData data, List<GrownTree> trees, double scale) {
        double[] losses = new double[data.rows()];
        for (int i = 0; i < data.rows(); i++) {
            double sum = 0;
            for (GrownTree tree : trees) {
                sum += tree.value(tree.leaf(TABLE, i));
            }
            double score = BASE + scale * sum;
            losses[i] = Math.log1p(Math.exp(data.labels()[i] == 1 ? -score : score));
        }
        return losses;
    }

    /** The mean loss, and what holds the factor to 1: as if 16 rows of the mean weight did. */
    private static double held(List<GrownTree> trees, double scale) {
        double[] losses = losses(DATA, trees, scale);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += DATA.weights()[i] * losses[i];
            weights += DATA.weights()[i];
        }
        return (sum + 8 * weights / ROWS * (scale - 1) * (scale - 1)) / weights;
    }

    @Test
    void add_trees_haveTheLossAndFactorOfTheBestOfAll() {
        StagedValidation staged = new StagedValidation(TABLE, DATA, BASE);
        List<GrownTree> trees = new ArrayList<>();
        assertThat(staged.loss(0)).isCloseTo(held(trees, 1), within(1e-12));
        assertThat(staged.scale(0)).isEqualTo(1);
        for (GrownTree tree : List.of(stump(4, -0.3, 0.2), stump(2, -0.9, 0.4), stump(6, -0.1, 0.9))) {
            trees.add(tree);
            assertThat(staged.add(tree)).isZero();
            double scale = staged.scale(trees.size());
            assertThat(staged.loss(trees.size())).isCloseTo(held(trees, scale), within(1e-12));
            // The last step gains less than 1e-8, so that the slope is all but gone.
            double slope = (held(trees, scale + 1e-5) - held(trees, scale - 1e-5)) / 2e-5;
            assertThat(slope).isCloseTo(0, within(1e-5));
        }
        assertThat(staged.scale(1)).isNotCloseTo(1, within(0.05));
    }

    @Test
    void add_treesThatHelpNothing_areCountedAndNotKept() {
        StagedValidation staged = new StagedValidation(TABLE, DATA, BASE);
        List<GrownTree> trees = List.of(stump(4, -0.8, 0.8), stump(4, 1.6, -1.6), stump(4, 0.1, -0.1));
        assertThat(trees.stream().map(staged::add)).containsExactly(0, 1, 2);
        assertThat(staged.loss(2)).isGreaterThan(staged.loss(1));
        assertThat(staged.rounds(trees, Stopping.LEAST_LOSS)).isEqualTo(1);
    }

    @Test
    void rounds_noTreeHelps_isOneOfThoseThereAre() {
        StagedValidation staged = new StagedValidation(TABLE, DATA, BASE);
        assertThat(staged.rounds(List.of(), Stopping.LEAST_LOSS)).isZero();
        List<GrownTree> wrong = List.of(stump(4, 0.8, -0.8));
        assertThat(staged.add(wrong.get(0))).isEqualTo(1);
        assertThat(staged.scale(1)).as("as small as it may be").isLessThan(0.05).isGreaterThanOrEqualTo(0.01);
        assertThat(staged.rounds(wrong, Stopping.LEAST_LOSS)).isEqualTo(1);
    }

    @Test
    void rounds_oneStandardError_isTheFirstWithinIt() {
        TrainingData few = data(200);
        StagedValidation staged = new StagedValidation(TABLE.other(few.features()), few, BASE);
        List<GrownTree> trees = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 30; i++) {
            trees.add(i == 0 ? stump(4, -0.6, 0.6) : stump(i % 9, random.nextDouble(-0.1, 0.1), 0.02));
            staged.add(trees.get(i));
        }
        int best = staged.rounds(trees, Stopping.LEAST_LOSS);
        OneStandardError rule = new OneStandardError(best);
        double[][] losses = new double[best + 1][];
        for (int round = 0; round <= best; round++) {
            losses[round] = losses(few, trees.subList(0, round), staged.scale(round));
        }
        for (int i = 0; i < few.rows(); i++) {
            double[] row = new double[best + 1];
            for (int round = 0; round <= best; round++) {
                row[round] = losses[round][i];
            }
            rule.add(row, few.weights()[i]);
        }
        assertThat(staged.rounds(trees, Stopping.ONE_STANDARD_ERROR))
                .isEqualTo(rule.first())
                .isBetween(2, best - 1);
    }
}
