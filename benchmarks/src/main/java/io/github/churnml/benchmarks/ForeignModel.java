package io.github.churnml.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import smile.base.cart.InternalNode;
import smile.base.cart.LeafNode;
import smile.base.cart.Node;
import smile.base.cart.RegressionNode;
import smile.classification.GradientTreeBoost;

/**
 * Turns the models that the peers have grown here, and only those, into forests: numeric splits, no missing values, and
 * XGBoost's base score at a half.
 */
final class ForeignModel {

    private ForeignModel() {}

    static Forest xgboost(Path json) {
        try {
            JsonNode learner = new ObjectMapper().readTree(json.toFile()).path("learner");
            ForestBuilder forest = new ForestBuilder(CustomerRows.COLUMNS, 0);
            for (JsonNode tree : learner.path("gradient_booster").path("model").path("trees")) {
                forest.startTree();
                addXgboost(forest, tree, 0);
            }
            return forest.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int addXgboost(ForestBuilder forest, JsonNode tree, int node) {
        // Both kinds of node keep their number here: a leaf its value, a split its threshold.
        float number = (float) tree.path("split_conditions").path(node).asDouble();
        double cover = tree.path("sum_hessian").path(node).asDouble();
        int left = tree.path("left_children").path(node).asInt();
        if (left < 0) {
            return forest.leaf(number, cover);
        }
        // XGBoost sends left what is below the threshold, in single precision; a forest what is not above.
        int split = forest.splitAt(
                tree.path("split_indices").path(node).asInt(),
                Math.nextDown(number),
                tree.path("default_left").path(node).asInt() != 0,
                cover,
                Math.max(0, tree.path("loss_changes").path(node).asDouble()));
        int leftAdded = addXgboost(forest, tree, left);
        int rightAdded =
                addXgboost(forest, tree, tree.path("right_children").path(node).asInt());
        forest.children(split, leftAdded, rightAdded);
        return split;
    }

    static Forest lightgbm(Path text) {
        ForestBuilder forest = new ForestBuilder(CustomerRows.COLUMNS, 0);
        String trees = new String(TrainedModel.read(text), StandardCharsets.UTF_8).split("end of trees", 2)[0];
        String[] parts = trees.split("\nTree=");
        for (int tree = 1; tree < parts.length; tree++) {
            Map<String, String[]> fields = new HashMap<>();
            parts[tree].lines().filter(line -> line.contains("=")).forEach(line -> {
                int at = line.indexOf('=');
                fields.put(line.substring(0, at), line.substring(at + 1).split(" "));
            });
            forest.startTree();
            // A tree that could not be split has its one leaf only.
            addLightgbm(forest, fields, fields.get("num_leaves")[0].equals("1") ? ~0 : 0);
        }
        return forest.build();
    }

    private static int addLightgbm(ForestBuilder forest, Map<String, String[]> tree, int node) {
        if (node < 0) {
            double cover = tree.containsKey("leaf_count") ? number(tree, "leaf_count", ~node) : 0;
            return forest.leaf(number(tree, "leaf_value", ~node), cover);
        }
        int split = forest.splitAt(
                (int) number(tree, "split_feature", node),
                number(tree, "threshold", node),
                ((int) number(tree, "decision_type", node) & 2) != 0,
                number(tree, "internal_count", node),
                number(tree, "split_gain", node));
        int left = addLightgbm(forest, tree, (int) number(tree, "left_child", node));
        int right = addLightgbm(forest, tree, (int) number(tree, "right_child", node));
        forest.children(split, left, right);
        return split;
    }

    private static double number(Map<String, String[]> tree, String field, int at) {
        return Double.parseDouble(tree.get(field)[at]);
    }

    /** Smile's score F stands for log-odds of 2F. */
    static Forest smile(GradientTreeBoost model, double learningRate) {
        ForestBuilder forest = new ForestBuilder(CustomerRows.COLUMNS, 2 * hidden(model, GradientTreeBoost.class, "b"));
        for (smile.base.cart.CART tree : model.trees()) {
            forest.startTree();
            addSmile(forest, tree.root(), learningRate);
        }
        return forest.build();
    }

    private static int addSmile(ForestBuilder forest, Node node, double learningRate) {
        if (node instanceof InternalNode split) {
            double threshold = hidden(split, smile.base.cart.OrdinalNode.class, "value");
            int added = forest.splitAt(split.feature(), threshold, false, split.size(), split.score());
            int left = addSmile(forest, split.trueChild(), learningRate);
            int right = addSmile(forest, split.falseChild(), learningRate);
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
