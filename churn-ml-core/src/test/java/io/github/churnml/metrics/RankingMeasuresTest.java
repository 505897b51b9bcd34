package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankingMeasuresTest {

    private static final int[] LABELS = {0, 0, 1, 1};
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};

    @Test
    void rocAuc_of_four_pairs_with_one_lost_is_three_quarters() {
        assertThat(RocAuc.of(LABELS, SCORES)).isEqualTo(0.75);
        assertThat(RocAuc.gini(LABELS, SCORES)).isEqualTo(0.5);
    }

    @Test
    void rocAuc_of_tied_pairs_counts_each_as_half() {
        // Pairs: 0.5 against 0.5 (half) and 0.2 (won); 0.9 against both (won).
        assertThat(RocAuc.of(new int[] {0, 0, 1, 1}, new double[] {0.5, 0.2, 0.5, 0.9}))
                .isEqualTo(3.5 / 4);
        assertThat(RocAuc.of(LABELS, new double[] {0.3, 0.3, 0.3, 0.3})).isEqualTo(0.5);
    }

    @Test
    void rocAuc_of_zero_and_minus_zero_is_a_tie() {
        assertThat(RocAuc.of(new int[] {0, 1}, new double[] {-0.0, 0.0})).isEqualTo(0.5);
    }

    @Test
    void averagePrecision_takes_rows_of_equal_score_together() {
        // From the top: churner alone (precision 1), then a churner and two stayers tied (precision 2/4).
        assertThat(AveragePrecision.of(new int[] {1, 0, 1, 0, 0}, new double[] {0.9, 0.5, 0.5, 0.5, 0.1}))
                .isEqualTo(0.5 * 1 + 0.5 * 0.5);
        assertThat(AveragePrecision.of(LABELS, SCORES)).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-15));
    }

    @Test
    void kolmogorovSmirnov_is_the_widest_gap_of_the_two_rates() {
        // True and false positive rates from the top: (1/2, 0), (1/2, 1/2), (1, 1/2), (1, 1).
        assertThat(KolmogorovSmirnov.of(LABELS, SCORES)).isEqualTo(0.5);
        assertThat(KolmogorovSmirnov.of(new int[] {1, 1, 0}, new double[] {0.1, 0.2, 0.9}))
                .as("churners below stayers are as far apart")
                .isEqualTo(1);
    }

    @Test
    void oneClassOnly_rocAuc_gini_and_kolmogorovSmirnov_are_undefined() {
        for (int[] labels : new int[][] {{0, 0}, {1, 1}}) {
            double[] scores = {0.2, 0.7};
            assertThat(RocAuc.of(labels, scores)).isNaN();
            assertThat(RocAuc.gini(labels, scores)).isNaN();
            assertThat(KolmogorovSmirnov.of(labels, scores)).isNaN();
        }
    }

    @Test
    void oneClassOnly_averagePrecision_is_0_without_churners_and_1_without_stayers() {
        assertThat(AveragePrecision.of(new int[] {0, 0}, new double[] {0.2, 0.7}))
                .isZero();
        assertThat(AveragePrecision.of(new int[] {1, 1}, new double[] {0.2, 0.7}))
                .isEqualTo(1);
    }

    @Test
    void infiniteScores_are_ranked_as_the_ends() {
        double[] scores = {Double.NEGATIVE_INFINITY, 3, -2, Double.POSITIVE_INFINITY};
        assertThat(RocAuc.of(LABELS, scores)).isEqualTo(0.75);
    }

    @Test
    void rocAuc_of_more_pairs_than_an_int_can_count_is_right() {
        int rows = 200_000;
        int[] labels = new int[rows];
        double[] scores = new double[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % 2;
            scores[i] = i;
        }
        // Churner k of n (from 0) beats the k + 1 stayers below it: (n + 1) / 2n of all pairs.
        double churners = rows / 2.0;
        assertThat(RocAuc.of(labels, scores)).isEqualTo((churners + 1) / (2 * churners));
        assertThat(KolmogorovSmirnov.of(labels, scores)).isEqualTo(1 / churners);
    }
}
