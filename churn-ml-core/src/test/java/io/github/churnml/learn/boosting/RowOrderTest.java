package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowOrderTest {

    private static final int FROM = 8192;
    private static final int TO = 20_000;

    @Test
    void draw_share_putsThoseDrawnFirstAndBothAscending() {
        RowOrder order = new RowOrder(FROM, TO);
        for (double share : new double[] {0.3, 1, 0.8}) {
            RowSample sample = new PlainSample(share, null, 3);
            int drawn = order.draw(sample);
            int[] expected = IntStream.concat(
                            IntStream.range(FROM, TO).filter(sample::holds),
                            IntStream.range(FROM, TO).filter(row -> !sample.holds(row)))
                    .toArray();
            assertThat(order.rows).isEqualTo(expected);
            assertThat(drawn).isEqualTo((int)
                    IntStream.range(FROM, TO).filter(sample::holds).count());
        }
    }

    @Test
    void divide_stretch_keepsTheOrderOnEachSideAndJoinTakesItBack() {
        byte[] bins = new byte[TO];
        new SplittableRandom(7).nextBytes(bins);
        RowOrder order = new RowOrder(FROM, TO);
        order.draw(new PlainSample(1, null, 0));
        for (int most : new int[] {0, 60, 256}) {
            boolean[] left = new boolean[256];
            Arrays.fill(left, 0, most, true);
            int[] all = IntStream.range(FROM + 100, FROM + 9000).toArray();
            int[] expected = IntStream.concat(
                            Arrays.stream(all).filter(row -> left[bins[row] & 0xFF]),
                            Arrays.stream(all).filter(row -> !left[bins[row] & 0xFF]))
                    .toArray();
            int middle = order.divide(100, 9000, new SideOf(bins, left));
            assertThat(Arrays.copyOfRange(order.rows, 100, 9000)).isEqualTo(expected);
            assertThat(middle - 100).isEqualTo((int)
                    Arrays.stream(all).filter(row -> left[bins[row] & 0xFF]).count());
            order.join(100, middle, 9000);
            assertThat(Arrays.copyOfRange(order.rows, 100, 9000)).isEqualTo(all);
        }
        assertThat(order.rows)
                .as("nothing else has moved")
                .startsWith(FROM, FROM + 1)
                .endsWith(TO - 1);
    }
}
