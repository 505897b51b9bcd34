package io.github.churnml.resample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SmoteNcPropertiesTest {

    /** A table in which both classes have two rows or more. */
    private static ExampleTable table(int rows, double share, long seed) {
        ExampleTable table = ExampleTable.mixed(rows, share, seed);
        int[] labels = table.labels().clone();
        labels[0] = labels[1] = 1;
        labels[2] = labels[3] = 0;
        return table.withLabels(labels);
    }

    @Property(tries = 200)
    void syntheticRows_ofAnyTable_lieBetweenTheirSourceAndANeighbour(
            @ForAll @IntRange(min = 4, max = 80) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll boolean standardise,
            @ForAll long seed) {
        ExampleTable rows = table(size, share, seed);
        SmoteNc smote = SmoteNc.standard().withNeighbours(k).withStandardise(standardise);
        Resampled resampled = rows.resample(smote, seed);
        int[] minority = Classes.of(rows.labels()).minority();
        MinorityRows seen = MinorityRows.of(rows.table(), minority);
        Neighbours nearest = smote.neighbours(
                rows.table(),
                rows.labels(),
                seen,
                IntStream.range(0, minority.length).toArray());
        for (int i = resampled.kept(); i < resampled.labels().length; i++) {
            int base = Arrays.binarySearch(minority, resampled.sources()[i]);
            assertThat(base).isNotNegative();
            int[] around = Arrays.stream(nearest.rows(), base * nearest.k(), (base + 1) * nearest.k())
                    .map(position -> minority[position])
                    .toArray();
            double[] made = ExampleTable.row(resampled.table(), i);
            double[] source = ExampleTable.row(rows.table(), minority[base]);
            assertThat(Arrays.stream(around)
                            .anyMatch(other -> isBetween(made, source, ExampleTable.row(rows.table(), other))))
                    .isTrue();
            for (int j = 3; j < 6; j++) {
                double[] column = rows.table().columns()[j];
                assertThat(Arrays.stream(around)
                                .mapToDouble(other -> column[other])
                                .toArray())
                        .contains(made[j]);
            }
        }
    }

    /** In the numeric columns, the first three. */
    private static boolean isBetween(double[] made, double[] source, double[] other) {
        for (int j = 0; j < 3; j++) {
            boolean gap = Double.isNaN(source[j]) || Double.isNaN(other[j]);
            boolean fits = gap
                    ? Double.compare(made[j], source[j]) == 0
                    : made[j] >= Math.min(source[j], other[j]) && made[j] <= Math.max(source[j], other[j]);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    @Property(tries = 200)
    void classes_ofAnyTableAndRatio_haveTheNearestWholeNumberOfRows(
            @ForAll @IntRange(min = 4, max = 80) int size,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0.01, max = 1) double ratio,
            @ForAll long seed) {
        ExampleTable rows = table(size, share, seed);
        Classes before = Classes.of(rows.labels());
        for (Resampler over : new Resampler[] {SmoteNc.standard().withRatio(ratio), new RandomOver(ratio)}) {
            Resampled after = rows.resample(over, seed);
            int positive = Arrays.stream(after.labels()).sum();
            int label = rows.labels()[before.minority()[0]];
            int found = label == 1 ? positive : after.labels().length - positive;
            assertThat(found)
                    .isEqualTo(Math.max(before.minority().length, Math.round(ratio * before.majority().length)));
            assertThat(after.labels().length - found).isEqualTo(before.majority().length);
        }
    }
}
