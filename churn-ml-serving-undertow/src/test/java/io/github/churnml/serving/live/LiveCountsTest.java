package io.github.churnml.serving.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.serving.Served;
import io.github.churnml.serving.live.LiveCounts.Window;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveCountsTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong(-7 * SECOND);
    private final LiveCounts live = new LiveCounts(clock::get);

    @Test
    void requests_fallIntoTheSlotOfTheirTime() {
        live.request(200, 1_000_000, 3);
        live.request(400, 1_000_000, 0);
        clock.addAndGet(6 * SECOND);
        live.request(503, 1_000_000, 0);
        live.request(200, 1_000_000, 5);
        List<Window> slots = live.slots();
        assertThat(slots).hasSize(2);
        assertThat(slots.get(0).seconds()).isEqualTo(5);
        assertThat(slots.get(0).requests()).isEqualTo(2);
        assertThat(slots.get(0).refused()).isEqualTo(1);
        assertThat(slots.get(0).rows()).isEqualTo(3);
        assertThat(slots.get(1).seconds()).isEqualTo(1);
        assertThat(slots.get(1).failed()).isEqualTo(1);
        Window both = slots.get(0).plus(slots.get(1));
        assertThat(both.requests()).isEqualTo(4);
        assertThat(both.rows()).isEqualTo(8);
        assertThat(both.seconds()).isEqualTo(6);
    }

    @Test
    void requests_ofMoreThanTwoMinutesAgo_areForgotten_evenIfNothingCameSince() {
        live.request(200, 1_000_000, 1);
        clock.addAndGet(115 * SECOND);
        assertThat(live.slots()).hasSize(LiveCounts.SLOTS);
        assertThat(live.slots().get(0).requests()).isEqualTo(1);
        clock.addAndGet(5 * SECOND);
        assertThat(live.slots()).hasSize(LiveCounts.SLOTS).allMatch(slot -> slot.requests() == 0);
        live.request(200, 1_000_000, 1);
        assertThat(live.slots().get(LiveCounts.SLOTS - 1).requests()).isEqualTo(1);
    }

    @Test
    void scores_ofAModelThatTakesTheOthersPlace_beginAnew() {
        ServedModel first = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        live.score(first, 0);
        live.score(first, 0.049);
        live.score(first, 1);
        assertThat(live.scores(first))
                .hasSize(LiveCounts.SCORE_BINS)
                .startsWith(2L, 0L)
                .endsWith(1L);
        ServedModel second = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        live.score(second, 0.5);
        live.score(first, 0.5);
        assertThat(live.scores(second)).startsWith(0L).contains(1L).endsWith(0L);
        assertThat(live.scores(first)).containsOnly(0L);
    }

    @Test
    void requests_ofManyThreads_areAllCounted() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 5_000; i++) {
                    live.request(200, 1_000L * i, 2);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(live.slots().get(0).requests()).isEqualTo(20_000);
        assertThat(live.slots().get(0).rows()).isEqualTo(40_000);
    }
}
