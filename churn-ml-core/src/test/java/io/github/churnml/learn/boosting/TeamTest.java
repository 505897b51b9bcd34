package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {

    private static final long MILLISECOND = 1_000_000;

    @Test
    void run_manyRegions_doesEachPieceOnce() {
        Team team = new Team(3);
        for (int region = 0; region < 20_000; region++) {
            int count = region % 37;
            AtomicIntegerArray done = new AtomicIntegerArray(count);
            assertThat(team.run(count, done::incrementAndGet)).isTrue();
            for (int piece = 0; piece < count; piece++) {
                assertThat(done.get(piece)).isEqualTo(1);
            }
        }
        assertThat(team.threads()).isBetween(1, 3);
    }

    @Test
    void run_helpersFallAsleepAndEnd_areThereAgainForTheNextRegion() throws Exception {
        Team team = new Team(2, MILLISECOND / 100, 20 * MILLISECOND);
        for (int region = 0; region < 30; region++) {
            CountDownLatch together = new CountDownLatch(3);
            // Each piece waits for the others, so that three threads must be there.
            team.run(3, piece -> meet(together));
            Thread.sleep(region % 4 * 10);
        }
        while (team.threads() > 0) {
            Thread.sleep(1);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .as("the last of a thread that has ended its work")
                .filteredOn(thread -> thread.getName().startsWith("churn-ml-boosting-"))
                .allMatch(Thread::isDaemon);
        CountDownLatch together = new CountDownLatch(3);
        assertThat(team.run(3, piece -> meet(together))).isTrue();
    }

    private static void meet(CountDownLatch together) {
        together.countDown();
        try {
            together.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void run_pieceAsksForHelp_isToldThatTheTeamIsBusy() {
        Team team = new Team(2);
        AtomicBoolean helped = new AtomicBoolean();
        assertThat(team.run(10, piece -> {
                    if (team.run(2, inner -> {})) {
                        helped.set(true);
                    }
                }))
                .isTrue();
        assertThat(helped).isFalse();
    }

    @Test
    void run_pieceFails_throwsItAndGoesOnWithTheNextRegion() {
        Team team = new Team(2);
        for (int failing = 0; failing < 50; failing++) {
            int wrong = failing;
            assertThatThrownBy(() -> team.run(50, piece -> {
                        if (piece == wrong) {
                            throw new IllegalStateException("piece " + piece);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("piece " + wrong);
            assertThatThrownBy(() -> team.run(5, piece -> {
                        throw new AssertionError();
                    }))
                    .isInstanceOf(AssertionError.class);
            LongAdder sum = new LongAdder();
            team.run(100, sum::add);
            assertThat(sum.sum()).isEqualTo(4950);
        }
    }

    @Test
    void each_nestedInPieces_runsAll() {
        LongAdder sum = new LongAdder();
        Parallel.each(20, Long.MAX_VALUE, outer -> Parallel.each(20, Long.MAX_VALUE, inner -> sum.add(outer * inner)));
        assertThat(sum.sum()).isEqualTo(190 * 190);
    }
}
