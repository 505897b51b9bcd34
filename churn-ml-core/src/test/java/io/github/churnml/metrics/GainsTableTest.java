package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GainsTableTest {

    @Test
    void of_twentyRows_givesLiftAndGain() {
        // Scores descend; churners are rows 0, 1, 2 and 19.
        int[] labels = new int[20];
        for (int churner : new int[] {0, 1, 2, 19}) {
            labels[churner] = 1;
        }
        double[] scores = IntStream.range(0, 20).mapToDouble(i -> 1 - i / 20.0).toArray();

        List<DecileRow> table = GainsTable.byDecile(labels, scores);

        assertThat(table).hasSize(10);
        assertThat(table.get(0)).isEqualTo(new DecileRow(1, 2, 2, 1, 5, 0.5, 5));
        assertThat(table.get(1)).isEqualTo(new DecileRow(2, 2, 1, 0.5, 2.5, 0.75, 3.75));
        assertThat(table.get(2)).isEqualTo(new DecileRow(3, 2, 0, 0, 0, 0.75, 2.5));
        assertThat(table.get(9)).isEqualTo(new DecileRow(10, 2, 1, 0.5, 2.5, 1, 1));
    }

    @Test
    void of_remainder_goesToFirstDeciles() {
        assertThat(customers(23)).containsExactly(3, 3, 3, 2, 2, 2, 2, 2, 2, 2);
        assertThat(customers(10)).containsOnly(1);
    }

    @Test
    void of_fewerThanTenRows_leavesLastDecilesEmpty() {
        List<DecileRow> table = GainsTable.byDecile(new int[] {1, 0, 0}, new double[] {0.9, 0.5, 0.1});

        assertThat(table.get(0)).isEqualTo(new DecileRow(1, 1, 1, 1, 3, 1, 3));
        assertThat(table.get(2).customers()).isEqualTo(1);
        DecileRow empty = table.get(9);
        assertThat(empty.customers()).isZero();
        assertThat(empty.churners()).isZero();
        assertThat(empty.rate()).isNaN();
        assertThat(empty.lift()).isNaN();
        assertThat(empty.cumulativeGain()).isEqualTo(1);
        assertThat(empty.cumulativeLift()).isEqualTo(1);
    }

    @Test
    void customersOfEqualScore_share_their_churners_evenly() {
        // One churner and one stayer clearly on top; 18 tied customers hold 9 churners: half of each decile.
        int[] labels = IntStream.range(0, 20).map(i -> i % 2).toArray();
        double[] scores =
                IntStream.range(0, 20).mapToDouble(i -> i < 2 ? 0.9 : 0.4).toArray();

        assertThat(GainsTable.byDecile(labels, scores)).allSatisfy(row -> {
            assertThat(row.churners()).isCloseTo(1, within(1e-12));
            assertThat(row.lift()).isCloseTo(1, within(1e-12));
        });
    }

    @Test
    void of_constantScore_hasLiftOfOne() {
        int[] labels = {1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        List<DecileRow> table = GainsTable.byDecile(labels, new double[13]);

        assertThat(table).allSatisfy(row -> {
            assertThat(row.lift()).isCloseTo(1, within(1e-12));
            assertThat(row.cumulativeLift()).isCloseTo(1, within(1e-12));
        });
        assertThat(table.get(0).cumulativeGain()).isCloseTo(2 / 13.0, within(1e-12));
    }

    @Test
    void of_noChurners_liftAndGainAreUndefined() {
        assertThat(GainsTable.byDecile(new int[10], new double[10])).allSatisfy(row -> {
            assertThat(row.rate()).isZero();
            assertThat(row.lift()).isNaN();
            assertThat(row.cumulativeGain()).isNaN();
            assertThat(row.cumulativeLift()).isNaN();
        });
    }

    private static List<Integer> customers(int rows) {
        return GainsTable.byDecile(new int[rows], new double[rows]).stream()
                .map(DecileRow::customers)
                .toList();
    }
}
