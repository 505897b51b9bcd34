package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import io.github.churnml.drift.PopulationStabilityIndex.Zeros;
import io.github.churnml.drift.TwoSampleKs.Alternative;
import io.github.churnml.drift.TwoSampleKs.Method;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistics, tests and distances against scipy 1.17.1 on small samples, and against sums that can be done by hand. */
class DriftOraclesTest {

    private static final double[] X = {1, 4, 6, 7, 9, 12, 15.5};
    private static final double[] Y = {2, 4, 4, 8, 11, 13, 14, 17, 18, 20};
    private static final double[] SQUARES =
            IntStream.rangeClosed(1, 12).mapToDouble(i -> i * i / 3.0).toArray();
    private static final double[] SEVENS =
            IntStream.rangeClosed(1, 8).mapToDouble(i -> i * 7 + 0.5).toArray();

    private static final long[] REFERENCE = {30, 14, 34, 45, 57, 20};
    private static final long[] CURRENT = {20, 24, 40, 40, 60, 12};

    @ParameterizedTest
    @CsvSource({
        "TWO_SIDED, 0.35714285714285715, 0.5602118469765528, 12, 1",
        "GREATER, 0.35714285714285715, 0.28378239407651173, 12, 1",
        "LESS, 0.014285714285714285, 0.9411764705882353, 4, -1"
    })
    void twoSampleKs_exact_equalsScipy(Alternative alternative, double statistic, double p, double at, int sign) {
        TwoSampleKs found = TwoSampleKs.of(X, Y, alternative, Method.EXACT);
        assertThat(found.statistic()).isCloseTo(statistic, within(1e-15));
        assertThat(found.pValue()).isCloseTo(p, within(1e-13));
        assertThat(found.location()).isEqualTo(at);
        assertThat(found.sign()).isEqualTo(sign);
        assertThat(found.exact()).isTrue();
        assertThat(TwoSampleKs.of(X, Y, alternative, Method.AUTO)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "TWO_SIDED, 0.4166666666666667, 0.32404540763673895, 1",
        "GREATER, 0.4166666666666667, 0.16234023973962056, 1",
        "LESS, 0, 1, -1"
    })
    void twoSampleKs_lengthsThatShareFactors_equalsScipy(
            Alternative alternative, double statistic, double p, int sign) {
        TwoSampleKs found = TwoSampleKs.of(SQUARES, SEVENS, alternative, Method.EXACT);
        assertThat(found.statistic()).isCloseTo(statistic, within(1e-15));
        assertThat(found.pValue()).isCloseTo(p, within(1e-13));
        assertThat(found.sign()).isEqualTo(sign);
        Alternative other =
                switch (alternative) {
                    case GREATER -> Alternative.LESS;
                    case LESS -> Alternative.GREATER;
                    default -> alternative;
                };
        assertThat(TwoSampleKs.of(SEVENS, SQUARES, other, Method.EXACT).pValue())
                .isCloseTo(p, within(1e-13));
    }

    @ParameterizedTest
    @CsvSource({"GREATER, 0.24993494328400928, 0.12802169265485291", "LESS, 0.9849877736549125, 1"})
    void twoSampleKs_limitOfOneSide_equalsScipy(Alternative alternative, double p, double other) {
        TwoSampleKs found = TwoSampleKs.of(X, Y, alternative, Method.ASYMPTOTIC);
        assertThat(found.pValue()).isCloseTo(p, within(1e-13));
        assertThat(found.exact()).isFalse();
        assertThat(TwoSampleKs.of(SQUARES, SEVENS, alternative, Method.ASYMPTOTIC)
                        .pValue())
                .isCloseTo(other, within(1e-13));
    }

    @Test
    void twoSampleKs_valuesThatAreNone_doNotCount() {
        double[] withGaps = DoubleStream.concat(DoubleStream.of(X), DoubleStream.of(Double.NaN, Double.NaN))
                .toArray();
        assertThat(TwoSampleKs.of(withGaps, Y)).isEqualTo(TwoSampleKs.of(X, Y));
        assertThat(TwoSampleKs.of(X, X).pValue()).isEqualTo(1);
        assertThat(TwoSampleKs.of(X, new double[0]).statistic()).isNaN();
        assertThat(TwoSampleKs.of(new double[0], X).pValue()).isNaN();
        assertThat(TwoSampleKs.of(new double[] {1, 2, 3}, new double[] {4, 5, 6})
                        .pValue())
                .isCloseTo(2 / 20.0, within(1e-14));
    }

    /** Distances and rows, and scipy's {@code kstwo.sf}, which is exact. */
    @ParameterizedTest
    @CsvSource({
        "0.02, 1000, 0.8108971656895577",
        "0.025, 1000, 0.5510292136593631",
        "0.03, 1000, 0.3226902143914636",
        "0.05, 1000, 0.013012074781090332",
        "0.1, 100, 0.2526927570063874",
        "0.15, 100, 0.019839242125641813",
        "0.2, 100, 0.0005551927327988775",
        "0.05, 50, 0.9990238098461883",
        "0.2, 20, 0.352720173623415"
    })
    void kolmogorovLimit_ofTheBody_isNearTheExactDistribution(double d, double n, double p) {
        assertThat(KolmogorovLimit.survival(d, n)).isCloseTo(p, within(n < 100 ? 1e-4 : n < 1000 ? 5e-6 : 3e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "0.09, 1000, 1.6911775984434787e-07",
        "0.03, 10000, 2.9761211950626197e-08",
        "0.04, 10000, 2.4399624749525048e-14"
    })
    void kolmogorovLimit_ofTheTail_isNearTheExactDistribution(double d, double n, double p) {
        assertThat(KolmogorovLimit.survival(d, n)).isCloseTo(p, within(0.03 * p));
    }

    @Test
    void kolmogorovLimit_atTheEnds_isCertain() {
        assertThat(KolmogorovLimit.survival(0, 100)).isEqualTo(1);
        assertThat(KolmogorovLimit.survival(0.003, 100)).isEqualTo(1);
        assertThat(KolmogorovLimit.survival(1, 100)).isZero();
        assertThat(KolmogorovLimit.survival(Double.NaN, 100)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, 1, 0.583882420770365",
        "3, 1, 0.08326451666355042",
        "9.5, 4, 0.04974724741794365",
        "2, 7, 0.9598403687301016",
        "7.9, 7, 0.3414944175454494",
        "8.1, 6, 0.23086824194158853",
        "40, 9, 7.598525229464264e-06",
        "300, 250, 0.016518273157868715",
        "0.001, 3, 0.9999915920809419",
        "6, 2, 0.04978706836786395",
        "4, 1, 0.04550026389635857",
        "1.99, 0.5, 0.06843069424620435"
    })
    void chiSquared_survival_equalsScipy(double x, double degrees, double p) {
        assertThat(ChiSquared.survival(x, degrees)).isCloseTo(p, within(1e-11 * p));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 3.8414588206941285",
        "0.5, 4, 3.3566939800333224",
        "0.999, 9, 1.1519495462235645",
        "1e-06, 30, 82.04414313704284",
        "0.25, 2, 2.7725887222397816"
    })
    void chiSquared_quantile_equalsScipy(double exceeded, double degrees, double x) {
        assertThat(ChiSquared.quantile(exceeded, degrees)).isCloseTo(x, within(1e-10 * x));
        assertThat(PopulationStabilityIndex.critical(exceeded, (int) degrees + 1, 200, 50))
                .isCloseTo(x * 0.025, within(1e-10));
    }

    @Test
    void countTests_ofSixBins_equalScipy() {
        ChiSquareTest homogeneity = ChiSquareTest.homogeneity(REFERENCE, CURRENT);
        assertThat(homogeneity.statistic()).isCloseTo(7.449462189077404, within(1e-12));
        assertThat(homogeneity.degrees()).isEqualTo(5);
        assertThat(homogeneity.pValue()).isCloseTo(0.1893008616159504, within(1e-12));
        ChiSquareTest fit = ChiSquareTest.goodnessOfFit(REFERENCE, CURRENT);
        assertThat(fit.statistic()).isCloseTo(15.682106426530511, within(1e-12));
        assertThat(fit.pValue()).isCloseTo(0.007812786781632582, within(1e-12));
        ChiSquareTest likelihood = ChiSquareTest.likelihoodRatio(REFERENCE, CURRENT);
        assertThat(likelihood.statistic()).isCloseTo(15.046940842743615, within(1e-12));
        assertThat(likelihood.pValue()).isCloseTo(0.010163638742148704, within(1e-12));
    }

    /** Neighbours are taken together until five rows of the smaller table are expected, in the rest as well. */
    @Test
    void homogeneity_rareBins_joinTheirNeighbours() {
        ChiSquareTest joined =
                ChiSquareTest.homogeneity(new long[] {3, 7, 20, 30, 5, 1}, new long[] {5, 5, 30, 20, 1, 5});
        ChiSquareTest whole = ChiSquareTest.homogeneity(new long[] {10, 20, 30, 6}, new long[] {10, 30, 20, 6});
        assertThat(joined).isEqualTo(whole);
        assertThat(joined.degrees()).isEqualTo(3);
        assertThat(ChiSquareTest.homogeneity(new long[] {4, 0}, new long[] {0, 4}))
                .isEqualTo(new ChiSquareTest(0, 0, 1));
        assertThat(ChiSquareTest.homogeneity(new long[2], new long[] {5, 5})).isEqualTo(new ChiSquareTest(0, 0, 1));
        assertThat(ChiSquareTest.homogeneity(new long[] {5, 5}, new long[2])).isEqualTo(new ChiSquareTest(0, 0, 1));
        // Exactly five are expected of the smaller table in either bin.
        assertThat(ChiSquareTest.homogeneity(new long[] {5, 5}, new long[] {5, 5})
                        .degrees())
                .isEqualTo(1);
    }

    @Test
    void countTests_binThatWasNeverExpected_isCertain() {
        assertThat(ChiSquareTest.goodnessOfFit(new long[] {10, 0}, new long[] {9, 1})
                        .pValue())
                .isZero();
        assertThat(ChiSquareTest.likelihoodRatio(new long[] {10, 0}, new long[] {9, 1})
                        .pValue())
                .isZero();
        assertThat(ChiSquareTest.goodnessOfFit(new long[] {10, 0}, new long[] {9, 0})
                        .statistic())
                .isZero();
        assertThat(ChiSquareTest.goodnessOfFit(new long[] {10}, new long[] {9})).isEqualTo(new ChiSquareTest(0, 0, 1));
    }

    @Test
    void distances_ofSixBins_equalScipy() {
        assertThat(Distances.jensenShannon(REFERENCE, CURRENT)).isCloseTo(0.1170102877707733, within(1e-12));
        assertThat(Distances.hellinger(REFERENCE, CURRENT)).isCloseTo(0.09763647958154795, within(1e-12));
        assertThat(Distances.maximum(REFERENCE, CURRENT)).isCloseTo(0.052448979591836725, within(1e-15));
        assertThat(PopulationStabilityIndex.of(REFERENCE, CURRENT)).isCloseTo(0.07660929550189316, within(1e-12));
        assertThat(Distances.wasserstein(X, Y)).isCloseTo(3.371428571428571, within(1e-12));
        assertThat(Distances.wasserstein(Y, X)).isCloseTo(3.371428571428571, within(1e-12));
        assertThat(Distances.wasserstein(new double[0], X)).isNaN();
        assertThat(Distances.hellinger(new long[2], new long[] {1, 2})).isNaN();
    }

    /** Shares of 3/4, 1/4 and 0 against 1/2, 0 and 1/2, with what each convention puts in place of the zeros. */
    @Test
    void psi_ofEachConvention_isItsSum() {
        long[] p = {6, 2, 0, 0};
        long[] q = {10, 0, 10, 0};
        double both = 0.25 * Math.log(1.5);
        assertThat(PopulationStabilityIndex.of(p, q, Zeros.HALF_ROW))
                .isCloseTo(
                        both
                                + (0.25 - 0.5 / 20) * Math.log(0.25 / (0.5 / 20))
                                + (0.5 - 0.5 / 8) * Math.log(0.5 / (0.5 / 8)),
                        within(1e-12));
        double floored = both + (0.25 - 1e-4) * Math.log(2500) + (0.5 - 1e-4) * Math.log(5000);
        assertThat(PopulationStabilityIndex.of(p, q, Zeros.FLOOR)).isCloseTo(floored, within(1e-12));
        assertThat(PopulationStabilityIndex.of(p, q, Zeros.FLOOR_BELOW_LEAST)).isCloseTo(floored, within(1e-12));
        assertThat(PopulationStabilityIndex.of(p, q, Zeros.ADDED))
                .isCloseTo(
                        0.25 * Math.log(0.7501 / 0.5001)
                                + 0.25 * Math.log(0.2501 / 1e-4)
                                + 0.5 * Math.log(0.5001 / 1e-4),
                        within(1e-12));
        assertThat(PopulationStabilityIndex.of(p, q, Zeros.INSIDE_LOGARITHM))
                .isCloseTo(
                        0.25 * Math.log(0.750001 / 0.500001)
                                + 0.25 * Math.log(0.250001 / 1e-6)
                                + 0.5 * Math.log(0.500001 / 1e-6),
                        within(1e-12));
        // The least share of the reference is the floor itself, so the floor goes down to a millionth of it.
        assertThat(PopulationStabilityIndex.of(
                        new long[] {1, 9_999, 0}, new long[] {1, 9_998, 1}, Zeros.FLOOR_BELOW_LEAST))
                .isCloseTo(1e-4 * Math.log(0.9999 / 0.9998) + (1e-4 - 1e-10) * Math.log(1e-4 / 1e-10), within(1e-12));
    }

    @Test
    void psi_degenerateInputs_haveTheirAnswer() {
        assertThat(PopulationStabilityIndex.of(new long[] {1, 1}, new long[2])).isNaN();
        assertThat(PopulationStabilityIndex.critical(0.05, 1, 100, 100)).isZero();
        assertThat(PopulationStabilityIndex.critical(0.05, 2, 100, 100)).isCloseTo(0.0768, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 20, 9, 15, 0.015109380793474231",
        "1, 30, 5, 12, 0.009410982453344457",
        "7, 9, 2, 11, 0.024767801857585144",
        "0, 40, 3, 25, 0.10531135531135533"
    })
    void fewRows_ofTwoTables_equalScipy(long inReference, long n, long inCurrent, long m, double p) {
        assertThat(FewRows.pValue(inReference, n, inCurrent, m)).isCloseTo(p, within(1e-11));
    }

    @Test
    void histogramBins_ofASample_haveTheirEdgesWhereTheyAreSaidToBe() {
        double[] sample = {4, 1, Double.NaN, 3, 2, 11};
        // Of five values the quartiles are values themselves; halves lie between.
        assertThat(HistogramBins.quantiles(sample, 4).counts(new double[] {2, 2.1, 3, 4, 4.1, 12}))
                .containsExactly(1, 2, 1, 2);
        assertThat(HistogramBins.quantiles(new double[] {1, 2, 3, 5}, 2).counts(new double[] {2.5, 2.6, -9}))
                .containsExactly(2, 1);
        // Of equal width 2.5 from 1 to 11.
        assertThat(HistogramBins.equalWidth(sample, 4).counts(new double[] {3.5, 3.6, 6, 6.1, 8.5, 8.6, Double.NaN}))
                .containsExactly(1, 2, 2, 1);
        assertThat(HistogramBins.equalWidth(sample, 4).size()).isEqualTo(4);
        assertThat(HistogramBins.equalWidth(sample, 1).size()).isEqualTo(1);
        assertThat(HistogramBins.quantiles(new double[] {7, 7, 7}, 4).size()).isEqualTo(2);
    }

    @Test
    void shareChange_ofTwoTables_hasTheirShares() {
        ShareChange change = ShareChange.of(30, 120, 60, 80);
        assertThat(change.reference()).isEqualTo(0.25);
        assertThat(change.current()).isEqualTo(0.75);
        assertThat(change.change()).isEqualTo(0.5);
        assertThat(change.pValue())
                .isEqualTo(ChiSquareTest.homogeneity(new long[] {30, 90}, new long[] {60, 20})
                        .pValue());
        assertThat(ShareChange.of(0, 0, 1, 2).reference()).isZero();
        assertThat(ShareChange.of(1, 2, 0, 0).current()).isZero();
        assertThat(ShareChange.of(1, 30, 5, 12).pValue()).isEqualTo(FewRows.pValue(1, 30, 5, 12));
    }

    /** scipy's exact distribution for so few rows, which the limit comes near. */
    @Test
    void twoSampleKs_limitOfBothSides_isNearScipy() {
        TwoSampleKs found = TwoSampleKs.of(X, Y, Alternative.TWO_SIDED, Method.ASYMPTOTIC);
        assertThat(found.pValue()).isCloseTo(0.5804872969596003, within(0.01));
        assertThat(found.exact()).isFalse();
    }

    @Test
    void twoSampleKs_distanceReachedTwice_isLocatedWhereItIsFirst() {
        TwoSampleKs above = TwoSampleKs.of(new double[] {1, 5}, new double[] {3, 7});
        assertThat(above.location()).isEqualTo(1);
        assertThat(above.sign()).isEqualTo(1);
        TwoSampleKs below = TwoSampleKs.of(new double[] {3, 7}, new double[] {1, 5});
        assertThat(below.location()).isEqualTo(1);
        assertThat(below.sign()).isEqualTo(-1);
        // As far to either side: the first sample's function is said to be the greater.
        TwoSampleKs both = TwoSampleKs.of(new double[] {1, 4}, new double[] {2, 3});
        assertThat(both.location()).isEqualTo(1);
        assertThat(both.sign()).isEqualTo(1);
    }

    @Test
    void twoSampleKs_upToTenThousandRows_isCountedExactly() {
        double[] most =
                IntStream.range(0, TwoSampleKs.MOST_EXACT).asDoubleStream().toArray();
        double[] more = IntStream.rangeClosed(0, TwoSampleKs.MOST_EXACT)
                .asDoubleStream()
                .toArray();
        assertThat(TwoSampleKs.of(most, new double[] {0.5}).exact()).isTrue();
        assertThat(TwoSampleKs.of(more, new double[] {0.5}).exact()).isFalse();
    }

    /** Two of eight values lie in each bin, evenly between its ends. */
    @Test
    void quantile_ofAProfile_liesEvenlyWithinItsBin() {
        NumberProfile profile = profile(2, 0, 100, List.of(10.0, 20.0, 40.0), List.of(2L, 2L, 2L, 2L));
        double[][] shares = {{0, 0}, {0.125, 5}, {0.25, 10}, {0.375, 15}, {0.5, 20}, {0.625, 30}, {0.875, 70}, {1, 100}
        };
        for (double[] one : shares) {
            assertThat(profile.quantile(one[0])).as("share %s", one[0]).isCloseTo(one[1], within(1e-12));
        }
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> profile.quantile(wrong)).hasMessage("a share of " + wrong);
        }
    }

    @Test
    void quantile_ofTooFewBins_isNotKnown() {
        assertThat(profile(0, 0, 100, List.of(10.0, 20.0), List.of(2L, 2L, 2L)).quantile(0.5))
                .isNaN();
        assertThat(profile(0, 7, 7, List.of(), List.of(5L)).quantile(0.5)).isEqualTo(7);
        assertThat(profile(3, Double.NaN, Double.NaN, List.of(), List.of(0L)).quantile(0.5))
                .isNaN();
    }

    private static NumberProfile profile(long missing, double min, double max, List<Double> edges, List<Long> counts) {
        long rows = missing + counts.stream().mapToLong(Long::longValue).sum();
        double deviation = Double.isNaN(min) ? Double.NaN : 0;
        return new NumberProfile(
                "charge", ColumnType.NUMERIC, rows, missing, min, max, (min + max) / 2, deviation, edges, counts);
    }
}
