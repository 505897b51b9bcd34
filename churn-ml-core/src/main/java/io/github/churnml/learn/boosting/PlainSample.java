package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/** Rows of which each is drawn by itself, with a fixed probability, by seed, round and row. */
final class PlainSample extends RowSample {

    private final long key;
    private final long below;

    /**
     * @param share the probability, above 0; from 1 on every row is drawn
     * @param weights of all rows; null where all count the same
     */
    PlainSample(double share, double @Nullable [] weights, long key) {
        super(weights);
        this.key = key;
        this.below = share >= 1 ? Long.MAX_VALUE : (long) (share * Long.MAX_VALUE);
    }

    @Override
    boolean takesAll() {
        return !weighted() && below == Long.MAX_VALUE;
    }

    @Override
    boolean holds(int row) {
        return counts(row) && (below == Long.MAX_VALUE || Hash.of(key, row) >>> 1 < below);
    }
}
