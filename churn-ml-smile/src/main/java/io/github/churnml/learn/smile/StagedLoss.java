package io.github.churnml.learn.smile;

import io.github.churnml.forest.Forest;
import io.github.churnml.learn.OneStandardError;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.FeatureMatrix;

/**
 * The log loss of a forest's first 1, 2, 3 … trees on rows that it has not seen, and where to cut the forest by it.
 *
 * <p>With a few hundred positives the curve of losses is flat and noisy around its least value, and where exactly that
 * lies is chance. The cut therefore follows the {@linkplain OneStandardError one-standard-error rule}. The standard error of
 * the paired differences is far smaller than that of the losses themselves: neighbouring rounds err on the same rows.
 */
final class StagedLoss {

    private final Forest forest;
    private final FeatureMatrix features;
    private final int[] labels;
    private final double[] weights;

    private StagedLoss(Forest forest, TrainingData slice) {
        this.forest = forest;
        this.features = slice.features();
        this.labels = slice.labels();
        this.weights = slice.weights();
    }

    /**
     * The mean log loss after each tree, added up in row order.
     *
     * @param forest trees that add up log-odds
     * @param features rows encoded as the trees were grown on
     * @param labels 1 for the positive class, 0 otherwise; one per row
     * @return one loss per tree
     */
    static double[] of(Forest forest, FeatureMatrix features, int[] labels) {
        return new StagedLoss(forest, TrainingData.of(features, labels)).means();
    }

    /** How many trees to keep; at least 1. */
    static int bestRound(Forest forest, FeatureMatrix features, int[] labels) {
        return bestRound(forest, TrainingData.of(features, labels));
    }

    /**
     * How many trees to keep.
     *
     * @param forest trees that add up log-odds, at least one
     * @param slice rows that the trees were not grown on, which count by their weights
     * @return at least 1
     */
    static int bestRound(Forest forest, TrainingData slice) {
        StagedLoss staged = new StagedLoss(forest, slice);
        return staged.firstWithinOneStandardError(least(staged.means())) + 1;
    }

    private double[] means() {
        double[] sums = new double[forest.trees()];
        double[] losses = new double[sums.length];
        double[] row = new double[forest.features()];
        for (int i = 0; i < labels.length; i++) {
            lossesOf(i, row, losses);
            for (int tree = 0; tree < sums.length; tree++) {
                sums[tree] += weights[i] * losses[tree];
            }
        }
        double total = total();
        for (int tree = 0; tree < sums.length; tree++) {
            sums[tree] /= total;
        }
        return sums;
    }

    private double total() {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        return total;
    }

    private static int least(double[] losses) {
        int least = 0;
        for (int tree = 1; tree < losses.length; tree++) {
            if (losses[tree] < losses[least]) {
                least = tree;
            }
        }
        return least;
    }

    /** Scores the rows a second time rather than keep every row's losses, which for a large slice would fill the memory. */
    private int firstWithinOneStandardError(int best) {
        OneStandardError rule = new OneStandardError(best);
        double[] losses = new double[forest.trees()];
        double[] row = new double[forest.features()];
        for (int i = 0; i < labels.length; i++) {
            lossesOf(i, row, losses);
            rule.add(losses, weights[i]);
        }
        return rule.first();
    }

    private void lossesOf(int i, double[] row, double[] into) {
        features.row(i, row);
        double score = forest.baseScore();
        for (int tree = 0; tree < into.length; tree++) {
            score += forest.tree(tree, row);
            into[tree] = loss(labels[i] == 1 ? score : -score);
        }
    }

    /** ln(1 + e^−margin), where the margin is the log-odds of the true class. */
    private static double loss(double margin) {
        return margin > 0
                ? StrictMath.log1p(StrictMath.exp(-margin))
                : -margin + StrictMath.log1p(StrictMath.exp(margin));
    }
}
