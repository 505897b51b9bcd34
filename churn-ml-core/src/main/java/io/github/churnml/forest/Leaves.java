package io.github.churnml.forest;

import java.util.Arrays;

/**
 * The leaf values of a run of trees, each tree's as many as the masks have bits for it, and the kernel that adds them up
 * in tree order. A mask word holds the bits of one tree or, one above the other, of several; exactly one bit of each is
 * set, that of the leaf.
 *
 * <p>Rows are taken four at a time: a sum must wait for the one before, so four of them hide the latency of addition.
 */
abstract sealed class Leaves permits Leaves.OfFloat, Leaves.OfDouble {

    /** Neutral in a sum, even in one that is −0. */
    private static final double NOTHING = -0.0;

    /** How many bits of a mask belong to one tree: a power of two up to 64. */
    final int width;

    private Leaves(int width) {
        this.width = width;
    }

    /** Values {@code [tree · width + bit]}, filled up to whole words with {@link #NOTHING}. */
    static Leaves of(double[] values, int width, Precision precision) {
        return precision == Precision.FLOAT ? new OfFloat(values, width) : new OfDouble(values, width);
    }

    static double[] newValues(int size) {
        double[] values = new double[size];
        Arrays.fill(values, NOTHING);
        return values;
    }

    abstract long bytes();

    /** Adds the leaves that one row reaches to a sum. */
    abstract double add(long[] masks, int words, double sum);

    /** The same for the first row of masks and the three behind it, and for as many sums from {@code at} on. */
    abstract void add(long[][] masks, int words, double[] sums, int at);

    static final class OfFloat extends Leaves {

        private final float[] values;

        private OfFloat(double[] values, int width) {
            super(width);
            this.values = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                this.values[i] = (float) values[i];
            }
        }

        @Override
        long bytes() {
            return 4L * values.length;
        }

        @Override
        double add(long[] masks, int words, double sum) {
            float[] leaves = values;
            float total = (float) sum;
            if (width == 64) {
                for (int word = 0; word < words; word++) {
                    total += leaves[(word << 6) + Long.numberOfTrailingZeros(masks[word])];
                }
                return total;
            }
            for (int word = 0, base = 0; word < words; word++) {
                long mask = masks[word];
                for (int bit = 0; bit < 64; bit += width, base += width) {
                    total += leaves[base + Long.numberOfTrailingZeros(mask >>> bit)];
                }
            }
            return total;
        }

        @Override
        void add(long[][] masks, int words, double[] sums, int at) {
            if (width == 64) {
                addWide(masks[0], masks[1], masks[2], masks[3], words, sums, at);
            } else {
                addPacked(masks[0], masks[1], masks[2], masks[3], words, sums, at);
            }
        }

        private void addWide(long[] m0, long[] m1, long[] m2, long[] m3, int words, double[] sums, int at) {
            float[] leaves = values;
            float s0 = (float) sums[at];
            float s1 = (float) sums[at + 1];
            float s2 = (float) sums[at + 2];
            float s3 = (float) sums[at + 3];
            for (int word = 0; word < words; word++) {
                int base = word << 6;
                s0 += leaves[base + Long.numberOfTrailingZeros(m0[word])];
                s1 += leaves[base + Long.numberOfTrailingZeros(m1[word])];
                s2 += leaves[base + Long.numberOfTrailingZeros(m2[word])];
                s3 += leaves[base + Long.numberOfTrailingZeros(m3[word])];
            }
            sums[at] = s0;
            sums[at + 1] = s1;
            sums[at + 2] = s2;
            sums[at + 3] = s3;
        }

        private void addPacked(long[] m0, long[] m1, long[] m2, long[] m3, int words, double[] sums, int at) {
            float[] leaves = values;
            float s0 = (float) sums[at];
            float s1 = (float) sums[at + 1];
            float s2 = (float) sums[at + 2];
            float s3 = (float) sums[at + 3];
            for (int word = 0, base = 0; word < words; word++) {
                long a = m0[word];
                long b = m1[word];
                long c = m2[word];
                long d = m3[word];
                for (int bit = 0; bit < 64; bit += width, base += width) {
                    s0 += leaves[base + Long.numberOfTrailingZeros(a >>> bit)];
                    s1 += leaves[base + Long.numberOfTrailingZeros(b >>> bit)];
                    s2 += leaves[base + Long.numberOfTrailingZeros(c >>> bit)];
                    s3 += leaves[base + Long.numberOfTrailingZeros(d >>> bit)];
                }
            }
            sums[at] = s0;
            sums[at + 1] = s1;
            sums[at + 2] = s2;
            sums[at + 3] = s3;
        }
    }

    static final class OfDouble extends Leaves {

        private final double[] values;

        private OfDouble(double[] values, int width) {
            super(width);
            this.values = values;
        }

        @Override
        long bytes() {
            return 8L * values.length;
        }

        @Override
        double add(long[] masks, int words, double sum) {
            double[] leaves = values;
            double total = sum;
            if (width == 64) {
                for (int word = 0; word < words; word++) {
                    total += leaves[(word << 6) + Long.numberOfTrailingZeros(masks[word])];
                }
                return total;
            }
            for (int word = 0, base = 0; word < words; word++) {
                long mask = masks[word];
                for (int bit = 0; bit < 64; bit += width, base += width) {
                    total += leaves[base + Long.numberOfTrailingZeros(mask >>> bit)];
                }
            }
            return total;
        }

        @Override
        void add(long[][] masks, int words, double[] sums, int at) {
            if (width == 64) {
                addWide(masks[0], masks[1], masks[2], masks[3], words, sums, at);
            } else {
                addPacked(masks[0], masks[1], masks[2], masks[3], words, sums, at);
            }
        }

        private void addWide(long[] m0, long[] m1, long[] m2, long[] m3, int words, double[] sums, int at) {
            double[] leaves = values;
            double s0 = sums[at];
            double s1 = sums[at + 1];
            double s2 = sums[at + 2];
            double s3 = sums[at + 3];
            for (int word = 0; word < words; word++) {
                int base = word << 6;
                s0 += leaves[base + Long.numberOfTrailingZeros(m0[word])];
                s1 += leaves[base + Long.numberOfTrailingZeros(m1[word])];
                s2 += leaves[base + Long.numberOfTrailingZeros(m2[word])];
                s3 += leaves[base + Long.numberOfTrailingZeros(m3[word])];
            }
            sums[at] = s0;
            sums[at + 1] = s1;
            sums[at + 2] = s2;
            sums[at + 3] = s3;
        }

        private void addPacked(long[] m0, long[] m1, long[] m2, long[] m3, int words, double[] sums, int at) {
            double[] leaves = values;
            double s0 = sums[at];
            double s1 = sums[at + 1];
            double s2 = sums[at + 2];
            double s3 = sums[at + 3];
            for (int word = 0, base = 0; word < words; word++) {
                long a = m0[word];
                long b = m1[word];
                long c = m2[word];
                long d = m3[word];
                for (int bit = 0; bit < 64; bit += width, base += width) {
                    s0 += leaves[base + Long.numberOfTrailingZeros(a >>> bit)];
                    s1 += leaves[base + Long.numberOfTrailingZeros(b >>> bit)];
                    s2 += leaves[base + Long.numberOfTrailingZeros(c >>> bit)];
                    s3 += leaves[base + Long.numberOfTrailingZeros(d >>> bit)];
                }
            }
            sums[at] = s0;
            sums[at + 1] = s1;
            sums[at + 2] = s2;
            sums[at + 3] = s3;
        }
    }
}
