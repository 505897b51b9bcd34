package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against values that others have published or computed. */
class TreeShapGoldenTest {

    @Test
    void contributions_andOfTwo_areThoseOfXgboostsTest() throws IOException {
        JsonNode known = known("AND function, single tree");
        // The tree that the case describes: f0 < 1 → 0, else f1 < 1 → 0, else 1, with covers 4, 2, 2, 1, 1.
        TreeShap shap = TreeShap.of(and(1, 0));
        assertThat(shap.baseValue()).isCloseTo(known.get("bias").doubleValue(), within(1e-12));
        assertThat(shap.contributions(doubles(known.get("x"))))
                .containsExactly(doubles(known.get("phi")), within(1e-12));
    }

    @Test
    void contributions_andTimes80_areThoseOfShapsTestWhicheverFeatureIsFirst() throws IOException {
        JsonNode known = known("AND*80, path-dependent TreeSHAP");
        for (int first = 0; first < 2; first++) {
            TreeShap shap = TreeShap.of(and(80, first));
            assertThat(shap.baseValue()).isCloseTo(20, within(1e-12));
            for (int i = 0; i < known.get("X").size(); i++) {
                assertThat(shap.contributions(doubles(known.get("X").get(i))))
                        .containsExactly(doubles(known.get("phi_exact").get(i)), within(1e-12));
            }
        }
    }

    @Test
    void contributions_missingValues_areThoseOfShapsTest() throws IOException {
        JsonNode known = known("missing values");
        ForestBuilder builder = new ForestBuilder(1, 0);
        builder.startTree();
        int root = builder.splitAt(0, 50, false, 5, 1);
        builder.children(root, builder.leaf(1, 1), builder.leaf(0, 4));
        TreeShap shap = TreeShap.of(builder.build());
        assertThat(shap.baseValue()).isCloseTo(known.get("expected_value").doubleValue(), within(1e-12));
        for (int i = 0; i < known.get("X").size(); i++) {
            JsonNode x = known.get("X").get(i);
            double[] row = {x.isNull() ? Double.NaN : x.doubleValue()};
            assertThat(shap.contributions(row)[0])
                    .isCloseTo(known.get("phi_class1").get(i).doubleValue(), within(1e-12));
        }
    }

    @Test
    void contributions_modelOfXgboost174_areItsOwn() throws IOException {
        Forest forest = xgboost(json("golden/models/xgboost-1.7.4.json").get("learner"));
        List<String> rows = Files.readAllLines(SharedFiles.require("golden/models/rows.csv"));
        List<String> expected = Files.readAllLines(SharedFiles.require("golden/models/xgboost-1.7.4.treeshap.csv"));
        assertThat(expected).hasSize(201);
        TreeShap shap = TreeShap.of(forest);
        for (int i = 1; i < expected.size(); i++) {
            double[] row = numbers(rows.get(i));
            double[] own = numbers(expected.get(i));
            double[] contributions = shap.contributions(row);
            assertThat(contributions).containsExactly(Arrays.copyOf(own, row.length), within(1e-4));
            assertThat(shap.baseValue()).isCloseTo(own[row.length], within(1e-4));
            double sum = shap.baseValue() + Arrays.stream(contributions).sum();
            assertThat(sum).isCloseTo(forest.score(row), within(1e-12));
        }
    }

    /** A tree that gives a value if both features are 1, from 4 rows: one of each kind. */
    private static Forest and(double value, int first) {
        ForestBuilder builder = new ForestBuilder(2, 0);
        builder.startTree();
        int root = builder.splitAt(first, Math.nextDown(1.0), true, 4, 1);
        int off = builder.leaf(0, 2);
        int on = builder.splitAt(1 - first, Math.nextDown(1.0), true, 2, 1);
        builder.children(root, off, on);
        builder.children(on, builder.leaf(0, 1), builder.leaf(value, 1));
        return builder.build();
    }

    /** XGBoost sends what is less than a threshold left, both as float; its leaf values stand where thresholds do. */
    private static Forest xgboost(JsonNode learner) {
        // A base score of a half is 0 in log-odds.
        assertThat(learner.at("/learner_model_param/base_score").asText()).isEqualTo("5E-1");
        int features = learner.at("/learner_model_param/num_feature").asInt();
        ForestBuilder builder = new ForestBuilder(features, 0);
        for (JsonNode tree : learner.at("/gradient_booster/model/trees")) {
            builder.startTree();
            addTree(builder, tree);
        }
        return builder.build();
    }

    private static void addTree(ForestBuilder builder, JsonNode tree) {
        int nodes = tree.get("left_children").size();
        int[] numbers = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            float condition = (float) tree.get("split_conditions").get(i).doubleValue();
            double cover = tree.get("sum_hessian").get(i).doubleValue();
            boolean missingLeft = tree.get("default_left").get(i).intValue() == 1;
            int feature = tree.get("split_indices").get(i).intValue();
            numbers[i] = tree.get("left_children").get(i).intValue() < 0
                    ? builder.leaf(condition, cover)
                    : builder.splitAt(feature, Math.nextDown((double) condition), missingLeft, cover, 0);
        }
        for (int i = 0; i < nodes; i++) {
            int left = tree.get("left_children").get(i).intValue();
            if (left >= 0) {
                builder.children(
                        numbers[i],
                        numbers[left],
                        numbers[tree.get("right_children").get(i).intValue()]);
            }
        }
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(",", -1))
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Float.parseFloat(cell))
                .toArray();
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        Arrays.setAll(values, i -> array.get(i).doubleValue());
        return values;
    }

    private static JsonNode known(String name) throws IOException {
        for (JsonNode known : json("golden/treeshap_cases.json").get("cases")) {
            if (known.get("name").asText().equals(name)) {
                return known;
            }
        }
        throw new AssertionError("no case " + name);
    }

    private static JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(SharedFiles.require(path)));
    }
}
