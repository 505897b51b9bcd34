package io.github.churnml.report.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.metrics.Campaign;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RankedRowsTest {

    private static final Campaign CAMPAIGN = new Campaign(1, 2, 0.5);
    private static final int[] LABELS = {1, 0, 1, 0, 0, 1};
    private static final double[] PROBABILITIES = {0.9, 0.9, 0.6, 0.6, 0.1, 0.02};
    private static final double[] VALUES = {10, 20, 30, 40, 50, 60};

    private static RankedRows ranked() {
        return RankedRows.of(LABELS, PROBABILITIES, VALUES, CAMPAIGN);
    }

    @Test
    void places_ofTiedCustomers_areOne() {
        RankedRows ranked = ranked();
        assertThat(ranked.places()).isEqualTo(5);
        assertThat(ranked.place(0).contacted()).isZero();
        assertThat(ranked.place(2)).isEqualTo(new RankedRows.Place(0.6, 4, 2, money(4)));
        assertThat(ranked.at(0.6).contacted()).isEqualTo(4);
        assertThat(ranked.at(0.61).contacted()).isEqualTo(2);
        assertThat(ranked.at(0).found()).isEqualTo(3);
    }

    private static double money(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += CAMPAIGN.gain(LABELS[i], VALUES[i]);
        }
        return sum;
    }

    @Test
    void money_withinATie_isShared() {
        assertThat(ranked().money(4)).isEqualTo(money(4));
        assertThat(ranked().money(3)).isCloseTo((money(2) + money(4)) / 2, within(1e-12));
        assertThat(ranked().money(6)).isEqualTo(money(6));
        assertThat(RankedRows.of(LABELS, PROBABILITIES, null, CAMPAIGN).money(3))
                .isNaN();
    }

    @Test
    void thresholds_ofAnOddOne_areRoundAndHaveIt() {
        var thresholds = ranked().thresholds(0.123_456);
        assertThat(thresholds)
                .hasSize(100)
                .extracting(RankedRows.Place::threshold)
                .contains(0.123_456, 0.03, 0.99);
        assertThat(thresholds).extracting(RankedRows.Place::contacted).isSorted();
        assertThat(ranked().thresholds(0.5)).hasSize(99);
    }

    @Test
    void thresholds_ofSmallProbabilities_areFine() {
        RankedRows rare = RankedRows.of(
                LABELS, DoubleStream.of(PROBABILITIES).map(p -> p / 10).toArray(), null, CAMPAIGN);
        assertThat(rare.thresholds(0.5).get(0).threshold()).isEqualTo(0.5);
        assertThat(rare.thresholds(0.5).get(1).threshold()).isEqualTo(0.1);
        assertThat(rare.thresholds(0.5)).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void histogram_ofAllCustomers_countsEachOnce() {
        var bins = ranked().histogram();
        assertThat(bins).hasSize(20);
        assertThat(bins.stream()
                        .mapToLong(bin -> bin.churners() + bin.stayers())
                        .sum())
                .isEqualTo(6);
        assertThat(bins.get(18)).isEqualTo(new RankedRows.Bin(0.9, 0.95, 1, 1));
        assertThat(bins.get(12)).isEqualTo(new RankedRows.Bin(0.6, 0.65, 1, 1));
    }
}
