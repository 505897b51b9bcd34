package io.github.churnml.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementNoticeTest {

    private static Evaluation of(int left, int stayed, boolean perfect) {
        int[] labels = new int[left + stayed];
        double[] probabilities = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row < left ? 1 : 0;
            probabilities[row] = perfect ? 0.1 + 0.8 * labels[row] : (row * 7 % 10) / 10.0;
        }
        return Evaluation.of(labels, probabilities, 0.5, 1, "rows");
    }

    @Test
    void notice_fourOfAClass_nothingCanBeJudgedAndNoInterval() {
        Evaluation few = of(4, 300, false);

        assertThat(JudgementNotice.of(few, Map.of("x", 1.0), Outcome.churn())
                        .orElseThrow()
                        .message())
                .isEqualTo(
                        "Nothing can be judged by so few: the hold-out has 4 customers who left and 300 who stayed, and"
                                + " at least 5 of each are needed. Maybe train on a larger table, or hold a larger share out.");
        assertThat(few.metrics().values()).noneMatch(estimate -> estimate.hasInterval());
        assertThat(few.rocAuc().value()).isBetween(0.0, 1.0);
        assertThat(of(5, 300, false).rocAuc().hasInterval()).isTrue();
    }

    @Test
    void notice_perfectRanking_namesTheColumnThatCounts() {
        assertThat(JudgementNotice.of(of(50, 50, true), Map.of("a", 0.03, "why", 0.97), Outcome.churn())
                        .orElseThrow()
                        .message())
                .isEqualTo("The hold-out is ranked all but perfectly, which real tables do not allow, and column 'why'"
                        + " alone counts for nearly all of it. Maybe it is known only once a customer has left: exclude it"
                        + " then.");
        assertThat(JudgementNotice.of(of(50, 50, true), Map.of("a", 0.5, "b", 0.5), Outcome.churn())
                        .orElseThrow()
                        .message())
                .isEqualTo("The hold-out is ranked all but perfectly, which real tables do not allow. Maybe a column is"
                        + " known only once a customer has left: exclude it then.");
    }

    @Test
    void notice_honestRanking_none() {
        assertThat(JudgementNotice.of(of(50, 50, false), Map.of("a", 1.0), Outcome.churn()))
                .isEmpty();
    }
}
