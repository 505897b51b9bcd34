package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashTest {

    @Test
    void of_keyAndNumbers_isTheStreamOfSplittableRandom() {
        for (long key : new long[] {0, 1, -7, Long.MIN_VALUE, 123456789123456789L}) {
            SplittableRandom random = new SplittableRandom(key);
            for (int number = 0; number < 20; number++) {
                assertThat(Hash.of(key, number)).isEqualTo(random.nextLong());
            }
        }
        assertThat(Hash.key(5, 2, 9)).isEqualTo(Hash.of(Hash.of(5, 2), 9));
    }

    @Test
    void fractionAndBelow_ofManyHashes_areEvenlySpread() {
        int[] drawn = new int[10];
        int[] quick = new int[10];
        double sum = 0;
        for (int number = 0; number < 50_000; number++) {
            double fraction = Hash.fraction(Hash.of(3, number));
            assertThat(fraction).isBetween(0.0, Math.nextDown(1.0));
            sum += fraction;
            drawn[Hash.below(Hash.of(4, number), 10)]++;
            quick[Hash.below(Hash.quick(4, number), 10)]++;
        }
        // Standard deviations: 0.0013 and 67.
        assertThat(sum / 50_000).isCloseTo(0.5, within(0.006));
        for (int i = 0; i < 10; i++) {
            assertThat(drawn[i]).isBetween(4_700, 5_300);
            assertThat(quick[i]).isBetween(4_700, 5_300);
        }
    }

    @Test
    void fractionAndBelow_atTheEnds_areTheLeastAndTheGreatest() {
        assertThat(Hash.fraction(0)).isZero();
        assertThat(Hash.fraction(-1L)).isEqualTo(Math.nextDown(1.0));
        assertThat(Hash.fraction(Long.MIN_VALUE)).isEqualTo(0.5);
        assertThat(Hash.below(0, 7)).isZero();
        assertThat(Hash.below(-1L, 7)).isEqualTo(6);
        assertThat(Hash.below(-1L, 1)).isZero();
        assertThat(Hash.below(Long.MIN_VALUE, 8)).isEqualTo(4);
    }

    /** Models of one seed are the same in every version, and these decide how gradients are rounded. */
    @Test
    void quick_keyAndNumber_isWhatItEverWas() {
        assertThat(Hash.quick(0, 1)).isEqualTo(7855322948898198573L);
        assertThat(Hash.quick(4, 1000)).isEqualTo(-3400480523602880062L);
        assertThat(Hash.quick(-7, 3)).isEqualTo(3864946759343049682L);
        assertThat(Hash.quick(123456789123456789L, 42)).isEqualTo(-8636533480766066950L);
    }
}
