package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/**
 * Rows of the largest absolute gradients, of equal ones the first, and of the others some at random that count for all of them:
 * gradient-based one-side sampling (Ke et al., LightGBM, 2017, algorithm 2).
 */
final class OneSideSample extends RowSample {

    private static final byte TOP = 1;
    private static final byte OTHER = 2;

    private final double top;
    private final double other;
    /** By row, {@link #TOP}, {@link #OTHER} or 0. */
    private final byte[] chosen;

    /**
     * @param top the share of the rows that is taken by gradient
     * @param other the share of the rows that is drawn from those left
     * @param weights of all rows; null where all count the same
     * @param gradients of all rows, weights included
     */
    OneSideSample(double top, double other, double @Nullable [] weights, long key, double[] gradients) {
        super(weights);
        this.top = top;
        this.other = other;
        this.chosen = new byte[gradients.length];
        choose(key, gradients);
    }

    @Override
    boolean takesAll() {
        return false;
    }

    @Override
    boolean holds(int row) {
        return chosen[row] > 0;
    }

    @Override
    double times(int row) {
        return chosen[row] == OTHER ? mostTimes() : 1;
    }

    @Override
    double mostTimes() {
        return (1 - top) / other;
    }

    private void choose(long key, double[] gradients) {
        int all = 0;
        for (int row = 0; row < gradients.length; row++) {
            all += counts(row) ? 1 : 0;
        }
        long left = Math.round(top * all);
        long threshold = threshold(gradients, left);
        for (int row = 0; row < gradients.length; row++) {
            left -= counts(row) && bits(gradients[row]) > threshold ? 1 : 0;
        }
        for (int row = 0; row < gradients.length; row++) {
            long bits = bits(gradients[row]);
            if (counts(row) && (bits > threshold || bits == threshold && left-- > 0)) {
                chosen[row] = TOP;
            } else if (counts(row) && Hash.fraction(Hash.of(key, row)) * (1 - top) < other) {
                chosen[row] = OTHER;
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
}
