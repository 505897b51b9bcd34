package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.Scorer;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.additive.AdditiveBoosting;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.learn.linear.LogisticRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Learners whose models can be read, as an application chooses them in Java. */
class ReadableModelsTest {

    /** Who has been with us for long stays, who calls leaves. */
    private static final Dataset TABLE = table();

    private static Dataset table() {
        SplittableRandom random = new SplittableRandom(4);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int tenure = 1 + random.nextInt(60);
            int calls = random.nextInt(8);
            double chance = 1 / (1 + Math.exp(0.08 * (tenure - 20) - 0.7 * (calls - 3)));
            rows.add(new String[] {
                String.valueOf(tenure), String.valueOf(calls), random.nextDouble() < chance ? "yes" : "no"
            });
        }
        return Tables.ofTexts(List.of("tenure", "calls", "churned"), rows, ReadOptions.standard());
    }

    private static ChurnPipeline pipeline(Learner learner) {
        return ChurnPipeline.builder().target("churned").learner(learner).build();
    }

    private static double probability(ChurnModel model, int tenure, int calls) {
        Scorer scorer = model.scorer();
        return scorer.probability(Map.of("tenure", tenure, "calls", calls));
    }

    @Test
    void logisticRegression_strongPenalty_tellsCustomersApartLess() {
        ChurnModel free =
                pipeline(LogisticRegression.builder().lambda(1e-4).build()).fit(TABLE);
        ChurnModel bound = pipeline(
                        LogisticRegression.builder().lambda(200).l1Ratio(0.5).build())
                .fit(TABLE);

        double apart = probability(free, 5, 6) - probability(free, 50, 1);
        assertThat(free.evaluation().rocAuc().value()).isGreaterThan(0.8);
        assertThat(apart).isGreaterThan(0.7);
        assertThat(probability(bound, 5, 6) - probability(bound, 50, 1)).isBetween(0.0, apart / 2);
    }

    @Test
    void additiveBoosting_monotoneColumn_neverRises() {
        ChurnModel model = pipeline(AdditiveBoosting.builder()
                        .bags(2)
                        .rounds(100)
                        .interactions(0)
                        .monotone("tenure", Monotone.DECREASING)
                        .build())
                .fit(TABLE);

        assertThat(model.evaluation().rocAuc().value()).isGreaterThan(0.8);
        for (int tenure = 1; tenure < 60; tenure++) {
            assertThat(probability(model, tenure + 1, 3)).isLessThanOrEqualTo(probability(model, tenure, 3));
        }
        assertThat(probability(model, 55, 3)).isLessThan(probability(model, 5, 3) - 0.3);
    }

    @Test
    void learners_withSettings_areTheSameAfterYaml() {
        List<Learner> learners = List.of(
                LogisticRegression.builder().lambda(0.02).maxIterations(50).build(),
                AdditiveBoosting.builder().interactions(3).learningRate(0.1).build());
        assertThat(learners).extracting(Learner::name).containsExactly(LogisticRegression.NAME, AdditiveBoosting.NAME);
        for (Learner learner : learners) {
            ChurnPipeline pipeline = pipeline(learner);
            assertThat(ChurnPipeline.parseYaml(pipeline.toYaml()).learner()).isEqualTo(learner);
        }
    }
}
