package io.github.churnml.forest.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Small models in the formats of other systems, made here. XGBoost's has three features (levels, a number, a flag) and two
 * trees; LightGBM's has the same features, every missing type and a tree of one leaf.
 */
public final class ForeignModels {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String XGBOOST = """
            {"learner": {
              "attributes": {"best_iteration": "1"},
              "feature_names": ["plan", "usage", "promo"],
              "feature_types": ["c", "float", "i"],
              "gradient_booster": {
                "model": {
                  "gbtree_model_param": {"num_parallel_tree": "1", "num_trees": "3"},
                  "iteration_indptr": [0, 1, 2, 3],
                  "tree_info": [0, 0, 0],
                  "trees": [
                    {"base_weights": [0, 0, 0, 0, 0],
                     "categories": [1, 2], "categories_nodes": [2], "categories_segments": [0], "categories_sizes": [2],
                     "default_left": [1, 0, 1, 0, 0], "id": 0,
                     "left_children": [1, -1, 3, -1, -1], "right_children": [2, -1, 4, -1, -1],
                     "loss_changes": [10.5, 0, 2.25, 0, 0], "parents": [2147483647, 0, 0, 2, 2],
                     "split_conditions": [1.5, 0.25, NaN, -0.5, 0.75], "split_indices": [1, 0, 0, 0, 0],
                     "split_type": [0, 0, 1, 0, 0], "sum_hessian": [10, 4, 6, 3.5, 2.5],
                     "tree_param": {"num_deleted": "0", "num_feature": "3", "num_nodes": "5", "size_leaf_vector": "1"}},
                    {"base_weights": [0, 0, 0],
                     "categories": [], "categories_nodes": [], "categories_segments": [], "categories_sizes": [],
                     "default_left": [0, 0, 0], "id": 1,
                     "left_children": [1, -1, -1], "right_children": [2, -1, -1],
                     "loss_changes": [-1e-6, 0, 0], "parents": [2147483647, 0, 0],
                     "split_conditions": [1, 0.0625, -0.0625], "split_indices": [2, 0, 0],
                     "split_type": [0, 0, 0], "sum_hessian": [10, 5, 5],
                     "tree_param": {"num_deleted": "0", "num_feature": "3", "num_nodes": "3", "size_leaf_vector": "1"}},
                    {"base_weights": [0.125],
                     "categories": [], "categories_nodes": [], "categories_segments": [], "categories_sizes": [],
                     "default_left": [0], "id": 2, "left_children": [-1], "right_children": [-1], "loss_changes": [0],
                     "parents": [2147483647], "split_conditions": [0.125], "split_indices": [0], "split_type": [0],
                     "sum_hessian": [10],
                     "tree_param": {"num_deleted": "0", "num_feature": "3", "num_nodes": "1", "size_leaf_vector": "1"}}
                  ]},
                "name": "gbtree"},
              "learner_model_param": {"base_score": "5E-1", "boost_from_average": "1", "num_class": "0",
                "num_feature": "3", "num_target": "1"},
              "objective": {"name": "binary:logistic", "reg_loss_param": {"scale_pos_weight": "3"}}},
             "version": [2, 1, 3]}
            """;

    private static final String LIGHTGBM = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=2
            objective=binary sigmoid:1
            feature_names=plan usage promo
            feature_infos=-1:0:1:2 [0:343.5] [0:1]
            tree_sizes=1 1 1

            Tree=0
            num_leaves=5
            num_cat=1
            split_feature=1 0 2 1
            split_gain=10.5 2.25 1e+3 nan
            threshold=1.5 0 0.5 0.75
            decision_type=10 1 0 6
            left_child=1 -1 -2 -4
            right_child=2 3 -3 -5
            leaf_value=0.5 -0.25 0.75 0.125 -0.5
            leaf_weight=1 1 1 1 1
            leaf_count=4 3 2 1 5
            internal_value=0 0 0 0
            internal_weight=0 0 0 0
            internal_count=15 10 5 6
            cat_boundaries=0 1
            cat_threshold=6
            is_linear=0
            shrinkage=1


            Tree=1
            num_leaves=1
            num_cat=0
            split_feature=
            split_gain=
            threshold=
            decision_type=
            left_child=
            right_child=
            leaf_value=0.0625
            leaf_weight=
            leaf_count=
            internal_value=
            internal_weight=
            internal_count=
            is_linear=0
            shrinkage=1


            Tree=2
            num_leaves=2
            num_cat=0
            split_feature=2
            split_gain=1
            threshold=-0.5
            decision_type=0
            left_child=-1
            right_child=-2
            leaf_value=0.03125 -0.03125
            leaf_weight=1 1
            leaf_count=7 8
            internal_value=0
            internal_weight=0
            internal_count=15
            is_linear=0
            shrinkage=0.1


            end of trees

            feature_importances:
            usage=2

            parameters:
            [boosting: gbdt]
            [categorical_feature: 0]
            end of parameters

            pandas_categorical:[["Basic", "Standard", "Pro"]]
            """;

    private ForeignModels() {}

    /** XGBoost's model as JSON. */
    public static byte[] xgboostJson() {
        return XGBOOST.getBytes(StandardCharsets.UTF_8);
    }

    /** The same as UBJSON, with typed lists of numbers as XGBoost writes them. */
    public static byte[] xgboostUbjson() {
        return ubjson(tree());
    }

    /** LightGBM's model as text. */
    public static String lightGbm() {
        return LIGHTGBM;
    }

    /** XGBoost's model, changed. */
    static byte[] xgboost(Consumer<ObjectNode> change) {
        return json(changed(change));
    }

    static ObjectNode changed(Consumer<ObjectNode> change) {
        ObjectNode model = tree();
        change.accept(model);
        return model;
    }

    static ObjectNode learner(ObjectNode model) {
        return (ObjectNode) model.get("learner");
    }

    static ObjectNode parameters(ObjectNode model) {
        return (ObjectNode) learner(model).get("learner_model_param");
    }

    static ObjectNode booster(ObjectNode model) {
        return (ObjectNode) learner(model).get("gradient_booster");
    }

    static ObjectNode tree(ObjectNode model, int tree) {
        return (ObjectNode) booster(model).get("model").get("trees").get(tree);
    }

    static ArrayNode list(Object... values) {
        return JSON.valueToTree(values);
    }

    private static ObjectNode tree() {
        try {
            return (ObjectNode) JSON.reader()
                    .with(com.fasterxml.jackson.core.json.JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .readTree(XGBOOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] json(JsonNode tree) {
        // Jackson quotes NaN where it writes a tree; XGBoost does not.
        return tree.toString().replace("\"NaN\"", "NaN").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] ubjson(JsonNode tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(tree, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonNode value, DataOutputStream out) throws IOException {
        if (value.isObject()) {
            out.write('{');
            for (var field : value.properties()) {
                text(field.getKey(), out);
                write(field.getValue(), out);
            }
            out.write('}');
        } else if (value.isArray()) {
            list((ArrayNode) value, out);
        } else if (value.isTextual()) {
            out.write('S');
            text(value.textValue(), out);
        } else if (value.isIntegralNumber()) {
            out.write('l');
            out.writeInt(value.intValue());
        } else {
            out.write('d');
            out.writeFloat(value.floatValue());
        }
    }

    private static void list(ArrayNode list, DataOutputStream out) throws IOException {
        boolean whole = !list.isEmpty();
        boolean numbers = !list.isEmpty();
        for (JsonNode item : list) {
            whole &= item.isIntegralNumber();
            numbers &= item.isNumber();
        }
        out.writeBytes(numbers ? whole ? "[$l#L" : "[$d#L" : "[#L");
        out.writeLong(list.size());
        for (JsonNode item : list) {
            if (whole) {
                out.writeInt(item.intValue());
            } else if (numbers) {
                out.writeFloat(item.floatValue());
            } else {
                write(item, out);
            }
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('L');
        out.writeLong(bytes.length);
        out.write(bytes);
    }
}
