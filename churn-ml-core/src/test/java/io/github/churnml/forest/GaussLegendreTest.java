package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussLegendreTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 20, 64, 256})
    void rule_powersUpToTwiceItsPointsLessOne_isExact(int n) {
        GaussLegendre rule = GaussLegendre.of(n);
        assertThat(rule.points()).hasSize(n).doesNotHaveDuplicates();
        for (int power = 0; power < 2 * n; power++) {
            double sum = 0;
            for (int q = 0; q < n; q++) {
                assertThat(rule.points()[q]).isStrictlyBetween(0.0, 1.0);
                assertThat(rule.weights()[q]).isPositive();
                sum += rule.weights()[q] * Math.pow(rule.points()[q], power);
            }
            assertThat(sum).isCloseTo(1.0 / (power + 1), within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void rule_powerOfTwiceItsPoints_isNotExact(int n) {
        GaussLegendre rule = GaussLegendre.of(n);
        double sum = 0;
        for (int q = 0; q < n; q++) {
            sum += rule.weights()[q] * Math.pow(rule.points()[q], 2 * n);
        }
        assertThat(Math.abs(sum - 1.0 / (2 * n + 1))).isGreaterThan(1e-8);
    }
}
