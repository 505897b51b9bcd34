package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankingMeasuresTest {

    private static final int[] LABELS = {0, 0, 1, 1};
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};

    @Test
    void averagePrecision_equalScores_rankTogether() {
        // From the top: churner alone (precision 1), then a churner and two stayers tied (precision 2/4).
        assertThat(AveragePrecision.of(new int[] {1, 0, 1, 0, 0}, new double[] {0.9, 0.5, 0.5, 0.5, 0.1}))
                .isEqualTo(0.5 * 1 + 0.5 * 0.5);
        assertThat(AveragePrecision.of(LABELS, SCORES)).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-15));
    }

    @Test
    void averagePrecision_oneClassOnly_is0WithoutChurnersElse1() {
        assertThat(AveragePrecision.of(new int[] {0, 0}, new double[] {0.2, 0.7}))
                .isZero();
        assertThat(AveragePrecision.of(new int[] {1, 1}, new double[] {0.2, 0.7}))
                .isEqualTo(1);
    }

    @Test
    void kolmogorovSmirnov_fourRows_isTheWidestGap() {
        // True and false positive rates from the top: (1/2, 0), (1/2, 1/2), (1, 1/2), (1, 1).
        assertThat(KolmogorovSmirnov.of(LABELS, SCORES)).isEqualTo(0.5);
        assertThat(KolmogorovSmirnov.of(new int[] {1, 1, 0}, new double[] {0.1, 0.2, 0.9}))
                .as("churners below stayers are as far apart")
                .isEqualTo(1);
    }

    @Test
    void kolmogorovSmirnov_oneClassOnly_isUndefined() {
        for (int[] labels : new int[][] {{0, 0}, {1, 1}}) {
            assertThat(KolmogorovSmirnov.of(labels, new double[] {0.2, 0.7})).isNaN();
        }
    }

    @Test
    void kolmogorovSmirnov_alternatingRows_isOneStep() {
        int rows = 200_000;
        int[] labels = new int[rows];
        double[] scores = new double[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % 2;
            scores[i] = i;
        }
        assertThat(KolmogorovSmirnov.of(labels, scores)).isEqualTo(2.0 / rows);
    }
}
