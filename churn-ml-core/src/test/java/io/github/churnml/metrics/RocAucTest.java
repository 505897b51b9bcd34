package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RocAucTest {

    private static final int[] LABELS = {0, 0, 1, 1};
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};

    @Test
    void of_fourPairsOneLost_isThreeQuarters() {
        assertThat(RocAuc.of(LABELS, SCORES)).isEqualTo(0.75);
        assertThat(RocAuc.gini(LABELS, SCORES)).isEqualTo(0.5);
    }

    @Test
    void of_tiedPairs_countHalf() {
        // Pairs: 0.5 against 0.5 (half) and 0.2 (won); 0.9 against both (won).
        assertThat(RocAuc.of(new int[] {0, 0, 1, 1}, new double[] {0.5, 0.2, 0.5, 0.9}))
                .isEqualTo(3.5 / 4);
        assertThat(RocAuc.of(LABELS, new double[] {0.3, 0.3, 0.3, 0.3})).isEqualTo(0.5);
    }

    @Test
    void of_zeroAndMinusZero_areTied() {
        assertThat(RocAuc.of(new int[] {0, 1}, new double[] {-0.0, 0.0})).isEqualTo(0.5);
    }

    @Test
    void of_infiniteScores_rankAsTheEnds() {
        double[] scores = {Double.NEGATIVE_INFINITY, 3, -2, Double.POSITIVE_INFINITY};
        assertThat(RocAuc.of(LABELS, scores)).isEqualTo(0.75);
    }

    @Test
    void of_oneClassOnly_isUndefined() {
        for (int[] labels : new int[][] {{0, 0}, {1, 1}}) {
            double[] scores = {0.2, 0.7};
            assertThat(RocAuc.of(labels, scores)).isNaN();
            assertThat(RocAuc.gini(labels, scores)).isNaN();
        }
    }

    @Test
    void of_morePairsThanAnInt_isExact() {
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
    }
}
