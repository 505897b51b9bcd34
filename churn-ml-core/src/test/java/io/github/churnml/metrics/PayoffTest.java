package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PayoffTest {

    @Test
    void of_matrix_isTheSumOverItsCells() {
        // 2 · 100 − 3 · 10 + 5 · 1 − 7 · 50
        assertThat(new Payoff(100, -10, 1, -50).of(new ConfusionMatrix(2, 3, 5, 7)))
                .isEqualTo(-175);
    }

    @Test
    void amounts_thatAreNone_areRefused() {
        assertThatThrownBy(() -> new Payoff(100, -10, 0, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A payoff holds an amount that is not finite: (100.0), (-10.0), (0.0), (NaN).\n"
                        + "Maybe an amount is missing; 0 means that it brings and costs nothing.");
        assertThatThrownBy(() -> new Payoff(Double.POSITIVE_INFINITY, 0, 0, 0)).hasMessageContaining("(Infinity)");
    }
}
