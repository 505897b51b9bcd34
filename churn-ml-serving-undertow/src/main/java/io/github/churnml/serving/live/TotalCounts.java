package io.github.churnml.serving.live;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened since the start: requests that asked for predictions, and the scores that were given. What happened since
 * some time is the difference of two {@linkplain #now sums}. A request costs a few additions and no lock.
 */
final class TotalCounts {

    /**
     * Sums, or the difference of two.
     *
     * @param latencies requests by {@link LatencyBuckets}
     * @param refused requests that were answered with 4xx
     * @param failed requests that were answered with 5xx
     * @param rows rows that were scored
     * @param positives how many of them are predicted to leave
     * @param scores the sum of their probabilities
     */
    record Sums(long[] latencies, long refused, long failed, long rows, long positives, double scores) {

        static final Sums ZERO = new Sums(new long[LatencyBuckets.COUNT], 0, 0, 0, 0, 0);

        Sums minus(Sums before) {
            long[] rest = latencies.clone();
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= before.latencies[i];
            }
            return new Sums(
                    rest,
                    refused - before.refused,
                    failed - before.failed,
                    rows - before.rows,
                    positives - before.positives,
                    scores - before.scores);
        }

        long requests() {
            long all = 0;
            for (long count : latencies) {
                all += count;
            }
            return all;
        }
    }

    private final AtomicLongArray latencies = new AtomicLongArray(LatencyBuckets.COUNT);
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder positives = new LongAdder();
    private final DoubleAdder scores = new DoubleAdder();

    /** A request that asked for predictions, answered. */
    void request(int status, long nanos) {
        latencies.incrementAndGet(LatencyBuckets.of(nanos));
        if (status >= 500) {
            failed.increment();
        } else if (status >= 400) {
            refused.increment();
        }
    }

    /** A row that was scored. */
    void row(double probability, boolean positive) {
        rows.increment();
        scores.add(probability);
        if (positive) {
            positives.increment();
        }
    }

    Sums now() {
        long[] counts = new long[LatencyBuckets.COUNT];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = latencies.get(i);
        }
        return new Sums(counts, refused.sum(), failed.sum(), rows.sum(), positives.sum(), scores.sum());
    }
}
