package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BinningTest {

    private static FeatureBins numbers(double[] column, int most) {
        return new Binning(most, null, 1).numbers(new ColumnPart(column, null));
    }

    @Test
    void numbers_fewValues_haveABinEach() {
        FeatureBins bins = numbers(new double[] {3, 1, 2, 2, Double.NaN, 1, -0.0, 0.0}, 254);
        assertThat(bins.values()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).map(x -> bins.of(x))).containsExactly(0, 1, 2, 3);
        assertThat(bins.of(Double.NaN)).isEqualTo(4);
        assertThat(bins.of(1e99)).isEqualTo(3);
        assertThat(bins.of(-1e99)).isZero();
    }

    @Test
    void numbers_manyValues_fillBinsAlike() {
        double[] column = new SplittableRandom(1).doubles(100_000).toArray();
        FeatureBins bins = numbers(column, 50);
        int[] counts = new int[bins.size()];
        for (double x : column) {
            counts[bins.of(x)]++;
        }
        assertThat(bins.values()).isEqualTo(50);
        assertThat(Arrays.stream(counts, 0, 50).boxed())
                .allSatisfy(count -> assertThat(count).isCloseTo(2000, within(20)));
    }

    @Test
    void numbers_heavyValue_hasABinOfItsOwn() {
        SplittableRandom random = new SplittableRandom(1);
        double[] column = random.doubles(10_000).map(x -> x < 0.5 ? 0.25 : x).toArray();
        FeatureBins bins = numbers(column, 20);
        assertThat(bins.of(0.25)).isNotEqualTo(bins.of(0.5001));
        assertThat(bins.values()).isBetween(15, 20);
    }

    @Test
    void numbers_noValue_haveOneEmptyBin() {
        FeatureBins bins = numbers(new double[] {Double.NaN, Double.NaN}, 254);
        assertThat(bins.values()).isEqualTo(1);
        assertThat(bins.of(Double.NaN)).isEqualTo(bins.missing());
        assertThat(bins.of(5)).isZero();
    }

    @Test
    void numbers_weights_moveTheEdges() {
        double[] column = IntStream.range(0, 1000).asDoubleStream().toArray();
        double[] weights = new double[1000];
        Arrays.fill(weights, 0, 100, 9);
        Arrays.fill(weights, 100, 1000, 1);
        FeatureBins bins = new Binning(2, weights, 1).numbers(new ColumnPart(column, null));
        assertThat(bins.of(97)).isZero();
        assertThat(bins.of(103)).isEqualTo(1);
    }

    @Property(tries = 200)
    void numbers_anyValues_agreeWithTheEdges(
            @ForAll @Size(min = 1, max = 60) double @DoubleRange(min = -1e100, max = 1e100) [] column,
            @ForAll @IntRange(min = 2, max = 254) int most) {
        FeatureBins.OfNumbers bins = (FeatureBins.OfNumbers) numbers(column, most);
        assertThat(bins.values()).isBetween(1, most);
        for (double x : column) {
            int bin = bins.of(x);
            assertThat(x).isLessThanOrEqualTo(bins.edge(bin));
            assertThat(bin == 0 || x > bins.edge(bin - 1)).isTrue();
        }
    }

    @Test
    void numbers_extremes_haveTheBinThatCountsEdgesBelow() {
        double most = Double.MAX_VALUE;
        double least = Double.MIN_VALUE;
        double infinity = Double.POSITIVE_INFINITY;
        double[] values = {
            -infinity, -most, -1, -least, -0.0, 0.0, least, Double.MIN_NORMAL, 1, Math.nextUp(1.0), most, infinity
        };
        for (int from = 0; from < values.length - 1; from++) {
            double[] column = Arrays.copyOfRange(values, from, values.length);
            FeatureBins.OfNumbers bins = (FeatureBins.OfNumbers) numbers(column, 254);
            for (double x : values) {
                long below = IntStream.range(0, bins.values() - 1)
                        .filter(bin -> bins.edge(bin) < x)
                        .count();
                assertThat(bins.of(x)).as("%s of %s", x, column).isEqualTo((int) below);
            }
        }
        FeatureBins zero = new FeatureBins.OfNumbers(new double[] {-0.0});
        assertThat(zero.of(0.0)).isZero();
        assertThat(zero.of(-0.0)).isZero();
    }

    @Test
    void levels_tooMany_shareTheLastBin() {
        double[] column = {0, 0, 0, 1, 1, 2, 3, 3, -1};
        FeatureBins.OfLevels bins =
                (FeatureBins.OfLevels) new Binning(2, null, 1).levels(new ColumnPart(column, null), 5);
        assertThat(bins.of(0)).isZero();
        assertThat(bins.of(1)).isEqualTo(1);
        assertThat(bins.of(2)).isEqualTo(1);
        assertThat(bins.of(3)).isEqualTo(1);
        assertThat(bins.of(-1)).isEqualTo(2).isEqualTo(bins.missing());
        assertThat(bins.of(4)).as("not seen").isEqualTo(3);
        assertThat(bins.of(77)).as("beyond all").isEqualTo(3);
        assertThat(bins.levels(new boolean[] {false, true, false, false})).containsExactly(1, 2, 3);
    }

    private static double[] repeated(int... counts) {
        double[] column = new double[Arrays.stream(counts).sum()];
        int at = 0;
        for (int value = 0; value < counts.length; value++) {
            Arrays.fill(column, at, at + counts[value], value + 1);
            at += counts[value];
        }
        return column;
    }

    private static double[] edges(FeatureBins bins) {
        FeatureBins.OfNumbers numbers = (FeatureBins.OfNumbers) bins;
        return IntStream.range(0, bins.values() - 1).mapToDouble(numbers::edge).toArray();
    }

    @Test
    void numbers_moreThanBins_shareThemByWhatIsLeft() {
        assertThat(edges(numbers(repeated(1, 1, 1, 1, 1, 1), 3))).containsExactly(2.5, 4.5);
        // 7 by 3 is 2.33, which three reach; then 4 by 2.
        assertThat(edges(numbers(repeated(1, 1, 1, 1, 1, 1, 1), 3))).containsExactly(3.5, 5.5);
        assertThat(edges(numbers(repeated(1, 1, 1), 3))).containsExactly(1.5, 2.5);
        assertThat(edges(numbers(repeated(1, 1, 1, 9), 2))).containsExactly(3.5);
    }

    @Test
    void numbers_nextValueFillsABin_closesOneThatIsHalfFull() {
        assertThat(edges(numbers(repeated(1, 2, 10, 1, 1), 3))).containsExactly(2.5, 3.5);
        assertThat(edges(numbers(repeated(1, 1, 10, 1, 1), 3)))
                .as("less than half")
                .containsExactly(3.5, 4.5);
        assertThat(edges(numbers(repeated(2, 4, 1, 1), 2)))
                .as("half to the row")
                .containsExactly(1.5);
        assertThat(edges(numbers(repeated(2, 3, 2, 1), 2))).as("not full").containsExactly(2.5);
    }

    @Test
    void numbers_closeTogetherAndFarApart_areStillTold() {
        double close = Math.nextUp(1.0);
        FeatureBins bins = numbers(new double[] {close, Math.nextUp(close)}, 9);
        assertThat(bins.of(close)).isZero();
        assertThat(bins.of(Math.nextUp(close))).isEqualTo(1);
        bins = numbers(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, 9);
        assertThat(bins.of(-Double.MAX_VALUE)).isZero();
        assertThat(bins.of(Double.MAX_VALUE)).isEqualTo(1);
        assertThat(edges(numbers(new double[] {1, 3}, 9))).containsExactly(2);
    }

    @Test
    void numbers_rowsOfWeightZero_areNotThere() {
        double[] weights = {1, 0, 1, 2, 0, 1};
        double[] column = {1, 2, 3, 5, 9, 7};
        assertThat(edges(new Binning(9, weights, 1).numbers(new ColumnPart(column, null))))
                .containsExactly(2, 4, 6);
        // Of weights 1, 1, 2 and 1: two and a half fill the first of two bins.
        assertThat(edges(new Binning(2, weights, 1).numbers(new ColumnPart(column, null))))
                .containsExactly(6);
        weights[0] = 4;
        assertThat(edges(new Binning(2, weights, 1).numbers(new ColumnPart(column, null))))
                .containsExactly(2);
    }

    @Test
    void numbers_moreRowsThanAreLookedAt_areDrawnFromAllOfThem() {
        double[] column = IntStream.range(0, 500_000).asDoubleStream().toArray();
        double[] edges = edges(numbers(column, 4));
        assertThat(edges).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(edges[i]).isCloseTo(125_000 * (i + 1), within(10.0));
        }
        assertThat(edges(new Binning(4, null, 2).numbers(new ColumnPart(column, null))))
                .as("others by another seed")
                .isNotEqualTo(edges);
    }

    @Test
    void levels_moreThanBins_keepTheHeaviestAndOfEqualOnesTheFirst() {
        double[] column = {0, 1, 1, 2, 3, 3, 5, -1};
        double[] weights = {1, 1, 2, 3, 1, 1, 0, 9};
        FeatureBins bins = new Binning(3, weights, 1).levels(new ColumnPart(column, null), 6);
        assertThat(bins.values()).isEqualTo(3);
        // Their weights are 1, 3, 3, 2, 0 and 0.
        assertThat(IntStream.range(0, 6).map(level -> bins.of(level))).containsExactly(2, 0, 1, 2, 4, 4);
        FeatureBins all = new Binning(4, weights, 1).levels(new ColumnPart(column, null), 6);
        assertThat(IntStream.range(0, 6).map(level -> all.of(level))).containsExactly(0, 1, 2, 3, 5, 5);
    }

    @Test
    void numbers_weightedZerosOfBothSigns_areOneValue() {
        double[] column = {0.0, -0.0, 1, 2, 3};
        double[] weights = {1, 2, 2, 3, 1};
        assertThat(edges(new Binning(3, weights, 1).numbers(new ColumnPart(column, null))))
                .as("three each")
                .containsExactly(0.5, 1.5);
    }

    @Test
    void numbers_nextValueFillsABin_countsHalfOfWhatIsLeft() {
        // Six, then ten by two: two are less than half of five.
        assertThat(edges(numbers(repeated(6, 2, 6, 1, 1), 3))).containsExactly(1.5, 3.5);
        assertThat(edges(numbers(repeated(6, 3, 6, 1, 1), 3))).containsExactly(1.5, 2.5);
    }
}
