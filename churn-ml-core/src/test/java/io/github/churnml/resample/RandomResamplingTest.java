package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomResamplingTest {

    private static ExampleTable rows(int positive, int negative) {
        return ExampleTable.of(positive, negative)
                .numbers(
                        "x",
                        IntStream.range(0, positive + negative).asDoubleStream().toArray());
    }

    @Test
    void over_anyRows_repeatsEachEquallyOftenAndTheRestOnceMore() {
        Resampled resampled = rows(7, 30).resample(RandomOver.standard(), 1);
        int[] uses = new int[7];
        for (double x : ExampleTable.added(resampled, 0)) {
            uses[(int) x]++;
        }
        assertThat(uses).containsOnly(3, 4);
        assertThat(Arrays.stream(uses).sum()).isEqualTo(23);
        assertThat(Arrays.copyOfRange(resampled.sources(), 37, 60))
                .isEqualTo(Arrays.stream(ExampleTable.added(resampled, 0))
                        .mapToInt(x -> (int) x)
                        .toArray());
    }

    @Test
    void over_ratioBetweenRows_takesTheNearest() {
        assertThat(rows(2, 15).resample(new RandomOver(0.49), 1).labels()).hasSize(15 + 7);
        assertThat(rows(2, 15).resample(new RandomOver(0.5), 1).labels()).hasSize(15 + 8);
    }

    @Test
    void under_anyRows_keepsTheRareClassAndDifferentOnesOfTheOther() {
        Resampled resampled = rows(5, 95).resample(new RandomUnder(0.25), 3);
        assertThat(resampled.kept()).isEqualTo(25);
        assertThat(resampled.sources())
                .startsWith(0, 1, 2, 3, 4)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(resampled.prior()).isEqualTo(0.2);
    }

    @Test
    void under_allSeeds_everyRowHasItsChance() {
        int[] drawn = new int[40];
        for (long seed = 0; seed < 2000; seed++) {
            for (int source :
                    rows(10, 30).resample(RandomUnder.standard(), seed).sources()) {
                drawn[source]++;
            }
        }
        for (int row = 10; row < 40; row++) {
            // 667 expected, standard deviation 21
            assertThat(drawn[row]).as("row %d", row).isBetween(560, 770);
        }
    }

    @Test
    void resampled_arraysThatDoNotFit_areRefused() {
        ExampleTable rows = rows(1, 2);
        assertThatThrownBy(() -> new Resampled(rows.table(), rows.labels(), new int[2], 3, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not one label, source and weight for each of 3 rows");
        assertThatThrownBy(() -> new Resampled(rows.table(), rows.labels(), new int[3], 4, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 rows kept of 3");
    }

    /** Means and deviations of what is there; a column that does not vary has exactly none. */
    @Test
    void spread_ofNumbers_isTheirMeanAndPopulationDeviation() {
        assertThat(Spread.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9})).isEqualTo(new Spread(5, 2, false));
        assertThat(Spread.of(new double[] {1, Double.NaN, 3})).isEqualTo(new Spread(2, 1, true));
        assertThat(Spread.of(new double[] {0.1, 0.1, 0.1})).isEqualTo(new Spread(0.1, 0, false));
        assertThat(Spread.of(new double[] {Double.NaN}).mean()).isNaN();
        assertThat(Spread.of(new double[] {1, Double.NaN, 3}).standardised(new double[] {1, Double.NaN, 3}))
                .containsExactly(-1, Double.NaN, 1);
        assertThat(Spread.of(new double[] {7, Double.NaN}).standardised(new double[] {7, Double.NaN}))
                .containsExactly(0, Double.NaN);
    }

    /** Twice the share of each level's rows that are positive, from the least code on, which stands for missing values. */
    @Test
    void positions_ofLevels_areTwiceTheirShares() {
        double[] positions = ValueDifference.positions(
                new double[] {0, 0, 0, 0, 1, 1, ValueDifference.LEAST_CODE}, new int[] {1, 0, 0, 0, 1, 1, 1});
        assertThat(positions[-ValueDifference.LEAST_CODE]).isEqualTo(0.5);
        assertThat(positions[1 - ValueDifference.LEAST_CODE]).isEqualTo(2);
        assertThat(positions[0]).isEqualTo(2);
        assertThat(positions).hasSize(2 - ValueDifference.LEAST_CODE);
    }
}
