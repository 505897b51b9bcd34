package io.github.churnml.learn.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.ExampleRows;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LogOdds;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import smile.classification.DecisionTree;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;
import smile.validation.ClassificationMetrics;

class SmileRandomForestTest {

    private static final ForestSettings SMALL = new ForestSettings(30, 64, 12, 5, 0, 1, ClassWeights.NONE);

    private static TrainingData data(ExampleRows rows) {
        return TrainingData.of(rows.features(), rows.labels());
    }

    private static Forest fit(ForestSettings settings, ExampleRows rows, long seed) {
        return ((ForestPredictor) new SmileRandomForest(settings)
                        .fit(data(rows), seed, Progress.none())
                        .predictor())
                .forest();
    }

    /** Smile's forest of given trees. Its trees weigh as their metrics' accuracy says, ours all the same. */
    private static RandomForest smile(List<DecisionTree> trees, Formula formula) throws Exception {
        Constructor<RandomForest.Model> constructor =
                RandomForest.Model.class.getDeclaredConstructor(DecisionTree.class, ClassificationMetrics.class);
        constructor.setAccessible(true);
        RandomForest.Model[] models = new RandomForest.Model[trees.size()];
        ClassificationMetrics same = new ClassificationMetrics(0, 0, 1, 0, 0.75);
        for (int i = 0; i < models.length; i++) {
            models[i] = constructor.newInstance(trees.get(i), same);
        }
        return new RandomForest(formula, 2, models, same, new double[4]);
    }

    @Test
    void forest_ofAnyRow_givesSmilesOwnPosterior() throws Exception {
        ExampleRows rows = ExampleRows.of(500, 3, true);
        SmileFrame frame = SmileFrame.of(rows.features());
        List<DecisionTree> trees = SmileForest.train(data(rows), frame, SMALL, 7);
        Forest forest = SmileTrees.forest(trees, frame);
        DataFrame labelled = frame.data().merge(IntVector.of("label", rows.labels()));
        RandomForest smile = smile(trees, Formula.lhs("label").expand(labelled.schema()));
        double[] posterior = new double[2];
        for (int i = 0; i < 500; i++) {
            smile.predict(labelled.get(i), posterior);
            assertThat(LogOdds.toProbability(forest.score(rows.row(i)))).isCloseTo(posterior[1], within(1e-12));
            for (int tree = 0; tree < trees.size(); tree++) {
                trees.get(tree).predict(frame.data().get(i), posterior);
                assertThat(forest.tree(tree, rows.row(i))).isEqualTo(posterior[1]);
            }
        }
    }

    @Test
    void fit_trees_areAllDifferentAndOfProbabilities() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        Forest forest = fit(SMALL, rows, 1);
        assertThat(forest.aggregation()).isEqualTo(Aggregation.MEAN_OF_PROBABILITIES);
        assertThat(forest.trees()).isEqualTo(30);
        Set<List<Double>> answers = new HashSet<>();
        for (int tree = 0; tree < 30; tree++) {
            Double[] ofTree = new Double[400];
            for (int i = 0; i < 400; i++) {
                ofTree[i] = forest.tree(tree, rows.row(i));
            }
            answers.add(Arrays.asList(ofTree));
        }
        assertThat(answers).hasSize(30);
    }

    @Test
    void fit_anotherSeed_givesAnotherForest() {
        ExampleRows rows = ExampleRows.of(300, 3, true);
        byte[] first = fit(SMALL, rows, 1).toBytes();
        for (long seed : new long[] {0, -1, 2, Long.MIN_VALUE}) {
            assertThat(fit(SMALL, rows, seed).toBytes())
                    .isNotEqualTo(first)
                    .isEqualTo(fit(SMALL, rows, seed).toBytes());
        }
    }

    @Test
    void fit_allFeaturesAtEachSplit_isRepeatableToo() {
        ExampleRows rows = ExampleRows.of(300, 3, true);
        ForestSettings all = new ForestSettings(10, 64, 12, 5, 99, 0.5, ClassWeights.NONE);
        assertThat(all.featuresPerSplit(4)).isEqualTo(4);
        assertThat(fit(all, rows, 3).toBytes()).isEqualTo(fit(all, rows, 3).toBytes());
    }

    @Test
    void featuresPerSplit_ofNone_isTheSquareRoot() {
        assertThat(SMALL.featuresPerSplit(1)).isEqualTo(1);
        assertThat(SMALL.featuresPerSplit(3)).isEqualTo(1);
        assertThat(SMALL.featuresPerSplit(16)).isEqualTo(4);
    }

    @Test
    void cover_ofEveryRoot_isTheNumberOfTrainingRows() {
        Forest forest = fit(SMALL, ExampleRows.of(400, 3, true), 1);
        for (int tree = 0; tree < 30; tree++) {
            assertThat(forest.cover(forest.root(tree))).isEqualTo(400);
        }
    }

    @Test
    void gain_ofEverySplit_isItsDecreaseOfImpurityTimesItsRows() {
        ExampleRows rows = ExampleRows.of(400, 3, true);
        SmileFrame frame = SmileFrame.of(rows.features());
        List<DecisionTree> trees = SmileForest.train(data(rows), frame, SMALL, 1);
        Forest forest = SmileTrees.forest(trees, frame);
        smile.base.cart.InternalNode root =
                (smile.base.cart.InternalNode) trees.get(3).root();
        assertThat(forest.gain(forest.root(3))).isEqualTo(root.score() * 400);
    }

    @Test
    void fit_columnOfAnyScale_givesTheSameScores() {
        ExampleRows rows = ExampleRows.of(300, 3, true);
        Forest expected = fit(SMALL, rows, 1);
        for (int exponent : new int[] {-300, -30, 300}) {
            ExampleRows scaled = rows.scaled(0, Math.scalb(1.0, exponent));
            Forest forest = fit(SMALL, scaled, 1);
            for (int i = 0; i < 300; i++) {
                assertThat(forest.score(scaled.row(i))).isEqualTo(expected.score(rows.row(i)));
            }
        }
    }

    @Test
    void builder_everySetting_arrivesUnderItsOwnName() {
        SmileRandomForest learner = SmileRandomForest.builder()
                .trees(7)
                .maxNodes(9)
                .maxDepth(3)
                .minLeafRows(11)
                .featuresPerSplit(2)
                .sampleFraction(0.5)
                .classWeights(ClassWeights.BALANCED)
                .build();
        assertThat(learner.settings().toString())
                .isEqualTo("{trees=7, maxNodes=9, maxDepth=3, minLeafRows=11, featuresPerSplit=2, sampleFraction=0.5,"
                        + " classWeights=balanced}");
        assertThat(learner).hasToString("smile-random-forest" + learner.settings());
    }

    @Test
    void setters_valueOutOfRange_nameKeyValueAndRange() {
        refused(b -> b.trees(0), "Key 'trees' holds (0) where a whole number from 1 to 10000 is required.");
        refused(b -> b.maxNodes(1), "Key 'maxNodes' holds (1) where a whole number from 2 to 65536 is required.");
        refused(b -> b.maxDepth(65), "Key 'maxDepth' holds (65) where a whole number from 1 to 64 is required.");
        refused(b -> b.minLeafRows(0), "Key 'minLeafRows' holds (0) where a whole number from 1 to 1000000 is");
        refused(b -> b.featuresPerSplit(-1), "Key 'featuresPerSplit' holds (-1) where a whole number from 0 to");
        refused(b -> b.sampleFraction(1.5), "Key 'sampleFraction' holds (1.5) where a number from 0.01 to 1.0 is");
    }

    private static void refused(Consumer<SmileRandomForestBuilder> setter, String message) {
        assertThatThrownBy(() -> setter.accept(SmileRandomForest.builder()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }
}
