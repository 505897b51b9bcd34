package io.github.churnml.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LogOddsTest {

    @Test
    void toProbability_knownValues_areExactlyThose() {
        assertThat(LogOdds.toProbability(0)).isEqualTo(0.5);
        assertThat(LogOdds.toProbability(StrictMath.log(3))).isCloseTo(0.75, within(1e-16));
        assertThat(LogOdds.toProbability(-StrictMath.log(3))).isCloseTo(0.25, within(1e-16));
    }

    @Test
    void toProbability_extremes_areCertainAndNaNStays() {
        assertThat(LogOdds.toProbability(Double.NEGATIVE_INFINITY)).isEqualTo(0);
        assertThat(LogOdds.toProbability(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(LogOdds.toProbability(-1e308)).isEqualTo(0);
        assertThat(LogOdds.toProbability(1e308)).isEqualTo(1);
        assertThat(LogOdds.toProbability(-700)).isPositive();
        assertThat(LogOdds.toProbability(Double.NaN)).isNaN();
    }

    @Property
    void toProbability_nextLogOdds_neverFalls(@ForAll @DoubleRange(min = -720, max = 50) double x) {
        double y = x;
        for (int i = 0; i < 20; i++) {
            double next = Math.nextUp(y);
            assertThat(LogOdds.toProbability(next)).isGreaterThanOrEqualTo(LogOdds.toProbability(y));
            y = next;
        }
    }

    @Property
    void fromProbability_thereAndBack_isTheSame(@ForAll @DoubleRange(min = -30, max = 30) double x) {
        double p = LogOdds.toProbability(x);
        assertThat(LogOdds.toProbability(LogOdds.fromProbability(p))).isCloseTo(p, within(64 * Math.ulp(p)));
    }

    @Test
    void fromProbability_edges_areInfiniteAndOutsideIsRefused() {
        assertThat(LogOdds.fromProbability(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(LogOdds.fromProbability(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LogOdds.fromProbability(0.5)).isZero();
        assertThat(LogOdds.fromProbability(Double.NaN)).isNaN();
        assertThatThrownBy(() -> LogOdds.fromProbability(1.5)).hasMessage("a probability of 1.5");
        assertThatThrownBy(() -> LogOdds.fromProbability(-1e-9)).hasMessage("a probability of -1.0E-9");
    }
}
