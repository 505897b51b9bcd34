package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrectedTTestTest {

    private static final double[] VALUES = {0.01, 0.02, -0.005, 0.015, 0.012, 0.003, 0.018, 0.007, 0.011, -0.002};

    /** Computed with numpy and scipy from the formula of the paper. */
    @Test
    void of_tenFolds_isThatOfThePaper() {
        CorrectedTTest test = CorrectedTTest.of(VALUES, 0.25);

        assertThat(test.difference().value()).isCloseTo(0.0089, within(1e-15));
        assertThat(test.p()).isCloseTo(0.10066166858699413, within(1e-12));
        assertThat(test.difference().low()).isCloseTo(-0.0021080027305783976, within(1e-12));
        assertThat(test.difference().high() + test.difference().low()).isCloseTo(2 * 0.0089, within(1e-12));
    }

    @Test
    void of_modelsThatAnswerAlike_findsNothing() {
        assertThat(CorrectedTTest.of(VALUES, VALUES, 0.25).p()).isEqualTo(1);
        assertThat(CorrectedTTest.of(new double[] {0.5, 0.5}, new double[] {0.25, 0.25}, 0.25)
                        .p())
                .isZero();
    }

    @Test
    void of_oneFold_tellsTheDifferenceAlone() {
        CorrectedTTest test = CorrectedTTest.of(new double[] {0.3}, 0.25);

        assertThat(test.difference().value()).isEqualTo(0.3);
        assertThat(test.difference().hasInterval()).isFalse();
        assertThat(test.p()).isNaN();
        assertThatThrownBy(() -> CorrectedTTest.of(new double[0], 0.25)).isInstanceOf(IllegalArgumentException.class);
    }
}
