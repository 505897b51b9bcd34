package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PowerLawTest {

    private static final double[] ROWS = {100, 200, 300, 500, 700, 1000};

    @Test
    void fit_plantedLaw_isFound() {
        PowerLaw law = PowerLaw.fit(ROWS, at(0.85, -1.2, 0.6), true);

        assertThat(law.exponent()).isCloseTo(0.6, within(1e-9));
        assertThat(law.limit()).isCloseTo(0.85, within(1e-9));
        assertThat(law.at(2000)).isCloseTo(0.85 - 1.2 * Math.pow(2000, -0.6), within(1e-9));
        assertThat(law.at(1000) - law.limit()).isCloseTo(law.distance(), within(1e-12));
    }

    @Test
    void fit_lossThatFalls_hasItsLimitBelow() {
        PowerLaw law = PowerLaw.fit(ROWS, at(0.3, 2, 0.5), false);

        assertThat(law.limit()).isCloseTo(0.3, within(1e-9));
        assertThat(law.distance()).isPositive();
    }

    @Test
    void fit_limitBeyondWhatIsPossible_isHeldBack() {
        double[] straight = {0.80, 0.83, 0.86, 0.89, 0.92, 0.95};

        assertThat(PowerLaw.fit(ROWS, straight, true).limit()).isLessThanOrEqualTo(1);
        assertThat(PowerLaw.fit(ROWS, at(-1, 2, 0.05), false).limit()).isNotNegative();
    }

    @Test
    void fit_valuesThatGetWorse_areFlat() {
        PowerLaw law = PowerLaw.fit(ROWS, at(0.85, 1.2, 0.6), true);

        assertThat(law.distance()).isZero();
        assertThat(law.at(2000)).isEqualTo(law.at(1000));
    }

    @Test
    void fit_valueThatIsNone_isRefused() {
        assertThatThrownBy(() -> PowerLaw.fit(ROWS, new double[] {1, 1, Double.NaN, 1, 1, 1}, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] at(double limit, double factor, double exponent) {
        return Arrays.stream(ROWS)
                .map(rows -> limit + factor * Math.pow(rows, -exponent))
                .toArray();
    }
}
