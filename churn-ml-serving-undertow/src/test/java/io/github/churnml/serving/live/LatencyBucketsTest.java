package io.github.churnml.serving.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

    @Test
    void bucket_ofAnyTime_holdsItAndIsAtMostAnEighthWide() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            long nanos = (long) Math.pow(10, random.nextDouble(4, 11));
            int bucket = LatencyBuckets.of(nanos);
            double low = LatencyBuckets.from(bucket);
            double high = LatencyBuckets.from(bucket + 1);
            assertThat(nanos / 1e6)
                    .as("%d ns", nanos)
                    .isGreaterThanOrEqualTo(low)
                    .isLessThan(high);
            assertThat(high - low).isLessThanOrEqualTo(Math.max(0.00103, low / 8 * 1.0001));
        }
    }

    @Test
    void bucket_ofNoTimeOrAnAge_isTheFirstOrTheLast() {
        assertThat(LatencyBuckets.of(-5)).isZero();
        assertThat(LatencyBuckets.of(0)).isZero();
        assertThat(LatencyBuckets.of(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
        assertThat(LatencyBuckets.from(LatencyBuckets.COUNT - 1)).isGreaterThan(60_000);
    }

    @Test
    void quantile_ofTimesFromOneToAThousandMillis_isAtMostAnEighthOff() {
        long[] counts = new long[LatencyBuckets.COUNT];
        for (int millis = 1; millis <= 1_000; millis++) {
            counts[LatencyBuckets.of(millis * 1_000_000L)]++;
        }
        for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 1}) {
            double exact = 1_000 * share;
            assertThat(LatencyBuckets.quantile(counts, share)).isBetween(exact * 0.875, exact * 1.125);
        }
        assertThat(LatencyBuckets.quantile(new long[LatencyBuckets.COUNT], 0.5)).isNaN();
    }
}
