package io.github.churnml.learn.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.learn.boosting.Tables;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.predictor.Explainer;
import io.github.churnml.predictor.PairTable;
import io.github.churnml.predictor.Sampling;
import io.github.churnml.predictor.ShapeFunction;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdditiveBoostingTest {

    private static AdditivePredictor fit(AdditiveBoostingBuilder builder, TrainingData data) {
        return (AdditivePredictor) builder.build().fit(data, 1, Progress.none()).predictor();
    }

    private static AdditiveBoostingBuilder quick() {
        return AdditiveBoosting.builder().bags(4).learningRate(0.05).smoothingRounds(50);
    }

    /** Rows of numbers from −1 to 1, and labels drawn by their log-odds. */
    private static TrainingData numbers(int rows, int columns, ToDoubleFunction<double[]> logOdds) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] values = new double[columns][rows];
        int[] labels = new int[rows];
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextDouble() * 2 - 1;
                values[j][i] = row[j];
            }
            labels[i] = random.nextDouble() < 1 / (1 + StrictMath.exp(-logOdds.applyAsDouble(row))) ? 1 : 0;
        }
        List<Feature> features = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            features.add(new Feature("c" + j, "c" + j, 0));
        }
        return TrainingData.of(new FeatureMatrix(features, values, rows), labels);
    }

    private static double[] scores(AdditivePredictor predictor, TrainingData data) {
        double[] row = new double[predictor.features()];
        return IntStream.range(0, data.rows())
                .mapToDouble(i -> {
                    data.features().row(i, row);
                    return predictor.logOdds(row);
                })
                .toArray();
    }

    private static double weightedMean(double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * weights[i];
        }
        return sum / Arrays.stream(weights).sum();
    }

    @Test
    void fit_additiveTruth_findsItsCurves() {
        TrainingData data =
                numbers(20_000, 3, row -> 2 * row[0] + (row[1] > 0.25 ? 1.5 : 0) - 0.5 * Math.sin(3 * row[0]));
        AdditivePredictor predictor = fit(quick(), data);
        ShapeFunction wave = predictor.shapes().get(0);
        ShapeFunction step = predictor.shapes().get(1);
        ShapeFunction nothing = predictor.shapes().get(2);
        for (double x = -0.9; x < 0.95; x += 0.1) {
            assertThat(wave.values()[wave.bin(x)]).isCloseTo(2 * x - 0.5 * Math.sin(3 * x), within(0.35));
        }
        double[] sizes = Arrays.stream(nothing.values()).map(Math::abs).toArray();
        assertThat(weightedMean(sizes, nothing.weights())).isLessThan(0.1);
        double rise = step.values()[step.bin(0.5)] - step.values()[step.bin(0)];
        assertThat(rise).isCloseTo(1.5, within(0.25));
    }

    @Test
    void fit_signThatTurnsAround_isFoundAsAPair() {
        TrainingData data = numbers(6000, 5, row -> row[1] * row[3] > 0 ? 2 : -2);
        AdditivePredictor alone = fit(quick().interactions(0), data);
        assertThat(RocAuc.of(data.labels(), scores(alone, data))).isLessThan(0.6);
        AdditivePredictor predictor = fit(quick().interactions(1), data);
        assertThat(predictor.pairs()).hasSize(1);
        PairTable pair = predictor.pairs().get(0);
        assertThat(pair.first()).isEqualTo(1);
        assertThat(pair.second()).isEqualTo(3);
        assertThat(predictor.logOdds(new double[] {0, 0.5, 0, 0.5, 0})).isGreaterThan(1);
        assertThat(predictor.logOdds(new double[] {0, -0.5, 0, 0.5, 0})).isLessThan(-1);
        assertThat(RocAuc.of(data.labels(), scores(predictor, data))).isGreaterThan(0.85);
    }

    @Test
    void fit_nothingInteracts_hasNoPairs() {
        TrainingData data = numbers(4000, 6, row -> row[0] + row[1] - row[2]);
        assertThat(fit(quick(), data).pairs()).isEmpty();
    }

    @Test
    void fit_levelsThatTurnAround_areFoundAsAPair() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] columns = new double[3][6000];
        int[] labels = new int[6000];
        for (int i = 0; i < labels.length; i++) {
            columns[0][i] = random.nextInt(5);
            columns[1][i] = random.nextInt(3);
            columns[2][i] = random.nextInt(4);
            boolean leaves = (columns[0][i] == 2) == (columns[2][i] % 2 == 0);
            labels[i] = random.nextInt(10) < (leaves ? 8 : 2) ? 1 : 0;
        }
        List<Feature> features = List.of(new Feature("a", "a", 5), new Feature("b", "b", 3), new Feature("c", "c", 4));
        AdditivePredictor predictor =
                fit(quick().interactions(1), TrainingData.of(new FeatureMatrix(features, columns, 6000), labels));
        assertThat(predictor.pairs()).hasSize(1);
        assertThat(predictor.pairs().get(0).second()).isEqualTo(2);
        assertThat(predictor.logOdds(new double[] {2, 0, 0})).isGreaterThan(0.8);
        assertThat(predictor.logOdds(new double[] {2, 0, 1})).isLessThan(-0.8);
        assertThat(predictor.logOdds(new double[] {0, 0, 1})).isGreaterThan(0.8);
    }

    @Test
    void fit_terms_haveMeansOfZeroOverTheRows() {
        TrainingData plain = Tables.mixed(4000, 3, true);
        double[][] columns = plain.features().columns();
        int[] labels = plain.labels().clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = columns[0][i] > 0 == (columns[3][i] % 2 == 0) ? 1 : labels[i];
        }
        TrainingData data = new TrainingData(plain.features(), labels, plain.weights());
        AdditivePredictor predictor = fit(quick(), data);
        for (ShapeFunction shape : predictor.shapes()) {
            assertThat(weightedMean(shape.values(), shape.weights())).isCloseTo(0, within(1e-10));
        }
        assertThat(predictor.pairs()).isNotEmpty();
        for (PairTable pair : predictor.pairs()) {
            double[] values = pair.values();
            double[] weights = pair.weights();
            for (int row = 0; row < pair.rows(); row++) {
                int from = row * pair.columns();
                assertThat(weightedMean(
                                Arrays.copyOfRange(values, from, from + pair.columns()),
                                Arrays.copyOfRange(weights, from, from + pair.columns())))
                        .isCloseTo(0, within(1e-9));
            }
            for (int column = 0; column < pair.columns(); column++) {
                int at = column;
                int[] cells = IntStream.range(0, pair.rows())
                        .map(row -> row * pair.columns() + at)
                        .toArray();
                assertThat(weightedMean(
                                Arrays.stream(cells).mapToDouble(c -> values[c]).toArray(),
                                Arrays.stream(cells)
                                        .mapToDouble(c -> weights[c])
                                        .toArray()))
                        .isCloseTo(0, within(1e-9));
            }
        }
        assertThat(predictor.intercept())
                .isCloseTo(weightedMean(scores(predictor, data), data.weights()), within(1e-9));
    }

    @Test
    void explanation_anyRow_addsUpToItsLogOdds() {
        TrainingData data = Tables.mixed(2000, 3, false);
        AdditivePredictor predictor = fit(quick(), data);
        Explainer explainer = predictor.explainer(new double[0], new int[] {0, 1, 2, 3, 4}, 5, Sampling.standard());
        double[] row = new double[5];
        double[] into = new double[5];
        for (int i = 0; i < 200; i++) {
            data.features().row(i, row);
            explainer.contributions(row, into, new double[5]);
            assertThat(explainer.baseValue() + Arrays.stream(into).sum())
                    .isCloseTo(predictor.logOdds(row), within(1e-12));
        }
    }

    @Test
    void fit_anyNumberOfThreads_givesTheSameBytes() throws Exception {
        TrainingData data = Tables.mixed(12_000, 3, true);
        byte[] expected = null;
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            byte[] bytes = pool.submit(() ->
                            fit(quick().rounds(40).interactionRounds(40), data).toBytes())
                    .get();
            pool.shutdown();
            expected = expected == null ? bytes : expected;
            assertThat(bytes).isEqualTo(expected);
        }
    }

    @Test
    void fit_missingThatMeansLeaving_hasItsOwnValue() {
        SplittableRandom random = new SplittableRandom(1);
        double[] column =
                random.doubles(2000).map(x -> x < 0.3 ? Double.NaN : x).toArray();
        int[] labels = Arrays.stream(column)
                .mapToInt(x -> Double.isNaN(x) || x > 0.9 ? 1 : 0)
                .toArray();
        AdditivePredictor predictor = fit(quick(), Tables.numbers(column, labels));
        assertThat(predictor.logOdds(new double[] {Double.NaN})).isGreaterThan(1);
        assertThat(predictor.logOdds(new double[] {0.95})).isGreaterThan(1);
        assertThat(predictor.logOdds(new double[] {0.5})).isLessThan(-1);
    }

    @Test
    void fit_unseenLevelOrNeverMissing_addsNothing() {
        double[] codes = IntStream.range(0, 900).mapToDouble(i -> i % 3).toArray();
        int[] labels = IntStream.range(0, 900).map(i -> i % 3 == 0 ? 1 : 0).toArray();
        AdditivePredictor predictor = fit(quick(), Tables.levels(codes, 5, labels));
        assertThat(predictor.logOdds(new double[] {0})).isGreaterThan(1);
        assertThat(predictor.logOdds(new double[] {2})).isLessThan(-1);
        for (double absent : new double[] {-1, 3, 4, 99}) {
            assertThat(predictor.logOdds(new double[] {absent})).isEqualTo(predictor.intercept());
        }
        AdditivePredictor number = fit(quick(), Tables.numbers(codes, labels));
        assertThat(number.logOdds(new double[] {Double.NaN})).isEqualTo(number.intercept());
    }

    @Test
    void fit_nothingVaries_isTheShareOfPositives() {
        double[] same = new double[100];
        int[] labels = IntStream.range(0, 100).map(i -> i < 20 ? 1 : 0).toArray();
        for (double value : new double[] {0, Double.NaN}) {
            Arrays.fill(same, value);
            AdditivePredictor predictor = fit(quick(), Tables.numbers(same, labels));
            assertThat(predictor.logOdds(new double[] {value})).isCloseTo(StrictMath.log(0.25), within(1e-12));
            assertThat(fit(quick(), Tables.levels(new double[100], 1, labels)).logOdds(new double[1]))
                    .isCloseTo(StrictMath.log(0.25), within(1e-12));
        }
    }

    @Test
    void fit_weights_areAsRepeatedRows() {
        TrainingData data = Tables.mixed(1500, 5, false);
        double[] weights = new double[1500];
        Arrays.setAll(weights, i -> 1 + i % 3);
        int[] repeated = IntStream.range(0, 1500)
                .flatMap(i -> IntStream.range(0, 1 + i % 3).map(time -> i))
                .toArray();
        // Leaves count rows of mean weight 1: 20 of the weighed rows are 40 of the repeated ones.
        AdditiveBoostingBuilder one = quick().bags(1)
                .earlyStopping(false)
                .rounds(100)
                .interactions(0)
                .l2(0)
                .levelSmoothing(0);
        double[] weighed = scores(fit(one.minLeafRows(20), data.withWeights(weights)), data);
        double[] thrice = scores(fit(one.minLeafRows(40), data.select(repeated)), data);
        for (int i = 0; i < weighed.length; i++) {
            assertThat(weighed[i]).isCloseTo(thrice[i], within(0.05));
        }
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
        AdditiveBoostingBuilder one =
                quick().bags(1).earlyStopping(false).rounds(50).interactionRounds(50);
        assertThat(fit(one, new TrainingData(data.features(), labels, weights)).toBytes())
                .isEqualTo(fit(one, data.withWeights(weights)).toBytes());
    }

    @Test
    void fit_columnsInAnotherOrder_scoresTheSame() {
        TrainingData data = Tables.mixed(2000, 1, false);
        int[] order = {3, 1, 4, 0, 2};
        List<Feature> features = new ArrayList<>();
        double[][] columns = new double[5][];
        for (int j = 0; j < 5; j++) {
            features.add(data.features().features().get(order[j]));
            columns[j] = data.features().columns()[order[j]];
        }
        TrainingData moved = TrainingData.of(new FeatureMatrix(features, columns, 2000), data.labels());
        AdditiveBoostingBuilder plain = quick().smoothingRounds(0).interactions(0);
        double[] expected = scores(fit(plain, data), data);
        double[] found = scores(fit(plain, moved), moved);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void fit_earlyStopping_keepsFewerRounds() {
        TrainingData data = Tables.mixed(3000, 4, false);
        FittedLearner fitted = AdditiveBoosting.builder()
                .rounds(5000)
                .learningRate(0.1)
                .build()
                .fit(data, 1, Progress.none());
        int rounds = (Integer) fitted.found().get("rounds");
        assertThat(rounds).isBetween(8, 1000);
        assertThat(fitted.refit().settings())
                .containsEntry("rounds", rounds)
                .containsEntry("interactionRounds", fitted.found().get("interactionRounds"))
                .containsEntry("earlyStopping", false);
    }

    @Test
    void fit_rowsToValidateOn_decideTheRounds() {
        TrainingData data = Tables.mixed(3000, 4, false);
        int[] flipped = Arrays.stream(data.labels()).map(label -> 1 - label).toArray();
        TrainingData wrong = TrainingData.of(data.features(), flipped);
        FittedLearner fitted = quick().build().fit(data.withValidation(wrong), 1, Progress.none());
        assertThat(fitted.found()).containsEntry("rounds", 0).containsEntry("interactionRounds", 0);
        FittedLearner right =
                quick().build().fit(data.withValidation(Tables.mixed(3000, 5, false)), 1, Progress.none());
        assertThat((Integer) right.found().get("rounds")).isGreaterThan(20);
    }

    @Test
    void fit_fewerLevelsInTheBagThanInAll_isFinite() {
        SplittableRandom random = new SplittableRandom(2);
        double[] codes = IntStream.range(0, 400)
                .mapToDouble(i -> random.nextInt(300) - 1)
                .toArray();
        int[] labels = IntStream.range(0, 400).map(i -> random.nextInt(2)).toArray();
        AdditivePredictor predictor =
                fit(quick().minLeafRows(1).l2(0).levelSmoothing(0), Tables.levels(codes, 299, labels));
        assertThat(IntStream.range(-1, 300).mapToDouble(code -> predictor.logOdds(new double[] {code})))
                .allMatch(Double::isFinite);
    }

    /** Rises up to 0.3 and falls behind it; the second column rises. */
    private static TrainingData bent() {
        return numbers(6000, 3, row -> 3 * (row[0] < 0.3 ? row[0] : 0.6 - row[0]) + row[1] + 2 * row[0] * row[2]);
    }

    @Test
    void fit_direction_holdsOnAGridAndInEveryContext() {
        for (int leaves : new int[] {2, 5}) {
            AdditivePredictor free = fit(quick().maxLeaves(leaves), bent());
            AdditivePredictor bound = fit(
                    quick().maxLeaves(leaves)
                            .monotone("c0", Monotone.INCREASING)
                            .monotone("c1", Monotone.DECREASING),
                    bent());
            assertThat(free.pairs()).isNotEmpty();
            assertThat(falls(free, 0)).isTrue();
            assertThat(falls(bound, 0)).isFalse();
            assertThat(rises(bound, 1)).isFalse();
            assertThat(bound.pairs())
                    .allSatisfy(pair -> assertThat(pair.first()).isGreaterThan(1));
            ShapeFunction curve = bound.shapes().get(0);
            assertThat(curve.values()[curve.bin(0.2)]).isGreaterThan(curve.values()[curve.bin(-0.9)] + 1);
        }
    }

    private static boolean falls(AdditivePredictor predictor, int column) {
        return changes(predictor, column, -1);
    }

    private static boolean rises(AdditivePredictor predictor, int column) {
        return changes(predictor, column, 1);
    }

    private static boolean changes(AdditivePredictor predictor, int column, int direction) {
        for (double other = -0.9; other < 1; other += 0.3) {
            double[] row = {other, -other, other};
            double before = Double.NaN;
            for (double x = -1; x <= 1; x += 0.01) {
                row[column] = x;
                double now = predictor.logOdds(row);
                if (direction * (now - before) > 1e-12) {
                    return true;
                }
                before = now;
            }
        }
        return false;
    }

    @Test
    void fit_directionOfLevels_isRefused() {
        TrainingData data = Tables.mixed(500, 3, false);
        String levels = data.features().features().stream()
                .filter(Feature::isNominal)
                .findFirst()
                .orElseThrow()
                .name();
        assertThatThrownBy(() -> fit(quick().monotone(levels, Monotone.INCREASING), data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Key 'monotone' names column '" + levels
                        + "', which holds levels: only numbers have a direction.\n"
                        + "Maybe leave it out, or declare the column numeric.");
    }

    @Test
    void fit_interactionGroups_letOnlyTheirColumnsMeet() {
        TrainingData data = numbers(6000, 4, row -> row[0] * row[1] > 0 ? 2 : row[2] * row[3] > 0 ? 1 : -2);
        assertThat(pairs(fit(quick(), data))).contains("0-1", "2-3");
        assertThat(pairs(fit(quick().interactionGroup("c2", "c3", "c0"), data)))
                .contains("2-3")
                .doesNotContain("0-1");
        assertThat(pairs(fit(quick().interactionGroup("c0", "c2").interactionGroup("c1"), data)))
                .doesNotContain("0-1", "2-3");
        assertThatThrownBy(() -> fit(quick().interactionGroup("c0", "d1"), data))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Key 'interactionGroups' names column 'd1', which is not among those learnt from: 'c0', 'c1',"
                                + " 'c2', 'c3'.\nMaybe 'c1' was meant.");
    }

    private static List<String> pairs(AdditivePredictor predictor) {
        return predictor.pairs().stream()
                .map(pair -> pair.first() + "-" + pair.second())
                .toList();
    }

    @Test
    void fit_positiveClassWeight_isAsRowsOfThatWeight() {
        TrainingData data = bent();
        double[] weights = Arrays.stream(data.labels())
                .mapToDouble(label -> label == 1 ? 3 : 1)
                .toArray();
        TrainingData validation = numbers(500, 3, row -> row[0]);
        double[] others = Arrays.stream(validation.labels())
                .mapToDouble(label -> label == 1 ? 3 : 1)
                .toArray();
        assertThat(fit(quick().positiveClassWeight(3), data.withValidation(validation))
                        .toBytes())
                .isEqualTo(fit(quick(), data.withWeights(weights).withValidation(validation.withWeights(others)))
                        .toBytes());
        assertThatThrownBy(() -> quick().positiveClassWeight(3)
                        .classWeights(ClassWeights.BALANCED)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'classWeights' holds (balanced) and 'positiveClassWeight' (3.0)");
    }

    @Test
    void settings_constraints_areReadAsWritten() {
        AdditiveBoosting learner = quick().monotone("c1", Monotone.DECREASING)
                .interactionGroup("c0", "c2")
                .positiveClassWeight(2)
                .build();
        assertThat(learner.settings()).containsEntry("interactionGroups", List.of(List.of("c0", "c2")));
        Settings written = Settings.of(learner.settings(), Blame.configuration(null));
        assertThat(new AdditiveBoostingProvider().create(written)).isEqualTo(learner);
    }
}
