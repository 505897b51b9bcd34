package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.predictor.ForestPredictor;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowSampleTest {

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void oneSide_gradients_takesTheLargestAndSomeOfTheOthers() {
        int rows = 20_000;
        double[] gradient =
                new SplittableRandom(1).doubles(rows, -1, 1).map(x -> x * x * x).toArray();
        RowSample sample = new OneSideSample(0.2, 0.1, ones(rows), 7, gradient);
        assertThat(sample.mostTimes()).isCloseTo(8, within(1e-12));
        double[] sorted = Arrays.stream(gradient).map(Math::abs).sorted().toArray();
        double cut = sorted[rows - 4000];
        int others = 0;
        for (int i = 0; i < rows; i++) {
            if (Math.abs(gradient[i]) >= cut) {
                assertThat(sample.holds(i)).isTrue();
                assertThat(sample.times(i)).isEqualTo(1);
            } else if (sample.holds(i)) {
                others++;
                assertThat(sample.times(i)).isCloseTo(8, within(1e-12));
            }
        }
        assertThat(others).isBetween(1850, 2150);
        double all = IntStream.range(0, rows)
                .filter(sample::holds)
                .mapToDouble(sample::times)
                .sum();
        assertThat(all).as("what is drawn stands for all").isCloseTo(rows, within(1000.0));
    }

    @Test
    void oneSide_equalGradients_takesTheFirst() {
        double[] gradient = {0.5, -0.5, 0.5, 0.5, -0.5, 0.9, 0.5, 0.5, 0.5, 0.5};
        RowSample sample = new OneSideSample(0.4, 0.01, ones(10), 7, gradient);
        assertThat(IntStream.range(0, 10).filter(sample::holds)).startsWith(0, 1, 2, 5);
    }

    @Test
    void oneSide_rowsOfWeightZero_areNeitherCountedNorTaken() {
        double[] weights = {0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        double[] gradient = {0, 0.1, 0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
        RowSample sample = new OneSideSample(0.5, 0.5, weights, 7, gradient);
        assertThat(IntStream.range(0, 12).filter(sample::holds))
                .containsExactlyInAnyOrder(1, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void fit_goss_learnsAndKeepsLeavesLarge() {
        TrainingData data = Tables.mixed(6000, 1, true);
        HistogramGradientBoostingBuilder builder = HistogramGradientBoosting.builder()
                .earlyStopping(false)
                .trees(60)
                .minLeafRows(100)
                .sampling(Sampling.GOSS)
                .otherShare(0.05);
        Forest forest =
                ((ForestPredictor) builder.build().fit(data, 1, Progress.none()).predictor()).forest();
        // Rows are counted before they stand for others: at least a hundred by a weight of at most 2.
        assertThat(IntStream.range(0, forest.nodes())
                        .mapToDouble(forest::cover)
                        .min()
                        .orElseThrow())
                .isGreaterThan(120);
        TrainingData unseen = Tables.mixed(4000, 2, false);
        double[] row = new double[5];
        double[] scores = new double[4000];
        for (int i = 0; i < 4000; i++) {
            unseen.features().row(i, row);
            scores[i] = forest.score(row);
        }
        assertThat(RocAuc.of(unseen.labels(), scores)).isGreaterThan(0.8);
        assertThat(Arrays.stream(scores).map(Sigmoid::of).average().orElseThrow())
                .isCloseTo(Arrays.stream(unseen.labels()).average().orElseThrow(), within(0.05));
    }

    @Test
    void build_sharesOfMoreThanAll_areRefused() {
        HistogramGradientBoostingBuilder builder =
                HistogramGradientBoosting.builder().topShare(0.6).otherShare(0.5);
        builder.build();
        assertThatThrownBy(() -> builder.sampling(Sampling.GOSS).build())
                .hasMessage("Keys 'topShare' (0.6) and 'otherShare' (0.5) are more than all rows together.\nMaybe make"
                        + " one of them smaller.");
    }

    @Test
    void plain_shareOfRows_isDrawnByRowWithoutThoseOfWeightZero() {
        RowSample all = new PlainSample(1, null, 3);
        assertThat(all.takesAll()).isTrue();
        assertThat(all.mostTimes()).isEqualTo(1);
        double[] weights = ones(10_000);
        weights[5] = 0;
        RowSample weighted = new PlainSample(1, weights, 3);
        assertThat(weighted.takesAll()).isFalse();
        assertThat(IntStream.range(0, 10_000).filter(weighted::holds).count()).isEqualTo(9_999);
        assertThat(weighted.holds(5)).isFalse();
        RowSample third = new PlainSample(0.3, null, 3);
        assertThat(third.takesAll()).isFalse();
        assertThat(IntStream.range(0, 10_000).filter(third::holds).count()).isBetween(2_850L, 3_150L);
        assertThat(third.times(0)).isEqualTo(1);
    }

    @Test
    void divide_partOfTheRows_putsThoseDrawnFirstAndKeepsTheirOrder() {
        RowSample third = new PlainSample(0.3, null, 3);
        int[] rows = IntStream.range(0, 100).toArray();
        int taken = third.divide(rows, 10, 90, new int[100]);
        assertThat(taken)
                .isEqualTo((int) IntStream.range(10, 90).filter(third::holds).count());
        assertThat(Arrays.copyOfRange(rows, 10, 10 + taken))
                .containsExactly(IntStream.range(10, 90).filter(third::holds).toArray());
        assertThat(Arrays.copyOfRange(rows, 10 + taken, 90))
                .containsExactly(
                        IntStream.range(10, 90).filter(row -> !third.holds(row)).toArray());
        assertThat(rows).startsWith(0, 1, 2).endsWith(97, 98, 99);
        assertThat(new PlainSample(1, null, 3).divide(rows, 10, 90, new int[100]))
                .isEqualTo(80);
    }
}
