package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.model.ModelContents;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PermutationImportanceTest {

    private static Dataset later;
    private static ChurnModel model;

    @BeforeAll
    static void train() {
        later = SmallModel.customers(700, 77);
        model = SmallModel.of(SmallModel.boosting(), SmallModel.customers(900, 17));
    }

    @Test
    void drops_areOfEveryRawColumn_largestFirst_andTellWhatMatters() {
        PermutationImportance found = model.permutationImportance(later);
        assertThat(found.metric()).isEqualTo(Metric.ROC_AUC);
        assertThat(found.repeats()).isEqualTo(20);
        assertThat(found.score()).isEqualTo(model.evaluate(later).rocAuc().value());
        assertThat(found.rows()).isEqualTo((int) model.evaluate(later).rows());
        assertThat(found.drops().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        model.inputs().stream().map(Input::name).toList());
        assertThat(found.drops().values().stream().map(Estimate::value)).isSortedAccordingTo(Comparator.reverseOrder());
        Estimate contract = found.drops().get("contract");
        assertThat(contract.low()).isPositive();
        assertThat(contract.value()).isBetween(contract.low(), contract.high());
        assertThat(contract.level()).isEqualTo(0.95);
    }

    @Test
    void columnThatTheModelIgnores_dropsNothingAtAll() {
        ChurnModel linear = SmallModel.of(new PlainLogistic(), SmallModel.customers(900, 17));
        Member member = linear.fitted().members().get(0);
        LinearPredictor learnt = (LinearPredictor) member.predictor();
        double[] coefficients = learnt.coefficients();
        for (int j = 0; j < coefficients.length; j++) {
            boolean region = member.encoding().features().get(j).source().equals("region");
            coefficients[j] = region ? 0 : coefficients[j];
        }
        Member deaf = new Member(member.encoding(), new LinearPredictor(learnt.intercept(), coefficients));
        ChurnModel ignoring = new ChurnModel(
                new ModelContents(
                        linear.manifest(),
                        new FittedRecipe(linear.fitted().preparation(), List.of(deaf)),
                        linear.decisionRule(),
                        linear.referenceProfile()),
                List.of());
        Map<String, Estimate> drops = ignoring.permutationImportance(later).drops();
        assertThat(drops.get("region")).isEqualTo(new Estimate(0, 0, 0, 0.95));
        assertThat(drops.values()).filteredOn(drop -> drop.value() == 0).hasSizeLessThan(3);
    }

    @Test
    void shufflingTheOnlyColumnThatMatters_leavesChance() {
        ChurnModel only = ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude(model.inputs().stream()
                        .map(Input::name)
                        .filter(name -> !name.equals("contract"))
                        .toArray(String[]::new))
                .exclude("customer_id", "signup_date")
                .learner(new PlainLogistic())
                .build()
                .fit(SmallModel.customers(900, 17));
        PermutationImportance found = only.permutationImportance(later, Metric.ROC_AUC, 50);
        assertThat(found.drops()).containsOnlyKeys("contract");
        assertThat(found.score() - found.drops().get("contract").value()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void lowerIsBetter_dropsAreStillPositiveWhereTheColumnHelps() {
        PermutationImportance found = model.permutationImportance(later, Metric.BRIER, 5);
        assertThat(found.score())
                .isEqualTo(model.evaluate(later).metric(Metric.BRIER).value());
        assertThat(found.drops().get("contract").low()).isPositive();
        assertThat(found.repeats()).isEqualTo(5);
    }

    @Test
    void metricOfDecisions_takesTheModelsThreshold() {
        PermutationImportance found = model.permutationImportance(later, Metric.RECALL, 2);
        assertThat(found.score())
                .isEqualTo(model.evaluate(later).metric(Metric.RECALL).value());
    }

    @Test
    void answer_isTheSame_whateverTheThreads() throws Exception {
        PermutationImportance found = model.permutationImportance(later, Metric.ROC_AUC, 4);
        ForkJoinPool one = new ForkJoinPool(1);
        assertThat(one.submit(() -> model.permutationImportance(later, Metric.ROC_AUC, 4))
                        .get())
                .isEqualTo(found);
        one.shutdown();
    }

    @Test
    void repeats_outOfRange_areRefused() {
        for (int wrong : new int[] {1, 1001}) {
            assertThatThrownBy(() -> model.permutationImportance(later, Metric.ROC_AUC, wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(
                            "The number of repeats is (" + wrong + ") where 2 to 1000 are possible.\nMaybe take 20.");
        }
    }

    @Test
    void oneClassOnly_isRefused() {
        int[] labels = model.target().labels(later);
        Dataset stayers = later.select(
                IntStream.range(0, labels.length).filter(i -> labels[i] == 0).toArray());
        assertThatThrownBy(() -> model.permutationImportance(stayers))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("judging needs both classes");
    }
}
