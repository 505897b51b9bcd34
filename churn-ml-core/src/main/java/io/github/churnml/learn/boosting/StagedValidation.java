package io.github.churnml.learn.boosting;

import io.github.churnml.learn.OneStandardError;
import io.github.churnml.learn.TrainingData;
import java.util.ArrayList;
import java.util.List;

/**
 * The log loss of the first 1, 2, 3 … trees on rows that they were not grown on, kept up while they grow, and how many trees
 * to keep by it.
 *
 * <p>What the trees add to the base score is first multiplied by the factor that suits these rows best, found anew after
 * each tree by Newton's method from where it was: one number, so that trees are judged by how they tell rows apart and not
 * by how sure they have become meanwhile ("refine, then calibrate": Berta, Holzmüller, Jordan and Bach, Rethinking Early
 * Stopping, 2025, section 4). A factor far from 1 must be worth it: with few rows, or trees that say little yet, it stays
 * near. The factor is that of the kept trees, too.
 */
final class StagedValidation {

    private static final int ROWS_AT_ONCE = 4096;
    /** To find a row's leaf, in updates of a histogram's cell. */
    private static final long ROW_COST = 10;

    private static final int MOST_STEPS = 8;
    /** A step that gains less of the mean loss is the last. */
    private static final double LEAST_GAIN = 1e-8;

    private static final double LEAST_SCALE = 0.01;
    private static final double LARGEST_SCALE = 100;
    /** By how much the factor is held to 1: as by a normal prior of standard deviation ¼, against chance in few rows. */
    private static final double HOLD = 16;

    private final BinnedTable table;
    private final int[] labels;
    private final double[] weights;
    private final double base;
    private final double total;
    /** {@link #HOLD} for rows of the weight that these have. */
    private final double hold;

    /** The rows, in the order in which the last tree left them: only within each block is it another. */
    private final RowOrder order;
    /** What the trees add up to, by row. */
    private final double[] sums;
    /** The loss before the first tree, and after each. */
    private final List<Double> losses = new ArrayList<>();
    /** The factor of each of them. */
    private final List<Double> scales = new ArrayList<>();

    private int best;

    StagedValidation(BinnedTable table, TrainingData slice, double base) {
        this.table = table;
        this.labels = slice.labels();
        this.weights = slice.weights();
        this.base = base;
        this.sums = new double[labels.length];
        this.order = new RowOrder(0, labels.length);
        order.draw(new PlainSample(1, null, 0));
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.total = sum;
        this.hold = HOLD * sum / labels.length;
        judge(1);
    }

    /** Adds a tree. Returns how many trees the loss has not become less. */
    int add(GrownTree tree) {
        int blocks = (sums.length + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        Routes routes = tree.routes(table);
        Parallel.each(blocks, sums.length * ROW_COST, block -> {
            int end = Math.min(sums.length, (block + 1) * ROWS_AT_ONCE);
            routes.bring(order, 0, block * ROWS_AT_ONCE, end, (leaf, from, to) -> {
                double value = tree.value(leaf);
                for (int i = from; i < to; i++) {
                    sums[order.rows[i]] += value;
                }
            });
        });
        int last = losses.size();
        judge(scale(scales.get(last - 1)));
        if (losses.get(last) < losses.get(best)) {
            best = last;
        }
        return last - best;
    }

    private void judge(double scale) {
        LossSum sum = new LossSum();
        for (int i = 0; i < sums.length; i++) {
            double score = base + scale * sums[i];
            sum.add(labels[i] == 1 ? score : -score, weights[i]);
        }
        losses.add((sum.total() + hold / 2 * (scale - 1) * (scale - 1)) / total);
        scales.add(scale);
    }

    /** The factor of the least loss, what holds it to 1 included; there is one minimum. */
    private double scale(double from) {
        double scale = from;
        for (int step = 0; step < MOST_STEPS; step++) {
            double slope = hold * (scale - 1);
            double curvature = hold;
            for (int i = 0; i < sums.length; i++) {
                double p = Sigmoid.of(base + scale * sums[i]);
                double weighed = weights[i] * sums[i];
                slope += weighed * (p - labels[i]);
                curvature += weighed * sums[i] * p * (1 - p);
            }
            double next = Math.min(4 * scale, Math.max(scale / 4, scale - slope / curvature));
            scale = Math.min(LARGEST_SCALE, Math.max(LEAST_SCALE, next));
            if (slope * slope / curvature < LEAST_GAIN * total) {
                break;
            }
        }
        return scale;
    }

    private double of(int row, double sum, double scale) {
        double score = base + scale * sum;
        return Sigmoid.loss(labels[row] == 1 ? score : -score);
    }

    /** The loss of so many trees. */
    double loss(int round) {
        return losses.get(round);
    }

    /** How many trees to keep; at least 1 where there is any. */
    int rounds(List<GrownTree> trees, Stopping rule) {
        int rounds = rule == Stopping.LEAST_LOSS ? best : firstWithinOneStandardError(trees);
        return Math.min(trees.size(), Math.max(1, rounds));
    }

    /** What these trees are best multiplied by. */
    double scale(int rounds) {
        return scales.get(rounds);
    }

    /** By {@link OneStandardError}. Goes through the trees once more rather than keep each row's loss at each round. */
    private int firstWithinOneStandardError(List<GrownTree> trees) {
        OneStandardError rule = new OneStandardError(best);
        double[] staged = new double[best + 1];
        for (int i = 0; i < labels.length; i++) {
            double sum = 0;
            staged[0] = of(i, sum, 1);
            for (int round = 1; round <= best; round++) {
                GrownTree tree = trees.get(round - 1);
                sum += tree.value(tree.leaf(table, i));
                staged[round] = of(i, sum, scales.get(round));
            }
            rule.add(staged, weights[i]);
        }
        return rule.first();
    }
}
