package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * 2,000 customers made by a rule that another program can repeat; its numbers are those of statsmodels 0.15.0 ({@code OLS} of the
 * outcome on arm and covariate) and of tea-tasting 1.14.0 ({@code Mean("y", covariate="x")}), which takes the slope over both
 * arms as one.
 */
class DifferenceEstimateTest {

    private static final double PLAIN = -0.053614003878985544;
    private static final double ANALYSIS_OF_COVARIANCE = -0.05079270838330313;
    private static final double TEA_TASTING = -0.05078051757759519;

    private final ArmSums champion = new ArmSums();
    private final ArmSums challenger = new ArmSums();

    DifferenceEstimateTest() {
        for (int i = 0; i < 2_000; i++) {
            double x = (i * 37 % 101) / 101.0;
            boolean isChallenger = i * 7919L % 10_007 % 3 == 0;
            double u = (i * 6151L % 9_973) / 9973.0;
            double y = u < 0.1 + 0.3 * x - (isChallenger ? 0.05 : 0) ? 1 : 0;
            (isChallenger ? challenger : champion).add(y, x);
        }
    }

    @Test
    void difference_withoutCovariate_isThatOfMeans() {
        DifferenceEstimate estimate = DifferenceEstimate.of(champion, challenger, false);
        assertThat(challenger.count()).isEqualTo(669);
        assertThat(estimate.difference()).isCloseTo(PLAIN, within(1e-14));
        assertThat(estimate.theta()).isZero();
    }

    @Test
    void difference_withCovariate_isThatOfAnalysisOfCovariance() {
        DifferenceEstimate estimate = DifferenceEstimate.of(champion, challenger, true);
        assertThat(estimate.difference()).isCloseTo(ANALYSIS_OF_COVARIANCE, within(1e-13));
        assertThat(estimate.theta()).isCloseTo(0.2975877441459023, within(1e-12));
        assertThat(estimate.difference()).isCloseTo(TEA_TASTING, within(2e-5));
    }

    /** The standard errors of statsmodels are 0.01898 (HC2) and 0.01950 (equal variances); ours is the greater of two such. */
    @Test
    void variance_withCovariate_isNearThatOfRegression() {
        double error =
                Math.sqrt(DifferenceEstimate.of(champion, challenger, true).variance());
        assertThat(error).isBetween(0.0194, 0.0196);
    }

    /** Of the arms apart 0.0003745682539613652 by numpy; of all together more, since the greater arm varies more. */
    @Test
    void variance_withoutCovariate_isTheGreaterOfApartAndTogether() {
        double rate = 460 / 2000.0;
        double together = 2000 * rate * (1 - rate) / 1999 * (1 / 669.0 + 1 / 1331.0);
        assertThat(DifferenceEstimate.of(champion, challenger, false).variance())
                .isCloseTo(Math.max(together, 0.0003745682539613652), within(1e-15));
    }

    @Test
    void sums_ofLargeAmounts_keepTheirSpread() {
        ArmSums sums = new ArmSums();
        for (int i = 0; i < 1_000; i++) {
            sums.add(1e9 + i % 2, 0);
        }
        assertThat(sums.squares()).isCloseTo(250, within(1e-6));
    }
}
