package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/**
 * The rows that a tree is grown on. Each is drawn by itself, with a fixed probability, by seed, round and row. Or those of
 * the largest gradients are, and of the others some that count for all of them: gradient-based one-side sampling (Ke et al.,
 * LightGBM, 2017, algorithm 2).
 */
final class RowSample implements RowOrder.Divider {

    private static final byte TOP = 1;
    private static final byte OTHER = 2;

    private final double @Nullable [] weights;
    private final long key;
    private final long below;
    private final double top;
    private final double other;
    /** By row, where gradients decide: {@link #TOP}, {@link #OTHER} or 0. */
    private final byte @Nullable [] chosen;

    /**
     * @param share the probability, above 0; from 1 on every row is drawn
     * @param weights rows of weight 0 are never drawn; null where all count the same
     */
    RowSample(double share, double @Nullable [] weights, long key) {
        this.weights = weights;
        this.key = key;
        this.below = share >= 1 ? Long.MAX_VALUE : (long) (share * Long.MAX_VALUE);
        this.top = 0;
        this.other = 1;
        this.chosen = null;
    }

    /** One-side sampling of rows with these gradients, weights included. */
    private RowSample(double top, double other, double @Nullable [] weights, long key, double[] gradients) {
        this.weights = weights;
        this.key = key;
        this.below = Long.MAX_VALUE;
        this.top = top;
        this.other = other;
        byte[] rows = new byte[gradients.length];
        this.chosen = rows;
        choose(rows, gradients);
    }

    /**
     * One-side sampling: those of the largest absolute gradients, of equal ones the first, and others at random.
     *
     * @param top the share of the rows that is taken by gradient
     * @param other the share of the rows that is drawn from those left
     * @param gradients of all rows, weights included
     */
    static RowSample oneSide(double top, double other, double @Nullable [] weights, long key, double[] gradients) {
        return new RowSample(top, other, weights, key, gradients);
    }

    /** Whether every row is drawn, and stands for itself. */
    boolean takesAll() {
        return weights == null && below == Long.MAX_VALUE && chosen == null;
    }

    boolean holds(int row) {
        return chosen != null
                ? chosen[row] > 0
                : counts(row) && (below == Long.MAX_VALUE || Hash.of(key, row) >>> 1 < below);
    }

    private boolean counts(int row) {
        return weights == null || weights[row] > 0;
    }

    /** For how many rows one that was drawn stands, itself included. */
    double times(int row) {
        return chosen != null && chosen[row] == OTHER ? mostTimes() : 1;
    }

    /** The most that {@link #times} gives, at least 1. */
    double mostTimes() {
        return chosen == null ? 1 : (1 - top) / other;
    }

    private void choose(byte[] rows, double[] gradients) {
        int all = 0;
        for (int row = 0; row < rows.length; row++) {
            all += counts(row) ? 1 : 0;
        }
        long left = Math.round(top * all);
        long threshold = threshold(gradients, left);
        for (int row = 0; row < rows.length; row++) {
            left -= counts(row) && bits(gradients[row]) > threshold ? 1 : 0;
        }
        for (int row = 0; row < rows.length; row++) {
            long bits = bits(gradients[row]);
            if (counts(row) && (bits > threshold || bits == threshold && left-- > 0)) {
                rows[row] = TOP;
            } else if (counts(row) && Hash.fraction(Hash.of(key, row)) * (1 - top) < other) {
                rows[row] = OTHER;
            }
        }
    }

    /** The gradient that is at this place from the largest on, as bits, which are in the order of absolute values. */
    private long threshold(double[] gradients, long place) {
        long prefix = 0;
        long left = Math.max(1, place);
        for (int shift = 48; shift >= 0; shift -= 16) {
            int[] counts = new int[1 << 16];
            for (int row = 0; row < gradients.length; row++) {
                long bits = bits(gradients[row]);
                if (counts(row) && (shift == 48 || bits >>> shift + 16 == prefix)) {
                    counts[(int) (bits >>> shift & 0xFFFF)]++;
                }
            }
            int digit = counts.length - 1;
            while (digit > 0 && left > counts[digit]) {
                left -= counts[digit--];
            }
            prefix = prefix << 16 | digit;
        }
        return prefix;
    }

    private static long bits(double gradient) {
        return Double.doubleToRawLongBits(gradient) & Long.MAX_VALUE;
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
