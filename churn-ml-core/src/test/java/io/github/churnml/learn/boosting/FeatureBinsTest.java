package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureBinsTest {

    @Test
    void of_everyNumberOfEdges_isTheFirstThatReachesTheValue() {
        for (int count : new int[] {0, 1, 2, 127, 128, 129, 253}) {
            double[] edges = IntStream.range(0, count).asDoubleStream().toArray();
            FeatureBins.OfNumbers bins = new FeatureBins.OfNumbers(edges);
            assertThat(bins.values()).isEqualTo(count + 1);
            assertThat(bins.size()).isEqualTo(count + 2);
            assertThat(bins.nominal()).isFalse();
            for (int i = 0; i < count; i++) {
                assertThat(bins.of(i)).isEqualTo(i);
                assertThat(bins.of(i - 0.5)).isEqualTo(i);
                assertThat(bins.edge(i)).isEqualTo(i);
            }
            assertThat(bins.of(count)).isEqualTo(count);
            assertThat(bins.of(Double.POSITIVE_INFINITY)).isEqualTo(count);
            assertThat(bins.of(Double.NEGATIVE_INFINITY)).isZero();
            assertThat(bins.edge(count)).isEqualTo(Double.MAX_VALUE);
            assertThat(bins.of(Double.NaN)).isEqualTo(count + 1).isEqualTo(bins.missing());
        }
    }

    @Test
    void ofLevels_codes_haveTheirBinsAndTheOthersTheLast() {
        FeatureBins.OfLevels bins = new FeatureBins.OfLevels(new int[] {1, 0, 1, 3}, 2);
        assertThat(bins.nominal()).isTrue();
        assertThat(bins.size()).isEqualTo(4);
        assertThat(IntStream.range(0, 6).map(code -> bins.of(code))).containsExactly(1, 0, 1, 3, 3, 3);
        assertThat(bins.of(-1)).isEqualTo(2);
        assertThat(bins.of(Double.NaN)).isEqualTo(2);
        assertThat(bins.levels(new boolean[] {true, false, true, true})).containsExactly(1);
        assertThat(bins.levels(new boolean[] {false, true, false, false})).containsExactly(0, 2);
    }

    @Test
    void used_bins_areThoseThatOccur() {
        assertThat(FeatureBins.used(new byte[] {3, (byte) 200, 3, 0, (byte) 255}))
                .containsExactly(0, 3, 200, 255);
        assertThat(FeatureBins.used(new byte[0])).isEmpty();
    }

    @Test
    void of_partOfAColumn_readsTheseRowsInTheirOrder() {
        FeatureBins bins = new FeatureBins.OfNumbers(new double[] {1, 2});
        double[] column = {0, 2, 5, Double.NaN, 1.5};
        assertThat(bins.of(new ColumnPart(column, null))).containsExactly(0, 1, 2, 3, 1);
        assertThat(bins.of(new ColumnPart(column, new int[] {4, 2, 3}))).containsExactly(1, 2, 3);
    }

    @Test
    void table_someOfTheRows_hasTheirBinsAlone() {
        FeatureMatrix features = new FeatureMatrix(
                List.of(new Feature("x", "x", 0), new Feature("l", "l", 4)),
                new double[][] {{9, 1, 7, 3, 5}, {0, 1, 3, 3, -1}},
                5);
        BinnedTable table = BinnedTable.of(features, new int[] {1, 3, 4}, null, 254, 1);
        assertThat(table.rows).isEqualTo(3);
        assertThat(table.columns[0].values()).isEqualTo(3);
        assertThat(table.columns[1].values()).isEqualTo(2);
        assertThat(table.bins[0]).containsExactly(0, 1, 2);
        assertThat(table.bins[1]).containsExactly(0, 1, 2);
        BinnedTable other = table.other(features);
        assertThat(other.columns).isSameAs(table.columns);
        assertThat(other.rows).isEqualTo(5);
        assertThat(other.bins[0]).containsExactly(2, 0, 2, 1, 2);
        assertThat(other.bins[1]).containsExactly(3, 0, 1, 1, 2);
        assertThat(table.other(features, new int[] {0}).bins[1]).containsExactly(3);
        assertThat(table.other(features, new int[] {0}).rows).isEqualTo(1);
    }

    @Test
    void table_moreRowsThanAThreadTakes_isTheSameAsInOne() throws Exception {
        TrainingData data = Tables.mixed(5000, 3, true);
        BinnedTable one = ParallelTest.withThreads(1, () -> BinnedTable.of(data.features(), data.weights(), 40, 1));
        BinnedTable three = ParallelTest.withThreads(3, () -> BinnedTable.of(data.features(), data.weights(), 40, 1));
        assertThat(Arrays.deepEquals(one.bins, three.bins)).isTrue();
    }
}
