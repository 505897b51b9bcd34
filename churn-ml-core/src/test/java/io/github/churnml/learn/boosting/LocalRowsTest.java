package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that belong to several threads, against those of one. */
class LocalRowsTest {

    private static final int ROWS = 70_000;
    private static final int[] COLUMNS = {0, 1, 2, 3, 4};

    private final TrainingData data = Tables.mixed(ROWS, 3, true);
    private final BinnedTable table = BinnedTable.of(data.features(), null, 20, 1);

    private LocalRows rows(int threads, RowSample sample, double[] weights) {
        LocalRows rows = new LocalRows(table, new Gradients(data.labels(), weights, -1), 0, threads);
        rows.draw(sample);
        rows.gradients.update(() -> rows.differentiate(7));
        rows.begin(COLUMNS);
        return rows;
    }

    @Test
    void threads_rows_areAtLeastTwoBlocksEach() {
        assertThat(rows(1, new PlainSample(1, null, 0), null).threads()).isEqualTo(1);
        assertThat(rows(3, new PlainSample(1, null, 0), null).threads()).isEqualTo(3);
        assertThat(rows(9, new PlainSample(1, null, 0), null).threads()).isEqualTo(4);
        BinnedTable few = BinnedTable.of(Tables.mixed(32_767, 3, false).features(), null, 20, 1);
        assertThat(new LocalRows(few, new Gradients(new int[32_767], null, 0), 0, 9).threads())
                .isEqualTo(1);
        assertThat(new LocalRows(table.empty(), new Gradients(new int[0], null, 0), 0, 9).threads())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "0.7, false", "0.7, true"})
    void tree_severalThreads_isThatOfOne(double share, boolean weighted) {
        double[] weights = weighted ? data.weights() : null;
        RowSample sample = new PlainSample(share, weights, 5);
        LocalRows one = rows(1, sample, weights);
        LocalRows three = rows(3, sample, weights);
        assertThat(three.gradients.blockSums).isEqualTo(one.gradients.blockSums);
        for (int row = 0; row < ROWS; row++) {
            assertThat(sample.holds(row) ? three.gradients.packed[row] : 0)
                    .isEqualTo(sample.holds(row) ? one.gradients.packed[row] : 0);
        }
        int drawn = one.begin(COLUMNS);
        assertThat(three.begin(COLUMNS)).isEqualTo(drawn);

        // Three nodes, a large, a small and a tiny one; and one that is divided without need.
        int[] column = {0, 1, 0, 0, 0, 0, 0};
        boolean[][] sides = new boolean[7][];
        sides[0] = side(table.columns[0].size(), 18);
        sides[1] = side(table.columns[1].size(), 1);
        int[] left = {1, 3, 0, 0, 0, 0, 0};
        int[] right = {2, 4, 0, 0, 0, 0, 0};
        int first = same(one, three, new int[] {0}, new int[] {drawn}, column[0], sides[0])[0];
        int second = same(one, three, new int[] {0}, new int[] {first}, column[1], sides[1])[0];
        int late = same(one, three, new int[] {first}, new int[] {drawn}, 2, side(table.columns[2].size(), 1))[0];

        int[] from = {0, 0, first, 0, second, 0, 0};
        int[] to = {0, 0, drawn, second, first, 0, 0};
        int[] middle = {0, 0, late, 0, second, 0, 0};
        assertThat(three.histograms(new int[] {0, second, first}, new int[] {second, first, drawn}))
                .isDeepEqualTo(one.histograms(new int[] {0, second, first}, new int[] {second, first, drawn}));
        assertThat(three.counts(3, second, first)).isEqualTo(one.counts(3, second, first));
        assertThat(three.sums(from, middle, to)).isDeepEqualTo(one.sums(from, middle, to));
        double[] values = {0, 0, 0.3, -0.2, 1.5, 0, 0};
        assertThat(three.score(from, to, values, column, left, right, sides))
                .isEqualTo(one.score(from, to, values, column, left, right, sides));
        assertThat(three.scores(1)).isEqualTo(one.scores(1));
        assertScored(one, sides, column, values, left, right);
    }

    /** Every row has the value of the leaf that it reaches, drawn or not. */
    private void assertScored(
            LocalRows rows, boolean[][] sides, int[] column, double[] values, int[] left, int[] right) {
        double[] scores = rows.scores(1);
        for (int row = 0; row < ROWS; row++) {
            int node = 0;
            while (sides[node] != null) {
                node = sides[node][table.bins[column[node]][row] & 0xFF] ? left[node] : right[node];
            }
            assertThat(scores[row] + 1).isCloseTo(values[node], org.assertj.core.api.Assertions.within(1e-12));
        }
    }

    private static boolean[] side(int size, int below) {
        boolean[] left = new boolean[size];
        Arrays.fill(left, 0, below, true);
        return left;
    }

    private static int[] same(LocalRows one, LocalRows other, int[] from, int[] to, int column, boolean[] left) {
        int[] middles = one.divide(from, to, new int[] {column}, new boolean[][] {left});
        assertThat(other.divide(from, to, new int[] {column}, new boolean[][] {left}))
                .isEqualTo(middles);
        assertThat(middles[0]).isBetween(from[0] + 1, to[0] - 1);
        return middles;
    }

    @Test
    void histograms_nodes_areTheSumsOfTheirRows() {
        LocalRows rows = rows(3, new PlainSample(1, null, 0), null);
        boolean[][] left = {side(table.columns[0].size(), 6)};
        int middle = rows.divide(new int[] {0}, new int[] {ROWS}, new int[1], left)[0];
        long[][] sums = rows.histograms(new int[] {0, middle}, new int[] {middle, ROWS});
        long[][] plain = new long[2][rows.histograms.size()];
        for (int row = 0; row < ROWS; row++) {
            int node = left[0][table.bins[0][row] & 0xFF] ? 0 : 1;
            for (int place = 0; place < COLUMNS.length; place++) {
                plain[node][rows.histograms.offset(place) + (table.bins[place][row] & 0xFF)] +=
                        rows.gradients.packed[row];
            }
        }
        assertThat(sums).isDeepEqualTo(plain);
    }

    @Test
    void routes_rows_areDoneWithOnceAtTheirLeaf() {
        SplittableRandom random = new SplittableRandom(3);
        boolean[][] sides = new boolean[5][];
        sides[0] = side(table.columns[0].size(), 9);
        sides[2] = side(table.columns[2].size(), 2);
        Routes routes = new Routes(
                table, new int[] {0, 0, 2, 0, 0}, new int[] {1, 0, 3, 0, 0}, new int[] {2, 0, 4, 0, 0}, sides);
        RowOrder order = new RowOrder(0, ROWS);
        order.draw(new PlainSample(1, null, random.nextLong()));
        int[] leaves = new int[ROWS];
        routes.bring(order, 0, 500, 9000, (leaf, from, to) -> {
            for (int i = from; i < to; i++) {
                leaves[order.rows[i]] += leaf;
            }
        });
        for (int row = 0; row < ROWS; row++) {
            boolean left = sides[0][table.bins[0][row] & 0xFF];
            boolean next = sides[2][table.bins[2][row] & 0xFF];
            assertThat(leaves[row]).isEqualTo(row < 500 || row >= 9000 ? 0 : left ? 1 : next ? 3 : 4);
        }
    }
}
