package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetaFunctionTest {

    /** Values of scipy 1.18.1's {@code special.betainc(a, b, x)}. */
    @Test
    void regularised_knownArguments_equalScipy() {
        double[][] cases = {
            {6, 14, 0.3, 0.5261374757264855},
            {6, 14, 0.05, 0.00024068987676022363},
            {7, 14, 0.8, 0.9999981549942787},
            {8, 16, 0.33, 0.5056235671245908},
            {0.5, 0.5, 0.2, 0.2951672353008665},
            {2, 3, 0.999, 0.999999996003},
            {1, 1, 0.37, 0.37},
            {0.3, 120, 0.001, 0.5736652705597745},
            {5000, 10000, 0.33, 0.19337010528613607},
            {24.5, 0.5, 0.9, 0.02377846612391617},
            {4.5, 0.5, 0.6, 0.036787497879786156},
            {100, 3, 0.5, 1.036168799007799e-27},
            {0.001, 2, 0.4, 0.999683579411651},
            {1000, 3, 0.99, 0.0026356046544206667}
        };
        for (double[] one : cases) {
            assertThat(BetaFunction.regularised(one[2], one[0], one[1]))
                    .as("I_%s(%s, %s)", one[2], one[0], one[1])
                    .isCloseTo(one[3], within((one[0] > 200 ? 1e-10 : 1e-12) * one[3]));
        }
    }

    @Test
    void regularised_outsideOfTheUnitInterval_isCertain() {
        assertThat(BetaFunction.regularised(-0.1, 2, 3)).isZero();
        assertThat(BetaFunction.regularised(0, 2, 3)).isZero();
        assertThat(BetaFunction.regularised(1, 2, 3)).isEqualTo(1);
        assertThat(BetaFunction.regularised(7, 2, 3)).isEqualTo(1);
    }

    @Test
    void logGamma_wholeNumbers_isTheLogarithmOfAFactorial() {
        double factorial = 1;
        for (int n = 1; n < 20; n++) {
            assertThat(BetaFunction.logGamma(n)).isCloseTo(Math.log(factorial), within(1e-13 * n));
            factorial *= n;
        }
    }
}
