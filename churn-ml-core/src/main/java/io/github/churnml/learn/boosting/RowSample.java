package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/** The rows that a tree is grown on: each is drawn by itself, with a fixed probability, by seed, round and row. */
final class RowSample implements RowOrder.Divider {

    private final double @Nullable [] weights;
    private final long key;
    private final long below;

    /**
     * @param share the probability, above 0; from 1 on every row is drawn
     * @param weights rows of weight 0 are never drawn; null where all count the same
     */
    RowSample(double share, double @Nullable [] weights, long key) {
        this.weights = weights;
        this.key = key;
        this.below = share >= 1 ? Long.MAX_VALUE : (long) (share * Long.MAX_VALUE);
    }

    boolean holds(int row) {
        return (weights == null || weights[row] > 0) && (below == Long.MAX_VALUE || Hash.of(key, row) >>> 1 < below);
    }

    /** Brings the rows drawn before the others. */
    @Override
    public int divide(int[] rows, int from, int to, int[] spare) {
        if (weights == null && below == Long.MAX_VALUE) {
            return to - from;
        }
        int place = from;
        int others = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            if (holds(row)) {
                rows[place++] = row;
            } else {
                spare[others++] = row;
            }
        }
        System.arraycopy(spare, from, rows, place, others - from);
        return place - from;
    }
}
