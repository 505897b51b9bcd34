package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whether sums are taken over the rows that were drawn, whatever is drawn, weighed and missing. */
class HistogramsTest {

    @Property(tries = 60)
    void histogram_anyDraw_addsUpToTheRowsInIt(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int rows,
            @ForAll @IntRange(min = 1, max = 10) int tenths,
            @ForAll boolean weighted) {
        TrainingData data = Tables.mixed(rows, seed, weighted);
        double[] weights = data.weights();
        BinnedTable table = BinnedTable.of(data.features(), null, 20, 1);
        Gradients gradients = new Gradients(data.labels(), weights);
        RowSample sample = new RowSample(tenths / 10.0, weights, seed);
        gradients.update(scores(rows, seed), sample, seed);
        int[] order = new int[rows];
        int drawn = sample.fill(order, new int[rows]);
        int[] columns = seed % 2 == 0 ? new int[] {0, 1, 2, 3, 4} : new int[] {1, 3, 4};
        Histograms histograms = new Histograms(table, gradients.packed, new long[rows], columns);

        long[] all = histograms.of(order, 0, drawn).clone();
        long[] part = histograms.of(order, 0, drawn / 3).clone();
        long[] rest = histograms.of(order, drawn / 3, drawn).clone();

        assertThat(histograms.minus(all.clone(), part)).as("the sibling").isEqualTo(rest);
        double gradient = 0;
        double hessian = 0;
        for (int i = 0; i < drawn; i++) {
            assertThat(sample.holds(order[i])).isTrue();
            assertThat(weights[order[i]]).isPositive();
            gradient += gradients.gradient[order[i]];
            hessian += gradients.hessian[order[i]];
        }
        for (int place = 0; place < columns.length; place++) {
            long total = Arrays.stream(all, histograms.offset(place), histograms.offset(place + 1))
                    .sum();
            // Each row is rounded by less than 1 of 2^31 parts of the whole.
            assertThat(gradients.gradient(total)).isCloseTo(gradient, within(1e-6 * rows));
            assertThat(gradients.hessian(total)).isCloseTo(hessian, within(1e-6 * rows));
        }
    }

    private static double[] scores(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(rows, -5, 5).toArray();
    }
}
