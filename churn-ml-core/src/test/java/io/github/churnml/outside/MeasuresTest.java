package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.drift.ChiSquareTest;
import io.github.churnml.drift.PopulationStabilityIndex;
import io.github.churnml.metrics.AveragePrecision;
import io.github.churnml.metrics.BrierScore;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.DecileRow;
import io.github.churnml.metrics.GainsTable;
import io.github.churnml.metrics.KolmogorovSmirnov;
import io.github.churnml.metrics.MaximumProfit;
import io.github.churnml.metrics.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measures as an application calls them for labels, scores and counts of its own; the values are worked out by hand. */
class MeasuresTest {

    private static final int[] LEFT = {1, 0, 1, 0};
    private static final double[] SCORES = {0.9, 0.8, 0.4, 0.1};

    @Test
    void ranking_fourCustomers_isThatByHand() {
        assertThat(AveragePrecision.of(LEFT, SCORES)).isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
        assertThat(KolmogorovSmirnov.of(LEFT, SCORES)).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void brierScore_fourCustomers_isTheMeanSquare() {
        assertThat(BrierScore.of(LEFT, SCORES)).isCloseTo((0.01 + 0.64 + 0.36 + 0.01) / 4, within(1e-15));
    }

    @Test
    void maximumProfit_fourCustomers_contactsTheFirstThree() {
        MaximumProfit best = MaximumProfit.of(LEFT, SCORES, new Campaign(1, 0, 1), 10);

        assertThat(best.contacted()).isEqualTo(0.75);
        assertThat(best.perCustomer()).isCloseTo((2 * 10 - 3) / 4.0, within(1e-12));
    }

    @Test
    void gainsTable_twentyCustomers_holdsThemAll() {
        int[] left = new int[20];
        double[] scores = new double[20];
        for (int i = 0; i < 20; i++) {
            left[i] = i < 4 ? 1 : 0;
            scores[i] = 1 - i / 20.0;
        }

        List<DecileRow> rows = GainsTable.byDecile(left, scores);

        assertThat(rows).hasSize(10);
        assertThat(rows.stream().mapToInt(DecileRow::customers).sum()).isEqualTo(20);
        assertThat(rows.get(0).lift()).isCloseTo(5, within(1e-12));
        assertThat(rows.get(1).cumulativeGain()).isCloseTo(1, within(1e-12));
    }

    @Test
    void stabilityIndex_byConvention_differsInItsZeros() {
        long[] before = {600, 400, 0};
        long[] now = {300, 200, 500};
        double known = (0.3 - 0.6) * Math.log(0.5) + (0.2 - 0.4) * Math.log(0.5);

        assertThat(PopulationStabilityIndex.of(before, now))
                .isCloseTo(known + (0.5 - 0.0005) * Math.log(0.5 / 0.0005), within(1e-12));
        assertThat(PopulationStabilityIndex.of(before, now, PopulationStabilityIndex.Zeros.FLOOR))
                .isCloseTo(known + (0.5 - 0.0001) * Math.log(0.5 / 0.0001), within(1e-12));
    }

    @Test
    void chiSquare_twoTables_isThatByHand() {
        ChiSquareTest test = ChiSquareTest.homogeneity(new long[] {10, 20}, new long[] {20, 10});

        assertThat(test.statistic()).isCloseTo(20 / 3.0, within(1e-12));
        assertThat(test.degrees()).isEqualTo(1);
        assertThat(test.pValue()).isCloseTo(0.009823274507519, within(1e-12)); // scipy 1.17.1
    }

    /** What draws customers again and again: the scores stay, and only how many stand at each changes. */
    @Test
    void metric_ofCounts_isThatOfTheRowsOneByOne() {
        Metric.OfCounts area = Metric.ROC_AUC.ofCounts(new double[] {0.9, 0.5, 0.1}, 0.5);
        Metric.OfCounts recall = Metric.RECALL.ofCounts(new double[] {0.9, 0.5, 0.1}, 0.5);

        double counted = area.compute(new int[] {2, 0, 1}, new int[] {0, 1, 3});

        int[] left = {1, 1, 0, 1, 0, 0, 0};
        double[] scores = {0.9, 0.9, 0.5, 0.1, 0.1, 0.1, 0.1};
        assertThat(counted).isEqualTo(Metric.ROC_AUC.compute(left, scores, 0.5));
        assertThat(recall.compute(new int[] {2, 0, 1}, new int[] {0, 1, 3})).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(area.compute(new int[] {0, 0, 0}, new int[] {1, 1, 1}))
                .as("nobody left")
                .isNaN();
    }
}
