package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.boosting.SearchCase.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The best cut of a level against all that it may have, one by one. */
class LevelFinderCasesTest {

    private static final double NOT_SPLIT = Double.NaN;

    private static HistogramGradientBoostingBuilder builder() {
        return GainsTest.builder().minLeafRows(1).oneHotLevels(3).levelL2(0.5).levelSmoothing(0.1);
    }

    /** Looks on many random levels; returns how many nodes of the large ones were split. */
    private static int check(HistogramGradientBoostingBuilder builder, boolean bounded, int... columns) {
        int split = 0;
        for (int seed = 0; seed < 60; seed++) {
            for (int[] ends : new int[][] {{25, 50, 60}, {5, 11, 16}}) {
                SearchCase search = new SearchCase(seed, builder, columns);
                List<OpenNode> nodes = List.of(
                        search.node(0, ends[0], 1), search.node(ends[0], ends[1], 2), search.node(ends[1], ends[2], 3));
                if (seed % 5 == 4) {
                    nodes.get(2).histogram = null; // one that may not be split
                }
                if (bounded) {
                    nodes.get(1).low = -0.05;
                    nodes.get(1).high = 0.1;
                }
                nodes.get(0).cut = new Cut(9, new boolean[1], 0, 1, 1, 0, false); // of another search
                int found = check(search, nodes, seed);
                split += ends[0] == 25 ? found : 0;
            }
        }
        return split;
    }

    private static int cut(SearchCase search, List<OpenNode> nodes, long draws) {
        int[] offsets = new int[search.columns.length];
        Arrays.setAll(offsets, search.histograms::offset);
        LevelFinder finder = new LevelFinder(
                search.table,
                GainsTest.GRADIENTS,
                search.settings,
                search.counting,
                search.levelOrder,
                search.constraints,
                search.gains);
        return finder.cut(nodes, search.columns, offsets, draws);
    }

    private static int check(SearchCase search, List<OpenNode> nodes, long draws) {
        List<OpenNode> open =
                nodes.stream().filter(node -> node.histogram != null).toList();
        double best = Double.NEGATIVE_INFINITY;
        Candidate chosen = null;
        int chosenColumn = -1;
        for (int place = 0; place < search.columns.length; place++) {
            if (!search.settings.draws(draws, place)) {
                continue;
            }
            int column = search.columns[place];
            long draw = Hash.of(draws, place);
            List<Candidate> candidates = search.table.columns[column].nominal()
                    ? levels(search, open, column, draw)
                    : search.numbers(column, open, draw);
            for (Candidate candidate : candidates) {
                double gain = 0;
                for (OpenNode node : open) {
                    double own = gain(search, node, column, candidate);
                    gain += own > 0 ? own : 0;
                }
                double score = gain > 0 ? search.gains.noisy(gain, draw, candidate.number()) : Double.NaN;
                if (score > best && score > search.gains.leastScore()) {
                    best = score;
                    chosen = candidate;
                    chosenColumn = column;
                }
            }
        }
        int split = cut(search, nodes, draws);
        if (chosen == null) {
            assertThat(split).isZero();
            return 0;
        }
        List<Integer> hit = search.hit(chosenColumn, open);
        int missing = search.table.columns[chosenColumn].missing();
        boolean[] left = chosen.left().clone();
        boolean swapped = chosen.threshold() < 0 && swapped(search, open, chosenColumn, left);
        if (swapped) {
            hit.forEach(bin -> left[bin] = !left[bin]);
        }
        int expected = 0;
        for (OpenNode node : nodes) {
            double gain = node.histogram == null ? NOT_SPLIT : gain(search, node, chosenColumn, chosen);
            if (!(gain > 0)) {
                assertThat(node.cut).isNull();
                continue;
            }
            expected++;
            assertThat(node.cut).isNotNull();
            assertThat(node.cut.column()).isEqualTo(chosenColumn);
            assertThat(node.cut.threshold()).isEqualTo(chosen.threshold());
            assertThat(node.cut.gain()).isCloseTo(gain, within(1e-9));
            assertThat(node.cut.left()).isEqualTo(left);
            assertThat(node.cut.leftSum()).isEqualTo(search.sum(node, chosenColumn, left));
            assertThat(node.cut.missingSeen()).isEqualTo(hit.contains(missing));
        }
        assertThat(split).isEqualTo(expected);
        return split;
    }

    /** What a node gains by a cut, if its sides have rows enough. */
    private static double gain(SearchCase search, OpenNode node, int column, Candidate candidate) {
        boolean enough = search.enough(node, column, candidate.left(), search.settings.minLeafRows());
        long sum = search.sum(node, column, candidate.left());
        return enough
                ? search.gains.of(node, search.gains.ownScore(node), sum, candidate.l2(), candidate.direction())
                : NOT_SPLIT;
    }

    /** The side of more weight is right, unless no level would be left on the other. */
    private static boolean swapped(SearchCase search, List<OpenNode> nodes, int column, boolean[] left) {
        double[] weight = new double[2];
        int[] levels = new int[2];
        for (int bin : search.hit(column, nodes)) {
            boolean[] only = new boolean[left.length];
            only[bin] = true;
            long sum = 0;
            for (OpenNode node : nodes) {
                sum += search.sum(node, column, only);
            }
            weight[left[bin] ? 0 : 1] += GainsTest.GRADIENTS.hessian(sum);
            levels[left[bin] ? 0 : 1] += bin == search.table.columns[column].missing() ? 0 : 1;
        }
        return levels[0] == 0 || levels[1] > 0 && weight[0] > weight[1];
    }

    private static List<Candidate> levels(SearchCase search, List<OpenNode> nodes, int column, long draw) {
        FeatureBins bins = search.table.columns[column];
        long[] all = new long[bins.size()];
        for (OpenNode node : nodes) {
            for (int row = node.from; row < node.to; row++) {
                all[search.bin(column, row)] += search.packed[row];
            }
        }
        int[] order = search.levelOrder.of(column, all, 0);
        boolean each = order.length <= search.settings.oneHotLevels();
        int count = each ? order.length : order.length - 1;
        List<Candidate> cuts = new ArrayList<>();
        if (order.length < 2) {
            return cuts;
        }
        int only = search.settings.extraTrees() ? Hash.below(draw, count) : -1;
        double l2 = search.settings.l2() + (each ? 0 : search.settings.levelL2());
        for (int i = 0; i < count; i++) {
            boolean[] side = new boolean[bins.size()];
            for (int j = each ? i : 0; j <= i; j++) {
                side[order[j]] = true;
            }
            if (only < 0 || i == only) {
                cuts.add(new Candidate(side, -1, i, 0, l2));
            }
        }
        return cuts;
    }

    @Test
    void cut_numbers_isTheBestSumOfGains() {
        assertThat(check(builder(), false, 0, 1)).isGreaterThan(100);
        assertThat(check(builder().l1(0.05), false, 0, 1)).isGreaterThan(80);
        check(builder(), true, 0, 1);
        assertThat(check(builder(), false, 4)).as("missing values alone").isBetween(10, 170);
    }

    @Test
    void cut_bounds_areKeptByEachNode() {
        assertThat(check(builder().minLeafRows(5), false, 0, 1)).isBetween(50, 160);
        assertThat(check(builder().minChildWeight(0.6), false, 0, 1, 2)).isBetween(30, 179);
        assertThat(check(builder().minGain(0.2), false, 0, 1, 2, 3)).isBetween(20, 170);
    }

    @Test
    void cut_directions_areKeptByEachNode() {
        check(builder().monotone("c0", Monotone.INCREASING), false, 0);
        check(builder().monotone("c1", Monotone.DECREASING), true, 1);
        check(builder().monotone("c4", Monotone.DECREASING), false, 4);
        check(builder().monotone("c1", Monotone.DECREASING).minLeafRows(5), false, 1);
    }

    @Test
    void cut_levels_isTheBestOfTheirOrder() {
        assertThat(check(builder(), false, 2)).isGreaterThan(100);
        assertThat(check(builder(), false, 3)).isGreaterThan(50);
        check(builder().oneHotLevels(8), false, 2, 3);
        check(builder().minLeafRows(5), true, 2, 3);
    }

    @Test
    void cut_drawnCuts_areTheOnlyOnesTried() {
        check(builder().extraTrees(true), false, 0, 1);
        check(builder().extraTrees(true), false, 2, 3);
        check(builder().extraTrees(true).minLeafRows(5), false, 1, 3);
        check(builder().randomStrength(0.1), false, 0, 2, 3);
        check(builder().randomStrength(0.1), false, 1);
        check(builder().randomStrength(0.1).minLeafRows(3), false, 1);
        check(builder().extraTrees(true), false, 1);
        check(builder().columnsPerNode(0.5), false, 0, 1, 2, 3);
    }

    @Test
    void cut_columnThatOneNodeMayNotTake_isNotTried() {
        SearchCase search = new SearchCase(3, builder().interaction("c0", "c1").interaction("c2"), 0, 1);
        List<OpenNode> nodes = List.of(search.node(0, 30, 1), search.node(30, 60, 2));
        assertThat(cut(search, nodes, 1)).isPositive();
        nodes.get(1).path = new BitSet();
        nodes.get(1).path.set(2);
        assertThat(cut(search, nodes, 1)).isZero();
    }

    /** Rows of large nodes are counted as they come, not by bin. */
    @Test
    void cut_nodesOfManyRows_countAsFewDo() {
        int rows = 1200;
        double[] column = new double[rows];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            column[row] = row % 4;
            labels[row] = row % 4 == 0 && row % 3 > 0 || row % 97 == 0 ? 1 : 0;
        }
        for (int fewest : new int[] {150, 151, 301}) {
            BinnedTable table = BinnedTable.of(Tables.numbers(column, labels).features(), null, 254, 1);
            GrowthSettings settings = builder().minLeafRows(fewest).settings().tree();
            // Answered nearly with certainty, so that weight tells nothing about rows.
            Gradients gradients = new Gradients(labels, null, -6);
            GradientsTest.update(gradients, new PlainSample(1, null, 0), 1);
            Gains gains = new Gains(gradients, settings);
            Constraints none =
                    Constraints.of(Tables.numbers(column, labels).features().features(), settings);
            Histograms histograms = new Histograms(table, new Cells(table), gradients.packed);
            histograms.begin(new int[] {0});
            LocalRows all = RowCountsTest.all(table, gradients);
            List<OpenNode> nodes = new ArrayList<>();
            for (int from = 0; from < rows; from += 600) {
                long[] histogram = HistogramsTest.of(histograms, all.rows(0), from, from + 600);
                OpenNode node = new OpenNode(1, from, from + 600, histograms.total(histogram), from);
                node.histogram = histogram;
                nodes.add(node);
            }
            LevelFinder finder = new LevelFinder(
                    table,
                    gradients,
                    settings,
                    new RowCounts(table, gradients, settings, null, all),
                    new LevelOrder(table, gradients, settings),
                    none,
                    gains);
            assertThat(finder.cut(nodes, new int[] {0}, new int[] {0}, 1)).isEqualTo(fewest == 301 ? 0 : 2);
            if (fewest < 301) {
                assertThat(nodes.get(0).cut.threshold()).isEqualTo(fewest == 150 ? 0 : 1);
            }
        }
    }
}
