package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows divided in parts and several stretches at a time, against one after the other. */
class RowOrderTest {

    private static final int ROWS = 250_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void divide_stretches_keepsTheOrderOnEachSide(int threads) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            pool.submit(() -> check(7)).get();
        } finally {
            pool.shutdown();
        }
        check(8);
    }

    private static void check(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bins = new byte[ROWS];
        random.nextBytes(bins);
        int[] from = {0, 1000, 1001, 150_000, 249_000};
        int[] to = {1000, 1001, 150_000, 249_000, ROWS};
        RowOrder.Divider[] dividers = new RowOrder.Divider[5];
        RowOrder order = new RowOrder(ROWS);
        order.reset();
        int[] expected = order.rows.clone();
        int[] middles = new int[5];
        for (int i = 0; i < 5; i++) {
            boolean[] left = new boolean[256];
            Arrays.fill(left, 0, i * 60, true); // none of the first stretch
            dividers[i] = new SideOf(bins, left);
            int[] first = IntStream.range(from[i], to[i])
                    .filter(row -> left[bins[row] & 0xFF])
                    .toArray();
            int[] second = IntStream.range(from[i], to[i])
                    .filter(row -> !left[bins[row] & 0xFF])
                    .toArray();
            middles[i] = from[i] + first.length;
            System.arraycopy(first, 0, expected, from[i], first.length);
            System.arraycopy(second, 0, expected, middles[i], second.length);
        }
        assertThat(order.divide(from, to, dividers)).isEqualTo(middles);
        assertThat(order.rows).isEqualTo(expected);
        order.join(from[3], middles[3], to[3]);
        assertThat(Arrays.copyOfRange(order.rows, from[3], to[3]))
                .isEqualTo(IntStream.range(from[3], to[3]).toArray());
    }
}
