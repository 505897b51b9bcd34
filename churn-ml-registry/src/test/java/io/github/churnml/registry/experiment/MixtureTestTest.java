package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixtureTestTest {

    /** The mixture integrated numerically by {@code scipy.integrate.quad} 1.17.1, from its definition. */
    @ParameterizedTest
    @CsvSource({
        "0.02, 0.0001, 0.02, 1.4509141535841024",
        "-0.01, 0.0001, 0.02, -1.3960205343828018",
        "0.05, 0.0002, 0.04, 5.149661295041473",
        "3.0, 4.0, 2.5, 0.779958235226851"
    })
    void evidence_isTheIntegralOfLikelihoodRatios(double above, double variance, double tau, double log) {
        assertThat(new MixtureTest(0.05, tau).logEvidence(above, variance)).isCloseTo(log, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.0001, 0.02, 0.02, 0.03172487338788473", "0.00004, 0.04, 0.03, 0.019571611512161514"})
    void bound_isWhereTheIntegralReachesOneOverAlpha(double variance, double tau, double alpha, double bound) {
        assertThat(new MixtureTest(alpha, tau).bound(variance)).isCloseTo(bound, within(1e-10));
    }

    @Property(tries = 500)
    void bound_ofAnyVariance_isWhereEvidenceIsEnough(
            @ForAll @DoubleRange(min = -12, max = 3) double logVariance,
            @ForAll @DoubleRange(min = -4, max = 2) double logTau,
            @ForAll @IntRange(min = 1, max = 400) int halfThousandths) {
        double alpha = halfThousandths / 2000.0;
        MixtureTest test = new MixtureTest(alpha, Math.pow(10, logTau));
        double variance = Math.pow(10, logVariance);
        double bound = test.bound(variance);
        assertThat(test.logEvidence(bound, variance)).isCloseTo(-Math.log(alpha), within(1e-7));
        assertThat(test.logEvidence(0.999 * bound, variance)).isLessThan(-Math.log(alpha));
    }
}
