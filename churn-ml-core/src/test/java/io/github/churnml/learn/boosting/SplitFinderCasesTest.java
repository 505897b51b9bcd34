package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.boosting.SearchCase.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The best cut of a node against all that it may have, one by one. */
class SplitFinderCasesTest {

    private static HistogramGradientBoostingBuilder builder() {
        return GainsTest.builder()
                .growth(Growth.LEAF_WISE)
                .minLeafRows(1)
                .oneHotLevels(3)
                .levelL2(0.5)
                .levelSmoothing(0.1);
    }

    /** Looks in many random nodes; returns how often a cut was found. */
    private static int check(HistogramGradientBoostingBuilder builder, boolean bounded, int... columns) {
        int found = 0;
        for (int seed = 0; seed < 60; seed++) {
            SearchCase search = new SearchCase(seed, builder, columns);
            for (int from : new int[] {0, 20, 48}) {
                OpenNode node = search.node(from, SearchCase.ROWS, seed);
                if (bounded) {
                    node.low = -0.05;
                    node.high = 0.4;
                }
                Cut cut = finder(search).best(node, node.histogram, search.histograms, columns);
                found += cut == null ? 0 : 1;
                check(search, node, cut);
            }
        }
        return found;
    }

    private static SplitFinder finder(SearchCase search) {
        return new SplitFinder(
                search.table,
                GainsTest.GRADIENTS,
                search.settings,
                search.counting,
                search.levelOrder,
                search.constraints,
                search.gains);
    }

    private static void check(SearchCase search, OpenNode node, Cut cut) {
        double best = search.gains.leastScore();
        double own = search.gains.ownScore(node);
        Candidate chosen = null;
        int chosenColumn = -1;
        double gain = 0;
        for (int place = 0; place < search.columns.length; place++) {
            int column = search.columns[place];
            long draw = Hash.of(node.key, 2 + place);
            if (!search.settings.draws(node.key, place)) {
                continue;
            }
            List<Candidate> candidates = search.table.columns[column].nominal()
                    ? levels(search, node, column, place, draw)
                    : search.numbers(column, List.of(node), draw);
            for (Candidate candidate : candidates) {
                long sum = search.sum(node, column, candidate.left());
                double candidateGain = search.gains.of(node, own, sum, candidate.l2(), candidate.direction());
                double score = search.gains.noisy(candidateGain, draw, candidate.number());
                if (score > best && search.enough(node, column, candidate.left(), search.settings.minLeafRows())) {
                    best = score;
                    gain = candidateGain;
                    chosen = candidate;
                    chosenColumn = column;
                }
            }
        }
        if (chosen == null) {
            assertThat(cut).isNull();
            return;
        }
        assertThat(cut).isNotNull();
        assertThat(cut.column()).isEqualTo(chosenColumn);
        assertThat(cut.threshold()).isEqualTo(chosen.threshold());
        assertThat(cut.gain()).isCloseTo(gain, within(1e-9));
        assertThat(cut.score()).isCloseTo(best, within(1e-9));
        int missing = search.table.columns[chosenColumn].missing();
        assertThat(cut.missingSeen())
                .isEqualTo(search.hit(chosenColumn, List.of(node)).contains(missing));
        boolean[] left = chosen.left();
        if (chosen.threshold() < 0 && swapped(search, node, chosenColumn, left)) {
            for (int bin : search.hit(chosenColumn, List.of(node))) {
                left[bin] = !left[bin];
            }
        }
        assertThat(cut.left()).isEqualTo(left);
        assertThat(cut.leftSum()).isEqualTo(search.sum(node, chosenColumn, left));
        assertThat(finder(search).separatesMissing(cut))
                .isEqualTo(chosen.threshold() == search.table.columns[chosenColumn].values() - 1);
    }

    /** The side of more weight is right, where what was not seen goes, unless no level would be left on the other. */
    private static boolean swapped(SearchCase search, OpenNode node, int column, boolean[] left) {
        long sum = search.sum(node, column, left);
        boolean heavier = GainsTest.GRADIENTS.hessian(sum) > GainsTest.GRADIENTS.hessian(node.sum - sum);
        int missing = search.table.columns[column].missing();
        List<Integer> small = new ArrayList<>();
        for (int bin : search.hit(column, List.of(node))) {
            if (left[bin] != heavier) {
                small.add(bin);
            }
        }
        return small.equals(List.of(missing)) != heavier;
    }

    private static List<Candidate> levels(SearchCase search, OpenNode node, int column, int place, long draw) {
        GrowthSettings settings = search.settings;
        int[] order = search.levelOrder.of(column, node.histogram, search.histograms.offset(place));
        List<Candidate> cuts = new ArrayList<>();
        boolean each = order.length <= settings.oneHotLevels();
        int count = each ? order.length : order.length - 1;
        if (order.length < 2) {
            return cuts;
        }
        double[] rows = search.counting.of(column, node);
        int only = settings.extraTrees() ? Hash.below(draw, count) : -1;
        boolean joins = !each && settings.minLevelRows() > 0 && only < 0;
        double joined = 0;
        double left = Arrays.stream(rows).sum();
        for (int i = 0; i < count; i++) {
            boolean[] side = new boolean[search.table.columns[column].size()];
            for (int j = each ? i : 0; j <= i; j++) {
                side[order[j]] = true;
            }
            joined += rows[order[i]];
            left -= rows[order[i]];
            if (joins && (joined < settings.minLevelRows() || left < settings.minLevelRows())) {
                continue;
            }
            joined = 0;
            if (only < 0 || i == only) {
                cuts.add(new Candidate(side, -1, i + 1, 0, each ? settings.l2() : settings.l2() + settings.levelL2()));
            }
        }
        return cuts;
    }

    @Test
    void best_numbers_isTheBestOfTheirThresholds() {
        assertThat(check(builder(), false, 0, 1)).isGreaterThan(150);
        assertThat(check(builder().l1(0.2), false, 0, 1)).isGreaterThan(100);
        check(builder(), true, 1, 0);
        assertThat(check(builder(), false, 4)).as("missing values alone").isBetween(10, 170);
    }

    @Test
    void best_bounds_areKept() {
        assertThat(check(builder().minLeafRows(9), false, 0, 1)).isBetween(80, 175);
        assertThat(check(builder().minLeafRows(5).l1(0.01), false, 1, 4)).isBetween(50, 179);
        assertThat(check(builder().minChildWeight(1), false, 0, 1, 2)).isBetween(50, 179);
        assertThat(check(builder().minGain(0.3), false, 0, 1, 2, 3)).isBetween(20, 170);
    }

    @Test
    void best_directions_areKept() {
        check(builder().monotone("c0", Monotone.INCREASING), false, 0);
        check(builder().monotone("c1", Monotone.DECREASING), false, 1);
        check(builder().monotone("c4", Monotone.DECREASING), false, 4);
        check(builder().monotone("c1", Monotone.DECREASING).minLeafRows(9), true, 1);
    }

    @Test
    void best_levels_isTheBestOfTheirOrder() {
        assertThat(check(builder(), false, 2)).isGreaterThan(100);
        assertThat(check(builder(), false, 3)).isGreaterThan(50);
        assertThat(check(builder().oneHotLevels(8), false, 2)).isGreaterThan(100);
        assertThat(check(builder().minLeafRows(9), false, 2)).isBetween(20, 160);
        assertThat(check(builder().minLevelRows(7), false, 2, 3)).isBetween(50, 175);
        check(builder(), true, 2, 3);
    }

    @Test
    void best_drawnCuts_areTheOnlyOnesTried() {
        check(builder().extraTrees(true), false, 0, 1);
        check(builder().extraTrees(true), false, 2);
        check(builder().extraTrees(true).minLevelRows(5), false, 2, 3);
        check(builder().extraTrees(true).minLeafRows(9), false, 1, 3);
        check(builder().randomStrength(0.4), false, 0, 1, 2, 3);
        check(builder().randomStrength(0.4).minLeafRows(9), false, 1, 2);
        check(builder().columnsPerNode(0.5), false, 0, 1, 2, 3);
    }
}
