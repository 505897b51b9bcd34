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

    /** What no processor could guess is no branch but a step of 0 or 1, where weights do not matter. */
    @Override
    public int divide(int[] rows, int from, int to, int[] spare) {
        if (weighted() || below == Long.MAX_VALUE) {
            return super.divide(rows, from, to, spare);
        }
        int place = from;
        int others = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int drawn = (int) ((Hash.of(key, row) >>> 1) - below >>> 63);
            rows[place] = row;
            spare[others] = row;
            place += drawn;
            others += 1 - drawn;
        }
        System.arraycopy(spare, from, rows, place, others - from);
        return place - from;
    }

    @Override
    boolean holds(int row) {
        return counts(row) && (below == Long.MAX_VALUE || Hash.of(key, row) >>> 1 < below);
    }
}
