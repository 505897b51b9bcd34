package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against scipy 1.17.1: {@code norm.cdf}, {@code norm.logcdf}, {@code norm.ppf}. */
class NormalTest {

    @ParameterizedTest
    @CsvSource({
        "-8.5, 9.47953482220325e-18, -39.19739642821768",
        "-3, 0.0013498980316300933, -6.60772622151035",
        "-1.2345, 0.10850832336267019, -2.2209283959239143",
        "-0.1, 0.460172162722971, -0.7761545927302733",
        "0, 0.5, -0.6931471805599453",
        "2.75, 0.9970202367649454, -0.0029842115683741902",
        "6, 0.9999999990134123, -9.86587645524372e-10"
    })
    void below_ofKnownPlaces_isThatOfScipy(double x, double below, double log) {
        assertThat(Normal.below(x)).isCloseTo(below, within(1e-12 * below));
        assertThat(Normal.logBelow(x)).isCloseTo(log, within(1e-12 * -log));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-12, -7.034483825301131",
        "0.001, -3.090232306167813",
        "0.025, -1.9599639845400545",
        "0.5, 0",
        "0.8, 0.8416212335729143",
        "0.999999, 4.753424308817087"
    })
    void quantile_ofKnownProbabilities_isThatOfScipy(double probability, double x) {
        assertThat(Normal.quantile(probability)).isCloseTo(x, within(1e-10 * Math.max(1, Math.abs(x))));
    }
}
