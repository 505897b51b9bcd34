package io.github.churnml.learn.smile;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import java.lang.reflect.Field;
import smile.base.cart.InternalNode;
import smile.base.cart.Node;
import smile.base.cart.NominalNode;
import smile.base.cart.OrdinalNode;
import smile.base.cart.RegressionNode;
import smile.classification.GradientTreeBoost;
import smile.regression.RegressionTree;

/**
 * Turns Smile's boosted trees into a {@link Forest} that gives the same log-odds, to the last bit.
 *
 * <p>Smile's score F = b + Σ rate · output stands for the probability 1 / (1 + e<sup>−2F</sup>), so the log-odds are 2F.
 * Doubling is exact: the doubled terms add up to the doubled sum, rounding by rounding.
 *
 * <p>The only place that reads Smile's hidden fields. Split values and the intercept have no accessor in 2.6.0.
 */
final class SmileTrees {

    private final Field intercept = readable(GradientTreeBoost.class, "b");
    private final Field threshold = readable(OrdinalNode.class, "value");
    private final Field level = readable(NominalNode.class, "value");
    private final SmileFrame frame;
    private final double learningRate;

    private SmileTrees(SmileFrame frame, double learningRate) {
        this.frame = frame;
        this.learningRate = learningRate;
    }

    static Forest forest(GradientTreeBoost model, SmileFrame frame, double learningRate) {
        try {
            return new SmileTrees(frame, learningRate).convert(model);
        } catch (IllegalAccessException closed) {
            throw unreadable(closed.getMessage(), closed);
        }
    }

    private Forest convert(GradientTreeBoost model) throws IllegalAccessException {
        ForestBuilder builder = new ForestBuilder(frame.exponents().length, 2 * intercept.getDouble(model));
        for (RegressionTree tree : model.trees()) {
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
        double output = ((RegressionNode) node).output();
        // 0 / 0 where every row of the leaf is already answered with certainty: nothing is left to correct.
        return builder.leaf(Double.isNaN(output) ? 0 : 2 * (learningRate * output), node.size());
    }

    private int split(ForestBuilder builder, InternalNode split) throws IllegalAccessException {
        // No row was missing a value while the tree grew: such a row later follows the larger branch.
        boolean missingLeft = split.trueChild().size() >= split.falseChild().size();
        int feature = split.feature();
        if (split instanceof NominalNode nominal) {
            return builder.splitOn(
                    feature, new int[] {level.getInt(nominal)}, missingLeft, split.size(), split.score());
        }
        double at = frame.threshold(feature, threshold.getDouble(split));
        return builder.splitAt(feature, at, missingLeft, split.size(), split.score());
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
