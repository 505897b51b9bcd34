package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.ChurnPipelineBuilder;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Metric;
import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.resample.RandomOver;
import io.github.churnml.resample.Resampler;
import io.github.churnml.select.BalanceEffect;
import io.github.churnml.select.Candidate;
import io.github.churnml.select.ColumnVerdict;
import io.github.churnml.select.Compared;
import io.github.churnml.select.Comparison;
import io.github.churnml.select.ComparisonResult;
import io.github.churnml.select.CorrectedTTest;
import io.github.churnml.select.Doubling;
import io.github.churnml.select.ImportanceSelection;
import io.github.churnml.select.LearningCurve;
import io.github.churnml.select.LearningCurveResult;
import io.github.churnml.select.LearningStep;
import io.github.churnml.select.NullImportance;
import io.github.churnml.select.PermutationSelection;
import io.github.churnml.select.PowerLaw;
import io.github.churnml.select.RecursiveElimination;
import io.github.churnml.select.SelectedColumns;
import io.github.churnml.select.SelectionResult;
import io.github.churnml.select.Times;
import io.github.churnml.select.blend.Blend;
import io.github.churnml.select.blend.BlendPart;
import io.github.churnml.select.tune.Dimension;
import io.github.churnml.select.tune.SearchMethod;
import io.github.churnml.select.tune.SearchSpace;
import io.github.churnml.select.tune.Told;
import io.github.churnml.select.tune.Trial;
import io.github.churnml.select.tune.Tuning;
import io.github.churnml.select.tune.TuningResult;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Choosing columns, learners and settings in Java, on a table where tenure and calls decide and the rest is noise. */
class ChoicesTest {

    private static final Dataset TABLE = table();

    private static Dataset table() {
        SplittableRandom random = new SplittableRandom(12);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double tenure = random.nextDouble() * 60;
            int calls = random.nextInt(8);
            double chance = 1 / (1 + Math.exp(0.12 * (tenure - 25) - 0.9 * (calls - 3)));
            rows.add(new String[] {
                String.valueOf(tenure),
                String.valueOf(calls),
                String.valueOf(random.nextDouble()),
                String.valueOf(random.nextDouble()),
                String.valueOf(random.nextDouble()),
                random.nextDouble() < chance ? "yes" : "no"
            });
        }
        return Tables.ofTexts(
                List.of("tenure", "calls", "noise_a", "noise_b", "noise_c", "churned"), rows, ReadOptions.standard());
    }

    private static ChurnPipelineBuilder pipeline() {
        return ChurnPipeline.builder()
                .target("churned")
                .learner(HistogramGradientBoosting.builder().trees(15).build());
    }

    private static CrossValidation folds(int repeats) {
        return pipeline().build().crossValidation(TABLE, 3, repeats);
    }

    static List<ImportanceSelection> selections() {
        return List.of(new NullImportance(20, 2, 2), new RecursiveElimination(0.3, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void select_columns_keepsWhatDecides(ImportanceSelection selection) {
        CrossValidation folds = folds(1);

        SelectedColumns selected =
                selection.select(folds.recipe(), folds.rows(), folds.labels(), folds.groups(), 3, Progress.none());

        assertThat(selected.kept()).contains("tenure", "calls");
        assertThat(selected.dropped()).isNotEmpty().allMatch(column -> column.startsWith("noise"));
        assertThat(selected.lossOfKept()).isLessThanOrEqualTo(selected.lossOfAll());
        assertThat(selected.verdict()).contains("(" + selection.method() + ")");
        ChurnPipeline left =
                ChurnPipeline.ofSettings(selected.in(pipeline().build().toSettings()));
        assertThat(left.exclude()).containsExactlyInAnyOrderElementsOf(selected.dropped());
    }

    @ParameterizedTest
    @MethodSource("selections")
    void selection_ofEveryForm_isTheSameAfterYaml(ImportanceSelection selection) {
        ChurnPipeline pipeline = pipeline().select(selection).build();

        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml()).select()).contains(selection);
    }

    @Test
    void selection_outOfBounds_isRefused() {
        assertThatThrownBy(() -> new NullImportance(1, 3, 5))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'nulls' is (1.0)");
        assertThatThrownBy(() -> new RecursiveElimination(0.9, 3, 5)).hasMessageContaining("(0.9)");
    }

    @Test
    void provider_onTheClassPath_makesWhatSettingsSay() {
        ColumnSelection.Provider provider =
                ServiceLoader.load(ColumnSelection.Provider.class).findFirst().orElseThrow();

        Settings settings = Settings.of(Map.of("method", "recursive", "share", 0.3), Blame.configuration(null));
        assertThat(provider.create(settings)).isEqualTo(new RecursiveElimination(0.3, 3, 5));
    }

    @Test
    void compare_candidatesInJava_ranksTheStump() {
        Candidate full =
                new Candidate(HistogramGradientBoosting.builder().trees(25).build(), Resampler.none());
        Candidate stump = new Candidate(
                Blend.of(List.of(new BlendPart(
                        HistogramGradientBoosting.builder().trees(1).maxDepth(1).build(), 1, 1))),
                Resampler.none());

        ComparisonResult result = Comparison.on(folds(2))
                .candidates(List.of(stump, full))
                .by(Metric.ROC_AUC)
                .run();

        assertThat(result.best().candidate()).isEqualTo(full);
        Compared last = result.ranked().get(1);
        assertThat(last.candidate().learner()).isEqualTo(stump.learner());
        assertThat(result.isReal(last)).as("worse by more than luck").isTrue();
        Times times = last.times();
        assertThat(times.fitSeconds()).isPositive();
        assertThat(times.microsPerRow()).isPositive();
    }

    @Test
    void doubling_ofAFewSizes_saysWhyItCannotBeTold() {
        Doubling doubling = LearningCurve.on(folds(1)).shares(0.3, 0.5).run().doubling(Metric.ROC_AUC);

        assertThat(doubling.metric()).isEqualTo(Metric.ROC_AUC);
        assertThat(doubling.told()).isEmpty();
        assertThat(doubling.why()).contains("5 sizes");
        assertThat(doubling.measured().low()).isLessThan(doubling.measured().high());
        PowerLaw law = doubling.law();
        assertThat(law).as("three sizes are the least").isNull();
    }

    @Test
    void powerLaw_ofKnownNumbers_isThatByHand() {
        PowerLaw law = new PowerLaw(0.9, -0.1, 0.5, 1_000);

        assertThat(law.at(1_000)).isCloseTo(0.8, within(1e-12));
        assertThat(law.at(4_000)).as("half the distance").isCloseTo(0.85, within(1e-12));
    }

    @Test
    void tuning_fromAPoorStart_isAGainOnCustomersNotSeen() {
        ChurnPipeline poor = pipeline()
                .learner(HistogramGradientBoosting.builder()
                        .trees(2)
                        .learningRate(0.02)
                        .build())
                .build();

        TuningResult result = Tuning.of(poor)
                .space(SearchSpace.of(Dimension.whole("trees", 20, 40), Dimension.logUniform("learningRate", 0.1, 0.3)))
                .trials(4)
                .method(SearchMethod.RANDOM)
                .folds(2)
                .by(Metric.LOG_LOSS)
                .run(TABLE);

        Trial best = result.best();
        assertThat(result.method()).isEqualTo(SearchMethod.RANDOM);
        assertThat(best.values()).hasSize(2);
        assertThat(result.ranked()).extracting(Trial::mean).isSorted();
        assertThat(best.settings()).containsKeys("trees", "learningRate");
        Told told = result.told();
        assertThat(told.metric()).isEqualTo(Metric.LOG_LOSS);
        assertThat(told.customers()).isBetween(50, 250);
        assertThat(told.tuned().value()).isLessThan(told.own().value());
        assertThat(told.isGain()).as("lower is better: " + told.difference()).isTrue();
        assertThat(told.isReal()).isTrue();
    }

    @Test
    void selection_byFolds_saysHowSureEachColumnIs() {
        SelectionResult result = SelectionResult.of(folds(1), new PermutationSelection(2, 3), 5, Progress.none());

        assertThat(result.foldCount()).isEqualTo(3);
        assertThat(result.keptIn("tenure")).isEqualTo(3);
        ColumnVerdict tenure = result.selected().columns().stream()
                .filter(column -> column.column().equals("tenure"))
                .findFirst()
                .orElseThrow();
        assertThat(tenure.kept()).isTrue();
        assertThat(tenure.importance().low()).isPositive();
        CorrectedTTest change = result.change(Metric.LOG_LOSS);
        assertThat(change.p()).isBetween(0.0, 1.0);
        assertThat(change.difference().low())
                .isLessThanOrEqualTo(change.difference().high());
    }

    @Test
    void correctedTTest_ofDifferencesByHand_isWiderThanThePlainOne() {
        CorrectedTTest test = CorrectedTTest.of(new double[] {0.01, 0.03, 0.02, 0.04}, 0.25);

        assertThat(test.difference().value()).isCloseTo(0.025, within(1e-12));
        double variance = 0.0005 / 3;
        double t = 0.025 / Math.sqrt((1 / 4.0 + 0.25) * variance);
        assertThat(t).isCloseTo(2.7386, within(1e-4));
        assertThat(test.p()).isCloseTo(0.0714, within(1e-3));
        assertThat(test.difference().low()).isNegative();
    }

    @Test
    void learningCurve_ofShares_getsBetter() {
        LearningCurveResult result = LearningCurve.on(folds(1)).shares(0.3, 0.5).run();

        List<LearningStep> steps = result.steps();
        assertThat(steps).extracting(LearningStep::share).containsExactly(0.3, 0.5, 1.0);
        assertThat(steps.get(2).rows()).isCloseTo(500 * 2 / 3.0, within(1.0));
        assertThat(result.estimate(steps.get(0), Metric.LOG_LOSS).value())
                .isGreaterThan(result.estimate(steps.get(2), Metric.LOG_LOSS).value());
    }

    @Test
    void balance_ofACandidate_isToldByWhatItChanges() {
        ComparisonResult result = Comparison.on(folds(1))
                .candidates(List.of(new Candidate(
                        HistogramGradientBoosting.builder().trees(15).build(), Resampler.none())))
                .balance(new RandomOver(1))
                .run();

        BalanceEffect effect = result.balanceEffects().get(0);
        assertThat(effect.plain().candidate().balances()).isFalse();
        assertThat(effect.balanced().candidate().balances()).isTrue();
        assertThat(effect.change(Metric.ROC_AUC))
                .isCloseTo(
                        effect.balanced().mean(Metric.ROC_AUC) - effect.plain().mean(Metric.ROC_AUC), within(1e-12));
    }
}
