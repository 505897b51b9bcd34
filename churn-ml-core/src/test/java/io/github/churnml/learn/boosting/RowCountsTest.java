package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows on each side of a cut, counted until there are enough. */
class RowCountsTest {

    private static final int ROWS = 600;

    /** A column of three levels, 0 in the first hundred rows, 1 in the next two hundred, else 2; hessians are next to nothing. */
    private static final TrainingData DATA = Tables.levels(
            IntStream.range(0, ROWS)
                    .mapToDouble(i -> i < 100 ? 0 : i < 300 ? 1 : 2)
                    .toArray(),
            3,
            new int[ROWS]);

    private static final BinnedTable TABLE = BinnedTable.of(DATA.features(), null, 254, 1);
    private static final boolean[] FIRST = {true, false, false, false, false};

    private static RowCounts counts(double score, int minLeafRows, double[] weights) {
        Gradients gradients = new Gradients(DATA.labels(), weights, score);
        GradientsTest.update(gradients, new PlainSample(1, weights, 0), 1);
        GrowthSettings settings = HistogramGradientBoosting.builder()
                .minLeafRows(minLeafRows)
                .settings()
                .tree();
        return new RowCounts(TABLE, gradients, settings, weights, all(TABLE, gradients));
    }

    /** All rows, in the order of the table. */
    static LocalRows all(BinnedTable table, Gradients gradients) {
        LocalRows rows = new LocalRows(table, gradients, 0, 1);
        rows.draw(gradients.sample);
        return rows;
    }

    private static boolean enough(int minLeafRows, double[] weights, int from, int to, boolean... left) {
        OpenNode node = new OpenNode(0, from, to, 0, 0);
        return counts(-300, minLeafRows, weights).enough(node, 0, left, 0);
    }

    @Test
    void enough_sidesOfANode_haveAtLeastSoManyRows() {
        assertThat(enough(100, null, 0, ROWS, FIRST)).isTrue();
        assertThat(enough(101, null, 0, ROWS, FIRST)).isFalse();
        assertThat(enough(100, null, 0, ROWS, false, true, true, true, true)).isTrue();
        assertThat(enough(101, null, 0, ROWS, false, true, true, true, true)).isFalse();
        assertThat(enough(50, null, 50, 100 + 50, FIRST)).isTrue();
        assertThat(enough(50, null, 51, 100 + 50, FIRST)).isFalse();
        assertThat(enough(50, null, 50, 100 + 49, FIRST)).isFalse();
    }

    @Test
    void enough_weightedRows_countByWeight() {
        double[] weights = new double[ROWS];
        Arrays.fill(weights, 0.5);
        Arrays.fill(weights, 0, 100, 1.5);
        assertThat(enough(150, weights, 0, ROWS, FIRST)).isTrue();
        assertThat(enough(151, weights, 0, ROWS, FIRST)).isFalse();
        assertThat(enough(250, weights, 0, ROWS, true, false, true, true, true)).isFalse();
        assertThat(enough(100, weights, 0, ROWS, true, false, true, true, true)).isTrue();
        assertThat(enough(101, weights, 0, ROWS, true, false, true, true, true)).isFalse();
    }

    @Test
    void enough_weightThatTells_asksForNoCount() {
        // A quarter each, the most that a row's hessian is.
        Gradients gradients = new Gradients(DATA.labels(), null, 0);
        GradientsTest.update(gradients, new PlainSample(1, null, 0), 1);
        long sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += gradients.packed[i];
        }
        long left = 0;
        for (int i = 0; i < 100; i++) {
            left += gradients.packed[i];
        }
        OpenNode node = new OpenNode(0, 0, ROWS, sum, 0);
        for (int fewest : new int[] {99, 101}) {
            GrowthSettings settings = HistogramGradientBoosting.builder()
                    .minLeafRows(fewest)
                    .settings()
                    .tree();
            RowCounts counts = new RowCounts(TABLE, gradients, settings, null, all(TABLE, gradients));
            assertThat(counts.certainlyEnough(node, left)).isEqualTo(fewest == 99);
            assertThat(counts.certainlyEnough(node, sum - left)).isEqualTo(fewest == 99);
            // Told by the sums, though no row is on either side of this cut.
            assertThat(counts.enough(node, 0, new boolean[5], left)).isEqualTo(fewest == 99);
        }
    }

    @Test
    void of_node_countsEachBin() {
        OpenNode large = new OpenNode(0, 50, 550, 0, 0);
        assertThat(counts(0, 1, null).of(0, large)).hasSize(256).startsWith(50, 200, 250, 0);
        OpenNode small = new OpenNode(0, 90, 110, 0, 0);
        assertThat(counts(0, 1, null).of(0, small)).startsWith(10, 10, 0, 0);
        double[] weights = IntStream.range(0, ROWS).mapToDouble(i -> i % 2 + 1).toArray();
        assertThat(counts(0, 1, weights).of(0, small)).startsWith(15, 15, 0);
        assertThat(counts(0, 1, weights).of(0, large)).startsWith(75, 300, 375);
    }

    @Test
    void enough_countedBins_addUpOnEachSide() {
        double[] counted = {30, 20, 0, 10};
        boolean[] left = {true, false, false, true};
        assertThat(counts(0, 20, null).enough(left, counted)).isTrue();
        assertThat(counts(0, 21, null).enough(left, counted)).isFalse();
        boolean[] right = {false, true, true, false};
        assertThat(counts(0, 20, null).enough(right, counted)).isTrue();
        assertThat(counts(0, 21, null).enough(right, counted)).isFalse();
    }
}
