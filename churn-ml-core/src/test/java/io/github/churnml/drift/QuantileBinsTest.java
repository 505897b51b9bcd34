package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {

    @Test
    void edges_betweenValues_areInterpolatedAsByType7() {
        // The median of twenty squares lies midway between 100 and 121.
        double[] squares = IntStream.rangeClosed(1, 20).mapToDouble(i -> i * i).toArray();
        assertThat(QuantileBins.edges(squares)).containsExactly(110.5);
        // Thirty values, three bins: h = 29/3 and 58/3, so 9 + 2/3 and 19 + 1/3 on 0..29.
        double[] thirty = IntStream.range(0, 30).asDoubleStream().toArray();
        assertThat(QuantileBins.edges(thirty)[0]).isCloseTo(29 / 3.0, within(1e-14));
        assertThat(QuantileBins.edges(thirty)[1]).isCloseTo(58 / 3.0, within(1e-14));
    }

    @Test
    void edges_fewValues_areFewerThanOnePerTen() {
        assertThat(edgesOf(0)).isZero();
        assertThat(edgesOf(1)).isZero();
        assertThat(edgesOf(19)).isZero();
        assertThat(edgesOf(20)).isEqualTo(1);
        assertThat(edgesOf(99)).isEqualTo(8);
        assertThat(edgesOf(100)).isEqualTo(9);
        assertThat(edgesOf(5000)).isEqualTo(9);
    }

    @Test
    void edges_oneValueAlone_areNone() {
        double[] same = new double[200];
        Arrays.fill(same, 3.5);

        assertThat(QuantileBins.edges(same)).isEmpty();
        assertThat(QuantileBins.counts(same, new double[0])).containsExactly(200);
    }

    @Test
    void edges_frequentValue_isKeptOnceAndNotAtTheTop() {
        double[] zeros = new double[100];
        Arrays.setAll(zeros, i -> Math.max(0, i - 54));
        assertThat(QuantileBins.edges(zeros)).startsWith(0).doesNotHaveDuplicates();
        assertThat(QuantileBins.counts(zeros, QuantileBins.edges(zeros))[0]).isEqualTo(55);

        double[] flags = new double[100];
        Arrays.fill(flags, 60, 100, 1);
        assertThat(QuantileBins.edges(flags)).containsExactly(0);
        assertThat(QuantileBins.counts(flags, new double[] {0})).containsExactly(60, 40);
    }

    @Test
    void edges_fewSmallerThanTheMostFrequent_haveTheirOwnBin() {
        double[] ones = new double[200];
        Arrays.fill(ones, 12, 200, 1);
        assertThat(QuantileBins.edges(ones)).containsExactly(0.5);
        assertThat(QuantileBins.counts(ones, new double[] {0.5})).containsExactly(12, 188);

        double[] between = new double[200];
        Arrays.fill(between, 12, 188, 1);
        Arrays.fill(between, 188, 200, 7);
        assertThat(QuantileBins.edges(between)).containsExactly(0.5, 1);

        double[] few = new double[200];
        Arrays.fill(few, 9, 200, 1);
        assertThat(QuantileBins.edges(few)).isEmpty();
        double[] neighbours = new double[200];
        Arrays.fill(neighbours, 0, 15, Math.nextDown(1.0));
        Arrays.fill(neighbours, 15, 200, 1);
        assertThat(QuantileBins.edges(neighbours)).containsExactly(Math.nextDown(1.0));
    }

    @Test
    void edges_valuesAcrossTheWholeRange_doNotOverflow() {
        double[] extremes = new double[20];
        Arrays.fill(extremes, 0, 10, -Double.MAX_VALUE);
        Arrays.fill(extremes, 10, 20, Double.MAX_VALUE);

        assertThat(QuantileBins.edges(extremes)).containsExactly(0);
    }

    @Property(tries = 300)
    void edges_fewDistinctValues_leaveNoBinEmpty(
            @ForAll @Size(min = 20, max = 300) @IntRange(min = 0, max = 6) int[] drawn) {
        double[] values = IntStream.of(drawn).asDoubleStream().sorted().toArray();

        assertThat(QuantileBins.counts(values, QuantileBins.edges(values))).doesNotContain(0);
    }

    @Property(tries = 300)
    void edges_anyValues_ascendStrictlyWithinTheRangeAndCountAll(@ForAll @Size(min = 20, max = 300) double[] values) {
        Arrays.sort(values);
        double[] edges = QuantileBins.edges(values);

        double below = -Double.MAX_VALUE;
        for (int i = 0; i < edges.length; i++) {
            assertThat(edges[i] > below || i == 0).isTrue();
            assertThat(edges[i]).isBetween(values[0], values[values.length - 1]).isLessThan(values[values.length - 1]);
            below = edges[i];
        }
        long[] counts = QuantileBins.counts(values, edges);
        assertThat(counts).doesNotContain(0);
        assertThat(LongStream.of(counts).sum()).isEqualTo(values.length);
    }

    private static int edgesOf(int values) {
        return QuantileBins.edges(IntStream.range(0, values).asDoubleStream().toArray()).length;
    }
}
