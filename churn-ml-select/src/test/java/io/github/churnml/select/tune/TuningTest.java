package io.github.churnml.select.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.data.split.Split;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.ClassWeighting;
import io.github.churnml.resample.SmoteNc;
import io.github.churnml.select.PermutationSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TuningTest {

    private static final Dataset SAMPLE = SmallModel.sample(0, 1500);

    private static final Learner QUICK = HistogramGradientBoosting.builder()
            .trees(40)
            .learningRate(0.2)
            .patience(10)
            .build();

    private static final Yardstick AREA = new Yardstick(Metric.ROC_AUC, ThresholdRule.fixed(0.5), null);

    private static final SearchSpace SPACE = SearchSpace.of(
            Dimension.logUniform("learningRate", 0.05, 0.5),
            Dimension.whole("maxDepth", 1, 6),
            Dimension.choice("growth", "oblivious", "leaf-wise"));

    @TempDir
    Path folder;

    static List<Recipe> recipes() {
        ChurnPipeline pipeline = pipeline();
        return List.of(
                folds(pipeline.toBuilder()
                                .select(PermutationSelection.standard())
                                .build())
                        .recipe(),
                folds(pipeline).recipe(),
                folds(pipeline.toBuilder().balance(SmoteNc.standard()).build()).recipe(),
                folds(pipeline.toBuilder().balance(ClassWeighting.standard()).build())
                        .recipe(),
                folds(pipeline.toBuilder()
                                .encode(Encoding.standard().withLevels(Encoding.Levels.TARGET))
                                .build())
                        .recipe());
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void probabilities_preparedFold_areThoseOfTheRecipe(Recipe recipe) {
        CrossValidation folds = folds(pipeline());
        Division division = folds.divisions().get(0).get(1);
        Customers all = new Customers(folds.rows(), folds.labels(), folds.groups(), new double[0]);
        Learner other = SearchSpace.learner(QUICK, Map.of("maxDepth", 2));
        double[] expected = folds.logOdds(recipe.with(other, recipe.balance()), 0, 1);
        for (boolean keep : new boolean[] {true, false}) {
            double[] probabilities = PreparedFold.of(
                            recipe, all, division, pipeline().seed(), keep, AREA)
                    .probabilities(other);
            for (int i = 0; i < expected.length; i++) {
                assertThat(probabilities[i]).isEqualTo(Calibrator.none().probability(expected[i]));
            }
        }
    }

    private static final CustomerValue WORTH = new CustomerValue("monthly_charge", 50, 12, new Campaign(5, 30, 0.3));

    /** By a division of the training side written down once more. */
    @Test
    void value_ofALearntThreshold_isAtOneThatTheTrainingSideLearnt() {
        CrossValidation folds = folds(pipeline());
        Division division = folds.divisions().get(0).get(1);
        Customers all = new Customers(folds.rows(), folds.labels(), folds.groups(), WORTH.of(folds.rows(), List.of()));
        Yardstick asked = new Yardstick(Metric.PROFIT, ThresholdRule.profit(), WORTH.campaign());
        long seed = pipeline().seed();

        Customers learnt = all.select(division.train());
        Division inside = learnt.groups().holdOut(learnt.labels(), 0.25, seed);
        Customers judged = learnt.select(inside.test());
        double[] inner = PreparedFold.of(folds.recipe(), learnt, inside, seed, false, AREA)
                .probabilities(QUICK);
        double threshold = ThresholdRule.profit().learn(judged.labels(), inner, WORTH.campaign(), judged.amounts());
        Customers test = all.select(division.test());
        double[] outer = PreparedFold.of(folds.recipe(), all, division, seed, false, AREA)
                .probabilities(QUICK);

        assertThat(threshold).isBetween(0.01, 0.4);
        for (boolean keep : new boolean[] {true, false}) {
            assertThat(PreparedFold.of(folds.recipe(), all, division, seed, keep, asked)
                            .value(QUICK, asked))
                    .isEqualTo(
                            Metric.PROFIT.compute(test.labels(), outer, threshold, WORTH.campaign(), test.amounts()));
        }
    }

    @Test
    void run_byProfitOfALearntThreshold_saysSo_andKeepsItsTrialsApart() {
        ChurnPipeline learnt = pipeline().toBuilder()
                .value(WORTH)
                .threshold(ThresholdRule.profit())
                .build();
        Path out = folder.resolve("profit");
        TuningResult result = Tuning.of(learnt)
                .space(SPACE)
                .trials(6)
                .folds(3)
                .by(Metric.PROFIT)
                .trialsIn(out)
                .run(SAMPLE);
        assertThat(result.basis()).contains("learns by profit inside the training part of each fold");
        assertThat(result.toMap()).containsEntry("basis", result.basis());
        assertThat(result.told().own().value()).isGreaterThan(0);
        assertThat(out.resolve(Tuning.TRIALS)).content().contains("learnt inside folds");
        TuningResult fixed = Tuning.of(learnt.toBuilder().threshold(0.3).build())
                .space(SPACE)
                .trials(2)
                .by(Metric.PROFIT)
                .run(SAMPLE);
        assertThat(fixed.basis()).startsWith("profit is of contacting customers from probability 0.3 on");
        assertThat(tuning().trials(2).by(Metric.LOG_LOSS).run(SAMPLE).basis()).contains("before calibration");
        assertThat(tuning().trials(2).run(SAMPLE).basis()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void run_anyNumberOfThreads_givesTheSameBytes(SearchMethod method) throws Exception {
        List<String> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            Path out = folder.resolve("of-" + threads);
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                TuningResult result = pool.submit(() ->
                                tuning().method(method).trials(11).trialsIn(out).run(SAMPLE))
                        .get();
                results.add(result.toMap() + result.pipeline().toYaml() + Files.readString(out.resolve(Tuning.TRIALS)));
            } finally {
                pool.shutdown();
            }
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @Test
    void told_bestTrial_isWhatFittingTheTunedPipelineIsJudgedBy() {
        TuningResult result = tuning().trials(9).run(SAMPLE);

        assertThat(result.told().tuned().value())
                .isEqualTo(result.pipeline().toBuilder()
                        .calibrate("none")
                        .build()
                        .fit(SAMPLE)
                        .evaluation()
                        .rocAuc()
                        .value());
        assertThat(result.told().own().value())
                .isEqualTo(pipeline().toBuilder()
                        .calibrate("none")
                        .build()
                        .fit(SAMPLE)
                        .evaluation()
                        .rocAuc()
                        .value());
        assertThat(result.told().difference().value())
                .isCloseTo(result.told().tuned().value() - result.told().own().value(), within(1e-15));
        assertThat(result.told().customers() + result.customers())
                .isEqualTo(folds(pipeline()).labels().length);
        assertThat(result.pipeline().learner().settings())
                .containsAllEntriesOf(result.best().settings());
        assertThat(result.ranked().get(0)).isEqualTo(result.best());
        assertThat(result.trials().get(0).settings())
                .containsEntry("learningRate", 0.2)
                .containsEntry("maxDepth", 6);
    }

    @Test
    void told_noiseTarget_isNoBetterThanChanceThoughTheBestTrialIs() {
        double chosen = 0;
        double told = 0;
        double nested = 0;
        List<Double> all = new ArrayList<>();
        for (int seed = 0; seed < 12; seed++) {
            TuningResult result = Tuning.of(ChurnPipeline.builder()
                            .target("churned", "Yes")
                            .learner(QUICK)
                            .seed(seed)
                            .build())
                    .space(SPACE)
                    .trials(17)
                    .folds(3)
                    .prune(false)
                    .nested(seed == 0 ? 2 : 0)
                    .run(noise(500, seed));
            chosen += result.chosenBy().value() / 12;
            told += result.told().tuned().value() / 12;
            all.add(result.told().tuned().value());
            nested += result.nested().map(one -> one.tuned().value()).orElse(0.0);
            assertThat(result.told().isGain() && result.told().difference().value() > 0.2)
                    .isFalse();
        }
        double mean = told;
        double error = Math.sqrt(
                all.stream().mapToDouble(one -> (one - mean) * (one - mean)).sum() / 11 / 12);
        assertThat(told).isCloseTo(0.5, within(3 * error));
        assertThat(error).isLessThan(0.03);
        assertThat(chosen).isGreaterThan(0.52);
        assertThat(nested).isBetween(0.4, 0.6);
    }

    @Test
    void verdict_whatWasFound_isSaidInWords() {
        TuningResult found = tuning().trials(9).run(SAMPLE);
        assertThat(found.verdict())
                .startsWith("On " + found.told().customers()
                        + " customers held out, whom no trial has seen, the best trial reaches roc_auc 0.");

        // Of two trials the second is one that no one would choose.
        Learner good =
                HistogramGradientBoosting.builder().trees(60).learningRate(0.1).build();
        TuningResult kept = Tuning.of(pipeline().toBuilder().learner(good).build())
                .space(SearchSpace.of(Dimension.choice("learningRate", 0.0001, 0.1)))
                .trials(5)
                .run(SAMPLE);
        assertThat(kept.trials()).hasSize(2);
        assertThat(kept.best().number()).isZero();
        assertThat(kept.pipeline().learner()).isEqualTo(good);
        assertThat(kept.verdict()).startsWith("No settings that were tried are better over the folds");

        Learner bad = HistogramGradientBoosting.builder()
                .trees(2)
                .earlyStopping(false)
                .learningRate(0.01)
                .maxDepth(1)
                .build();
        TuningResult gain = Tuning.of(pipeline().toBuilder().learner(bad).build())
                .space(SearchSpace.of(
                        Dimension.choice("trees", 1, 2, 100), Dimension.choice("learningRate", 0.01, 0.1)))
                .trials(6)
                .nested(3)
                .run(SmallModel.sample(0, 4000));
        assertThat(gain.best().settings()).containsEntry("trees", 100);
        assertThat(gain.told().isGain()).isTrue();
        assertThat(gain.verdict()).contains(", a real gain.").contains("Tuned anew in each of 3 outer folds");
        assertThat(gain.nested().orElseThrow().isGain()).isTrue();
        assertThat(gain.nested().orElseThrow().customers()).isGreaterThan(3900);
        assertThat(gain.toMap()).containsKeys("told", "nested", "verdict", "best", "own");
    }

    @Test
    void run_splitInTime_judgesOnTheLatestCustomers() {
        ChurnPipeline inTime = pipeline().toBuilder()
                .split(Split.inTime("signup_date", Period.ofDays(1)))
                .exclude("signup_date")
                .calibrate("none")
                .build();
        TuningResult result =
                Tuning.of(inTime).space(SPACE).trials(5).folds(2).nested(2).run(SAMPLE);

        assertThat(result.told().tuned().value())
                .isEqualTo(result.pipeline().fit(SAMPLE).evaluation().rocAuc().value());
        assertThat(result.nested().orElseThrow().customers()).isLessThan(1000);
    }

    @Test
    void run_byMoneyOrLoss_ranksByIt() {
        ChurnPipeline money = pipeline().toBuilder()
                .value(CustomerValue.of(100, new Campaign(1, 10, 0.3, 20)))
                .build();
        TuningResult result =
                Tuning.of(money).space(SPACE).trials(5).folds(2).by(Metric.EMPC).run(SAMPLE);

        assertThat(result.told().tuned().value()).isPositive();
        TuningResult loss = tuning().trials(5).folds(2).by(Metric.LOG_LOSS).run(SAMPLE);
        assertThat(loss.ranked().get(0).mean())
                .isLessThanOrEqualTo(loss.trials().get(0).mean());
    }

    @Test
    void run_cutShort_goesOnToTheSameResult() throws Exception {
        Path out = folder.resolve("out");
        TuningResult whole = tuning().trials(12).nested(2).trialsIn(out).run(SAMPLE);
        byte[] bytes = Files.readAllBytes(out.resolve(Tuning.TRIALS));
        Path outer = out.resolve("trials-outer-2.jsonl");
        byte[] ofOuter = Files.readAllBytes(outer);
        Files.write(out.resolve(Tuning.TRIALS), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        Files.write(outer, Arrays.copyOf(ofOuter, ofOuter.length / 2));

        TuningResult again = tuning().trials(12).nested(2).trialsIn(out).run(SAMPLE);

        assertThat(again.toMap()).isEqualTo(whole.toMap());
        assertThat(out.resolve(Tuning.TRIALS)).hasBinaryContent(bytes);
        assertThat(outer).hasBinaryContent(ofOuter);
        assertThatThrownBy(() -> tuning().trials(12).trialsIn(out).run(SmallModel.sample(0, 1400)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'data.rows' is (1500) there and (1400) now");
        assertThatThrownBy(
                        () -> tuning().trials(12).by(Metric.BRIER).trialsIn(out).run(SAMPLE))
                .hasMessageContaining("'by' is (roc_auc) there and (brier) now");
        assertThat(tuning().trials(2)
                        .by(Metric.BRIER)
                        .trialsIn(out)
                        .anew(true)
                        .run(SAMPLE)
                        .trials())
                .hasSize(2);
    }

    @Test
    void told_fewCustomersHeldOut_hasNoIntervalAndSaysSo() {
        int[] labels = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
        double[] tuned = {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1};
        double[] own = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9};
        Customers few = new Customers(noise(10, 1), labels, RowGroups.none(), new double[0]);
        PairedBootstrap.Model first = new PairedBootstrap.Model(tuned, AREA);
        PairedBootstrap.Model second = new PairedBootstrap.Model(own, AREA);

        Told told = PairedBootstrap.of(few, first, second, 1);
        assertThat(told.difference().value()).isEqualTo(1);
        assertThat(told.difference().hasInterval()).isFalse();
        assertThat(told.isReal()).isFalse();
        labels[4] = 1;
        assertThat(PairedBootstrap.of(few, first, second, 1).isGain()).isTrue();

        assertThat(tuning().trials(9).folds(2).run(SmallModel.sample(0, 60)).verdict())
                .containsAnyOf(
                        "which so few customers cannot tell from luck", "No settings that were tried are better");
    }

    @Test
    void wrongUse_isRefusedWithAWayOut() {
        Tuning tuning = Tuning.of(pipeline());
        assertThatThrownBy(() -> tuning.trials(1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The number of trials is (1)")
                .hasMessageContaining("Maybe 40");
        assertThatThrownBy(() -> tuning.folds(1)).hasMessageContaining("The number of folds is (1)");
        assertThatThrownBy(() -> tuning.nested(1)).hasMessageContaining("The number of outer folds is (1)");
        assertThatThrownBy(() -> tuning.by(Metric.EMPC)).hasMessageContaining("not known what customers are worth");
        assertThatThrownBy(() -> tuning.by(Metric.KS)).hasMessageContaining("(ks)");
        assertThatThrownBy(() -> tuning.within(Duration.ZERO)).hasMessageContaining("above 0 is required");
        assertThatThrownBy(() -> tuning().within(Duration.ofNanos(1)).run(SAMPLE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The time for trials was over before the first one began.")
                .hasMessageContaining("Maybe allow more time");
        assertThatThrownBy(() -> tuning().within(Duration.ofHours(1))
                        .method(SearchMethod.HALVING)
                        .run(SAMPLE))
                .hasMessageContaining("does not go with halving");
        assertThatThrownBy(() -> tuning().within(Duration.ofHours(1)).nested(3).run(SAMPLE))
                .hasMessageContaining("does not go with outer folds");
        assertThat(tuning().trials(3).within(Duration.ofHours(1)).run(SAMPLE).trials())
                .hasSize(3);
        Dataset few = SmallModel.sample(0, 40);
        assertThatThrownBy(() -> tuning.folds(12).run(few))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "customers that trials may learn from left (8 others are held out), which is too few"
                                + " for 12 folds")
                .hasMessageContaining("Maybe ask for ");
    }

    private static Tuning tuning() {
        return Tuning.of(pipeline()).space(SPACE).folds(3);
    }

    private static ChurnPipeline pipeline() {
        return SmallModel.pipeline(QUICK);
    }

    private static CrossValidation folds(ChurnPipeline pipeline) {
        return pipeline.crossValidation(SAMPLE, 3, 1);
    }

    /** Columns that know nothing of who left. */
    private static Dataset noise(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < 8; j++) {
            columns.add(NumericColumn.of(
                    "x" + j, ColumnType.NUMERIC, random.doubles(rows).toArray()));
        }
        columns.add(CodedColumn.of(
                "churned",
                ColumnType.CATEGORICAL,
                IntStream.range(0, rows).map(row -> random.nextInt(2)).toArray(),
                List.of("No", "Yes")));
        return Dataset.of(columns);
    }
}
