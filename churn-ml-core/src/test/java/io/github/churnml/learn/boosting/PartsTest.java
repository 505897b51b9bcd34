package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Into which parts stretches of rows fall, by how many threads there are. */
class PartsTest {

    private static final int[] FROM = {0, 6000, 6000, 7000};
    private static final int[] TO = {6000, 6000, 6500, 9000};

    static <T> T withThreads(int threads, Callable<T> work) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void parts_oneThread_areTheStretches() throws Exception {
        Parts parts = withThreads(1, () -> new Parts(FROM, TO, 10));
        assertThat(parts.count).isEqualTo(4);
        assertThat(parts.first).containsExactly(0, 1, 2, 3, 4);
        assertThat(parts.stretch).containsExactly(0, 1, 2, 3);
    }

    @Test
    void parts_twoThreads_areSixOrSoOfLikeSize() throws Exception {
        // 8500 rows, so 1416 a part.
        Parts parts = withThreads(2, () -> new Parts(FROM, TO, 10));
        assertThat(parts.first).containsExactly(0, 4, 5, 6, 7);
        assertThat(parts.stretch).containsExactly(0, 0, 0, 0, 1, 2, 3);
        assertThat(parts.count).isEqualTo(7);
    }

    @Test
    void parts_fewestRows_areNotLess() throws Exception {
        assertThat(withThreads(2, () -> new Parts(FROM, TO, 3000)).first).containsExactly(0, 2, 3, 4, 5);
        assertThat(withThreads(2, () -> new Parts(FROM, TO, 3001)).first).containsExactly(0, 1, 2, 3, 4);
        assertThat(withThreads(3, () -> new Parts(FROM, TO, 1)).first)
                .as("944 rows each")
                .containsExactly(0, 6, 7, 8, 10);
    }

    @Test
    void each_anyThreads_goesThroughEachRowOnce() throws Exception {
        for (int threads = 1; threads <= 3; threads++) {
            ConcurrentSkipListMap<Integer, int[]> seen = new ConcurrentSkipListMap<>();
            Parts parts = withThreads(threads, () -> {
                Parts made = new Parts(FROM, TO, 700);
                made.each(1000, (stretch, part, begin, end) -> seen.put(part, new int[] {stretch, begin, end}));
                return made;
            });
            assertThat(seen.keySet()).hasSize(parts.count).first().isEqualTo(0);
            int at = -1;
            for (int part = 0; part < parts.count; part++) {
                int[] piece = seen.get(part);
                int stretch = parts.stretch[part];
                assertThat(piece[0]).isEqualTo(stretch);
                assertThat(piece[1]).isEqualTo(part == parts.first[stretch] ? FROM[stretch] : at);
                at = piece[2];
                if (part + 1 == parts.first[stretch + 1]) {
                    assertThat(at).isEqualTo(TO[stretch]);
                }
                int rows = TO[stretch] - FROM[stretch];
                int count = parts.first[stretch + 1] - parts.first[stretch];
                assertThat(piece[2] - piece[1]).isBetween(rows / count, rows / count + 1);
            }
        }
    }

    @Test
    void parts_ofRows_areAsManyAsThreadsButNotSmall() throws Exception {
        assertThat(withThreads(1, () -> Parallel.parts(100_000, 10))).isEqualTo(1);
        assertThat(withThreads(3, () -> Parallel.parts(100_000, 10))).isEqualTo(3);
        assertThat(withThreads(3, () -> Parallel.parts(29, 10))).isEqualTo(2);
        assertThat(withThreads(3, () -> Parallel.parts(9, 10))).isEqualTo(1);
        assertThat(withThreads(3, Parallel::threads)).isEqualTo(3);
        assertThat(Parallel.place(10, 20, 1, 3)).isEqualTo(13);
        assertThat(Parallel.place(0, Integer.MAX_VALUE, 2, 3)).isEqualTo(1_431_655_764);
    }
}
