package io.github.churnml.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the pictures of a table are drawn from: each count and measure against one that is worked out another way. */
class TableExplorationTest {

    private static final int ROWS = 3000;

    private static TableExploration explore(Table table) {
        return TableExploration.of(table.data(), ProfileOptions.ofTarget("churn"));
    }

    private static ColumnShape shape(TableExploration exploration, String name) {
        return exploration.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void histogram_ofNumbers_countsEveryRowOnce() {
        TableExploration found = explore(new Table(ROWS)
                .numbers("usage", row -> row % 10 == 0 ? Double.NaN : Table.normal(row, 1) * 3)
                .target(Table::left));
        Histogram histogram = shape(found, "usage").histogram();
        assertThat(histogram.bins()).hasSizeBetween(5, 22);
        assertThat(histogram.bins().stream().mapToLong(HistogramBin::rows).sum()
                        + histogram.below()
                        + histogram.above())
                .isEqualTo(ROWS - ROWS / 10);
        for (HistogramBin bin : histogram.bins()) {
            long rows = 0;
            long left = 0;
            for (int row = 0; row < ROWS; row++) {
                double value = Table.normal(row, 1) * 3;
                if (row % 10 != 0 && value >= bin.from() && value < bin.to()) {
                    rows++;
                    left += Table.left(row) ? 1 : 0;
                }
            }
            assertThat(bin).isEqualTo(new HistogramBin(bin.from(), bin.to(), rows, left, rows - left));
        }
    }

    @Test
    void histogram_ofFarValues_endsWhereNearlyAllAre() {
        TableExploration found = explore(new Table(ROWS)
                .numbers("spend", row -> row == 5 ? 1e9 : row % 100)
                .target(Table::left));
        Histogram histogram = shape(found, "spend").histogram();
        assertThat(histogram.above()).isEqualTo(1);
        assertThat(histogram.bins().get(histogram.bins().size() - 1).to()).isLessThanOrEqualTo(110);
    }

    @Test
    void histogram_edges_areRoundAndHoldBothEnds() {
        assertThat(Histogram.edges(0.1, 0.7, false)[1]).isEqualTo(0.15);
        assertThat(Histogram.edges(0, 6, true)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(Histogram.edges(0, 41, true))
                .containsSubsequence(0, 5, 10, 15)
                .hasSize(10);
        for (double[] ends :
                new double[][] {{-1e300, 1e300}, {0, Double.MIN_VALUE}, {1e15, 1e15 + 2}, {3, 3.0000001}}) {
            double[] edges = Histogram.edges(ends[0], ends[1], false);
            if (edges.length > 0) {
                assertThat(edges[0]).isLessThanOrEqualTo(ends[0]);
                assertThat(edges[edges.length - 1]).isGreaterThan(ends[1]);
                assertThat(edges).isSorted().doesNotHaveDuplicates().hasSizeLessThan(30);
            }
        }
    }

    @Test
    void columns_thatSayMore_comeFirst_andThoseThatNameRowsNot() {
        TableExploration found = explore(new Table(ROWS)
                .ids("customer", row -> "C" + row)
                .numbers("noise", row -> Table.noise(row, 3))
                .levels("plan", row -> Table.left(row) == (row % 5 > 0) ? "Basic" : "Pro")
                .numbers("weak", row -> Table.normal(row, 4) + (Table.left(row) ? 0.5 : 0))
                .target(Table::left));
        assertThat(found.columns().stream().map(ColumnShape::name)).containsExactly("plan", "weak", "noise");
        assertThat(shape(found, "plan").strength()).isCloseTo(0.8, within(0.03));
    }

    @Test
    void columns_ofAWideTable_areBounded() {
        Table table = new Table(60);
        for (int i = 0; i < 300; i++) {
            int column = i;
            table.numbers("c" + i, row -> Table.noise(row, column));
        }
        TableExploration found = explore(table.target(row -> row % 2 == 0));
        assertThat(found.columns()).hasSize(TableExploration.MOST_COLUMNS);
        assertThat(found.associations().columns()).hasSize(Associations.MOST_COLUMNS);
        assertThat(found.associations().pairs()).hasSize(24 * 23 / 2);
    }

    @Test
    void spearman_withTies_isTheCorrelationOfMeanRanks() {
        // By hand: ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4.
        assertThat(AssociationSearch.ranks(new double[] {5, 7, 7, 9})).containsExactly(1, 2.5, 2.5, 4);
        assertThat(AssociationSearch.pearson(new double[] {1, 2.5, 2.5, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(0.9486832980505138, within(1e-15));
        assertThat(AssociationSearch.ranks(new double[] {0.0, -0.0, 1})).containsExactly(1.5, 1.5, 3);
    }

    @Test
    void associations_missingValues_areLeftOutPairByPair() {
        TableExploration found = explore(new Table(ROWS)
                .numbers("a", row -> row % 3 == 0 ? Double.NaN : row)
                .numbers("b", row -> row % 5 == 0 ? Double.NaN : -Math.sqrt(row))
                .target(Table::left));
        Association pair = found.associations().pairs().get(0);
        assertThat(pair.measure()).isEqualTo(Association.Measure.SPEARMAN);
        assertThat(pair.value()).isEqualTo(-1);
        assertThat(pair.rows())
                .isEqualTo(IntStream.range(0, ROWS)
                        .filter(row -> row % 3 != 0 && row % 5 != 0)
                        .count());
        assertThat(found.associations().value("b", "a")).isEqualTo(-1);
        assertThat(found.associations().sampled()).isFalse();
    }

    @Test
    void cramersV_ofTwoGroupings_isThatOfTheProfileWhereOneHasTwo() {
        int[] levels = IntStream.range(0, ROWS)
                .map(row -> (int) (Table.noise(row, 7) * 5))
                .toArray();
        int[] labels = IntStream.range(0, ROWS)
                .map(row -> Table.noise(row, 8) < 0.2 + 0.1 * levels[row] ? 1 : 0)
                .toArray();
        long[][] counts = new long[5][2];
        for (int row = 0; row < ROWS; row++) {
            counts[levels[row]][labels[row]]++;
        }
        assertThat(AssociationSearch.cramersV(levels, labels))
                .isCloseTo(Evidence.cramersV(counts), within(1e-12))
                .isBetween(0.2, 0.4);
        assertThat(AssociationSearch.cramersV(levels, levels)).isCloseTo(1, within(1e-9));
    }

    @Test
    void correlationRatio_ofGroupsThatSayNothing_isAboutNone() {
        double[] values = IntStream.range(0, ROWS)
                .mapToDouble(row -> Table.normal(row, 9))
                .toArray();
        int[] groups = IntStream.range(0, ROWS).map(row -> row % 50).toArray();
        assertThat(AssociationSearch.correlationRatio(values, groups)).isLessThan(0.1);
        int[] signs =
                IntStream.range(0, ROWS).map(row -> values[row] < 0 ? 0 : 1).toArray();
        assertThat(AssociationSearch.correlationRatio(
                        IntStream.of(signs).asDoubleStream().toArray(), signs))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void interaction_planted_isFound_andSumsOfEffectsAreNot() {
        TableExploration planted = explore(interacting(1.5));
        assertThat(planted.interactions()).isNotEmpty();
        Interaction first = planted.interactions().get(0);
        assertThat(List.of(first.a(), first.b())).containsExactlyInAnyOrder("price", "plan");
        assertThat(first.probability()).isLessThan(0.001);
        assertThat(first.cells().stream().mapToLong(Interaction.Cell::rows).sum())
                .isEqualTo(ROWS);
        assertThat(explore(interacting(0)).interactions()).isEmpty();
    }

    /** Log-odds that add up, and beside them a part that only both columns together give. */
    private static Table interacting(double strength) {
        return new Table(ROWS)
                .numbers("price", row -> Table.normal(row, 1))
                .levels("plan", row -> row % 3 == 0 ? "Pro" : "Basic")
                .numbers("age", row -> Table.noise(row, 2))
                .target(row -> {
                    double price = Table.normal(row, 1);
                    double plan = row % 3 == 0 ? 1 : -1;
                    double odds = Math.exp(-1 + 0.8 * price + 0.5 * plan + strength * price * plan);
                    return Table.noise(row, 5) < odds / (1 + odds);
                });
    }

    @Test
    void additiveTable_hasTheMarginsOfTheCounts_andOneOddsRatio() {
        long[][][] counts = {{{50, 10}, {30, 30}, {7, 0}}, {{80, 40}, {20, 90}, {9, 5}}};
        AdditiveTable table = new AdditiveTable(counts);
        double ratio = Double.NaN;
        for (int b = 0; b < 2; b++) {
            double odds = table.expected(0, b, 1)
                    * table.expected(1, b, 0)
                    / (table.expected(0, b, 0) * table.expected(1, b, 1));
            ratio = Double.isNaN(ratio) ? odds : ratio;
            assertThat(odds).isCloseTo(ratio, within(1e-6));
        }
        for (int a = 0; a < 2; a++) {
            assertThat(table.expected(a, 0, 1) + table.expected(a, 1, 1) + table.expected(a, 2, 1))
                    .isCloseTo(counts[a][0][1] + counts[a][1][1] + counts[a][2][1], within(1e-6));
            for (int b = 0; b < 3; b++) {
                assertThat(table.expected(a, b, 0) + table.expected(a, b, 1)).isCloseTo(table.rows(a, b), within(1e-6));
            }
        }
        assertThat(table.deviance()).isPositive();
    }

    @Test
    void chance_ofADeviance_isThatOfChiSquaredAtMost() {
        // Printed in every table of the distribution: 5 % at these.
        assertThat(InteractionSearch.chance(5.991, 2)).isCloseTo(0.05, within(1e-4));
        assertThat(InteractionSearch.chance(9.488, 4)).isCloseTo(0.05, within(1e-4));
        assertThat(InteractionSearch.chance(7.815, 3)).isBetween(0.05, 0.11);
        assertThat(InteractionSearch.chance(0, 3)).isEqualTo(1);
    }

    @Test
    void gaps_inTheSameRows_areOnePattern_withItsChurn() {
        TableExploration found = explore(new Table(ROWS)
                .numbers("a", row -> row % 4 == 0 ? Double.NaN : row % 7)
                .levels("b", row -> row % 4 == 0 ? null : "x" + row % 3)
                .texts("note", ColumnType.TEXT, row -> row % 8 == 1 ? "" : "word " + row)
                .target(row -> row % 4 == 0 ? Table.noise(row, 1) < 0.8 : Table.noise(row, 1) < 0.2));
        MissingPattern together = found.patterns().stream()
                .filter(pattern -> pattern.columns().equals(List.of("a", "b")))
                .findFirst()
                .orElseThrow();
        long left = IntStream.range(0, ROWS)
                .filter(row -> row % 4 == 0 && Table.noise(row, 1) < 0.8)
                .count();
        assertThat(together.rows()).isEqualTo(ROWS / 4);
        assertThat(together.left()).isEqualTo(left);
        assertThat(found.patterns().stream().mapToLong(MissingPattern::rows).sum())
                .isEqualTo(ROWS);
        MissingRate rate = found.missing().stream()
                .filter(missing -> missing.column().equals("a"))
                .findFirst()
                .orElseThrow();
        assertThat(rate.differs()).isTrue();
        assertThat(rate.missing().left()).isEqualTo(left);
    }

    @Test
    void dates_areCountedByMonth() {
        double start = LocalDate.of(2024, 1, 15).toEpochDay();
        TableExploration found = explore(
                new Table(ROWS).dates("joined", row -> start + row % 200 + 0.5).target(Table::left));
        TimePeriods times = found.times().get(0);
        assertThat(times.unit()).isEqualTo(TimePeriods.Unit.MONTH);
        assertThat(times.periods().stream().map(TimePeriods.Period::name))
                .containsExactly(
                        "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07", "2024-08");
        assertThat(times.periods().get(1).rows()).isEqualTo(29 * ROWS / 200);
        assertThat(times.periods().stream().mapToLong(TimePeriods.Period::left).sum())
                .isEqualTo(found.profile().target().left());
    }

    @Test
    void dates_farBeyondTheOthers_areCountedOutside() {
        double start = LocalDate.of(2024, 1, 1).toEpochDay();
        double far = LocalDate.of(1, 1, 1).toEpochDay();
        TimePeriods times = explore(new Table(ROWS)
                        .dates("joined", row -> row == 7 ? far : start + row % 700)
                        .target(Table::left))
                .times()
                .get(0);
        assertThat(times.outside()).isPositive();
        assertThat(times.periods()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void table_withoutATarget_isExplored_andSaysNothingOfLeaving() {
        TableExploration found = TableExploration.of(
                new Table(200)
                        .numbers("a", row -> row % 10 == 0 ? Double.NaN : row)
                        .levels("b", row -> "l" + row % 3)
                        .data(),
                ProfileOptions.none());
        assertThat(found.columns()).extracting(ColumnShape::strength).containsOnly(Double.NaN);
        assertThat(found.interactions()).isEmpty();
        assertThat(found.missing()).isEmpty();
        assertThat(found.patterns()).hasSize(2);
        assertThat(found.associations().pairs()).hasSize(1);
    }

    @Test
    void table_withoutRowsOrValues_givesEmptyParts() {
        for (int rows : new int[] {0, 5}) {
            TableExploration found = TableExploration.of(
                    new Table(rows)
                            .numbers("a", row -> Double.NaN)
                            .levels("b", row -> null)
                            .levels("churn", row -> row % 2 == 0 ? "yes" : "no")
                            .data(),
                    ProfileOptions.ofTarget("churn"));
            assertThat(found.columns()).isEmpty();
            assertThat(found.associations().pairs()).isEmpty();
            assertThat(found.times()).isEmpty();
            assertThat(found.toMap()).containsKey("exploration");
        }
    }

    @Test
    void map_holdsTheProfileAsItIs_andIsTheSameTwice() {
        Table table = interacting(1.5);
        Map<String, ?> map = explore(table).toMap();
        Map<String, ?> profile = table.profile().toMap();
        profile.forEach((key, value) -> assertThat(map.get(key)).as(key).isEqualTo(value));
        assertThat(explore(table).toMap()).isEqualTo(map);
        assertThat(map.get("exploration").toString()).doesNotContain("NaN", "Infinity");
    }
}
