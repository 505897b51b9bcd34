package io.github.churnml.learn.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.Folds;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.ExampleRows;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import smile.classification.GradientTreeBoost;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;

class SmileGradientBoostingTest {

    private static final BoostingSettings SMALL =
            new BoostingSettings(40, 8, 6, 5, 0.1, 0.7, false, 0.2, ClassWeights.NONE);

    private static Forest fit(BoostingSettings settings, ExampleRows rows, long seed) {
        FittedLearner fitted =
                new SmileGradientBoosting(settings).fit(rows.features(), rows.labels(), seed, Progress.none());
        return ((ForestPredictor) fitted.predictor()).forest();
    }

    /** Smile's own boosting of the same rows by the seed 7: the oracle of our rounds. */
    private static GradientTreeBoost bySmile(SmileFrame frame, int[] labels) {
        return SmileRun.inPool(
                "smile",
                7,
                () -> GradientTreeBoost.fit(
                        Formula.lhs("label"),
                        frame.data().merge(IntVector.of("label", labels)),
                        SMALL.trees(),
                        SMALL.maxDepth(),
                        SMALL.maxNodes(),
                        SMALL.minLeafRows(),
                        SMALL.learningRate(),
                        SMALL.subsample()));
    }

    /** Smile's F and posterior for each row of the frame, against our forest on the rows as they were. */
    private static void assertSameAsSmile(GradientTreeBoost model, Forest forest, ExampleRows rows) {
        SmileFrame frame = SmileFrame.of(rows.features());
        double[] posterior = new double[2];
        for (int i = 0; i < rows.labels().length; i++) {
            model.predict(frame.data().get(i), posterior);
            double[] row = rows.row(i);
            double score = forest.score(row);
            assertThat(LogOdds.toProbability(score)).isCloseTo(posterior[1], within(1e-15));
            double doubled = forest.baseScore() / 2;
            for (int tree = 0; tree < forest.trees(); tree++) {
                doubled += 0.1 * model.trees()[tree].predict(frame.data().get(i));
            }
            assertThat(score).as("log-odds are twice Smile's sum, to the bit").isEqualTo(2 * doubled);
        }
    }

    @Test
    void forest_onTrainingRows_scoresAsSmileDoes() {
        ExampleRows rows = ExampleRows.of(500, 3, true);
        SmileFrame frame = SmileFrame.of(rows.features());
        assertSameAsSmile(bySmile(frame, rows.labels()), fit(SMALL, rows, 7), rows);
    }

    @Test
    void forest_onUnseenRows_scoresAsSmileDoes() {
        ExampleRows rows = ExampleRows.of(500, 3, true);
        ExampleRows unseen = ExampleRows.of(2000, 4, true);
        // One frame over both, so that Smile sees the unseen rows in the scale that it learnt in.
        int[] first = IntStream.range(0, 500).toArray();
        ExampleRows both = joined(rows, unseen);
        SmileFrame frame = SmileFrame.of(both.features().select(first));
        assertThat(frame.exponents()).isEqualTo(SmileFrame.of(both.features()).exponents());
        assertSameAsSmile(bySmile(frame, rows.labels()), fit(SMALL, rows, 7), both);
    }

    @Test
    void weights_wholeNumbers_areLikeTheRowSoOften() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        double[] weights = new double[400];
        Arrays.setAll(weights, i -> i % 2 == 0 ? 0.5 : 1.5);
        int[] repeated = IntStream.range(0, 400)
                .flatMap(i -> IntStream.generate(() -> i).limit(i % 2 == 0 ? 1 : 3))
                .toArray();
        // Relative weights are half the copies here, and so is the fewest weight of a leaf.
        TrainingData data = TrainingData.of(rows.features(), rows.labels());
        Forest weighed = forest(everyRow(5), data.withWeights(weights));
        Forest copied = forest(everyRow(10), data.select(repeated));
        assertThat(weighed.baseScore()).isCloseTo(copied.baseScore(), within(1e-12));
        for (int i = 0; i < 400; i++) {
            assertThat(weighed.score(rows.row(i))).isCloseTo(copied.score(rows.row(i)), within(1e-9));
        }
    }

    @Test
    void weights_anyNumbers_areInTheBaseScoreAndTheLeavesExactly() {
        ExampleRows rows = ExampleRows.of(300, 5, true);
        double[] weights = new double[300];
        Arrays.setAll(weights, i -> 0.1 + i % 7 / 3.0);
        SmileGradientBoosting stump =
                new SmileGradientBoosting(new BoostingSettings(1, 2, 2, 20, 1, 1, false, 0.2, ClassWeights.NONE));
        Forest forest =
                forest(stump, TrainingData.of(rows.features(), rows.labels()).withWeights(weights));
        double[] sums = new double[2];
        for (int i = 0; i < 300; i++) {
            sums[rows.labels()[i]] += weights[i];
        }
        assertThat(forest.baseScore()).isCloseTo(Math.log(sums[1] / sums[0]), within(1e-12));
        double share = sums[1] / (sums[0] + sums[1]);
        Map<Double, double[]> steps = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            double[] step = steps.computeIfAbsent(forest.score(rows.row(i)), score -> new double[2]);
            step[0] += weights[i] * (rows.labels()[i] - share);
            step[1] += weights[i] * share * (1 - share);
        }
        assertThat(steps).hasSize(2);
        steps.forEach((score, step) -> assertThat(score - forest.baseScore())
                .as("one Newton step")
                .isCloseTo(step[0] / step[1], within(1e-9)));
    }

    @Test
    void progress_whileBoosting_tellsEveryRound() {
        List<Long> rounds = new ArrayList<>();
        ExampleRows rows = ExampleRows.of(200, 3, true);
        new SmileGradientBoosting(SMALL).fit(rows.features(), rows.labels(), 1, (stage, done, total) -> {
            assertThat(stage).isEqualTo("boosting");
            assertThat(total).isEqualTo(40);
            rounds.add(done);
        });
        assertThat(rounds)
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 40).boxed().toList());
    }

    private static SmileGradientBoosting everyRow(int minLeafRows) {
        return new SmileGradientBoosting(
                new BoostingSettings(40, 8, 6, minLeafRows, 0.1, 1, false, 0.2, ClassWeights.NONE));
    }

    private static Forest forest(SmileGradientBoosting learner, TrainingData data) {
        return ((ForestPredictor) learner.fit(data, 1, Progress.none()).predictor()).forest();
    }

    private static ExampleRows joined(ExampleRows a, ExampleRows b) {
        int n = a.labels().length;
        int m = b.labels().length;
        double[][] columns = new double[a.features().columns().length][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = Arrays.copyOf(a.features().columns()[j], n + m);
            System.arraycopy(b.features().columns()[j], 0, columns[j], n, m);
        }
        int[] labels = Arrays.copyOf(a.labels(), n + m);
        System.arraycopy(b.labels(), 0, labels, n, m);
        return new ExampleRows(new FeatureMatrix(a.features().features(), columns, n + m), labels);
    }

    @Test
    void fit_featureWithLevels_isSplitByLevel() {
        Forest forest = fit(SMALL, ExampleRows.of(500, 3, true), 1);
        int onLevels = 0;
        for (int node = 0; node < forest.nodes(); node++) {
            if (forest.feature(node) == 3) {
                assertThat(forest.isOnLevels(node)).isTrue();
                assertThat(forest.levels(node).cardinality()).isEqualTo(1);
                onLevels++;
            } else {
                assertThat(forest.isOnLevels(node)).isFalse();
            }
        }
        assertThat(onLevels).isPositive();
    }

    @Test
    void fit_columnOfAnyScale_givesTheSameScores() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        Forest expected = fit(SMALL, rows, 1);
        for (int exponent : new int[] {-300, -60, 60, 300}) {
            ExampleRows scaled = rows.scaled(0, Math.scalb(1.0, exponent));
            Forest forest = fit(SMALL, scaled, 1);
            for (int i = 0; i < 400; i++) {
                assertThat(forest.score(scaled.row(i))).isEqualTo(expected.score(rows.row(i)));
            }
        }
    }

    @Test
    void fit_columnOfSubnormalNumbers_isStillLearntFrom() {
        ExampleRows tiny = ExampleRows.of(400, 3, true).scaled(0, 100 * Double.MIN_VALUE);
        Forest forest = fit(SMALL, tiny, 1);
        assertThat(forest.gainByFeature()[0]).isGreaterThan(forest.gainByFeature()[2]);
        SmileFrame frame = SmileFrame.of(tiny.features());
        assertSameAsSmile(bySmile(frame, tiny.labels()), fit(SMALL, tiny, 7), tiny);
    }

    @Test
    void fit_neighbouringDoubles_areToldApartOrTakenForOne() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        double[] column = rows.features().columns()[0];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows.labels()[i] == 1 ? Math.nextUp(1e15) : 1e15;
        }
        Forest forest = fit(SMALL, rows, 1);
        assertThat(forest.trees()).isEqualTo(40);
        assertThat(forest.score(rows.row(0))).isFinite();
    }

    @Test
    void fit_anotherSeed_givesAnotherForest() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        assertThat(fit(SMALL, rows, 1).toBytes())
                .isNotEqualTo(fit(SMALL, rows, 2).toBytes());
        assertThat(fit(SMALL, rows, -1).toBytes())
                .isEqualTo(fit(SMALL, rows, -1).toBytes());
        assertThat(fit(SMALL, rows, Long.MIN_VALUE).trees()).isEqualTo(40);
    }

    @Test
    void fit_columnsInAnotherOrder_scoresTheSame() {
        ExampleRows rows = ExampleRows.of(600, 3, true);
        ExampleRows moved = rows.reordered(3, 1, 0, 2);
        Forest forest = fit(SMALL, rows, 1);
        Forest other = fit(SMALL, moved, 1);
        for (int i = 0; i < 600; i++) {
            assertThat(other.score(moved.row(i))).isEqualTo(forest.score(rows.row(i)));
        }
    }

    @Test
    void cover_ofEveryRoot_isTheNumberOfTrainingRows() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        Forest sampled = fit(SMALL, rows, 1);
        Forest whole = fit(new BoostingSettings(5, 8, 6, 5, 0.1, 1, false, 0.2, ClassWeights.NONE), rows, 1);
        assertThat(sampled.cover(sampled.root(7))).isEqualTo(400);
        assertThat(whole.cover(whole.root(3))).isEqualTo(400);
        Forest recounted = whole.withCover(rows.features().columns(), 400);
        assertThat(recounted.toBytes())
                .as("Smile's own count, where every row is used")
                .isEqualTo(whole.toBytes());
    }

    @Test
    void earlyStopping_refit_growsTheRoundsFound() {
        ExampleRows rows = ExampleRows.of(800, 3, true);
        SmileGradientBoosting learner =
                SmileGradientBoosting.builder().trees(200).learningRate(0.1).build();
        FittedLearner fitted = learner.fit(rows.features(), rows.labels(), 1, Progress.none());
        int rounds = (int) fitted.found().get("rounds");
        assertThat(rounds).isBetween(1, 199);
        assertThat(((ForestPredictor) fitted.predictor()).forest().trees()).isEqualTo(rounds);
        assertThat(fitted.refit().settings()).containsEntry("trees", rounds).containsEntry("earlyStopping", false);
        FittedLearner again = fitted.refit().fit(rows.features(), rows.labels(), 1, Progress.none());
        assertThat(((ForestPredictor) again.predictor()).forest().trees()).isEqualTo(rounds);
    }

    @Test
    void earlyStopping_ofTreesThatOverfit_isBetterOnItsSliceThanAllTrees() {
        for (long seed = 0; seed < 3; seed++) {
            ExampleRows rows = ExampleRows.of(600, seed, true);
            BoostingSettings settings = new BoostingSettings(120, 8, 6, 5, 0.2, 0.7, true, 0.2, ClassWeights.NONE);
            Division split = Folds.holdOut(rows.labels(), 0.2, seed);
            FeatureMatrix slice = rows.features().select(split.test());
            int[] labels = TrainingData.of(rows.features(), rows.labels())
                    .select(split.test())
                    .labels();
            ExampleRows others = new ExampleRows(
                    rows.features().select(split.train()),
                    TrainingData.of(rows.features(), rows.labels())
                            .select(split.train())
                            .labels());
            double[] all = StagedLoss.of(fit(settings.withRounds(120), others, seed), slice, labels);
            double[] kept = StagedLoss.of(fit(settings, rows, seed), slice, labels);
            assertThat(kept.length).isLessThan(120);
            assertThat(kept).startsWith(Arrays.copyOf(all, 1));
            assertThat(kept[kept.length - 1]).isEqualTo(all[kept.length - 1]).isLessThanOrEqualTo(all[119]);
        }
    }

    @Test
    void earlyStopping_fewRowsOfAClass_keepsAllTrees() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        int[] labels = new int[400];
        for (int i = 0; i < 30; i++) {
            labels[i * 13] = 1;
        }
        FittedLearner fitted =
                SmileGradientBoosting.builder().trees(30).build().fit(rows.features(), labels, 1, Progress.none());
        assertThat(fitted.found()).containsEntry("rounds", 30);
    }

    @Test
    void fit_codeOutsideTheLevels_isRefusedWithItsPlace() {
        for (double code : new double[] {-1, ExampleRows.LEVELS, 0.5}) {
            ExampleRows rows = ExampleRows.of(50, 3, true);
            rows.features().columns()[3][2] = code;
            assertThatThrownBy(() -> fit(SMALL, rows, 1))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith("Feature 'level' (row 3) holds (" + code + ") where a code from 0 to 4 is");
        }
    }

    @Test
    void setters_valueOutOfRange_nameKeyValueAndRange() {
        refused(b -> b.trees(0), "Key 'trees' holds (0) where a whole number from 1 to 10000 is required.");
        refused(b -> b.maxNodes(1), "Key 'maxNodes' holds (1) where a whole number from 2 to 4096 is required.");
        refused(b -> b.maxDepth(65), "Key 'maxDepth' holds (65) where a whole number from 1 to 64 is required.");
        refused(b -> b.minLeafRows(0), "Key 'minLeafRows' holds (0) where a whole number from 1 to 1000000 is");
        refused(b -> b.learningRate(0), "Key 'learningRate' holds (0.0) where a number from 1.0E-4 to 1.0 is");
        refused(b -> b.learningRate(Double.NaN), "Key 'learningRate' holds (NaN) where a number from 1.0E-4 to 1.0");
        refused(b -> b.subsample(1.01), "Key 'subsample' holds (1.01) where a number from 0.01 to 1.0 is required.");
        refused(b -> b.validationFraction(0.6), "Key 'validationFraction' holds (0.6) where a number from 0.01 to 0.5");
    }

    private static void refused(Consumer<SmileGradientBoostingBuilder> setter, String message) {
        assertThatThrownBy(() -> setter.accept(SmileGradientBoosting.builder()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void builder_everySetting_arrivesUnderItsOwnName() {
        SmileGradientBoosting learner = SmileGradientBoosting.builder()
                .trees(7)
                .maxNodes(9)
                .maxDepth(3)
                .minLeafRows(11)
                .learningRate(0.5)
                .subsample(0.9)
                .earlyStopping(false)
                .validationFraction(0.3)
                .classWeights(ClassWeights.BALANCED)
                .build();
        assertThat(learner.settings().toString())
                .isEqualTo("{trees=7, maxNodes=9, maxDepth=3, minLeafRows=11, learningRate=0.5, subsample=0.9,"
                        + " earlyStopping=false, validationFraction=0.3, classWeights=balanced}");
        assertThat(learner).hasToString("smile-gradient-boosting" + learner.settings());
    }
}
