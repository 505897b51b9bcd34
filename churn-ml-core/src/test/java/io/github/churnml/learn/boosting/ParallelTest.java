package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ParallelTest {

    static <T> T withThreads(int threads, Callable<T> work) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void threads_inAPool_areThoseOfThePool() throws Exception {
        assertThat(withThreads(3, Parallel::threads)).isEqualTo(3);
        assertThat(withThreads(1, Parallel::threads)).isEqualTo(1);
    }

    @Test
    void place_partsOfAStretch_areOfLikeSize() {
        assertThat(Parallel.place(10, 20, 0, 3)).isEqualTo(10);
        assertThat(Parallel.place(10, 20, 1, 3)).isEqualTo(13);
        assertThat(Parallel.place(10, 20, 3, 3)).isEqualTo(20);
        assertThat(Parallel.place(0, Integer.MAX_VALUE, 2, 3)).isEqualTo(1_431_655_764);
    }
}
