package io.github.churnml.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Outcome;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.resample.SmoteNc;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThresholdNoticeTest {

    /** 100 customers of whom the 20 most likely to leave, and 5 others, have scores from 0.2 on. */
    private static final double[] SCORES =
            IntStream.range(0, 100).mapToDouble(i -> i / 400.0).toArray();

    private static final int[] LABELS =
            IntStream.range(0, 100).map(i -> i >= 80 ? 1 : 0).toArray();

    private static Optional<Notice> notice(double threshold) {
        return ThresholdNotice.of(
                Evaluation.of(LABELS, SCORES, threshold, 1, "these"), LABELS, SCORES, Outcome.churn());
    }

    @Test
    void threshold_thatFindsNobody_isNoticedWithTheOneThatMeetsTheRate() {
        assertThat(notice(0.5)).hasValueSatisfying(notice -> {
            assertThat(notice.code()).isEqualTo("threshold-finds-nobody");
            assertThat(notice.message())
                    .isEqualTo(
                            "From probability 0.5 on, 0 of 100 judged customers are predicted to leave, while 20 did:"
                                    + " such decisions find nearly nobody. Maybe set threshold: 0.2 (--set threshold=0.2), by"
                                    + " which 20 would be predicted to leave, of whom 20 did.");
        });
        assertThat(ConfusionMatrix.at(LABELS, SCORES, 0.2).truePositives()).isEqualTo(20);
    }

    @Test
    void threshold_thatFindsEverybody_isNoticedToo() {
        assertThat(notice(0.001)).hasValueSatisfying(notice -> {
            assertThat(notice.code()).isEqualTo("threshold-finds-everybody");
            assertThat(notice.message())
                    .startsWith(
                            "From probability 0.001 on, 99 of 100 judged customers are predicted to leave, while 20 did:"
                                    + " such decisions find nearly everybody. Maybe set threshold: 0.2 ");
        });
    }

    @Test
    void threshold_thatFindsATenthOrMore_isNotNoticed() {
        assertThat(notice(SCORES[98])).isEmpty();
        assertThat(notice(SCORES[99])).isPresent();
        assertThat(notice(SCORES[8])).isEmpty();
        assertThat(notice(SCORES[7])).isPresent();
    }

    @Test
    void threshold_whereAllScoresAreAlike_hasNoBetterOne() {
        double[] alike = new double[100];
        Arrays.fill(alike, 0.2);
        Evaluation evaluation = Evaluation.of(LABELS, alike, 0.5, 1, "these");
        assertThat(ThresholdNotice.of(evaluation, LABELS, alike, Outcome.churn()))
                .hasValueSatisfying(
                        notice -> assertThat(notice.message())
                                .endsWith(
                                        "No other threshold meets the share of leavers: the probabilities do not differ enough."));
    }

    @Test
    void meetingTheRate_tiedScores_takesTheNearestNumberOfCustomers() {
        double[] tied = {0.1, 0.1, 0.3, 0.3, 0.3, 0.9};
        assertThat(ThresholdNotice.meetingTheRate(tied, 2)).isEqualTo(0.6);
        assertThat(ThresholdNotice.meetingTheRate(tied, 3)).isEqualTo(0.2);
        assertThat(ThresholdNotice.meetingTheRate(new double[] {0.1, Math.nextUp(0.1)}, 1))
                .isEqualTo(Math.nextUp(0.1));
    }

    @Test
    void smoteWithThePriorCorrected_findsNobody_andTheModelSaysSo() {
        Dataset all = SmallModel.sample(0, 2000);
        int[] labels = SmallModel.of(SmallModel.boosting(), all).target().labels(all);
        int[] rare = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == 0 || i % 6 == 0)
                .toArray();
        Dataset few = all.select(rare);
        ChurnPipeline pipeline = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .balance(SmoteNc.standard())
                .threshold(0.8)
                .build();
        ChurnModel model = pipeline.fit(few);
        assertThat(model.notices()).extracting(Notice::code).contains("threshold-finds-nobody");
        String message = model.notices().stream()
                .filter(notice -> notice.code().equals("threshold-finds-nobody"))
                .findFirst()
                .orElseThrow()
                .message();
        double better = Double.parseDouble(message.replaceAll(".*threshold=([0-9.]+)\\).*", "$1"));
        ChurnModel mended = pipeline.toBuilder().threshold(better).build().fit(few);
        assertThat(mended.notices()).extracting(Notice::code).doesNotContain("threshold-finds-nobody");
        ConfusionMatrix decisions = mended.evaluation().confusion();
        assertThat(decisions.truePositives() + decisions.falsePositives())
                .isEqualTo(mended.evaluation().positives());
        assertThat(model.thresholdNotice(few, model.target(), model.evaluate(few)))
                .isPresent();
        assertThat(mended.thresholdNotice(few, mended.target(), mended.evaluate(few)))
                .isEmpty();
    }
}
