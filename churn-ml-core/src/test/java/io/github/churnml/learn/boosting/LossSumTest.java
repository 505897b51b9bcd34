package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossSumTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50})
    void total_manyRows_isTheSumOfTheirLosses(int weights) {
        SplittableRandom random = new SplittableRandom(weights);
        LossSum sum = new LossSum();
        double expected = 0;
        for (int row = 0; row < 5000; row++) {
            double margin = row % 100 == 0 ? random.nextDouble(-900, 900) : random.nextDouble(-0.1, 0.1);
            double weight = 0.5 * random.nextInt(weights);
            sum.add(margin, weight);
            expected += weight * Sigmoid.loss(margin);
        }
        assertThat(sum.total()).isCloseTo(expected, within(1e-9));
        assertThat(sum.total()).as("asked again").isCloseTo(expected, within(1e-9));
    }

    @Test
    void total_noRows_isZero() {
        assertThat(new LossSum().total()).isZero();
    }
}
