package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/** The rows that a tree is grown on; those of weight 0 never are. */
abstract class RowSample implements RowOrder.Divider {

    private final double @Nullable [] weights;

    /** @param weights of all rows; null where all count the same */
    RowSample(double @Nullable [] weights) {
        this.weights = weights;
    }

    /** Whether every row is drawn, and stands for itself. */
    abstract boolean takesAll();

    abstract boolean holds(int row);

    /** For how many rows one that was drawn stands, itself included. */
    double times(int row) {
        return 1;
    }

    /** The most that {@link #times} gives, at least 1. */
    double mostTimes() {
        return 1;
    }

    final boolean weighted() {
        return weights != null;
    }

    /** Whether a row may be drawn. */
    final boolean counts(int row) {
        return weights == null || weights[row] > 0;
    }

    /** Brings the rows drawn before the others. */
    @Override
    public int divide(int[] rows, int from, int to, int[] spare) {
        if (takesAll()) {
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
