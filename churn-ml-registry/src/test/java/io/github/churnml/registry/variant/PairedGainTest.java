package io.github.churnml.registry.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import io.github.churnml.data.split.Split;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedGainTest {

    @Test
    void interval_ofFourRows_isThatOfStudentsT() {
        int[] labels = {1, 0, 1, 0};
        double[] before = {0.5, 0.5, 0.5, 0.5};
        double[] after = {0.9, 0.2, 0.6, 0.4};
        // Gains ln 1.8, ln 1.6, ln 1.2, ln 1.2; t with 3 degrees of freedom reaches 3.1824463 at 0.95.
        double[] gains = {Math.log(1.8), Math.log(1.6), Math.log(1.2), Math.log(1.2)};
        double mean = (gains[0] + gains[1] + gains[2] + gains[3]) / 4;
        double squares = 0;
        for (double gain : gains) {
            squares += (gain - mean) * (gain - mean);
        }
        double reach = 3.182446305284263 * Math.sqrt(squares / 3 / 4);
        PairedGain gain = PairedGain.of(labels, before, after, PairedGain.eachRow(4), 0.95);
        assertThat(gain.value()).isCloseTo(mean, within(1e-12));
        assertThat(gain.low()).isCloseTo(mean - reach, within(1e-9));
        assertThat(gain.high()).isCloseTo(mean + reach, within(1e-9));
    }

    @Test
    void interval_rowsRepeatedOfTheSameCustomers_isNoNarrower() {
        SplittableRandom random = new SplittableRandom(1);
        int customers = 200;
        int[] labels = new int[customers];
        double[] before = new double[customers];
        double[] after = new double[customers];
        for (int i = 0; i < customers; i++) {
            labels[i] = random.nextInt(2);
            before[i] = random.nextDouble();
            after[i] = random.nextDouble();
        }
        PairedGain once = PairedGain.of(labels, before, after, PairedGain.eachRow(customers), 0.95);
        int[] labels3 = new int[3 * customers];
        double[] before3 = new double[3 * customers];
        double[] after3 = new double[3 * customers];
        int[] of = new int[3 * customers];
        for (int i = 0; i < 3 * customers; i++) {
            labels3[i] = labels[i % customers];
            before3[i] = before[i % customers];
            after3[i] = after[i % customers];
            of[i] = i % customers;
        }
        PairedGain thrice = PairedGain.of(labels3, before3, after3, of, 0.95);
        assertThat(thrice.value()).isCloseTo(once.value(), within(1e-12));
        assertThat(thrice.low()).isCloseTo(once.low(), within(1e-12));
        PairedGain asRows = PairedGain.of(labels3, before3, after3, PairedGain.eachRow(3 * customers), 0.95);
        assertThat(asRows.high() - asRows.low()).isLessThan(0.6 * (once.high() - once.low()));
    }

    @Test
    void isReal_ofModelsThatAreEquallyGood_isRare() {
        SplittableRandom random = new SplittableRandom(7);
        int real = 0;
        int times = 2_000;
        for (int time = 0; time < times; time++) {
            int rows = 300;
            int[] labels = new int[rows];
            double[] before = new double[rows];
            double[] after = new double[rows];
            for (int row = 0; row < rows; row++) {
                // Two models that are wrong by as much, one to either side in turn at random.
                double p = 0.1 + 0.6 * random.nextDouble();
                double error = random.nextBoolean() ? 0.1 : -0.1;
                labels[row] = random.nextDouble() < p ? 1 : 0;
                boolean swap = random.nextBoolean();
                before[row] = swap ? p + error : p;
                after[row] = swap ? p : p + error;
            }
            real += PairedGain.of(labels, before, after, PairedGain.eachRow(rows), 0.95)
                            .isReal()
                    ? 1
                    : 0;
        }
        // One side of an interval of 0.95: 2.5 %, give or take what 2,000 draws tell.
        assertThat(real / (double) times).isBetween(0.014, 0.037);
    }

    @Test
    void interval_ofOneCustomer_isNotKnown() {
        PairedGain gain = PairedGain.of(new int[] {1}, new double[] {0.5}, new double[] {0.9}, new int[] {0}, 0.95);
        assertThat(gain.low()).isNaN();
        assertThat(gain.isReal()).isFalse();
    }

    @Test
    void customers_withSeveralRows_areOneObservationEach() {
        String[] ids = new String[40];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "C-" + i / 2;
        }
        Dataset data = Dataset.of(List.of(
                TextColumn.of("customer_id", ColumnType.IDENTIFIER, List.of(ids)),
                NumericColumn.of("usage", ColumnType.NUMERIC, new double[ids.length])));
        int[] grouped = CustomerNumbers.of(data, Split.auto());
        assertThat(grouped).startsWith(0, 0, 1, 1, 2, 2).endsWith(19, 19);
        assertThat(CustomerNumbers.of(data.select(new int[] {0, 2, 4}), Split.auto()))
                .containsExactly(0, 1, 2);
    }
}
