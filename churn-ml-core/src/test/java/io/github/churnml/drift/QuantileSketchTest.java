package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {

    private static double[] draws(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count)
                .map(x -> Math.rint(-1000 * Math.log(1 - x)) / 7)
                .toArray();
    }

    private static QuantileSketch of(double[] values) {
        QuantileSketch sketch = new QuantileSketch();
        for (double value : values) {
            sketch.add(value);
        }
        return sketch;
    }

    /** The greatest error of a rank, as a share, over all kept values. */
    private static double worst(double[] values, QuantileSketch sketch) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return WeightedValues.distance(WeightedValues.of(sorted), sketch.weighted());
    }

    @Test
    void add_upToItsBuffers_isExact() {
        double[] values = draws(QuantileSketch.EXACT, 1);
        QuantileSketch sketch = of(values);
        assertThat(sketch.rankError()).isZero();
        Arrays.sort(values);
        assertThat(sketch.weighted().values()).containsExactly(values);
    }

    @Test
    void add_manyValues_staysWithinTheErrorItStates() {
        for (int count : new int[] {QuantileSketch.EXACT + 1, 100_000, 1_000_000}) {
            double[] values = draws(count, count);
            QuantileSketch sketch = of(values);
            assertThat(sketch.weighted().total()).isEqualTo(count);
            assertThat(sketch.rankError())
                    .isPositive()
                    .isLessThanOrEqualTo(Math.log((double) count / QuantileSketch.BUFFER)
                            / Math.log(2)
                            / (2 * QuantileSketch.BUFFER));
            assertThat(worst(values, sketch)).isLessThanOrEqualTo(sketch.rankError());
            assertThat(sketch.weighted().size()).isLessThan(12 * QuantileSketch.BUFFER);
        }
    }

    @Test
    void merge_ofChunks_staysWithinTheErrorAndKeepsEveryCount() {
        double[] values = draws(300_000, 5);
        QuantileSketch merged = new QuantileSketch();
        for (int from = 0; from < values.length; from += 50_000) {
            merged.merge(of(Arrays.copyOfRange(values, from, from + 50_000)));
        }
        assertThat(merged.values()).isEqualTo(values.length);
        assertThat(merged.weighted().total()).isEqualTo(values.length);
        assertThat(worst(values, merged)).isLessThanOrEqualTo(merged.rankError());
        assertThat(merged.rankError()).isLessThan(0.001);
    }

    @Property(tries = 200)
    void merge_ofSmallParts_isTheWhole(
            @ForAll @Size(max = 400) double[] values, @ForAll @IntRange(min = 0, max = 400) int cut) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        int at = Math.min(cut, finite.length);
        QuantileSketch merged = of(Arrays.copyOf(finite, at));
        merged.merge(of(Arrays.copyOfRange(finite, at, finite.length)));
        assertThat(merged.weighted().values()).isEqualTo(of(finite).weighted().values());
    }

    @Property(tries = 100)
    void sort_anyNumbers_isTheSortOfTheLibrary(
            @ForAll @Size(min = 1, max = 3000) @DoubleRange(min = -1e300, max = 1e300) double[] values) {
        double[] sorted = values.clone();
        RadixSort.sort(sorted, sorted.length);
        double[] expected = values.clone();
        Arrays.sort(expected);
        assertThat(sorted).containsExactly(expected);
    }

    @Test
    void quantile_ofWholeNumbers_isTheLeastThatReachesTheShare() {
        QuantileSketch sketch = of(new double[] {5, 1, 4, 2, 3});
        assertThat(sketch.quantile(0)).isEqualTo(1);
        assertThat(sketch.quantile(0.5)).isEqualTo(3);
        assertThat(sketch.quantile(0.61)).isEqualTo(4);
        assertThat(sketch.quantile(1)).isEqualTo(5);
        assertThat(new QuantileSketch().quantile(0.5)).isNaN();
        assertThatThrownBy(() -> sketch.quantile(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a share of 1.5");
    }

    @Test
    void merged_momentsOfParts_areThoseOfTheWhole() {
        double[] values = draws(20_000, 9);
        NumberTally parts = new NumberTally();
        for (int from = 0; from < values.length; from += 3_000) {
            NumberTally part = new NumberTally();
            for (int i = from; i < Math.min(values.length, from + 3_000); i++) {
                part.add(values[i]);
            }
            parts.merge(part);
        }
        Moments whole = Moments.of(values);
        assertThat(parts.moments().mean()).isCloseTo(whole.mean(), within(1e-11 * whole.mean()));
        assertThat(parts.moments().standardDeviation())
                .isCloseTo(whole.standardDeviation(), within(1e-11 * whole.standardDeviation()));
    }

    @Test
    void merged_hugeNumbers_staysFinite() {
        Moments one = Moments.of(new double[] {1e308, 1.1e308});
        Moments other = Moments.of(new double[] {-1e308});
        Moments merged = Moments.merged(one, 2, other, 1);
        assertThat(merged.mean()).isBetween(-1e308, 1.1e308);
        assertThat(merged.standardDeviation()).isBetween(1e308, Double.MAX_VALUE);
    }

    @Test
    void add_zeroOfEitherSign_hasTheSameBits() {
        QuantileSketch one = new QuantileSketch();
        one.add(-0.0);
        one.add(0.0);
        QuantileSketch many = new QuantileSketch();
        many.add(new double[] {0.0, -0.0}, 2);
        for (QuantileSketch sketch : new QuantileSketch[] {one, many}) {
            assertThat(Arrays.stream(sketch.weighted().values()).mapToLong(Double::doubleToRawLongBits))
                    .containsExactly(0L, 0L);
        }
        assertThat(new QuantileSketch().rankError()).isZero();
    }
}
