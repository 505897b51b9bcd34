package io.github.churnml.learn.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.ExampleRows;
import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    /** 400 rows, every fourth one positive. */
    private static TrainingData data() {
        int[] labels = new int[400];
        Arrays.setAll(labels, i -> i % 4 == 0 ? 1 : 0);
        return TrainingData.of(ExampleRows.of(400, 1, true).features(), labels);
    }

    private static int[] draw(TrainingData data, double fraction) {
        return new Bootstrap(data, fraction).draw(new SplittableRandom(1));
    }

    private static int[] perClass(TrainingData data, int[] times) {
        int[] drawn = new int[2];
        for (int i = 0; i < times.length; i++) {
            drawn[data.labels()[i]] += times[i];
        }
        return drawn;
    }

    @Test
    void draw_ofAllRows_keepsTheShareOfEachClass() {
        assertThat(perClass(data(), draw(data(), 1))).containsExactly(300, 100);
        assertThat(perClass(data(), draw(data(), 0.5))).containsExactly(150, 50);
        assertThat(perClass(data(), draw(data(), 0.001))).containsExactly(1, 1);
    }

    @Test
    void draw_balanced_takesAsManyOfEachClass() {
        TrainingData balanced = ClassWeights.BALANCED.weigh(data());
        assertThat(perClass(balanced, draw(balanced, 1))).containsExactly(200, 200);
    }

    @Test
    void draw_withReplacement_leavesAboutAThirdOut() {
        long left = Arrays.stream(draw(data(), 1)).filter(times -> times == 0).count();
        assertThat(left / 400.0).isCloseTo(1 / Math.E, within(0.06));
    }

    @Test
    void draw_weightedRows_followsTheWeights() {
        double[] weights = new double[400];
        Arrays.setAll(weights, i -> i % 3);
        Bootstrap bootstrap = new Bootstrap(data().withWeights(weights), 1);
        SplittableRandom random = new SplittableRandom(5);
        double[] drawn = new double[3];
        for (int i = 0; i < 200; i++) {
            int[] times = bootstrap.draw(random);
            for (int row = 0; row < 400; row++) {
                drawn[row % 3] += times[row];
            }
        }
        assertThat(drawn[0]).isZero();
        assertThat(drawn[2] / drawn[1]).isCloseTo(2, within(0.05));
    }
}
