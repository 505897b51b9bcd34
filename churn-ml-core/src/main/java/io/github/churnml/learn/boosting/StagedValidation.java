package io.github.churnml.learn.boosting;

import io.github.churnml.learn.OneStandardError;
import io.github.churnml.learn.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The log loss of the first 1, 2, 3 … trees on rows that they were not grown on, kept up while they grow, and how many trees
 * to keep by it.
 */
final class StagedValidation {

    private final BinnedTable table;
    private final int[] labels;
    private final double[] weights;
    private final double base;
    private final double total;
    private final double[] scores;
    /** The loss before the first tree, and after each. */
    private final List<Double> losses = new ArrayList<>();

    private int best;

    StagedValidation(BinnedTable table, TrainingData slice, double base) {
        this.table = table;
        this.labels = slice.labels();
        this.weights = slice.weights();
        this.base = base;
        this.scores = new double[labels.length];
        Arrays.fill(scores, base);
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.total = sum;
        losses.add(loss());
    }

    /** Adds a tree. Returns how many trees the loss has not become less. */
    int add(GrownTree tree) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += tree.value(tree.leaf(table, i));
        }
        losses.add(loss());
        int last = losses.size() - 1;
        if (losses.get(last) < losses.get(best)) {
            best = last;
        }
        return last - best;
    }

    private double loss() {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += weights[i] * of(i, scores[i]);
        }
        return sum / total;
    }

    private double of(int row, double score) {
        return Sigmoid.loss(labels[row] == 1 ? score : -score);
    }

    /** How many trees to keep; at least 1 where there is any. */
    int rounds(List<GrownTree> trees, Stopping rule) {
        int rounds = rule == Stopping.LEAST_LOSS ? best : firstWithinOneStandardError(trees);
        return Math.min(trees.size(), Math.max(1, rounds));
    }

    /** By {@link OneStandardError}. Goes through the trees once more rather than keep each row's loss at each round. */
    private int firstWithinOneStandardError(List<GrownTree> trees) {
        OneStandardError rule = new OneStandardError(best);
        double[] staged = new double[best + 1];
        for (int i = 0; i < labels.length; i++) {
            double score = base;
            staged[0] = of(i, score);
            for (int round = 1; round <= best; round++) {
                GrownTree tree = trees.get(round - 1);
                score += tree.value(tree.leaf(table, i));
                staged[round] = of(i, score);
            }
            rule.add(staged, weights[i]);
        }
        return rule.first();
    }
}
