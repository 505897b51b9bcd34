package io.github.churnml.learn.smile;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.ToDoubleFunction;
import smile.base.cart.CART;
import smile.base.cart.DecisionNode;
import smile.base.cart.InternalNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.base.cart.NominalNode;
import smile.base.cart.OrdinalNode;
import smile.base.cart.RegressionNode;
import smile.classification.DecisionTree;
import smile.regression.RegressionTree;

/**
 * Turns Smile's trees into a {@link Forest}.
 *
 * <p>Boosted trees give the same log-odds, to the last bit: Smile's score F = b + Σ rate · output stands for the
 * probability 1 / (1 + e<sup>−2F</sup>), so the log-odds are 2F, and doubling is exact: the doubled terms add up to the
 * doubled sum, rounding by rounding.
 *
 * <p>Classification trees give Smile's own posterior: a leaf's share of positives after Laplace's rule of succession,
 * (positives + 1) / (rows + 2). The gain of a split is Smile's decrease of impurity times the rows that pass, so that a
 * split of many rows counts for more than one of few; Smile itself adds up the bare decreases.
 *
 * <p>The only place that reads Smile's hidden fields. Split values have no accessor in 2.6.0.
 */
final class SmileTrees {

    private final Field threshold = readable(OrdinalNode.class, "value");
    private final Field level = readable(NominalNode.class, "value");
    private final SmileFrame frame;
    private final ToDoubleFunction<LeafNode> value;
    private final boolean gainPerRow;

    private SmileTrees(SmileFrame frame, ToDoubleFunction<LeafNode> value, boolean gainPerRow) {
        this.frame = frame;
        this.value = value;
        this.gainPerRow = gainPerRow;
    }

    static Forest forest(RegressionTree[] grown, double intercept, SmileFrame frame, double learningRate) {
        SmileTrees trees = new SmileTrees(frame, leaf -> logOdds((RegressionNode) leaf, learningRate), false);
        try {
            ForestBuilder builder = new ForestBuilder(frame.exponents().length, 2 * intercept);
            return trees.convert(builder, grown);
        } catch (IllegalAccessException closed) {
            throw unreadable(String.valueOf(closed.getMessage()), closed);
        }
    }

    static Forest forest(List<DecisionTree> grown, SmileFrame frame) {
        SmileTrees trees = new SmileTrees(frame, leaf -> ((DecisionNode) leaf).posteriori(new double[2])[1], true);
        try {
            ForestBuilder builder = new ForestBuilder(frame.exponents().length, 0, Aggregation.MEAN_OF_PROBABILITIES);
            return trees.convert(builder, grown.toArray(CART[]::new));
        } catch (IllegalAccessException closed) {
            throw unreadable(String.valueOf(closed.getMessage()), closed);
        }
    }

    private Forest convert(ForestBuilder builder, CART[] trees) throws IllegalAccessException {
        for (CART tree : trees) {
            builder.startTree();
            add(builder, tree.root());
        }
        return builder.build();
    }

    /** Adds a node and all below it; Smile's own limit on depth bounds the recursion. */
    private int add(ForestBuilder builder, Node node) throws IllegalAccessException {
        if (node instanceof InternalNode split) {
            int added = split(builder, split);
            int left = add(builder, split.trueChild());
            int right = add(builder, split.falseChild());
            builder.children(added, left, right);
            return added;
        }
        return builder.leaf(value.applyAsDouble((LeafNode) node), node.size());
    }

    private static double logOdds(RegressionNode leaf, double learningRate) {
        // 0 / 0 where every row of the leaf is already answered with certainty: nothing is left to correct.
        return Double.isNaN(leaf.output()) ? 0 : 2 * (learningRate * leaf.output());
    }

    private int split(ForestBuilder builder, InternalNode split) throws IllegalAccessException {
        // No row was missing a value while the tree grew: such a row later follows the larger branch.
        boolean missingLeft = split.trueChild().size() >= split.falseChild().size();
        int feature = split.feature();
        double gain = gainPerRow ? split.score() * split.size() : split.score();
        if (split instanceof NominalNode nominal) {
            return builder.splitOn(feature, new int[] {level.getInt(nominal)}, missingLeft, split.size(), gain);
        }
        double at = frame.threshold(feature, threshold.getDouble(split));
        return builder.splitAt(feature, at, missingLeft, split.size(), gain);
    }

    static Field readable(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | RuntimeException closed) {
            throw unreadable(type.getName() + "." + name, closed);
        }
    }

    private static ConfigurationException unreadable(String what, Throwable cause) {
        return new ConfigurationException(
                "Smile's trees cannot be read: field '" + what + "' is not there or is closed.",
                "Maybe another Smile than 2.6.0 is in use, or it runs as a named module: put 2.6.0 on the class path.",
                Where.nowhere(),
                cause);
    }
}
