package io.github.churnml.report.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    @Test
    void of_ordersThatAgree_isOneWhateverTheDistances() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {10, 11, 500}))
                .isEqualTo(1);
        assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {9, 8, -1}))
                .isEqualTo(-1);
    }

    /** The usual example: intelligence against hours of television, -29/165. */
    @Test
    void of_tenPairs_isThePublishedValue() {
        double[] iq = {106, 86, 100, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 0, 27, 50, 28, 29, 20, 12, 6, 17};
        assertThat(RankCorrelation.of(iq, hours)).isEqualTo(-29.0 / 165, within(1e-12));
    }

    @Test
    void of_ties_shareTheMeanOfTheirRanks() {
        // Ranks 0.5, 0.5, 2 and 0, 1, 2: the covariance is 1.5, the squares 1.5 and 2.
        assertThat(RankCorrelation.of(new double[] {4, 4, 7}, new double[] {1, 2, 3}))
                .isEqualTo(1.5 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void of_oneSideAllTheSame_isUnknown() {
        assertThat(RankCorrelation.of(new double[] {4, 4, 4}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(RankCorrelation.of(new double[] {1}, new double[] {2})).isNaN();
    }
}
