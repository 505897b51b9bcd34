package io.github.churnml.learn.boosting;

/**
 * Every row's gradient and hessian of the log loss at the present scores: in full precision for the leaves, and as whole
 * numbers for the histograms, both packed in one {@code long}.
 *
 * <p>The gradient stands in the upper 32 bits with its sign, the hessian in the lower ones. Each is multiplied by a scale
 * and rounded up or down at random, by how near it lies, the draw being decided by seed, round and row. The scales are as
 * large as they can be for the sums over all drawn rows to fit: below 2<sup>31</sup> for the absolute gradients and
 * 2<sup>32</sup> for the hessians. So no half of any histogram's cell can overflow, and one addition adds both.
 */
final class Gradients {

    private static final int BLOCK = 8192;
    /** What a hessian is at least: a row that is answered with certainty has none left. */
    private static final double LEAST_HESSIAN = 1e-16;

    private final byte[] labels;
    private final double[] weights;
    private final double[][] sums;

    final double[] gradient;
    final double[] hessian;
    /** Both as whole numbers; only of the rows drawn. */
    final long[] packed;

    private double gradientScale;
    private double hessianScale;

    Gradients(int[] labels, double[] weights) {
        this.labels = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            this.labels[i] = (byte) labels[i];
        }
        this.weights = weights;
        this.gradient = new double[labels.length];
        this.hessian = new double[labels.length];
        this.packed = new long[labels.length];
        this.sums = new double[(labels.length + BLOCK - 1) / BLOCK][2];
    }

    /** Computes all of them anew for the rows' scores, and packs those of the rows that were drawn. */
    void update(double[] scores, RowSample sample, long key) {
        Parallel.each(sums.length, labels.length * 8L, block -> differentiate(block, scores, sample));
        double gradients = 0;
        double hessians = 0;
        for (double[] sum : sums) {
            gradients += sum[0];
            hessians += sum[1];
        }
        // Each row may be rounded up by 1.
        gradientScale = gradients > 0 ? (Integer.MAX_VALUE - labels.length - 1.0) / gradients : 1;
        hessianScale = (0xFFFFFFFFL - labels.length - 1.0) / hessians;
        Parallel.each(sums.length, labels.length * 8L, block -> pack(block, sample, key));
    }

    private void differentiate(int block, double[] scores, RowSample sample) {
        double gradients = 0;
        double hessians = 0;
        int end = Math.min(labels.length, (block + 1) * BLOCK);
        for (int i = block * BLOCK; i < end; i++) {
            double p = Sigmoid.of(scores[i]);
            double g = (p - labels[i]) * weights[i];
            double h = Math.max(p * (1 - p), LEAST_HESSIAN) * weights[i];
            gradient[i] = g;
            hessian[i] = h;
            if (sample.holds(i)) {
                gradients += Math.abs(g);
                hessians += h;
            }
        }
        sums[block][0] = gradients;
        sums[block][1] = hessians;
    }

    private void pack(int block, RowSample sample, long key) {
        int end = Math.min(labels.length, (block + 1) * BLOCK);
        for (int i = block * BLOCK; i < end; i++) {
            if (sample.holds(i)) {
                long draw = Hash.of(key, i);
                long g = (long) Math.floor(gradient[i] * gradientScale + (draw >>> 32) * 0x1p-32);
                long h = (long) (hessian[i] * hessianScale + (draw & 0xFFFFFFFFL) * 0x1p-32);
                packed[i] = (g << 32) + h;
            }
        }
    }

    /** The gradient of a sum. */
    double gradient(long sum) {
        return (int) (sum >> 32) / gradientScale;
    }

    /** The hessian of a sum. */
    double hessian(long sum) {
        return (sum & 0xFFFFFFFFL) / hessianScale;
    }
}
