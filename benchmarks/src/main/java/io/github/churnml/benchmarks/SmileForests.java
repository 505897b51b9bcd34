package io.github.churnml.benchmarks;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import smile.base.cart.InternalNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.base.cart.RegressionNode;
import smile.classification.GradientTreeBoost;

/** Turns a model that Smile has grown here into a forest: numeric splits, no missing values. */
final class SmileForests {

    private SmileForests() {}

    /** Smile's score F stands for log-odds of 2F. */
    static Forest of(GradientTreeBoost model, double learningRate) {
        ForestBuilder forest = new ForestBuilder(CustomerRows.COLUMNS, 2 * hidden(model, GradientTreeBoost.class, "b"));
        for (smile.base.cart.CART tree : model.trees()) {
            forest.startTree();
            add(forest, tree.root(), learningRate);
        }
        return forest.build();
    }

    private static int add(ForestBuilder forest, Node node, double learningRate) {
        if (node instanceof InternalNode split) {
            double threshold = hidden(split, smile.base.cart.OrdinalNode.class, "value");
            int added = forest.splitAt(split.feature(), threshold, false, split.size(), split.score());
            int left = add(forest, split.trueChild(), learningRate);
            int right = add(forest, split.falseChild(), learningRate);
            forest.children(added, left, right);
            return added;
        }
        return forest.leaf(2 * (learningRate * ((RegressionNode) node).output()), ((LeafNode) node).size());
    }

    /** Neither the intercept nor a split's value has an accessor in 2.6.0. */
    private static double hidden(Object object, Class<?> type, String field) {
        try {
            java.lang.reflect.Field found = type.getDeclaredField(field);
            found.setAccessible(true);
            return found.getDouble(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Smile is not the 2.6.0 that is expected", e);
        }
    }
}
