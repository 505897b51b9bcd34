package io.github.churnml.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingDataTest {

    private static final List<Feature> FEATURES = List.of(new Feature("x", "x", 0), new Feature("level", "level", 3));

    private static TrainingData data(double[] x, double[] level, int... labels) {
        return TrainingData.of(new FeatureMatrix(FEATURES, new double[][] {x, level}, x.length), labels);
    }

    private static TrainingData data() {
        return data(new double[] {1, 2, 3, 4}, new double[] {0, 1, 2, 0}, 0, 1, 1, 0);
    }

    /** A learner of whatever kind is asked for. */
    private record Anything(Takes takes) implements Learner {

        @Override
        public String name() {
            return "anything";
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public FittedLearner fit(TrainingData data, long seed, Progress progress) {
            throw new AssertionError();
        }
    }

    private static void check(TrainingData data, boolean missing) {
        data.check(new Anything(new Takes(true, false, true, missing)));
    }

    @Test
    void data_partsOfDifferentLengths_areRefused() {
        assertThatThrownBy(() -> data(new double[2], new double[2], 1)).hasMessage("1 labels for 2 rows");
        assertThatThrownBy(() -> data().withWeights(new double[3])).hasMessage("3 weights for 4 rows");
        assertThatThrownBy(() -> data(new double[1], new double[1], -1)).hasMessage("label -1");
    }

    @Test
    void weighted_isWhetherWeightsDiffer() {
        assertThat(data().weighted()).isFalse();
        assertThat(data().withWeights(new double[] {7, 7, 7, 7}).weighted()).isFalse();
        assertThat(data().withWeights(new double[] {7, 7, 7, 8}).weighted()).isTrue();
    }

    @Test
    void relativeWeights_haveMeanOne() {
        assertThat(data().withWeights(new double[] {1, 2, 0, 5}).relativeWeights())
                .containsExactly(0.5, 1, 0, 2.5);
        assertThat(data().withWeights(new double[] {0.3, 0.3, 0.3, 0.3}).relativeWeights())
                .containsExactly(1, 1, 1, 1);
    }

    @Test
    void select_rows_takesLabelsAndWeightsAlong() {
        TrainingData some = data().withWeights(new double[] {1, 2, 3, 4}).select(new int[] {2, 0, 2});
        assertThat(some.labels()).containsExactly(1, 0, 1);
        assertThat(some.weights()).containsExactly(3, 1, 3);
        assertThat(some.features().columns()[0]).containsExactly(3, 1, 3);
        assertThat(some.rows()).isEqualTo(3);
        assertThat(some.smallerClass()).isEqualTo(1);
    }

    @Test
    void balanced_classes_weighTheSameTogether() {
        TrainingData data = data(new double[5], new double[5], 0, 0, 0, 1, 1).withWeights(new double[] {1, 2, 3, 1, 2});
        assertThat(ClassWeights.BALANCED.weigh(data).weights()).containsExactly(0.75, 1.5, 2.25, 1.5, 3);
        assertThat(ClassWeights.NONE.weigh(data)).isSameAs(data);
    }

    @Test
    void weigh_rowsToValidateOn_areWeighedByTheFactorsOfThoseLearntFrom() {
        FeatureMatrix one = new FeatureMatrix(List.of(new Feature("x", "x", 0)), new double[][] {{1, 2, 3, 4}}, 4);
        TrainingData data = TrainingData.of(one, new int[] {1, 0, 0, 0})
                .withValidation(TrainingData.of(one, new int[] {1, 1, 0, 0}).withWeights(new double[] {1, 3, 3, 6}));
        TrainingData balanced = ClassWeights.BALANCED.weigh(data);
        TrainingData heavier = ClassWeights.NONE.weigh(data, 5);

        assertThat(balanced.weights()).containsExactly(2, 2 / 3.0, 2 / 3.0, 2 / 3.0);
        assertThat(balanced.validation().weights()).containsExactly(2, 6, 2, 4);
        assertThat(heavier.weights()).containsExactly(5, 1, 1, 1);
        assertThat(heavier.validation().weights()).containsExactly(5, 15, 3, 6);
    }

    @Test
    void check_missingValues_passWhereTheyAreTaken() {
        TrainingData missing =
                data(new double[] {1, Double.NaN, 3, 4}, new double[] {0, 1, -1, Double.NaN}, 0, 1, 1, 0);
        check(missing, true);
        assertThatThrownBy(() -> check(missing, false))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("Feature 'x' (row 2) holds (NaN) where a number up to 1.0E100 in size is");
    }

    @Test
    void check_whatIsNoMissingValue_isRefusedEvenWhereTheyAreTaken() {
        assertThatThrownBy(() -> check(data(new double[] {1, 1, 1, 1e101}, new double[4], 0, 1, 1, 0), true))
                .hasMessageStartingWith("Feature 'x' (row 4) holds (1.0E101) where");
        assertThatThrownBy(() -> check(data(new double[] {-1, 1, 1, 1}, new double[] {0, -2, 0, 0}, 0, 1, 1, 0), true))
                .hasMessageStartingWith("Feature 'level' (row 2) holds (-2.0) where a code from 0 to 2 is required.");
        check(data(new double[] {-1, 1, 1, 1}, new double[4], 0, 1, 1, 0), true);
    }
}
