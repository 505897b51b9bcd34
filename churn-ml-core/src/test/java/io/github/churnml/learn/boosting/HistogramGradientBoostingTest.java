package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramGradientBoostingTest {

    private static HistogramGradientBoostingBuilder plain() {
        return HistogramGradientBoosting.builder()
                .growth(Growth.LEAF_WISE)
                .earlyStopping(false)
                .trees(30)
                .subsample(1)
                .columnsPerTree(1);
    }

    private static Forest fit(HistogramGradientBoostingBuilder builder, TrainingData data, long seed) {
        FittedLearner fitted = builder.build().fit(data, seed, Progress.none());
        return ((ForestPredictor) fitted.predictor()).forest();
    }

    private static double[] row(TrainingData data, int row) {
        double[] into = new double[data.features().columns().length];
        data.features().row(row, into);
        return into;
    }

    private static double[] scores(Forest forest, TrainingData data) {
        return IntStream.range(0, data.rows())
                .mapToDouble(i -> forest.score(row(data, i)))
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void fit_mixedColumns_ranksUnseenRows(Growth growth) {
        Forest forest = fit(plain().growth(growth).trees(80), Tables.mixed(4000, 1, false), 1);
        TrainingData unseen = Tables.mixed(4000, 2, false);
        double[] truth = scores(forest, unseen);
        assertThat(RocAuc.of(unseen.labels(), truth)).isGreaterThan(0.82);
    }

    static List<HistogramGradientBoostingBuilder> ways() {
        return List.of(
                plain().subsample(0.7).columnsPerTree(0.6),
                plain().growth(Growth.DEPTH_WISE).randomStrength(1),
                plain().growth(Growth.OBLIVIOUS).sampling(Sampling.GOSS),
                plain().monotone("c0", Monotone.DECREASING).interaction("c1", "c2", "c3"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void fit_anyNumberOfThreads_givesTheSameBytes(HistogramGradientBoostingBuilder builder) throws Exception {
        TrainingData data = Tables.mixed(70_000, 3, true);
        byte[] expected = null;
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            byte[] bytes =
                    pool.submit(() -> fit(builder.trees(8), data, 5).toBytes()).get();
            pool.shutdown();
            expected = expected == null ? bytes : expected;
            assertThat(bytes).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fit_outsideAnyPool_givesTheBytesOfOneThread(Growth growth) throws Exception {
        TrainingData data = Tables.mixed(70_000, 4, false);
        HistogramGradientBoosting learner = plain().growth(growth).trees(6).build();
        ForkJoinPool one = new ForkJoinPool(1);
        byte[] expected = one.submit(() -> bytes(learner, data)).get();
        one.shutdown();
        assertThat(bytes(learner, data)).as("with the team").isEqualTo(expected);
        ExecutorService two = Executors.newFixedThreadPool(2);
        Callable<byte[]> fit = () -> bytes(learner, data);
        for (Future<byte[]> answer : two.invokeAll(List.of(fit, fit))) {
            assertThat(answer.get()).as("at the same time").isEqualTo(expected);
        }
        two.shutdown();
    }

    private static byte[] bytes(HistogramGradientBoosting learner, TrainingData data) {
        return ((ForestPredictor) learner.fit(data, 5, Progress.none()).predictor())
                .forest()
                .toBytes();
    }

    @Test
    void fit_plantedThreshold_isFound() {
        double[] column = IntStream.range(0, 1000).asDoubleStream().toArray();
        int[] labels = IntStream.range(0, 1000).map(i -> i <= 636 ? 1 : 0).toArray();
        Forest forest = fit(plain().trees(1).maxLeaves(2).maxBins(254), Tables.numbers(column, labels), 1);
        assertThat(forest.threshold(0)).isCloseTo(636.5, within(4.0));
        Forest exact = fit(
                plain().trees(1).maxLeaves(2),
                Tables.numbers(
                        Arrays.stream(column).map(x -> x < 600 ? 0 : x - 600).toArray(), labels),
                1);
        assertThat(exact.threshold(0)).isCloseTo(36.5, within(2.0));
    }

    @Test
    void fit_missingThatMeansLeaving_learnsTheirDirection() {
        SplittableRandom random = new SplittableRandom(1);
        double[] column =
                random.doubles(2000).map(x -> x < 0.3 ? Double.NaN : x).toArray();
        int[] labels = Arrays.stream(column)
                .mapToInt(x -> Double.isNaN(x) || x > 0.9 ? 1 : 0)
                .toArray();
        TrainingData data = Tables.numbers(column, labels);
        Forest forest = fit(plain(), data, 1);
        assertThat(forest.score(new double[] {Double.NaN})).isGreaterThan(1);
        assertThat(forest.score(new double[] {0.95})).isGreaterThan(1);
        assertThat(forest.score(new double[] {0.5})).isLessThan(-1);
        assertThat(RocAuc.of(labels, scores(forest, data))).isGreaterThan(0.999);
    }

    @Test
    void fit_everyOtherLevel_isOneSplit() {
        Forest forest = fit(plain().trees(1).maxLeaves(2), everyOtherLevel(), 1);
        assertThat(forest.nodes()).isEqualTo(3);
        List<Integer> levels = forest.levels(0).stream().boxed().toList();
        int parity = levels.get(0) % 2;
        assertThat(levels).hasSize(20).allMatch(level -> level % 2 == parity);
        double unseen = forest.score(new double[] {40});
        assertThat(unseen).isEqualTo(forest.score(new double[] {1 - parity}));
    }

    private static TrainingData everyOtherLevel() {
        SplittableRandom random = new SplittableRandom(1);
        double[] codes =
                IntStream.range(0, 5000).mapToDouble(i -> random.nextInt(40)).toArray();
        int[] labels = Arrays.stream(codes)
                .mapToInt(code -> random.nextInt(10) < (code % 2 == 0 ? 8 : 2) ? 1 : 0)
                .toArray();
        return Tables.levels(codes, 41, labels);
    }

    @Test
    void fit_levelOnlyMissing_isSplitOff() {
        double[] codes = IntStream.range(0, 900)
                .mapToDouble(i -> i % 3 == 0 ? -1 : i % 3)
                .toArray();
        int[] labels = IntStream.range(0, 900).map(i -> i % 3 == 0 ? 1 : 0).toArray();
        Forest forest = fit(plain(), Tables.levels(codes, 3, labels), 1);
        assertThat(forest.score(new double[] {-1})).isGreaterThan(1);
        assertThat(forest.score(new double[] {1})).isLessThan(-1);
        assertThat(forest.score(new double[] {2})).isLessThan(-1);
    }

    @Test
    void fit_nothingVaries_isTheShareOfPositives() {
        double[] same = new double[100];
        int[] labels = IntStream.range(0, 100).map(i -> i < 20 ? 1 : 0).toArray();
        Forest forest = fit(plain(), Tables.numbers(same, labels), 1);
        assertThat(forest.trees()).isZero();
        assertThat(forest.score(new double[] {7})).isCloseTo(StrictMath.log(0.25), within(1e-12));
        Arrays.fill(same, Double.NaN);
        assertThat(fit(plain(), Tables.numbers(same, labels), 1).trees()).isZero();
    }

    @Test
    void fit_oneRowPerLeaf_isFinite() {
        double[] column = IntStream.range(0, 64).asDoubleStream().toArray();
        int[] labels = IntStream.range(0, 64).map(i -> i % 2).toArray();
        Forest forest = fit(
                plain().minLeafRows(1)
                        .minChildWeight(0)
                        .l2(0)
                        .maxLeaves(64)
                        .maxDepth(64)
                        .trees(200),
                Tables.numbers(column, labels),
                1);
        assertThat(Arrays.stream(scores(forest, Tables.numbers(column, labels))))
                .allMatch(Double::isFinite);
        assertThat(RocAuc.of(labels, scores(forest, Tables.numbers(column, labels))))
                .isEqualTo(1);
    }

    @Test
    void fit_weightsOfZero_areNotLearntFrom() {
        TrainingData data = Tables.mixed(2000, 1, false);
        int[] labels = data.labels().clone();
        double[] weights = new double[2000];
        for (int i = 0; i < 2000; i++) {
            weights[i] = i % 2;
            labels[i] = i % 2 == 0 ? 1 - labels[i] : labels[i];
        }
        Forest forest = fit(plain(), new TrainingData(data.features(), labels, weights), 1);
        Forest flipped = fit(plain(), data.withWeights(weights), 1);
        assertThat(scores(forest, data)).isEqualTo(scores(flipped, data));
    }

    @Test
    void fit_minLeafRows_isKept() {
        TrainingData data = Tables.mixed(3000, 4, false);
        Forest forest = fit(plain().minLeafRows(150).maxLeaves(64).maxDepth(20), data, 1);
        assertThat(forest.trees()).isEqualTo(30);
        for (int node = 0; node < forest.nodes(); node++) {
            assertThat(forest.cover(node)).isGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void fit_maxLeavesAndDepth_areKept() {
        TrainingData data = Tables.mixed(3000, 4, false);
        Forest wide = fit(plain().maxLeaves(7).maxDepth(64).trees(1), data, 1);
        assertThat(IntStream.range(0, wide.nodes()).filter(wide::isLeaf)).hasSize(7);
        Forest flat = fit(plain().maxLeaves(4096).maxDepth(3).minLeafRows(1).trees(1), data, 1);
        assertThat(IntStream.range(0, flat.nodes()).filter(flat::isLeaf)).hasSize(8);
    }

    @Test
    void fit_cover_countsAllRows() {
        TrainingData data = Tables.mixed(3000, 4, false);
        Forest forest = fit(plain().subsample(0.5), data, 1);
        Forest counted = forest.withCover(data.features().columns(), data.rows());
        for (int node = 0; node < forest.nodes(); node++) {
            assertThat(forest.cover(node)).isEqualTo(counted.cover(node));
        }
    }

    @Test
    void fit_extraTrees_differsAndLearns() {
        TrainingData data = Tables.mixed(3000, 4, false);
        Forest extra = fit(plain().extraTrees(true).trees(100), data, 1);
        assertThat(extra.toBytes())
                .isNotEqualTo(fit(plain().trees(100), data, 1).toBytes());
        TrainingData unseen = Tables.mixed(3000, 5, false);
        assertThat(RocAuc.of(unseen.labels(), scores(extra, unseen))).isGreaterThan(0.8);
    }

    @Test
    void fit_randomStrength_choosesOtherSplitsAndFades() {
        TrainingData data = Tables.mixed(3000, 4, false);
        byte[] none = fit(plain(), data, 1).toBytes();
        assertThat(fit(plain().randomStrength(0), data, 1).toBytes()).isEqualTo(none);
        assertThat(fit(plain().randomStrength(0.5), data, 1).toBytes()).isNotEqualTo(none);
        Forest strong = fit(plain().randomStrength(1000), data, 1);
        assertThat(strong.gain(0)).isLessThan(fit(plain(), data, 1).gain(0) / 2);
        assertThat(Boosting.fading(3000, 0.05, 0)).isGreaterThan(0.999);
        assertThat(Boosting.fading(3000, 0.05, 160)).isCloseTo(0.5, within(0.01));
        assertThat(Boosting.fading(3000, 0.05, 500)).isLessThan(1e-6);
        TrainingData unseen = Tables.mixed(3000, 5, false);
        Forest some = fit(plain().randomStrength(1).trees(100), data, 1);
        assertThat(RocAuc.of(unseen.labels(), scores(some, unseen))).isGreaterThan(0.8);
    }

    @Test
    void fit_rootTooLight_isTheShareOfPositives() {
        TrainingData data = Tables.mixed(1000, 4, true);
        for (Growth growth : Growth.values()) {
            FittedLearner fitted = plain().growth(growth)
                    .minChildWeight(1e9)
                    .earlyStopping(true)
                    .build()
                    .fit(data, 1, Progress.none());
            Forest forest = ((ForestPredictor) fitted.predictor()).forest();
            assertThat(forest.trees()).isZero();
            assertThat(scores(forest, data)).containsOnly(forest.baseScore());
            assertThat(fitted.predictor().importances()).containsOnly(0, 0, 0, 0, 0);
            assertThat(((ForestPredictor)
                                    fitted.refit().fit(data, 1, Progress.none()).predictor())
                            .forest()
                            .trees())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fit_oneLevelOrAllMissing_isNotSplitOn(Growth growth) {
        TrainingData data = Tables.mixed(2000, 4, false);
        double[][] columns = data.features().columns().clone();
        columns[2] = new double[2000];
        Arrays.fill(columns[2], Double.NaN);
        columns[3] = new double[2000];
        columns[4] = new double[2000];
        Arrays.fill(columns[4], -1);
        TrainingData same =
                TrainingData.of(new FeatureMatrix(data.features().features(), columns, 2000), data.labels());
        double[] gains = fit(plain().growth(growth), same, 1).gainByFeature();
        assertThat(gains[0]).isPositive();
        assertThat(Arrays.copyOfRange(gains, 2, 5)).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void fit_wholeWeights_areAsRepeatedRows(Growth growth) {
        TrainingData data = Tables.mixed(1200, 6, false);
        double[] weights = IntStream.range(0, 1200).mapToDouble(i -> 1 + i % 3).toArray();
        int[] repeated = IntStream.range(0, 1200)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) weights[i]))
                .toArray();
        // Weights are brought to a mean of 1: what is weighed against them must be nothing.
        HistogramGradientBoostingBuilder builder = plain().growth(growth)
                .trees(5)
                .maxLeaves(8)
                .minLeafRows(1)
                .minChildWeight(0)
                .l2(0)
                .levelL2(0)
                .levelSmoothing(0)
                .maxBins(16);
        double[] weighed = scores(fit(builder, data.withWeights(weights), 1), data);
        double[] expected = scores(fit(builder, data.select(repeated), 1), data);
        double[] plain = scores(fit(builder, data, 1), data);
        assertThat(weighed).usingComparatorWithPrecision(1e-3).containsExactly(expected);
        assertThat(plain).usingComparatorWithPrecision(1e-3).isNotEqualTo(expected);
    }

    @Test
    void forest_gainCoverAndSplits_areThoseOfTheRows() {
        TrainingData data = Tables.mixed(2000, 4, false);
        Forest forest = fit(plain().trees(10), data, 1);
        for (int tree = 0; tree < 10; tree++) {
            assertThat(forest.cover(forest.root(tree))).isEqualTo(2000);
        }
        for (int node = 0; node < forest.nodes(); node++) {
            if (!forest.isLeaf(node)) {
                assertThat(forest.gain(node)).isPositive();
                assertThat(forest.cover(forest.left(node)) + forest.cover(forest.right(node)))
                        .isEqualTo(forest.cover(node));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void fit_earlyStopping_keepsFewerTrees(Stopping stopping) {
        TrainingData data = Tables.mixed(3000, 4, false);
        FittedLearner fitted = HistogramGradientBoosting.builder()
                .trees(2000)
                .learningRate(0.1)
                .stopping(stopping)
                .build()
                .fit(data, 1, Progress.none());
        int rounds = (Integer) fitted.found().get("rounds");
        assertThat(rounds).isBetween(3, 400);
        assertThat(((ForestPredictor) fitted.predictor()).forest().trees()).isEqualTo(rounds);
        assertThat(fitted.refit().settings()).containsEntry("trees", rounds).containsEntry("earlyStopping", false);
    }

    @Test
    void fit_oneStandardError_keepsNoMoreTrees() {
        TrainingData data = Tables.mixed(3000, 4, false);
        int least = rounds(data, Stopping.LEAST_LOSS);
        int fewer = rounds(data, Stopping.ONE_STANDARD_ERROR);
        assertThat(fewer).isLessThan(least);
    }

    private static int rounds(TrainingData data, Stopping stopping) {
        return (Integer) HistogramGradientBoosting.builder()
                .stopping(stopping)
                .build()
                .fit(data, 1, Progress.none())
                .found()
                .get("rounds");
    }

    @Test
    void fit_positiveClassWeight_isThatOfRowsWeighedByHand() {
        TrainingData data = Tables.mixed(2000, 1, true);
        TrainingData others = Tables.mixed(500, 2, true);
        HistogramGradientBoostingBuilder byHand =
                plain().earlyStopping(true).trees(300).learningRate(0.3);
        HistogramGradientBoostingBuilder builder =
                plain().earlyStopping(true).trees(300).learningRate(0.3).positiveClassWeight(2.5);
        assertThat(fit(builder, data, 1).toBytes())
                .isEqualTo(fit(byHand, positivesWeighed(data), 1).toBytes());
        byte[] validated = fit(builder, data.withValidation(others), 1).toBytes();
        assertThat(validated)
                .isEqualTo(fit(byHand, positivesWeighed(data).withValidation(positivesWeighed(others)), 1)
                        .toBytes());
    }

    private static TrainingData positivesWeighed(TrainingData data) {
        double[] weights = data.weights().clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= data.labels()[i] == 1 ? 2.5 : 1;
        }
        return data.withWeights(weights);
    }

    @Test
    void builder_bothWaysToWeighClasses_areRefused() {
        HistogramGradientBoostingBuilder both = HistogramGradientBoosting.builder()
                .classWeights(ClassWeights.BALANCED)
                .positiveClassWeight(3);
        assertThatThrownBy(both::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Key 'classWeights' holds (balanced) and 'positiveClassWeight' (3.0): the classes can be"
                        + " weighed in one way only.\nMaybe leave one of them out.");
        assertThat(both.positiveClassWeight(1).build().settings()).containsEntry("classWeights", "balanced");
    }

    @Test
    void fit_oneHotLevels_splitsOneLevelFromTheRest() {
        TrainingData data = everyOtherLevel();
        Forest one = fit(plain().trees(1).maxLeaves(2).oneHotLevels(40), data, 1);
        int levels = one.levels(0).cardinality();
        assertThat(Math.min(levels, 40 - levels)).isEqualTo(1);
        assertThat(fit(plain().trees(1).maxLeaves(2).oneHotLevels(39), data, 1)
                        .levels(0)
                        .cardinality())
                .isEqualTo(20);
    }

    @Test
    void fit_minLevelRows_isWhatASideOfOrderedLevelsHasAtLeast() {
        TrainingData data = everyOtherLevel();
        HistogramGradientBoostingBuilder builder = plain().trees(20).minLeafRows(1);
        assertThat(leastCoverOfLevels(fit(builder, data, 1))).isLessThan(600);
        Forest grouped = fit(builder.minLevelRows(600), data, 1);
        assertThat(grouped.trees()).isEqualTo(20);
        assertThat(leastCoverOfLevels(grouped)).isGreaterThanOrEqualTo(600);
    }

    private static double leastCoverOfLevels(Forest forest) {
        return IntStream.range(0, forest.nodes())
                .mapToDouble(forest::cover)
                .min()
                .orElseThrow();
    }

    @Test
    void builder_outOfRange_isRefused() {
        assertThatThrownBy(() -> HistogramGradientBoosting.builder().maxBins(255))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'maxBins' holds (255) where a whole number from 2 to 254 is required.");
    }
}
