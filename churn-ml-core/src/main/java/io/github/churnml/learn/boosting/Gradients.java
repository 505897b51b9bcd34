package io.github.churnml.learn.boosting;

import java.util.Arrays;
import java.util.function.Supplier;
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

    static final int BLOCK = 8192;
    /** What a hessian is at least: a row that is answered with certainty has none left. */
    private static final double LEAST_HESSIAN = 1e-16;

    private static final double TO_SPARE = 1.1;
    private static final int BITS = 20;
    private static final long ONE = 1L << BITS;

    /** Beyond it a row's odds count as they were here: as far as a double goes, with room to come back. */
    private static final double MOST_ODDS = StrictMath.exp(700);

    private static final double LEAST_ODDS = StrictMath.exp(-700);
    /** How far a leaf's answer may be from that of its rows in full precision, by the standard deviation of rounding. */
    private static final double ALLOWED = 1e-5;

    private final byte[] labels;
    private final double @Nullable [] weights;
    /** e<sup>−score</sup> of each row: the odds that the label is 0. */
    private final double[] odds;

    /** Of the rows drawn, the sum of absolute gradients and that of hessians of each block. */
    final double[] blockSums;

    /** Both as whole numbers; only of the rows drawn. */
    final long[] packed;

    /** How many rows the scales leave room for: these, or more of which these are a part. */
    int all;

    RowSample sample = new PlainSample(1, null, 0);
    double gradientScale;
    double hessianScale;
    private double nextGradientScale;
    private double nextHessianScale;
    private double gradientUnit;
    private double hessianUnit;

    /**
     * @param weights the rows' weights, or null where all count the same
     * @param base the score that every row begins with, in log-odds
     */
    Gradients(int[] labels, double @Nullable [] weights, double base) {
        this.all = labels.length;
        this.labels = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            this.labels[i] = (byte) labels[i];
        }
        this.weights = weights;
        this.odds = new double[labels.length];
        Arrays.fill(odds, bounded(StrictMath.exp(-base)));
        this.packed = new long[labels.length];
        this.blockSums = new double[2 * blocks(labels.length)];
    }

    /** How many blocks so many rows have. */
    static int blocks(int rows) {
        return (int) ((rows + BLOCK - 1L) / BLOCK);
    }

    /**
     * Multiplies the odds of rows, which adds −ln of the factor to their scores, up to the first that is not below another.
     * Returns where that stands.
     */
    int multiply(int[] rows, int from, int to, int below, double factor) {
        int i = from;
        for (; i < to && rows[i] < below; i++) {
            odds[rows[i]] = bounded(odds[rows[i]] * factor);
        }
        return i;
    }

    private static double bounded(double odds) {
        return odds > MOST_ODDS ? MOST_ODDS : odds < LEAST_ODDS ? LEAST_ODDS : odds;
    }

    /** A row's score in log-odds. */
    double score(int row) {
        return -StrictMath.log(odds[row]);
    }

    /**
     * Computes all of them anew for the rows' scores, and packs those of the rows that were drawn.
     *
     * @param pass makes them by the scales of now, and gives their sums by block
     */
    void update(Supplier<double[]> pass) {
        gradientScale = nextGradientScale;
        hessianScale = nextHessianScale;
        double[] both = total(pass.get());
        // Each row may be rounded up by 1.
        double gradientRoom = Integer.MAX_VALUE - all - 1.0;
        double hessianRoom = 0xFFFFFFFFL - all - 1.0;
        boolean fits = both[0] * gradientScale <= gradientRoom && both[1] * hessianScale <= hessianRoom;
        if (!fits || gradientScale == 0) {
            gradientScale = both[0] > 0 ? gradientRoom / both[0] : 1;
            hessianScale = hessianRoom / both[1];
            both = total(pass.get());
        }
        gradientUnit = 1 / gradientScale;
        hessianUnit = 1 / hessianScale;
        nextGradientScale = both[0] > 0 ? gradientRoom / both[0] / TO_SPARE : 1;
        nextHessianScale = hessianRoom / both[1] / TO_SPARE;
    }

    /** Makes the gradients of rows that were drawn, which stand first in an order of whole blocks. */
    void differentiate(RowOrder order, int drawn, long key) {
        int end = order.first + order.rows.length;
        int place = 0;
        for (int from = order.first; from < end; from += BLOCK) {
            int to = Math.min(end, from + BLOCK);
            if (weights == null && sample.takesAll()) {
                differentiateAlike(from, to, key);
            } else {
                place = differentiate(order.rows, place, drawn, to, key);
            }
        }
    }

    /** Two sums of blocks, added up in their order. */
    static double[] total(double[] sums) {
        double[] total = new double[2];
        for (int i = 0; i < sums.length; i++) {
            total[i & 1] += sums[i];
        }
        return total;
    }

    /** Those before a row; returns where the others stand. */
    private int differentiate(int[] rows, int from, int drawn, int to, long key) {
        double gradients = 0;
        double hessians = 0;
        double gradientFactor = gradientScale * ONE;
        double hessianFactor = hessianScale * ONE;
        int i = from;
        for (; i < drawn && rows[i] < to; i++) {
            int row = rows[i];
            double p = 1 / (1 + odds[row]);
            double weight = weight(row);
            double g = (p - labels[row]) * weight;
            double h = curvature(p) * weight;
            gradients += Math.abs(g);
            hessians += h;
            packed[row] = pack(g * gradientFactor, h * hessianFactor, Hash.quick(key, row));
        }
        keep(to - 1, gradients, hessians);
        return i;
    }

    /** Keeps the sums of a row's block. */
    private void keep(int row, double gradients, double hessians) {
        blockSums[row / BLOCK * 2] = gradients;
        blockSums[row / BLOCK * 2 + 1] = hessians;
    }

    /** The same where every row is drawn and all count the same: most of all fits, and faster without the questions. */
    private void differentiateAlike(int from, int to, long key) {
        double gradients = 0;
        double hessians = 0;
        double gradientFactor = gradientScale * ONE;
        double hessianFactor = hessianScale * ONE;
        for (int i = from; i < to; i++) {
            double p = 1 / (1 + odds[i]);
            double g = p - labels[i];
            double h = curvature(p);
            gradients += Math.abs(g);
            hessians += h;
            packed[i] = pack(g * gradientFactor, h * hessianFactor, Hash.quick(key, i));
        }
        keep(from, gradients, hessians);
    }

    /** By weight, and by how many rows it stands for. */
    private double weight(int row) {
        return (weights == null ? 1 : weights[row]) * sample.times(row);
    }

    /** The gradients of all rows at their scores. */
    double[] ofAll() {
        double[] gradients = new double[labels.length];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = (1 / (1 + odds[i]) - labels[i]) * (weights == null ? 1 : weights[i]);
        }
        return gradients;
    }

    /** The sum of squared gradients over that of hessians, of the rows drawn: about twice what a cut gains by chance. */
    double chance() {
        double squares = 0;
        double hessians = 0;
        for (int i = 0; i < labels.length; i++) {
            if (sample.holds(i)) {
                double p = 1 / (1 + odds[i]);
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
    private static long pack(double g, double h, long draw) {
        long gradient = (long) g + (draw & ONE - 1) >> BITS;
        long hessian = (long) h + (draw >>> Long.SIZE - BITS) >> BITS;
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

    /**
     * The gradient of a sum as the whole number that it is. Its bits stand in the fraction of 2<sup>52</sup>, which is then taken
     * away: a cast would wait for what the register held before, which makes a search for the cut of a level a fifth slower.
     */
    static double gradientUnits(long sum) {
        return Double.longBitsToDouble(sum >>> 32 ^ 0x4330_0000_8000_0000L) - (0x1p52 + 0x1p31);
    }

    /** The hessian of a sum as the whole number that it is. */
    static double hessianUnits(long sum) {
        return Double.longBitsToDouble(sum & 0xFFFF_FFFFL | 0x4330_0000_0000_0000L) - 0x1p52;
    }

    /** How many units of a hessian. */
    double units(double hessian) {
        return hessian * hessianScale;
    }

    /** G² / H where both count their units. */
    double scoreUnits(double score) {
        return score * gradientScale * gradientScale * hessianUnit;
    }

    /** The gradient of a sum. */
    double gradient(long sum) {
        return gradientUnits(sum) * gradientUnit;
    }

    /** The hessian of a sum. */
    double hessian(long sum) {
        return hessianUnits(sum) * hessianUnit;
    }

    /** Whether the packed sum of so many rows tells what they answer together as well as full precision would. */
    boolean tells(int rows, double value, double curvature) {
        double error = Math.sqrt(rows) * (gradientUnit + Math.abs(value) * hessianUnit);
        return error <= ALLOWED * curvature;
    }

    private static double curvature(double p) {
        double h = p * (1 - p);
        return h < LEAST_HESSIAN ? LEAST_HESSIAN : h;
    }

    /**
     * Adds the gradient and the hessian of rows to the sums of their blocks, in full precision and in their order. They are
     * computed anew: to keep them for every row would take more memory, and longer.
     */
    void addSums(int[] rows, int from, int to, double[] byBlock) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            double p = 1 / (1 + odds[row]);
            double weight = weight(row);
            int block = row / BLOCK * 2;
            byBlock[block] += (p - labels[row]) * weight;
            byBlock[block + 1] += curvature(p) * weight;
        }
    }

    /** Adds how many rows each bin of a column has, by weight. */
    void count(byte[] bins, int[] rows, int from, int to, double[] counts) {
        if (weights == null && to - from > FeatureBins.MOST) {
            int[] whole = new int[FeatureBins.MOST];
            for (int i = from; i < to; i++) {
                whole[bins[rows[i]] & 0xFF]++;
            }
            for (int bin = 0; bin < FeatureBins.MOST; bin++) {
                counts[bin] += whole[bin];
            }
        } else {
            for (int i = from; i < to; i++) {
                counts[bins[rows[i]] & 0xFF] += weights == null ? 1 : weights[rows[i]];
            }
        }
    }
}
