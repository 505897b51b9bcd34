package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.drift.PopulationStabilityIndex.Zeros;
import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DistancesTest {

    @Provide
    Arbitrary<long[]> counts() {
        return Arbitraries.longs()
                .between(0, 1000)
                .array(long[].class)
                .ofSize(6)
                .filter(one -> LongStream.of(one).sum() > 0);
    }

    @Property(tries = 300)
    void psi_anyCountsAnyConvention_isFiniteNotNegativeAndSymmetric(
            @ForAll("counts") long[] p, @ForAll("counts") long[] q, @ForAll Zeros zeros) {
        double psi = PopulationStabilityIndex.of(p, q, zeros);
        assertThat(psi).isFinite().isGreaterThanOrEqualTo(0);
        assertThat(PopulationStabilityIndex.of(q, p, zeros)).isCloseTo(psi, within(1e-12 + 1e-12 * psi));
        assertThat(PopulationStabilityIndex.of(p, p, zeros)).isZero();
    }

    @Property(tries = 200)
    void psi_sameSharesOfAnotherSize_isZeroByOurConvention(@ForAll("counts") long[] p) {
        long[] tenfold = LongStream.of(p).map(count -> 8 * count).toArray();
        assertThat(PopulationStabilityIndex.of(p, tenfold)).isLessThan(p.length * 0.01);
        if (LongStream.of(p).noneMatch(count -> count == 0)) {
            assertThat(PopulationStabilityIndex.of(p, tenfold)).isZero();
        }
    }

    @Property(tries = 300)
    void distances_anyCounts_areBetweenZeroAndOneAndSymmetric(@ForAll("counts") long[] p, @ForAll("counts") long[] q) {
        double[] there = {Distances.jensenShannon(p, q), Distances.hellinger(p, q), Distances.maximum(p, q)};
        double[] back = {Distances.jensenShannon(q, p), Distances.hellinger(q, p), Distances.maximum(q, p)};
        assertThat(Arrays.stream(there).allMatch(value -> value >= 0 && value <= 1))
                .isTrue();
        assertThat(there).usingComparatorWithPrecision(1e-12).containsExactly(back);
        ChiSquareTest test = ChiSquareTest.homogeneity(p, q);
        assertThat(test.pValue()).isBetween(0.0, 1.0);
    }

    @Property(tries = 300)
    void ks_anySamples_pValueIsAProbabilityAndSidesCanBeExchanged(
            @ForAll @Size(min = 1, max = 30) int[] x, @ForAll @Size(min = 1, max = 30) int[] y) {
        double[] a = Arrays.stream(x).asDoubleStream().toArray();
        double[] b = Arrays.stream(y).asDoubleStream().toArray();
        TwoSampleKs there = TwoSampleKs.of(a, b);
        TwoSampleKs back = TwoSampleKs.of(b, a);
        assertThat(there.pValue()).isBetween(0.0, 1.0).isCloseTo(back.pValue(), within(1e-12));
        assertThat(there.statistic()).isBetween(0.0, 1.0).isEqualTo(back.statistic());
    }

    @Test
    void distances_nothingInCommon_reachOne() {
        long[] p = {7, 0};
        long[] q = {0, 3};
        assertThat(Distances.jensenShannon(p, q)).isEqualTo(1);
        assertThat(Distances.hellinger(p, q)).isEqualTo(1);
        assertThat(Distances.maximum(p, q)).isEqualTo(1);
        // Half a row in seven, half a row in three.
        double expected = (1 - 0.5 / 3) * Math.log(6) + (1 - 0.5 / 7) * Math.log(14);
        assertThat(PopulationStabilityIndex.of(p, q)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void wasserstein_shiftedSample_isTheShift() {
        double[] x = {1, 5, 2, Double.NaN};
        assertThat(Distances.wasserstein(x, new double[] {3, 7, 4})).isCloseTo(2, within(1e-12));
        // Half of the mass moves by 4.
        assertThat(Distances.wasserstein(new double[] {0, 0}, new double[] {0, 4}))
                .isCloseTo(2, within(1e-12));
        assertThat(Distances.wasserstein(x, new double[0])).isNaN();
    }

    @Test
    void inputs_thatDoNotFit_areRefused() {
        assertThatThrownBy(() -> PopulationStabilityIndex.of(new long[1], new long[2]))
                .hasMessage("1 bins here, 2 there");
        assertThatThrownBy(() -> PopulationStabilityIndex.of(new long[] {-1}, new long[] {1}))
                .hasMessage("a count of -1");
        assertThatThrownBy(() -> Distances.hellinger(new long[1], new long[2])).hasMessage("1 bins here, 2 there");
        assertThatThrownBy(() -> PopulationStabilityIndex.critical(0, 3, 1, 1)).hasMessage("a level of 0.0");
        assertThatThrownBy(() -> HistogramBins.quantiles(new double[] {Double.NaN}, 3))
                .hasMessage("3 bins over 0 values");
        assertThat(PopulationStabilityIndex.of(new long[2], new long[] {1, 1})).isNaN();
    }

    @Test
    void fewRows_knownValues_agree() {
        // The lady tasting tea: all four of eight cups found, one of seventy ways; twice that for both sides.
        assertThat(FewRows.pValue(0, 4, 4, 4)).isCloseTo(2 / 70.0, within(1e-12));
        assertThat(FewRows.pValue(4, 4, 0, 4)).isCloseTo(2 / 70.0, within(1e-12));
        // Three of four: (16 + 1) / 70.
        assertThat(FewRows.pValue(1, 4, 3, 4)).isCloseTo(34 / 70.0, within(1e-12));
        assertThat(FewRows.pValue(2, 4, 2, 4)).isEqualTo(1);
        // One row of ten is as likely in any place.
        assertThat(FewRows.pValue(0, 9, 1, 1)).isCloseTo(0.2, within(1e-12));
        assertThat(FewRows.pValue(0, 9, 0, 5)).isEqualTo(1);
        assertThat(FewRows.pValue(9, 9, 5, 5)).isEqualTo(1);
        assertThat(FewRows.pValue(0, 0, 3, 5)).isEqualTo(1);
        assertThat(FewRows.pValue(0, 0, 0, 0)).isEqualTo(1);
    }

    @Property(tries = 300)
    void fewRows_nearTheNormalApproximation_agreesWithIt(@ForAll @IntRange(min = 0, max = 300) int more) {
        double exact = FewRows.pValue(5_000, 50_000, 500 + more / 10, 5_000);
        double approximate = ChiSquareTest.homogeneity(
                        new long[] {5_000, 45_000}, new long[] {500 + more / 10, 4_500 - more / 10})
                .pValue();
        assertThat(exact).isBetween(approximate * 0.9, approximate * 1.1 + 0.05);
    }

    @Test
    void shareChange_rareInASmallWindowOfALargeReference_isSeen() {
        ShareChange change = ShareChange.of(0, 1_000_000, 40, 1_000);
        assertThat(change.pValue()).isPositive().isLessThan(1e-100);
        assertThat(ShareChange.of(10, 1_000_000, 0, 1_000).pValue()).isGreaterThan(0.9);
        // One in a thousand, two rows where one is expected.
        assertThat(ShareChange.of(1_000, 1_000_000, 2, 1_000).pValue()).isBetween(0.5, 0.6);
    }

    @Test
    void chiSquared_tables_agree() {
        assertThat(ChiSquared.quantile(0.05, 1)).isCloseTo(3.841458820694124, within(1e-11));
        assertThat(ChiSquared.quantile(0.01, 9)).isCloseTo(21.665994333461924, within(1e-10));
        // With two degrees of freedom the survival function is exp(-x / 2), down to where only the tail is left.
        assertThat(ChiSquared.survival(200, 2)).isCloseTo(Math.exp(-100), within(1e-12 * Math.exp(-100)));
        assertThat(ChiSquared.survival(0.5, 2)).isCloseTo(Math.exp(-0.25), within(1e-13));
        assertThat(ChiSquared.survival(0, 3)).isEqualTo(1);
    }
}
