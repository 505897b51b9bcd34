package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.serving.Served;
import io.github.churnml.serving.SlowCallersTest;
import io.github.churnml.serving.live.ShadowCounts;
import io.github.churnml.serving.live.ShadowCounts.Fate;
import io.github.churnml.serving.model.Lineup;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShadowScorerTest {

    private static final ServedModel CHAMPION = served("1.0.0");
    private static final ServedModel SHADOW = served("1.1.0");
    private static final Lineup LINEUP = new Lineup(CHAMPION, null, SHADOW);

    private final ShadowCounts counts = new ShadowCounts();
    private ShadowScorer scorer = new ShadowScorer(1, counts);

    private static ServedModel served(String version) {
        return new ServedModel(Served.model().withVersion(version), null, Policies.DEFAULTS);
    }

    @AfterEach
    void end() {
        scorer.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("churn-shadow"));
    }

    private long rows(Fate fate) {
        return counts.now().rows(fate);
    }

    @Test
    void rows_areCountedByBothScores() throws Exception {
        scorer.offer(LINEUP, new double[] {0.05, 0.95, 0.5, 0.2}, shadow -> new double[] {0.15, 1, Double.NaN, 0.2}, 1);
        SlowCallersTest.await(() -> rows(Fate.COMPARED) == 3);

        ShadowCounts.Sums sums = counts.now();
        assertThat(sums.rows(Fate.MISFIT)).isEqualTo(1);
        assertThat(sums.joint()[0][1]).isEqualTo(1);
        assertThat(sums.joint()[9][9]).isEqualTo(1);
        assertThat(sums.joint()[2][2]).isEqualTo(1);
        assertThat(Arrays.stream(sums.joint()).flatMapToLong(Arrays::stream).sum())
                .isEqualTo(3);
        assertThat(sums.meanDifference()).isCloseTo((0.1 + (1 - 0.95)) / 3, within(1e-15));
        double threshold = CHAMPION.decisions().threshold();
        scorer.offer(LINEUP, new double[] {threshold}, shadow -> new double[] {Math.nextDown(threshold)}, 1);
        SlowCallersTest.await(() -> rows(Fate.COMPARED) == 4);
        assertThat(counts.now().differentShare()).isEqualTo(0.25);
    }

    @Test
    void shadowThatFails_isCounted_andTheNextRowsAreScored() throws Exception {
        scorer.offer(
                LINEUP,
                new double[2],
                shadow -> {
                    throw new IllegalStateException("broken");
                },
                1);
        scorer.offer(
                LINEUP,
                new double[1],
                shadow -> {
                    throw new StackOverflowError();
                },
                1);
        scorer.offer(LINEUP, new double[1], shadow -> new double[1], 1);
        SlowCallersTest.await(() -> rows(Fate.COMPARED) == 1);
        assertThat(rows(Fate.FAILED)).isEqualTo(3);
    }

    @Test
    void shadowThatIsSlow_holdsNobodyUp_andRowsBeyondTheQueueAreSkipped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        scorer.offer(
                LINEUP,
                new double[1],
                shadow -> {
                    begun.countDown();
                    go.await();
                    return new double[1];
                },
                1);
        begun.await();
        for (int i = 0; i < 300; i++) {
            scorer.offer(LINEUP, new double[1], shadow -> new double[1], 1);
        }
        assertThat(rows(Fate.SKIPPED)).isEqualTo(300 - 256);
        scorer.offer(LINEUP, new double[5], shadow -> new double[5], 9 << 20);
        assertThat(rows(Fate.SKIPPED)).isEqualTo(300 - 256 + 5);
        go.countDown();
        SlowCallersTest.await(() -> rows(Fate.COMPARED) == 257);
    }

    @Test
    void shadowBeyondItsBudget_leavesRowsOut() throws Exception {
        scorer = new ShadowScorer(1e-6, counts);
        scorer.offer(LINEUP, new double[1], ShadowScorerTest::busy, 1);
        SlowCallersTest.await(() -> {
            scorer.offer(LINEUP, new double[1], shadow -> new double[1], 1);
            return rows(Fate.SKIPPED) > 0;
        });
    }

    /** Some milliseconds of the processor's time, which at a budget of a millionth are worth an hour. */
    private static double[] busy(ServedModel shadow) {
        double sum = 0;
        for (int i = 0; i < 5_000_000; i++) {
            sum += Math.sqrt(i);
        }
        return new double[] {sum > 0 ? 0.5 : 0};
    }

    @Test
    void anotherPair_beginsAnew_andRowsOfTheOneBeforeCountNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        scorer.offer(
                LINEUP,
                new double[1],
                shadow -> {
                    begun.countDown();
                    go.await();
                    return new double[1];
                },
                1);
        begun.await();
        scorer.offer(new Lineup(SHADOW, null, CHAMPION), new double[1], shadow -> new double[1], 1);
        go.countDown();
        SlowCallersTest.await(() -> rows(Fate.COMPARED) == 1);
        assertThat(counts.now().champion()).isEqualTo("1.1.0");
        scorer.offer(Lineup.of(CHAMPION), new double[1], shadow -> new double[1], 1);
        assertThat(counts.now().champion()).as("there is no shadow").isEqualTo("1.1.0");
    }

    @Test
    void pairThatComesAgain_isCountedAnew() {
        counts.of("1.0.0", "1.1.0");
        counts.count(Fate.COMPARED, 1_000);
        ShadowCounts.Sums before = counts.now();
        counts.count(Fate.COMPARED, 5);
        assertThat(counts.now().minus(before).rows(Fate.COMPARED)).isEqualTo(5);
        counts.of("1.2.0", "1.1.0"); // a promotion, and its rollback
        counts.of("1.0.0", "1.1.0");
        counts.count(Fate.COMPARED, 3);
        assertThat(counts.now().minus(before).rows(Fate.COMPARED)).isEqualTo(3);
    }
}
