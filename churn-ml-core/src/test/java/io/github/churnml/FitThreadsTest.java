package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitThreadsTest {

    private static final Dataset DATA = SmallModel.customers(400, 17);
    private static final ChurnPipeline PIPELINE =
            SmallModel.pipeline(HistogramGradientBoosting.builder().trees(30).build());
    private static final FitOptions OPTIONS = FitOptions.standard().withCreated(SmallModel.THEN);

    @Test
    void fit_anyNumberOfThreads_givesTheSameBytes() {
        byte[] all = PIPELINE.fit(DATA, OPTIONS).toBytes();
        for (int threads : new int[] {1, 2, 4}) {
            assertThat(PIPELINE.fit(DATA, OPTIONS.withThreads(threads)).toBytes())
                    .isEqualTo(all);
        }
    }

    @Test
    void rowsHeldOut_givenToAListener_areThoseOfTheEvaluation() {
        byte[] untold = PIPELINE.fit(DATA, OPTIONS).toBytes();
        List<ChurnModel> told = new ArrayList<>();
        for (boolean refit : new boolean[] {true, false}) {
            ChurnModel returned = PIPELINE.toBuilder()
                    .refit(refit)
                    .build()
                    .fit(DATA, OPTIONS.withThreads(2).withJudged((kept, judged, rows, labels, probabilities) -> {
                        told.add(kept);
                        assertThat(judged == kept).isEqualTo(!refit);
                        assertThat(rows.rows()).isEqualTo(labels.length).isEqualTo((int)
                                kept.evaluation().rows());
                        assertThat(judged.scorer().score(rows).probabilities()).isEqualTo(probabilities);
                        assertThat(judged.evaluate(rows).rocAuc().value())
                                .isEqualTo(kept.evaluation().rocAuc().value());
                    }));
            assertThat(told).last().isSameAs(returned);
        }
        assertThat(told).hasSize(2);
        assertThat(told.get(0).toBytes()).isEqualTo(untold);
    }

    @Test
    void run_twoThreads_takesNoMore() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        int sum = FitThreads.run(2, () -> IntStream.range(0, 64)
                .parallel()
                .peek(i -> seen.add(Thread.currentThread()))
                .sum());
        assertThat(sum).isEqualTo(63 * 32);
        assertThat(seen).hasSizeLessThanOrEqualTo(2).doesNotContain(Thread.currentThread());
    }

    @Test
    void run_noNumber_staysHere() {
        assertThat(FitThreads.run(0, Thread::currentThread)).isEqualTo(Thread.currentThread());
    }

    @Test
    void run_whatIsThrown_isNotACopy() {
        ConfigurationException thrown =
                new ConfigurationException("wrong", "Maybe not.", io.github.churnml.error.Where.nowhere());
        assertThatThrownBy(() -> FitThreads.run(2, () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }

    @Test
    void threads_outOfRange_areRefused() {
        for (int wrong : new int[] {0, -1, 1025}) {
            assertThatThrownBy(() -> OPTIONS.withThreads(wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("threads")
                    .hasMessageContaining("(" + wrong + ")");
        }
    }
}
