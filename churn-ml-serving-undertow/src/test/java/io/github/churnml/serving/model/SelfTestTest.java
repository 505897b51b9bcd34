package io.github.churnml.serving.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.imported.ImportSchema;
import io.github.churnml.imported.ModelImport;
import io.github.churnml.learn.smile.SmileLogisticRegression;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.policy.Policies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfTestTest {

    /** One tree that splits on the first of two features. */
    private static final String LIGHTGBM = """
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx=1
            objective=binary sigmoid:1
            feature_names=tenure charge
            feature_infos=[0:10] [0:10]

            Tree=0
            num_leaves=2
            num_cat=0
            split_feature=0
            split_gain=1
            threshold=5
            decision_type=2
            left_child=-1
            right_child=-2
            leaf_value=0.5 -0.5
            leaf_weight=1 1
            leaf_count=5 5
            internal_value=0
            internal_weight=2
            internal_count=10
            is_linear=0
            shrinkage=1


            end of trees
            """;

    @TempDir
    Path folder;

    @Test
    void modelsThatScore_areTaken_whateverTheyAreMadeOf() throws Exception {
        ChurnModel linear = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmileLogisticRegression.builder().build())
                .build()
                .fit(Served.customers());
        ChurnModel imported = ModelImport.from(Files.writeString(folder.resolve("model.txt"), LIGHTGBM))
                .withSchema(ImportSchema.none())
                .toModel();
        assertThatCode(() -> test(Served.model()).run()).doesNotThrowAnyException();
        assertThatCode(() -> test(linear).run()).doesNotThrowAnyException();
        assertThatCode(() -> test(imported).run()).doesNotThrowAnyException();
    }

    @Test
    void rows_meetEveryLevel_andGaps() {
        ServedModel model = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        Set<Double> scored = new HashSet<>();
        Set<Integer> missing = new HashSet<>();
        SelfTest.of(model).run(work -> {
            work.notes().missing.stream().forEach(missing::add);
            double probability = work.probability();
            scored.add(probability);
            return probability;
        });
        Assertions.assertThat(missing).hasSize(model.rules().size());
        Assertions.assertThat(scored).hasSizeGreaterThan(100);
    }

    @Test
    void modelThatDoesNotScore_isRefused() {
        assertRefused(work -> Double.NaN, "gives a made-up customer a probability of (NaN).");
        assertRefused(work -> 1.5, "gives a made-up customer a probability of (1.5).");
        assertRefused(work -> Math.random(), "gives the same made-up customer two probabilities.");
        assertRefused(
                work -> {
                    throw new IllegalStateException("a value of a customer");
                },
                "cannot score a made-up customer (IllegalStateException).");
    }

    private static void assertRefused(ToDoubleFunction<RowWork> scoring, String because) {
        assertThatThrownBy(() -> test(Served.model()).run(scoring))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("Model 'churn' " + because)
                .hasMessageContaining("Maybe train or import it again.");
    }

    private static SelfTest test(ChurnModel model) {
        return SelfTest.of(new ServedModel(model, null, Policies.DEFAULTS));
    }
}
