package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/**
 * Every row's gradient and hessian of the log loss at the present scores: in full precision for the leaves, and as whole
 * numbers for the histograms, there both packed in one {@code long}.
 *
 * <p>The gradient stands in the upper 32 bits with its sign, the hessian in the lower ones. Each is multiplied by a scale
 * and rounded up or down at random, by how near it lies, the draw being decided by seed, round and row. The scales leave
 * room for the sums over all drawn rows: below 2<sup>31</sup> for the absolute gradients and 2<sup>32</sup> for the hessians.
 * So no half of any histogram's cell can overflow, and one addition adds both.
 *
 * <p>The scales are those that the sums of the round before ask for, with a tenth to spare, so that one pass over the rows
 * is enough; where the sums have grown beyond that, the rows are packed anew.
 */
final class Gradients {

    private static final int BLOCK = 8192;
    /** What a hessian is at least: a row that is answered with certainty has none left. */
    private static final double LEAST_HESSIAN = 1e-16;

    private static final double TO_SPARE = 1.1;
    private static final int BITS = 20;
    private static final long ONE = 1L << BITS;

    private final byte[] labels;
    private final double @Nullable [] weights;
    private final double[] sums;

    /** Both as whole numbers; only of the rows drawn. */
    final long[] packed;

    private RowSample sample = new RowSample(1, null, 0);
    private double gradientScale;
    private double hessianScale;
    private double nextGradientScale;
    private double nextHessianScale;
    private double gradientUnit;
    private double hessianUnit;

    /** @param weights the rows' weights, or null where all count the same */
    Gradients(int[] labels, double @Nullable [] weights) {
        this.labels = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            this.labels[i] = (byte) labels[i];
        }
        this.weights = weights;
        this.packed = new long[labels.length];
        this.sums = new double[2 * ((labels.length + BLOCK - 1) / BLOCK)];
    }

    /** Computes all of them anew for the rows' scores, and packs those of the rows that were drawn. */
    void update(double[] scores, RowSample drawn, long key) {
        sample = drawn;
        gradientScale = nextGradientScale;
        hessianScale = nextHessianScale;
        int blocks = sums.length / 2;
        Parallel.each(blocks, labels.length * 8L, block -> differentiate(block, scores, key));
        double gradients = 0;
        double hessians = 0;
        for (int block = 0; block < blocks; block++) {
            gradients += sums[2 * block];
            hessians += sums[2 * block + 1];
        }
        // Each row may be rounded up by 1.
        double gradientRoom = Integer.MAX_VALUE - labels.length - 1.0;
        double hessianRoom = 0xFFFFFFFFL - labels.length - 1.0;
        boolean fits = gradients * gradientScale <= gradientRoom && hessians * hessianScale <= hessianRoom;
        if (!fits || gradientScale == 0) {
            gradientScale = gradients > 0 ? gradientRoom / gradients : 1;
            hessianScale = hessianRoom / hessians;
            Parallel.each(blocks, labels.length * 8L, block -> differentiate(block, scores, key));
        }
        gradientUnit = 1 / gradientScale;
        hessianUnit = 1 / hessianScale;
        nextGradientScale = gradients > 0 ? gradientRoom / gradients / TO_SPARE : 1;
        nextHessianScale = hessianRoom / hessians / TO_SPARE;
    }

    private void differentiate(int block, double[] scores, long key) {
        double gradients = 0;
        double hessians = 0;
        int end = Math.min(labels.length, (block + 1) * BLOCK);
        for (int i = block * BLOCK; i < end; i++) {
            if (sample.holds(i)) {
                double p = Sigmoid.of(scores[i]);
                double weight = weight(i);
                double g = (p - labels[i]) * weight;
                double h = curvature(p) * weight;
                gradients += Math.abs(g);
                hessians += h;
                packed[i] = pack(g, h, Hash.quick(key, i));
            }
        }
        sums[2 * block] = gradients;
        sums[2 * block + 1] = hessians;
    }

    /** By weight, and by how many rows it stands for. */
    private double weight(int row) {
        return (weights == null ? 1 : weights[row]) * sample.times(row);
    }

    /** The gradients of all rows at their scores. */
    double[] of(double[] scores) {
        double[] gradients = new double[labels.length];
        Parallel.each(sums.length / 2, labels.length * 4L, block -> {
            int end = Math.min(labels.length, (block + 1) * BLOCK);
            for (int i = block * BLOCK; i < end; i++) {
                gradients[i] = (Sigmoid.of(scores[i]) - labels[i]) * (weights == null ? 1 : weights[i]);
            }
        });
        return gradients;
    }

    /** The sum of squared gradients over that of hessians, of the rows drawn: about twice what a cut gains by chance. */
    double chance(double[] scores) {
        double squares = 0;
        double hessians = 0;
        for (int i = 0; i < labels.length; i++) {
            if (sample.holds(i)) {
                double p = Sigmoid.of(scores[i]);
                double g = (p - labels[i]) * weight(i);
                squares += g * g;
                hessians += curvature(p) * weight(i);
            }
        }
        return squares / hessians;
    }

    /** By how much a row's hessian may exceed a quarter of its weight, as it stands for others. */
    double mostTimes() {
        return Math.max(1, sample.mostTimes());
    }

    /** Rounds both at random: the numbers have {@value #BITS} bits behind the point, to which as many random ones are added. */
    private long pack(double g, double h, long draw) {
        long gradient = (long) (g * gradientScale * ONE) + (draw & ONE - 1) >> BITS;
        long hessian = (long) (h * hessianScale * ONE) + (draw >>> Long.SIZE - BITS) >> BITS;
        return (gradient << 32) + hessian;
    }

    /** G² / (H + l2) of two sums together; NaN where a hessian is below the least. */
    double scores(long left, long right, double l2, double least) {
        double leftHessian = hessian(left);
        double rightHessian = hessian(right);
        if (leftHessian < least || rightHessian < least) {
            return Double.NaN;
        }
        double leftGradient = gradient(left);
        double rightGradient = gradient(right);
        return leftGradient * leftGradient / (leftHessian + l2) + rightGradient * rightGradient / (rightHessian + l2);
    }

    /** The gradient of a sum. */
    double gradient(long sum) {
        return (int) (sum >> 32) * gradientUnit;
    }

    /** The hessian of a sum. */
    double hessian(long sum) {
        return (sum & 0xFFFFFFFFL) * hessianUnit;
    }

    private static double curvature(double p) {
        double h = p * (1 - p);
        return h < LEAST_HESSIAN ? LEAST_HESSIAN : h;
    }

    /**
     * The gradient and the hessian of rows together, in full precision and added up in their order. They are computed anew:
     * to keep them for every row would take more memory, and longer.
     */
    double[] sums(double[] scores, int[] rows, int from, int to) {
        double gradients = 0;
        double hessians = 0;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            double p = Sigmoid.of(scores[row]);
            double weight = weight(row);
            gradients += (p - labels[row]) * weight;
            hessians += curvature(p) * weight;
        }
        return new double[] {gradients, hessians};
    }
}
