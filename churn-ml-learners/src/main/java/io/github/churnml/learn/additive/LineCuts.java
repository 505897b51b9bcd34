package io.github.churnml.learn.additive;

import io.github.churnml.learn.boosting.FeatureBins;
import io.github.churnml.learn.boosting.Hash;

/**
 * Cuts a line of bins into leaves, one cut after the other where it reduces the loss most, or at random. Work space for one
 * thread; the numbers of the last line stand until the next.
 */
final class LineCuts {

    private final int maxLeaves;
    private final double minRows;
    private final double l2;
    private final double rate;
    /** Sums of gradients, hessians and weights of the bins before each place. */
    private final double[] gradients = new double[FeatureBins.MOST + 1];

    private final double[] hessians = new double[FeatureBins.MOST + 1];
    private final double[] weights = new double[FeatureBins.MOST + 1];
    private final int[] begins;
    private final int[] cuts;
    private final double[] gains;
    private int count;
    /** 1 where the leaves' values may not fall along the line, −1 where they may not rise, otherwise 0. */
    private int direction;

    LineCuts(AdditiveSettings settings, int maxLeaves) {
        this.maxLeaves = maxLeaves;
        this.minRows = settings.minLeafRows();
        this.l2 = settings.l2();
        this.rate = settings.learningRate();
        this.begins = new int[maxLeaves + 1];
        this.cuts = new int[maxLeaves];
        this.gains = new double[maxLeaves];
    }

    void start() {
        start(0);
    }

    /** Begins a line along which values may not fall (1), may not rise (−1), or both (0). */
    void start(int along) {
        count = 0;
        direction = along;
    }

    /** Adds a bin at the end of the line. */
    void add(double gradient, double hessian, double weight) {
        gradients[count + 1] = gradients[count] + gradient;
        hessians[count + 1] = hessians[count] + hessian;
        weights[count + 1] = weights[count] + weight;
        count++;
    }

    /**
     * Cuts the line.
     *
     * @param random whether cuts are drawn
     * @param key decides which
     * @return the number of leaves; 1 where no cut leaves rows enough on both sides
     */
    int cut(boolean random, long key) {
        int leaves = 1;
        begins[0] = 0;
        begins[1] = count;
        find(0, random, key);
        while (leaves < maxLeaves) {
            int widest = 0;
            for (int leaf = 1; leaf < leaves; leaf++) {
                widest = gains[leaf] > gains[widest] ? leaf : widest;
            }
            if (!(gains[widest] > 0)) {
                break;
            }
            int cut = cuts[widest];
            if (!inOrder(widest, leaves)) {
                gains[widest] = 0; // a leaf beside it has become another since the cut was found
                continue;
            }
            System.arraycopy(begins, widest + 1, begins, widest + 2, leaves - widest);
            System.arraycopy(cuts, widest, cuts, widest + 1, leaves - widest);
            System.arraycopy(gains, widest, gains, widest + 1, leaves - widest);
            begins[widest + 1] = cut;
            leaves++;
            find(widest, random, Hash.of(key, 2L * leaves));
            find(widest + 1, random, Hash.of(key, 2L * leaves + 1));
        }
        return leaves;
    }

    private void find(int leaf, boolean random, long key) {
        int from = begins[leaf];
        int to = begins[leaf + 1];
        gains[leaf] = 0;
        if (to - from < 2) {
            return;
        }
        if (random) {
            int cut = from + 1 + Hash.below(key, to - from - 1);
            cuts[leaf] = cut;
            gains[leaf] = enough(from, cut) && enough(cut, to) && inOrder(from, cut, to) ? to - from : 0;
            return;
        }
        double whole = gain(from, to);
        for (int cut = from + 1; cut < to; cut++) {
            if (enough(from, cut) && enough(cut, to)) {
                double gain = gain(from, cut) + gain(cut, to) - whole;
                if (gain > gains[leaf] && inOrder(from, cut, to)) {
                    gains[leaf] = gain;
                    cuts[leaf] = cut;
                }
            }
        }
    }

    private boolean inOrder(int from, int cut, int to) {
        return direction == 0 || direction * (value(cut, to) - value(from, cut)) >= 0;
    }

    /** Whether the values of a leaf's two parts are in order with each other and with the leaves beside it. */
    private boolean inOrder(int leaf, int leaves) {
        if (direction == 0) {
            return true;
        }
        int from = begins[leaf];
        int cut = cuts[leaf];
        int to = begins[leaf + 1];
        return inOrder(from, cut, to)
                && (leaf == 0 || direction * (value(from, cut) - value(leaf - 1)) >= 0)
                && (leaf == leaves - 1 || direction * (value(leaf + 1) - value(cut, to)) >= 0);
    }

    private double value(int from, int to) {
        return value(gradients[to] - gradients[from], hessians[to] - hessians[from]);
    }

    private boolean enough(int from, int to) {
        return weights[to] - weights[from] >= minRows;
    }

    private double gain(int from, int to) {
        double gradient = gradients[to] - gradients[from];
        return gradient * gradient / (hessians[to] - hessians[from] + l2);
    }

    /** Where a leaf ends. */
    int end(int leaf) {
        return begins[leaf + 1];
    }

    /** What a leaf adds to the log-odds. */
    double value(int leaf) {
        return value(begins[leaf], begins[leaf + 1]);
    }

    double value(double gradient, double hessian) {
        return hessian + l2 > 0 ? -gradient / (hessian + l2) * rate : 0;
    }

    /** By how much a leaf's value reduces the loss, twice, before it is shrunk. */
    double gain(int leaf) {
        return gain(begins[leaf], begins[leaf + 1]);
    }

    /** The same of the whole line in one leaf. */
    double wholeGain() {
        return gain(0, count);
    }

    /** Whether such weights are rows enough for a leaf each. */
    boolean enough(double weight) {
        return weight >= minRows;
    }

    /** Whether the whole line has rows enough for a leaf. */
    boolean enough() {
        return enough(0, count);
    }
}
