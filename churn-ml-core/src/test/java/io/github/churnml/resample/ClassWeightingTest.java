package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.TrainingException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassWeightingTest {

    @Test
    void classWeights_ratioOne_areHalfTheRowsOverThoseOfTheClass() {
        double[] weights = ClassWeighting.standard().classWeights(new int[] {0, 0, 0, 1, 0, 0, 1, 0, 0, 0});
        assertThat(weights).containsExactly(10 / 16.0, 10 / 4.0);
    }

    @Test
    void classWeights_positiveClassMoreFrequent_favourTheOther() {
        assertThat(ClassWeighting.standard().classWeights(new int[] {1, 1, 1, 0}))
                .containsExactly(2, 4 / 6.0);
    }

    @Test
    void classWeights_lesserRatio_reachItAndAverageOne() {
        ExampleTable rows = ExampleTable.of(10, 90);
        double[] weights = rows.resample(new ClassWeighting(0.25), 1).weights();
        assertThat(Arrays.stream(weights).sum()).isCloseTo(100, within(1e-9));
        assertThat(10 * weights[0] / (90 * weights[99])).isCloseTo(0.25, within(1e-12));
        assertThat(rows.resample(new ClassWeighting(0.25), 1).prior()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void classWeights_ratioReachedWithout_areOne() {
        assertThat(new ClassWeighting(0.5).classWeights(new int[] {1, 0, 0})).containsExactly(1, 1);
        assertThat(ExampleTable.of(1, 2).resample(new ClassWeighting(0.5), 1).weights())
                .isNull();
    }

    @Test
    void classWeights_oneClass_areRefused() {
        assertThatThrownBy(() -> ClassWeighting.standard().classWeights(new int[] {1, 1}))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("All 2 rows to balance are of one class.");
    }
}
