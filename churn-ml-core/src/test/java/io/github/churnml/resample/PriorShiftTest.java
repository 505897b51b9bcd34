package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.predictor.LogOdds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PriorShiftTest {

    @Property
    void probability_anyPriors_isThatOfElkansTheorem(
            @ForAll @DoubleRange(min = 0, max = 1) double p,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double b,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double used) {
        double elkan = used * (p - p * b) / (b - p * b + used * p - b * used);
        assertThat(PriorShift.probability(p, b, used))
                .isCloseTo(elkan, within(1e-9))
                .isBetween(0.0, 1.0);
        assertThat(PriorShift.probability(PriorShift.probability(p, b, used), used, b))
                .as("back again")
                .isCloseTo(p, within(1e-9));
    }

    @Property
    void logOddsOffset_anyPriors_isTheSameCorrection(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double p,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double trained,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double original) {
        double shifted = LogOdds.fromProbability(p) + PriorShift.logOddsOffset(trained, original);
        assertThat(LogOdds.toProbability(shifted))
                .isCloseTo(PriorShift.probability(p, trained, original), within(1e-12));
    }

    @Test
    void correction_ofCopiedRows_givesTheShareBeforeCopying() {
        // Of customers with this trait 30 of 100 churn, of all 20 %; churners four times make 120 of 190, and 50 %.
        assertThat(PriorShift.probability(120 / 190.0, 0.5, 0.2)).isCloseTo(0.3, within(1e-12));
        assertThat(PriorShift.logOddsOffset(0.5, 0.2)).isCloseTo(StrictMath.log(0.25), within(1e-12));
    }

    @Test
    void correction_certaintiesAndTheSamePrior_stayWhatTheyAre() {
        assertThat(PriorShift.probability(0, 0.5, 0.1)).isZero();
        assertThat(PriorShift.probability(1, 0.5, 0.1)).isEqualTo(1);
        assertThat(PriorShift.probability(0.3, 0.7, 0.7)).isEqualTo(0.3);
        assertThat(PriorShift.logOddsOffset(0.7, 0.7)).isZero();
        assertThat(PriorShift.probability(Double.NaN, 0.5, 0.1)).isNaN();
    }

    @Test
    void correction_impossibleNumbers_areRefused() {
        for (double prior : new double[] {0, 1, -1, Double.NaN}) {
            String message = "a prior of " + prior + " is not between 0 and 1";
            assertThatThrownBy(() -> PriorShift.logOddsOffset(prior, 0.5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> PriorShift.logOddsOffset(0.5, prior)).hasMessage(message);
            assertThatThrownBy(() -> PriorShift.probability(0.5, prior, 0.5)).hasMessage(message);
            assertThatThrownBy(() -> PriorShift.probability(0.5, 0.5, prior)).hasMessage(message);
        }
        assertThatThrownBy(() -> PriorShift.probability(1.5, 0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a probability of 1.5");
    }
}
