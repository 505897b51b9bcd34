package io.github.churnml.serving.live;

/**
 * Times in buckets that widen with the time: eight to each doubling of it, so that what is read from them is at most an
 * eighth off. A fixed number of counters holds any number of times.
 */
final class LatencyBuckets {

    /** Up to about two minutes; what takes longer is counted in the last one. */
    static final int COUNT = 25 * 8;

    private static final int SUB_BITS = 3;
    private static final int SUB = 1 << SUB_BITS;
    /** The unit is 1,024 ns. */
    private static final int UNIT_BITS = 10;

    private static final double MILLIS_PER_UNIT = (1 << UNIT_BITS) / 1e6;

    private LatencyBuckets() {}

    static int of(long nanos) {
        long units = Math.max(0, nanos) >>> UNIT_BITS;
        if (units < SUB) {
            return (int) units;
        }
        int top = 63 - Long.numberOfLeadingZeros(units);
        int within = (int) (units >>> (top - SUB_BITS)) & (SUB - 1);
        return Math.min(COUNT - 1, (top - SUB_BITS + 1) * SUB + within);
    }

    /** Where a bucket begins, in milliseconds. */
    static double from(int bucket) {
        if (bucket < SUB) {
            return bucket * MILLIS_PER_UNIT;
        }
        long units = (long) (SUB + bucket % SUB) << (bucket / SUB - 1);
        return units * MILLIS_PER_UNIT;
    }

    /**
     * The time that a share of the requests stayed below, linearly within its bucket.
     *
     * @param counts by bucket
     * @param share above 0, up to 1
     * @return in milliseconds; {@code NaN} if nothing was counted
     */
    static double quantile(long[] counts, double share) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        double wanted = share * all;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] > 0 && wanted <= counts[bucket]) {
                double low = from(bucket);
                return low + (from(bucket + 1) - low) * wanted / counts[bucket];
            }
            wanted -= counts[bucket];
        }
        return Double.NaN;
    }
}
