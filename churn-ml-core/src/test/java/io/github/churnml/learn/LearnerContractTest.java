package io.github.churnml.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FeatureMatrix;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every learner must hold to, whichever jar it comes from. */
class LearnerContractTest {

    static Stream<Learner> learners() {
        return Learners.names().stream().map(name -> Learners.byName(name, settings(Map.of())));
    }

    private static Settings settings(Map<String, ?> values) {
        return Settings.of(values, Blame.configuration(null));
    }

    private static ExampleRows rows(Learner learner, int rows, long seed) {
        return ExampleRows.of(rows, seed, learner.takes().nominal());
    }

    static Stream<Learner> weighing() {
        return learners().filter(learner -> learner.takes().weights());
    }

    private static FittedLearner fit(Learner learner, ExampleRows rows, long seed) {
        return learner.fit(rows.features(), rows.labels(), seed, Progress.none());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_anyRows_leavesThemUntouched(Learner learner) {
        ExampleRows rows = rows(learner, 300, 1);
        ExampleRows same = rows(learner, 300, 1);
        fit(learner, rows, 1);
        assertThat(rows.features().columns()).isDeepEqualTo(same.features().columns());
        assertThat(rows.labels()).isEqualTo(same.labels());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_clearPattern_isLearnt(Learner learner) {
        ExampleRows unseen = rows(learner, 1000, 2);
        Predictor predictor = fit(learner, rows(learner, 1000, 1), 1).predictor();
        int right = 0;
        for (int i = 0; i < unseen.labels().length; i++) {
            right += predictor.logOdds(unseen.row(i)) > 0 == (unseen.labels()[i] == 1) ? 1 : 0;
        }
        assertThat(right)
                .as("of 1000 right, where the truth itself gives about 820")
                .isGreaterThan(760);
        double[] importances = predictor.importances();
        assertThat(importances[0]).isGreaterThan(importances[2] * 3);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_sameSeedFromAnyThreadOrPool_givesTheSameBits(Learner learner) throws Exception {
        ExampleRows rows = rows(learner, 600, 1);
        byte[] expected = fit(learner, rows, 5).predictor().toBytes();
        for (int parallelism : new int[] {1, 8}) {
            ForkJoinPool pool = new ForkJoinPool(parallelism);
            try {
                byte[] inPool = pool.submit(
                                () -> fit(learner, rows, 5).predictor().toBytes())
                        .get();
                assertThat(inPool).isEqualTo(expected);
            } finally {
                pool.shutdown();
            }
        }
        List<byte[]> atOnce = Stream.of(5L, 6L, 5L, 7L)
                .parallel()
                .map(seed -> fit(learner, rows, seed).predictor().toBytes())
                .toList();
        assertThat(atOnce.get(0)).isEqualTo(expected);
        assertThat(atOnce.get(2)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void predictor_savedAndLoaded_givesTheSameBits(Learner learner) {
        ExampleRows rows = rows(learner, 300, 1);
        Predictor predictor = fit(learner, rows, 1).predictor();
        Predictor loaded = Predictor.fromBytes(predictor.kind(), predictor.toBytes());
        for (int i = 0; i < rows.labels().length; i++) {
            assertThat(loaded.logOdds(rows.row(i))).isEqualTo(predictor.logOdds(rows.row(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("learners")
    void predictor_anyRow_answersFinitely(Learner learner) {
        Predictor predictor = fit(learner, rows(learner, 300, 1), 1).predictor();
        ExampleRows one = rows(learner, 1, 9);
        assertThat(predictor.features()).isEqualTo(one.row(0).length);
        assertThat(LogOdds.toProbability(predictor.logOdds(one.row(0)))).isBetween(0.0, 1.0);
        assertThat(predictor.importances()).hasSize(predictor.features());
        assertThatThrownBy(() -> predictor.logOdds(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void settings_readBack_makeTheSameLearner(Learner learner) {
        Settings settings = settings(learner.settings());
        assertThat(Learners.byName(learner.name(), settings)).isEqualTo(learner);
        settings.finish();
        Learner refit = fit(learner, rows(learner, 600, 1), 1).refit();
        assertThat(Learners.byName(refit.name(), settings(refit.settings()))).isEqualTo(refit);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void refit_sameRows_findsNothingNew(Learner learner) {
        ExampleRows rows = rows(learner, 600, 1);
        FittedLearner first = fit(learner, rows, 1);
        FittedLearner second = fit(first.refit(), rows, 1);
        assertThat(second.refit()).isEqualTo(first.refit());
        assertThat(withoutHistory(second)).isEqualTo(withoutHistory(first));
    }

    /** How the losses fell is of the rows learnt from, which are more the second time. */
    private static Map<String, Object> withoutHistory(FittedLearner fitted) {
        Map<String, Object> found = new HashMap<>(fitted.found());
        found.remove("history");
        return found;
    }

    @ParameterizedTest
    @MethodSource("learners")
    void progress_whileFitting_isToldOfEachStagesEnd(Learner learner) {
        ExampleRows rows = rows(learner, 600, 1);
        List<String> ended = new ArrayList<>();
        learner.fit(rows.features(), rows.labels(), 1, (stage, done, total) -> {
            assertThat(done).isBetween(0L, total);
            if (done == total) {
                ended.add(stage);
            }
        });
        assertThat(ended).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_fewRows_stillLearns(Learner learner) {
        ExampleRows rows = rows(learner, 8, 1);
        int[] labels = {0, 1, 0, 1, 1, 0, 0, 1};
        Predictor predictor =
                learner.fit(rows.features(), labels, 1, Progress.none()).predictor();
        assertThat(predictor.logOdds(rows.row(0))).isFinite();
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_featuresThatNeverVary_answersTheShareOfPositives(Learner learner) {
        ExampleRows rows = rows(learner, 400, 1);
        double[][] columns = rows.features().columns();
        for (double[] column : columns) {
            Arrays.fill(column, 1);
        }
        int[] labels = IntStream.range(0, 400).map(i -> i % 4 == 0 ? 1 : 0).toArray();
        FeatureMatrix constant = new FeatureMatrix(rows.features().features(), columns, 400);
        Predictor predictor = learner.fit(constant, labels, 1, Progress.none()).predictor();
        assertThat(LogOdds.toProbability(predictor.logOdds(rows.row(0)))).isBetween(0.24, 0.26);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_oneClass_isRefused(Learner learner) {
        ExampleRows rows = rows(learner, 30, 1);
        assertThatThrownBy(() -> learner.fit(rows.features(), new int[30], 1, Progress.none()))
                .isInstanceOf(TrainingException.class)
                .hasMessage("All 30 rows to learn from are of one class.\nMaybe the positive label is misspelt, or the"
                        + " table holds only one kind of customer.");
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_noFeatures_isRefused(Learner learner) {
        FeatureMatrix none = new FeatureMatrix(List.of(), new double[0][], 2);
        assertThatThrownBy(() -> learner.fit(none, new int[] {0, 1}, 1, Progress.none()))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("There is no feature to learn from.\nMaybe ");
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_valueMissing_isRefusedWithItsPlace(Learner learner) {
        Assumptions.assumeFalse(learner.takes().missing(), "it takes missing values");
        ExampleRows rows = rows(learner, 30, 1);
        rows.features().columns()[1][4] = Double.NaN;
        assertThatThrownBy(() -> fit(learner, rows, 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("Feature 'number1' (row 5) holds (NaN) where a number up to 1.0E100 in size is")
                .satisfies(e -> assertThat(((TrainingException) e).column()).contains("number1"))
                .satisfies(e -> assertThat(((TrainingException) e).row()).hasValue(5));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_levelsWhereNoneAreTaken_isRefused(Learner learner) {
        Assumptions.assumeFalse(learner.takes().nominal(), "it takes levels");
        assertThatThrownBy(() -> fit(learner, ExampleRows.of(50, 3, true), 1))
                .isInstanceOf(TrainingException.class)
                .hasMessage("Feature 'level' holds codes of 5 levels where numbers are required.\nMaybe one-hot encode"
                        + " it.");
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_weightsAllTheSame_areAsNone(Learner learner) {
        ExampleRows rows = rows(learner, 300, 1);
        double[] weights = new double[300];
        Arrays.fill(weights, 0.3);
        assertThat(fit(learner, rows, weights).toBytes())
                .isEqualTo(fit(learner, rows, 1).predictor().toBytes());
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_weightsThatDiffer_areTakenOrRefused(Learner learner) {
        ExampleRows rows = rows(learner, 300, 1);
        double[] weights = new double[300];
        Arrays.setAll(weights, i -> 1 + i % 3);
        if (learner.takes().weights()) {
            assertThat(fit(learner, rows, weights).toBytes())
                    .isNotEqualTo(fit(learner, rows, 1).predictor().toBytes());
            assertThat(weights).startsWith(1, 2, 3);
        } else {
            assertThatThrownBy(() -> fit(learner, rows, weights))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("Learner '" + learner.name() + "' takes no weights, but the rows weigh")
                    .hasMessageContaining("\nMaybe take one that does: ");
        }
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void fit_weightsAllDoubled_giveTheSameBits(Learner learner) {
        ExampleRows rows = rows(learner, 300, 1);
        double[] weights = new double[300];
        Arrays.setAll(weights, i -> 0.1 + i % 7);
        double[] doubled = Arrays.stream(weights).map(weight -> 2 * weight).toArray();
        assertThat(fit(learner, rows, doubled).toBytes())
                .isEqualTo(fit(learner, rows, weights).toBytes());
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void fit_weightOfThree_isLikeTheRowThreeTimes(Learner asIs) {
        Learner learner = withoutEarlyStopping(asIs);
        ExampleRows rows = rows(learner, 2000, 1);
        double[] weights = new double[2000];
        Arrays.setAll(weights, i -> rows.labels()[i] == 1 ? 3 : 1);
        int[] repeated = IntStream.range(0, 2000)
                .flatMap(i -> IntStream.range(0, (int) weights[i]).map(time -> i))
                .toArray();
        TrainingData thrice = TrainingData.of(rows.features(), rows.labels()).select(repeated);
        double weighed = meanProbability(fit(learner, rows, weights), rows);
        double expected =
                meanProbability(learner.fit(thrice, 1, Progress.none()).predictor(), rows);
        double bare = meanProbability(fit(learner, rows, 1).predictor(), rows);
        assertThat(expected).isGreaterThan(bare + 0.08);
        assertThat(weighed).isCloseTo(expected, within(0.03));
    }

    /** Copies of one row would lie on both sides of the slice that is set aside, and it would stop later than by weights. */
    private static Learner withoutEarlyStopping(Learner learner) {
        Map<String, Object> few = new HashMap<>();
        if (learner.settings().containsKey("earlyStopping")) {
            few.put("earlyStopping", false);
        }
        if (learner.settings().containsKey("learningRate") && learner.settings().containsKey("trees")) {
            few.put("trees", 100); // five times as many would know each row, and then weights do not matter
        }
        return few.isEmpty() ? learner : Learners.byName(learner.name(), settings(few));
    }

    private static Predictor fit(Learner learner, ExampleRows rows, double[] weights) {
        TrainingData data = new TrainingData(rows.features(), rows.labels(), weights);
        return learner.fit(data, 1, Progress.none()).predictor();
    }

    private static double meanProbability(Predictor predictor, ExampleRows rows) {
        double sum = 0;
        for (int i = 0; i < rows.labels().length; i++) {
            sum += LogOdds.toProbability(predictor.logOdds(rows.row(i)));
        }
        return sum / rows.labels().length;
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void fit_balancedClasses_answerAsIfBothWereEquallyFrequent(Learner learner) {
        ExampleRows all = rows(learner, 2000, 1);
        int[] unbalanced = IntStream.range(0, 2000)
                .filter(i -> all.labels()[i] == 0 || i % 3 == 0)
                .toArray();
        TrainingData data = TrainingData.of(all.features(), all.labels()).select(unbalanced);
        ExampleRows rows = new ExampleRows(data.features(), data.labels());
        Learner balanced = Learners.byName(learner.name(), settings(Map.of("classWeights", "balanced")));
        double share = Arrays.stream(rows.labels()).average().orElseThrow();
        assertThat(share).isLessThan(0.25);
        assertThat(meanProbability(fit(learner, rows, 1).predictor(), rows)).isCloseTo(share, within(0.03));
        double[] byHand = new double[rows.labels().length];
        Arrays.setAll(byHand, i -> rows.labels()[i] == 1 ? 1 / share : 1 / (1 - share));
        double expected = meanProbability(fit(learner, rows, byHand), rows);
        assertThat(meanProbability(fit(balanced, rows, 1).predictor(), rows))
                .isGreaterThan(share + 0.05)
                .isCloseTo(expected, within(1e-3));
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void fit_weightNotUsable_isRefusedWithItsPlace(Learner learner) {
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            ExampleRows rows = rows(learner, 30, 1);
            double[] weights = new double[30];
            Arrays.fill(weights, 1);
            weights[6] = weight;
            assertThatThrownBy(() -> fit(learner, rows, weights))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith("Row 7 has a weight of (" + weight + ") where a number from 0 to 1.0E100")
                    .satisfies(e -> assertThat(((TrainingException) e).row()).hasValue(7));
        }
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void fit_oneClassWeighingNothing_isRefused(Learner learner) {
        ExampleRows rows = rows(learner, 300, 1);
        double[] weights = new double[300];
        Arrays.setAll(weights, i -> rows.labels()[i]);
        assertThatThrownBy(() -> fit(learner, rows, weights))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("All rows to learn from that weigh more than 0 are of one class.\nMaybe ");
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void fit_rowsOfWeightZero_areNotLearntFrom(Learner learner) {
        ExampleRows rows = rows(learner, 800, 1);
        double[] weights = new double[800];
        int[] labels = rows.labels().clone();
        for (int i = 0; i < 800; i++) {
            weights[i] = i % 2;
            labels[i] = i % 2 == 1 ? labels[i] : 1 - labels[i];
        }
        TrainingData half = new TrainingData(rows.features(), labels, weights);
        Predictor predictor = learner.fit(half, 1, Progress.none()).predictor();
        int right = 0;
        for (int i = 0; i < 800; i++) {
            right += predictor.logOdds(rows.row(i)) > 0 == (rows.labels()[i] == 1) ? 1 : 0;
        }
        assertThat(right)
                .as("of 800, half of which were given with the wrong label")
                .isGreaterThan(600);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void fit_labelsThatDoNotFit_isRefused(Learner learner) {
        ExampleRows rows = rows(learner, 30, 1);
        assertThatThrownBy(() -> learner.fit(rows.features(), new int[29], 1, Progress.none()))
                .hasMessage("29 labels for 30 rows");
        int[] two = new int[30];
        two[3] = 2;
        assertThatThrownBy(() -> learner.fit(rows.features(), two, 1, Progress.none()))
                .hasMessage("label 2");
    }
}
