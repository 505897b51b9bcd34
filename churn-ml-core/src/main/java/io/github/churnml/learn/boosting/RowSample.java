package io.github.churnml.learn.boosting;

/** The rows that a tree is grown on: each is drawn by itself, with a fixed probability, by seed, round and row. */
final class RowSample {

    private final double[] weights;
    private final long key;
    private final long below;

    /**
     * @param share the probability, above 0; from 1 on every row is drawn
     * @param weights rows of weight 0 are never drawn
     */
    RowSample(double share, double[] weights, long key) {
        this.weights = weights;
        this.key = key;
        this.below = share >= 1 ? Long.MAX_VALUE : (long) (share * Long.MAX_VALUE);
    }

    boolean holds(int row) {
        return weights[row] > 0 && (below == Long.MAX_VALUE || Hash.of(key, row) >>> 1 < below);
    }

    /** Sorts all rows: those drawn come first, ascending, the others after them, ascending. Returns how many were drawn. */
    int fill(int[] rows, int[] others) {
        int drawn = 0;
        int left = 0;
        for (int row = 0; row < rows.length; row++) {
            if (holds(row)) {
                rows[drawn++] = row;
            } else {
                others[left++] = row;
            }
        }
        System.arraycopy(others, 0, rows, drawn, left);
        return drawn;
    }
}
