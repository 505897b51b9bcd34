package io.github.churnml.select.blend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.Growth;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.SmoteNc;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class BlendTest {

    private static final Dataset DATA = SmallModel.sample(0, 900);
    private static final Dataset NEW = SmallModel.sample(2000, 300);
    private static final Learner OBLIVIOUS =
            HistogramGradientBoosting.builder().trees(40).build();
    private static final Learner LEAF_WISE = HistogramGradientBoosting.builder()
            .trees(40)
            .growth(Growth.LEAF_WISE)
            .build();

    @Test
    void fit_onePart_learnsWhatItsLearnerWould() {
        assertThat(logOdds(Blend.of(List.of(new BlendPart(OBLIVIOUS, 3, 1))))).containsExactly(logOdds(OBLIVIOUS));
    }

    @Test
    void fit_severalParts_scoreTheirWeightedMean() {
        Blend blend = Blend.of(List.of(new BlendPart(OBLIVIOUS, 1, 1), new BlendPart(new PlainLogistic(), 3, 1)));
        double[] one = logOdds(OBLIVIOUS);
        double[] other = logOdds(new PlainLogistic());
        double[] blended = logOdds(blend);
        for (int i = 0; i < blended.length; i++) {
            assertThat(blended[i]).isCloseTo(0.25 * one[i] + 0.75 * other[i], within(1e-9));
        }
    }

    @Test
    void fit_forests_becomeOneThatIsSavedAndLoaded() {
        Blend blend = Blend.of(List.of(new BlendPart(OBLIVIOUS, 2, 3), new BlendPart(LEAF_WISE, 1, 2)));
        FittedRecipe fitted = fit(blend).fitted();
        assertThat(fitted.members()).hasSize(1);
        ForestPredictor one = (ForestPredictor) fitted.members().get(0).predictor();
        assertThat(one.forest().trees()).isGreaterThan(40);
        ChurnModel model = SmallModel.of(blend, DATA);
        assertThat(ChurnModel.load(model.toBytes()).scorer().score(NEW).probabilities())
                .containsExactly(model.scorer().score(NEW).probabilities());
        assertThat(model.importances().values().stream().mapToDouble(x -> x).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void fit_copies_differ() {
        assertThat(logOdds(Blend.of(List.of(new BlendPart(OBLIVIOUS, 1, 2))))).isNotEqualTo(logOdds(OBLIVIOUS));
    }

    @Test
    void fit_anyNumberOfThreads_givesTheSameBytes() throws Exception {
        Blend blend = Blend.of(List.of(new BlendPart(OBLIVIOUS, 2, 3), new BlendPart(new PlainLogistic(), 1, 1)));
        byte[] once = SmallModel.of(blend, DATA).toBytes();
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> SmallModel.of(blend, DATA).toBytes())
                                .get())
                        .isEqualTo(once);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void fit_balanced_correctsThePriorOfEveryMember() {
        Blend blend = Blend.of(List.of(new BlendPart(OBLIVIOUS, 1, 1), new BlendPart(new PlainLogistic(), 1, 1)));
        ChurnPipeline pipeline = SmallModel.pipeline(blend).toBuilder()
                .balance(SmoteNc.standard())
                .build();
        CrossValidation folds = pipeline.crossValidation(DATA, 2, 1);
        assertThat(folds.fit(folds.recipe(), 0, 0).fitted().members())
                .hasSize(2)
                .allSatisfy(member -> assertThat(member.offset()).isNegative());
        assertThat(pipeline.fit(DATA, FitOptions.standard()).evaluation().priorCorrection())
                .isNotNull();
    }

    @Test
    void refit_keepsWhatEachCopyFound() {
        Recipe.Fit fit = fit(Blend.of(List.of(new BlendPart(OBLIVIOUS, 1, 2))));
        Blend refit = (Blend) fit.refit().learner();
        assertThat(refit.parts()).hasSize(2).allSatisfy(part -> {
            assertThat(part.copies()).isEqualTo(1);
            assertThat(part.weight()).isEqualTo(0.5);
            assertThat(part.learner().settings()).containsEntry("earlyStopping", false);
        });
    }

    @Test
    void yaml_ofABlend_isReadBack() {
        ChurnPipeline pipeline = ChurnPipeline.parseYaml("""
                target: churned
                learner:
                  name: blend
                  parts:
                    - {name: boosting, weight: 2, copies: 3, maxLeaves: 8}
                    - name: boosting
                      growth: leaf-wise
                """);
        Blend blend = (Blend) pipeline.learner();
        assertThat(blend.parts()).hasSize(2);
        assertThat(blend.parts().get(0).weight()).isEqualTo(2);
        assertThat(blend.parts().get(0).copies()).isEqualTo(3);
        assertThat(blend.parts().get(1))
                .isEqualTo(new BlendPart(
                        HistogramGradientBoosting.builder()
                                .growth(Growth.LEAF_WISE)
                                .build(),
                        1,
                        1));
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
    }

    @Test
    void yaml_ofWrongParts_isRefused() {
        assertRefused("parts: []", "A blend has 0 parts");
        assertRefused("trees: 3", "A blend has 0 parts");
        assertRefused("parts: [{name: boosting, weight: 0}]", "'learner.parts[0].weight' (line 4) holds (0)");
        assertRefused("parts: [{name: boosting, copies: 101}]", "'learner.parts[0].copies' (line 4) holds (101)");
        assertRefused("parts: [{name: boosting, copies: 60}, {name: boosting, copies: 60}]", "A blend has 120 parts");
        assertRefused("parts: [{name: auto}]", "'learner.parts[0].name' (line 4) holds (auto), which cannot be a part");
        assertRefused("parts: [{name: boosting, leafs: 3}]", "leafs");
        assertRefused("parts: [{weight: 3}]", "name");
    }

    private static void assertRefused(String settings, String message) {
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: churned\nlearner:\n  name: blend\n  " + settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    private static Recipe.Fit fit(Learner learner) {
        CrossValidation folds = SmallModel.pipeline(learner).crossValidation(DATA, 2, 1);
        return folds.fit(folds.recipe(), 0, 0);
    }

    private static double[] logOdds(Learner learner) {
        FittedRecipe fitted = fit(learner).fitted();
        return fitted.logOdds(NEW);
    }

    /** Kept so that a learner without settings is not taken for one that takes weights. */
    @Test
    void weights_askedOfALearnerThatTakesNone_doNotNeedABlend() {
        assertThatThrownBy(() -> Learners.requireWeights(new Unweighted()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("boosting");
    }

    private record Unweighted() implements Learner {
        @Override
        public String name() {
            return "unweighted";
        }

        @Override
        public Takes takes() {
            return new Takes(false, false, false, false);
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public FittedLearner fit(TrainingData data, long seed, Progress progress) {
            throw new UnsupportedOperationException();
        }
    }
}
