package io.github.churnml.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.metrics.Metric;
import io.github.churnml.monitor.estimate.ExpectedPerformance;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Estimates, and outcomes that come in late. */
class ProbablePerformanceTest {

    private static final double[] P = new SyntheticCustomers(3_000, 2).trueProbabilities();

    @Test
    void no_outcomes_estimate_alone() {
        int[] labels = new int[P.length];
        Arrays.fill(labels, -1);
        ProbablePerformance performance = ProbablePerformance.of(P, labels, 0.3, 1);
        assertThat(performance.estimated())
                .isEqualTo(ExpectedPerformance.standard(1).of(P, 0.3));
        assertThat(performance.labelled()).isZero();
        assertThat(performance.realised()).isEmpty();
        assertThat(performance.surprises()).isEmpty();
    }

    @Test
    void outcomes_asExpected_areNoSurprise() {
        ProbablePerformance performance = ProbablePerformance.of(P, outcomes(0), 0.3, 1);
        assertThat(performance.labelled()).isEqualTo(1_000);
        assertThat(performance.realised().keySet())
                .containsExactlyElementsOf(performance.expected().keySet());
        assertThat(performance.surprises()).isEmpty();
    }

    @Test
    void outcomes_moreChurn_areASurprise() {
        ProbablePerformance performance = ProbablePerformance.of(P, outcomes(0.3), 0.3, 1);
        assertThat(performance.estimated())
                .isEqualTo(ExpectedPerformance.standard(1).of(P, 0.3));
        assertThat(performance.surprises()).contains(Metric.ROC_AUC, Metric.BRIER, Metric.PRECISION);
    }

    @Test
    void outcomes_oneClass_areNotJudged() {
        int[] labels = new int[P.length];
        Arrays.fill(labels, -1);
        labels[3] = 0;
        labels[4] = 0;
        ProbablePerformance performance = ProbablePerformance.of(P, labels, 0.3, 1);
        assertThat(performance.labelled()).isEqualTo(2);
        assertThat(performance.realised()).isEmpty();
    }

    @Test
    void outcomes_onlyThree_haveNoRankingInterval() {
        double[] p = {0.35, 0.3, 0.3, 0.2};
        ProbablePerformance performance = ProbablePerformance.of(p, new int[] {1, 0, 0, -1}, 0.5, 1);

        assertThat(performance.realised().get(Metric.ROC_AUC).value()).isEqualTo(1);
        assertThat(performance.expected().get(Metric.ROC_AUC).hasInterval()).isFalse();
        assertThat(performance.asExpected(Metric.ROC_AUC)).isEmpty();
        assertThat(performance.asExpected(Metric.BRIER)).contains(true);
        assertThat(performance.asExpected(Metric.PR_AUC))
                .as("from 0 to 1 says nothing")
                .isEmpty();
        assertThat(performance.asExpected(Metric.GINI)).as("not estimated").isEmpty();
        assertThat(performance.surprises()).doesNotContain(Metric.ROC_AUC);
    }

    @Test
    void wrong_arguments_are_refused() {
        assertThatThrownBy(() -> ProbablePerformance.of(P, new int[3], 0.3, 1))
                .hasMessageContaining("There are 3 labels but 3000 probabilities.");
        assertThatThrownBy(() -> ProbablePerformance.of(new double[] {0.5, 0.5, 0.5}, new int[] {1, 0, 2}, 0.3, 1))
                .hasMessageContaining("The label at index 2 is (2)");
    }

    /** The first thousand, each leaving by the probability, or for a share of them whatever it is. */
    private static int[] outcomes(double share) {
        int[] labels = new int[P.length];
        Arrays.fill(labels, -1);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 1_000; i++) {
            double p = random.nextDouble() < share ? 0.9 : P[i];
            labels[i] = random.nextDouble() < p ? 1 : 0;
        }
        return labels;
    }
}
