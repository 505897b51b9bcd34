package io.github.churnml.select.blend;

import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.forest.Precision;
import java.util.List;

/** Several forests as one, whose score is the weighted sum of theirs but for rounding: one compiled scorer serves all. */
final class ForestSum {

    private ForestSum() {}

    /** Whether a forest can be part of a sum: its trees' values are log-odds that are added up as doubles. */
    static boolean takes(Forest forest) {
        return forest.aggregation() == Aggregation.SUM_OF_LOG_ODDS && forest.precision() == Precision.DOUBLE;
    }

    /**
     * One forest of the trees of all, in their order. Leaves and gains are multiplied by the weight of their forest: the first
     * are what is added up, and by the second columns count.
     */
    static Forest of(List<Forest> forests, double[] weights) {
        double base = 0;
        for (int f = 0; f < weights.length; f++) {
            base += weights[f] * forests.get(f).baseScore();
        }
        ForestBuilder sum = new ForestBuilder(forests.get(0).features(), base);
        for (int f = 0; f < weights.length; f++) {
            Forest forest = forests.get(f);
            for (int tree = 0; tree < forest.trees(); tree++) {
                int end = tree + 1 < forest.trees() ? forest.root(tree + 1) : forest.nodes();
                add(sum.startTree(), forest, forest.root(tree), end, weights[f]);
            }
        }
        return sum.build();
    }

    private static void add(ForestBuilder sum, Forest forest, int root, int end, double weight) {
        int shift = 0;
        for (int node = root; node < end; node++) {
            int added;
            if (forest.isLeaf(node)) {
                added = sum.leaf(forest.value(node) * weight, forest.cover(node));
            } else if (forest.isOnLevels(node)) {
                added = sum.splitOn(
                        forest.feature(node),
                        forest.levels(node).stream().toArray(),
                        forest.missingLeft(node),
                        forest.cover(node),
                        forest.gain(node) * weight);
            } else {
                added = sum.splitAt(
                        forest.feature(node),
                        forest.threshold(node),
                        forest.missingLeft(node),
                        forest.zeroMissing(node),
                        forest.cover(node),
                        forest.gain(node) * weight);
            }
            shift = added - node;
        }
        for (int node = root; node < end; node++) {
            if (!forest.isLeaf(node)) {
                sum.children(node + shift, forest.left(node) + shift, forest.right(node) + shift);
            }
        }
    }
}
