package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.model.Origin;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.Kernel;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.Sampling;
import io.github.churnml.prepare.CrossFitted;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import io.github.churnml.prepare.FittedEncoding;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.GivenColumn;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Target;
import io.github.churnml.prepare.TrainingTable;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import io.github.churnml.recipe.RecipeExplainer;
import io.github.churnml.recipe.RecipeKernel;
import io.github.churnml.resample.NoResampling;
import io.github.churnml.resample.RandomOver;
import io.github.churnml.resample.Resampled;
import io.github.churnml.resample.Resampler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a pipeline does at once, step by step, for an application that has to stand between two of them. */
class TrainByHandTest {

    private static final int ROWS = 400;
    private static final Dataset TABLE = table();

    private static Dataset table() {
        SplittableRandom random = new SplittableRandom(6);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int tenure = random.nextInt(60);
            String city = "city" + random.nextInt(12);
            boolean left = random.nextDouble() < (tenure < 15 ? 0.6 : 0.08) + (city.equals("city3") ? 0.3 : 0);
            rows.add(new String[] {String.valueOf(tenure), city, left ? "yes" : "no"});
        }
        return Tables.ofTexts(List.of("tenure", "city", "churned"), rows, ReadOptions.standard());
    }

    private static CrossValidation folds() {
        return ChurnPipeline.builder()
                .target("churned")
                .encode(Encoding.standard().withLevels(Encoding.Levels.TARGET))
                .learner(HistogramGradientBoosting.builder().trees(20).build())
                .build()
                .crossValidation(TABLE, 3, 1);
    }

    @Test
    void steps_oneByOne_endInAModelThatRanks() {
        CrossValidation folds = folds();
        int[] labels = folds.labels();
        FittedPreparation prepared = folds.recipe().preparation().fit(folds.rows());
        TypedTable typed = prepared.table(folds.rows());

        Resampled balanced = new RandomOver(1).resample(typed, labels, 3);
        CrossFitted encoded = folds.recipe()
                .encoding()
                .crossFit(new TrainingTable(balanced.table(), balanced.labels()), false, false, 3);
        FittedLearner learnt = HistogramGradientBoosting.builder()
                .trees(20)
                .build()
                .fit(TrainingData.of(encoded.training(), balanced.labels()), 3, Progress.none());

        FittedEncoding serving = encoded.serving();
        FeatureMatrix features = serving.encode(typed);
        double[] row = new double[features.columns().length];
        double[] scores = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            features.row(i, row);
            scores[i] = learnt.predictor().logOdds(row);
        }
        assertThat(Arrays.stream(balanced.labels()).sum())
                .as("as many leave as stay")
                .isEqualTo(balanced.labels().length / 2);
        assertThat(balanced.kept()).isEqualTo(ROWS);
        assertThat(balanced.sources()).startsWith(0, 1, 2);
        assertThat(RocAuc.of(labels, scores)).isGreaterThan(0.8);
    }

    /** A row that was trained on must not tell its own label; one that comes later is told by all of them. */
    @Test
    void crossFit_ofTargetEncoding_hidesARowsOwnLabel() {
        CrossValidation folds = folds();
        TypedTable typed = folds.recipe().preparation().fit(folds.rows()).table(folds.rows());
        TrainingTable training = new TrainingTable(typed, folds.labels());

        CrossFitted encoded = folds.recipe().encoding().crossFit(training, false, false, 3);

        int city = encoded.training().features().stream()
                .map(Feature::name)
                .toList()
                .indexOf("city");
        double[] trained = encoded.training().columns()[city];
        double[] served = encoded.serving().encode(typed).columns()[city];
        assertThat(Arrays.stream(served).distinct().count()).isEqualTo(12);
        assertThat(Arrays.stream(trained).distinct().count()).as("by fold").isGreaterThan(12);
        assertThat(training.select(new int[] {1, 0}).labels()).containsExactly(folds.labels()[1], folds.labels()[0]);
    }

    @Test
    void kernelAndExplainer_ofAFit_giveTheScoreAndItsParts() {
        CrossValidation folds = folds();
        FittedRecipe fitted = folds.recipe()
                .fit(folds.rows(), folds.labels(), 3, Progress.none())
                .fitted();
        double[] all = fitted.logOdds(folds.rows());
        TypedTable typed = fitted.preparation().table(folds.rows());
        RecipeKernel kernel = fitted.kernel();
        RecipeExplainer explainer = fitted.explainer(Sampling.standard());
        double[] prepared = new double[typed.variables().size()];
        double[] parts = new double[explainer.columns().size()];
        double[] errors = new double[parts.length];

        for (int i = 0; i < 20; i++) {
            typed.row(i, prepared);
            assertThat(kernel.logOdds(prepared)).isEqualTo(all[i]);
            explainer.contributions(prepared, parts, errors);
            assertThat(explainer.baseValue() + Arrays.stream(parts).sum()).isCloseTo(all[i], within(1e-9));
        }
        assertThat(explainer.columns()).containsExactly("tenure", "city");
        assertThat(explainer.places()).hasSize(2);
        assertThat(errors).containsOnly(0);
    }

    /** A rule that somebody wrote down: Basic with more than two tickets leaves, unless it is paid automatically. */
    @Test
    void model_ofSomebodysRule_readsRawValues() {
        MissingMarkers missing = MissingMarkers.standard();
        Map<String, Double> plans = new LinkedHashMap<>();
        plans.put("Basic", 0.0);
        plans.put("Pro", 1.0);
        List<GivenColumn> columns = List.of(
                GivenColumn.levels("plan", plans, missing, false),
                GivenColumn.number("tickets", missing),
                GivenColumn.flag("autopay", missing, false));
        ForestBuilder rule = new ForestBuilder(3, -1);
        rule.startTree();
        int plan = rule.splitAt(0, 0.5, false, 1, 1);
        int tickets = rule.splitAt(1, 2, true, 1, 1);
        int autopay = rule.splitAt(2, 0.5, true, 1, 1);
        int leaves = rule.leaf(3, 1);
        int paid = rule.leaf(0.5, 1);
        int calm = rule.leaf(0, 1);
        int pro = rule.leaf(-1, 1);
        rule.children(plan, tickets, pro).children(tickets, calm, autopay).children(autopay, leaves, paid);
        ChurnModel model = ChurnModel.imported(
                "rule",
                "1.0.0",
                Instant.EPOCH,
                new Origin("paper", "rule", "0".repeat(64)),
                Map.of(),
                new FittedRecipe(
                        FittedPreparation.asGiven(columns),
                        List.of(new Member(FittedEncoding.asGiven(columns), new ForestPredictor(rule.build())))),
                new Target("churned", "yes", "no"),
                0.5,
                List.of());

        assertThat(logOdds(model, "Basic", 3, "no")).isCloseTo(2, within(1e-12));
        assertThat(logOdds(model, "Basic", "3", true)).isCloseTo(-0.5, within(1e-12));
        assertThat(logOdds(model, "Basic", null, "no")).as("as few tickets").isCloseTo(-1, within(1e-12));
        assertThat(logOdds(model, "Pro", 9, "no")).isCloseTo(-2, within(1e-12));
        assertThat(model.inputs()).extracting(Input::name).containsExactly("plan", "tickets", "autopay");
        assertThat(logOdds(ChurnModel.load(model.toBytes()), "Basic", 3, "no")).isCloseTo(2, within(1e-12));
    }

    private static double logOdds(ChurnModel model, Object plan, Object tickets, Object autopay) {
        Map<String, Object> row = new HashMap<>();
        row.put("plan", plan);
        row.put("tickets", tickets);
        row.put("autopay", autopay);
        double probability = model.scorer().probability(row);
        return Math.log(probability / (1 - probability));
    }

    @Test
    void kernel_ofAPredictor_scoresRowsAndBatchesAlike() {
        LinearPredictor predictor = new LinearPredictor(-1, new double[] {0.5, 2});
        Kernel kernel = predictor.kernel();
        double[] rows = {2, 0, 0, 1, 4, -1};
        double[] scores = new double[3];

        kernel.logOdds(rows, 3, scores);

        assertThat(scores).containsExactly(0, 1, -1);
        assertThat(kernel.logOdds(new double[] {0, 1}))
                .isEqualTo(predictor.logOdds(new double[] {0, 1}))
                .isEqualTo(1);
    }

    @Test
    void noResampling_ofAnyRows_leavesThemAsTheyAre() {
        CrossValidation folds = folds();
        TypedTable typed = folds.recipe().preparation().fit(folds.rows()).table(folds.rows());

        Resampled same = Resampler.none().resample(typed, folds.labels(), 1);

        assertThat(Resampler.none()).isEqualTo(new NoResampling());
        assertThat(same.kept()).isEqualTo(ROWS);
        assertThat(same.labels()).containsExactly(folds.labels());
        assertThat(same.weights()).isNull();
    }
}
