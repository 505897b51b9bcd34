package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SigmoidTest {

    @Property
    void exp_anyNumber_isThatOfStrictMath(@ForAll @DoubleRange(min = -36, max = 36) double x) {
        assertThat(Sigmoid.exp(x) / StrictMath.exp(x)).isCloseTo(1, within(1e-13));
    }

    @Test
    void loss_extremes_areFinite() {
        for (double margin : new double[] {0, 1e-300, 40, -40, 1e6, -1e6, Double.MAX_VALUE}) {
            assertThat(Sigmoid.loss(margin)).isFinite().isNotNegative();
            assertThat(Sigmoid.of(margin)).isBetween(0.0, 1.0);
        }
        assertThat(Sigmoid.of(0)).isEqualTo(0.5);
        assertThat(Sigmoid.loss(0)).isCloseTo(StrictMath.log(2), within(1e-15));
    }

    @Property
    void ofAndLoss_anyNumber_areThoseOfTheirFormulas(@ForAll @DoubleRange(min = -30, max = 30) double x) {
        assertThat(Sigmoid.of(x)).isCloseTo(1 / (1 + StrictMath.exp(-x)), within(1e-13));
        double loss = StrictMath.log1p(StrictMath.exp(-x));
        assertThat(Sigmoid.loss(x)).isCloseTo(loss, within(1e-12 * loss));
    }

    @Test
    void beyond36_ofEitherSign_isAsAt36() {
        assertThat(Sigmoid.exp(50)).isEqualTo(Sigmoid.exp(36));
        assertThat(Sigmoid.exp(-50)).isEqualTo(Sigmoid.exp(-36)).isLessThan(1e-15);
        assertThat(Sigmoid.loss(-1000)).isEqualTo(1000);
    }
}
