package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintsTest {

    private static HistogramGradientBoostingBuilder builder() {
        return HistogramGradientBoosting.builder()
                .earlyStopping(false)
                .trees(60)
                .learningRate(0.3)
                .minLeafRows(5)
                .maxLeaves(16);
    }

    private static Forest fit(HistogramGradientBoostingBuilder builder, TrainingData data) {
        return ((ForestPredictor) builder.build().fit(data, 1, Progress.none()).predictor()).forest();
    }

    /** By how much the score falls most while a column grows, over rows drawn from a table. */
    private static double mostFall(Forest forest, TrainingData data, int column, double from, double to) {
        double most = 0;
        double[] row = new double[5];
        for (int i = 0; i < 300; i++) {
            data.features().row(i, row);
            double before = Double.NEGATIVE_INFINITY;
            for (int step = 0; step <= 60; step++) {
                row[column] = from + (to - from) * step / 60;
                double score = forest.score(row);
                most = Math.max(most, before - score);
                before = score;
            }
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({
        "LEAF_WISE,false,false,0",
        "LEAF_WISE,true,true,0",
        "DEPTH_WISE,false,true,0.5",
        "DEPTH_WISE,true,false,0",
        "OBLIVIOUS,false,false,0",
        "OBLIVIOUS,true,true,0"
    })
    void monotone_anyGrowth_holdsOnAGrid(Growth growth, boolean extraTrees, boolean weighted, double l1) {
        TrainingData data = Tables.mixed(3000, 1, weighted);
        HistogramGradientBoostingBuilder builder =
                builder().growth(growth).extraTrees(extraTrees).l1(l1).randomStrength(extraTrees ? 1 : 0);
        Forest free = fit(builder, data);
        assertThat(mostFall(free, data, 0, -1.2, 1.2)).isGreaterThan(0.05);
        assertThat(mostFall(free, data, 1, -1, 5)).isGreaterThan(0.05);
        assertThat(mostFall(free, data, 2, -1, 11)).isGreaterThan(0.05);
        Forest bound = fit(
                builder.monotone("c0", Monotone.INCREASING)
                        .monotone("c1", Monotone.INCREASING)
                        .monotone("c2", Monotone.INCREASING),
                data);
        for (int column = 0; column < 3; column++) {
            assertThat(mostFall(bound, data, column, -2, 12)).isLessThan(1e-12);
        }
        assertThat(bound.gainByFeature()[0]).isPositive();
        assertThat(bound.gainByFeature()[3]).isPositive();
    }

    @Test
    void monotone_decreasing_neverRises() {
        TrainingData data = Tables.mixed(3000, 1, false);
        Forest bound = fit(builder().monotone("c1", Monotone.DECREASING), data);
        double most = 0;
        double[] row = new double[5];
        for (int i = 0; i < 300; i++) {
            data.features().row(i, row);
            double before = Double.POSITIVE_INFINITY;
            for (int value = 0; value < 5; value++) {
                row[1] = value;
                double score = bound.score(row);
                most = Math.max(most, score - before);
                before = score;
            }
        }
        assertThat(most).isLessThan(1e-12);
        assertThat(bound.gainByFeature()[1]).isPositive();
    }

    @Test
    void monotone_missingThatMeansLeaving_isStillLearnt() {
        SplittableRandom random = new SplittableRandom(1);
        double[] column =
                random.doubles(2000).map(x -> x < 0.3 ? Double.NaN : x).toArray();
        int[] labels = new int[2000];
        for (int i = 0; i < 2000; i++) {
            labels[i] = Double.isNaN(column[i]) || column[i] < 0.4 ? 1 : 0;
        }
        Forest forest = fit(builder().monotone("x", Monotone.INCREASING), Tables.numbers(column, labels));
        assertThat(forest.score(new double[] {Double.NaN})).isGreaterThan(1);
        assertThat(forest.score(new double[] {0.9}))
                .isGreaterThanOrEqualTo(forest.score(new double[] {0.3}))
                .isLessThan(0);
    }

    @Test
    void monotone_columnThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> fit(builder().monotone("c9", Monotone.INCREASING), Tables.mixed(300, 1, false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Key 'monotone' names column 'c9', which is not among those learnt from: 'c0', 'c1', 'c2',"
                        + " 'c3', 'c4'.\nMaybe 'c0' was meant.");
    }

    @Test
    void monotone_columnOfLevels_isRefused() {
        String message = "Key 'monotone' names column 'c3', which holds levels: only numbers have a direction.\nMaybe"
                + " leave it out, or declare the column numeric.";
        assertThatThrownBy(() -> fit(builder().monotone("c3", Monotone.INCREASING), Tables.mixed(300, 1, false)))
                .hasMessage(message);
        for (Feature feature : List.of(new Feature("c3=a", "c3", 0, true), new Feature("c3", "c3", 0, true))) {
            TrainingData data =
                    TrainingData.of(new FeatureMatrix(List.of(feature), new double[][] {{0, 1}}, 2), new int[] {0, 1});
            assertThatThrownBy(() -> fit(builder().monotone("c3", Monotone.INCREASING), data))
                    .hasMessage(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"LEAF_WISE", "DEPTH_WISE", "OBLIVIOUS"})
    void interactions_anyGrowth_keepColumnsApart(Growth growth) {
        TrainingData data = Tables.mixed(4000, 1, false);
        HistogramGradientBoostingBuilder builder = builder().growth(growth);
        assertThat(sets(fit(builder, data))).anySatisfy(set -> assertThat(set).contains(0, 3));
        Forest forest = fit(builder.interaction("c0", "c1").interaction("c1", "c2", "c3"), data);
        Set<Set<Integer>> sets = sets(forest);
        for (Set<Integer> set : sets) {
            assertThat(Set.of(0, 1).containsAll(set) || Set.of(1, 2, 3).containsAll(set) || set.equals(Set.of(4)))
                    .as("columns %s on one path", set)
                    .isTrue();
        }
        assertThat(sets).contains(Set.of(0, 1), Set.of(4)).anyMatch(set -> set.containsAll(Set.of(2, 3)));
    }

    /** Nodes too small for a level's cut stay as they are, and know fewer columns than the others of the next level. */
    @Test
    void interactions_levelWhoseNodesHaveDifferentPaths_bindEachOfThem() {
        for (int seed = 1; seed <= 40; seed++) {
            HistogramGradientBoostingBuilder builder = builder()
                    .growth(Growth.OBLIVIOUS)
                    .minLeafRows(250)
                    .interaction("c0", "c1")
                    .interaction("c1", "c2", "c3");
            for (Set<Integer> set : sets(fit(builder, Tables.mixed(1500, seed, false)))) {
                assertThat(Set.of(0, 1).containsAll(set) || Set.of(1, 2, 3).containsAll(set) || set.equals(Set.of(4)))
                        .as("columns %s on one path, seed %d", set, seed)
                        .isTrue();
            }
        }
    }

    /** The columns on each path of a forest. */
    private static Set<Set<Integer>> sets(Forest forest) {
        Set<Set<Integer>> sets = new java.util.HashSet<>();
        for (int tree = 0; tree < forest.trees(); tree++) {
            collect(forest, forest.root(tree), new BitSet(), sets);
        }
        return sets;
    }

    private static void collect(Forest forest, int node, BitSet path, Set<Set<Integer>> into) {
        if (forest.isLeaf(node)) {
            into.add(path.stream().boxed().collect(java.util.stream.Collectors.toSet()));
            return;
        }
        BitSet longer = (BitSet) path.clone();
        longer.set(forest.feature(node));
        collect(forest, forest.left(node), longer, into);
        collect(forest, forest.right(node), longer, into);
    }

    @Test
    void interactions_columnsOfOneSource_areAsOne() {
        TrainingData data = Tables.mixed(3000, 1, false);
        List<Feature> features = List.of(
                new Feature("c0", "c0", 0),
                new Feature("a=1", "a", 0, true),
                new Feature("a=2", "a", 0, true),
                new Feature("c3", "c3", 6),
                new Feature("c4", "c4", 3));
        TrainingData renamed =
                TrainingData.of(new FeatureMatrix(features, data.features().columns(), data.rows()), data.labels());
        Set<Set<Integer>> sets = sets(fit(builder().interaction("a", "c0"), renamed));
        assertThat(sets).anyMatch(set -> set.containsAll(Set.of(1, 2))).anyMatch(set -> set.contains(0));
        assertThat(sets).noneMatch(set -> set.contains(3) && set.size() > 1);
    }

    @Test
    void interactions_columnThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> fit(builder().interaction("c0", "tenure"), Tables.mixed(300, 1, false)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'interactions' names column 'tenure', which is not among those learnt");
    }

    @Test
    void settings_constraints_areReadAndWritten() {
        Map<String, Object> given = Map.of(
                "monotone", Map.of("tenure", "decreasing"), "interactions", List.of(List.of("a", "b"), List.of("c")));
        Settings settings = Settings.of(given, Blame.configuration(null));
        Learner learner = Learners.byName("boosting", settings);
        settings.finish();
        assertThat(learner.settings()).containsAllEntriesOf(given);
        assertThat(Learners.byName("boosting", Settings.of(learner.settings(), Blame.configuration(null))))
                .isEqualTo(learner);
        assertThatThrownBy(() -> Learners.byName(
                        "boosting", Settings.of(Map.of("monotone", Map.of("tenure", "up")), Blame.configuration(null))))
                .hasMessageStartingWith("Key 'monotone.tenure' holds (up) where one of 'increasing', 'decreasing' is");
        assertThatThrownBy(() -> Learners.byName(
                        "boosting", Settings.of(Map.of("interactions", "tenure"), Blame.configuration(null))))
                .hasMessageStartingWith("Key 'interactions' holds (tenure) where a list of lists is required.");
    }
}
