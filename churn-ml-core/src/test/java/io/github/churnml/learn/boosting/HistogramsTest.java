package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whether sums are taken over the rows that were drawn, whatever is drawn, weighed and missing. */
class HistogramsTest {

    @Property(tries = 60)
    void histogram_anyDraw_addsUpToTheRowsInIt(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3000) int rows,
            @ForAll @IntRange(min = 1, max = 10) int tenths,
            @ForAll boolean weighted,
            @ForAll boolean oneSide) {
        TrainingData data = Tables.mixed(rows, seed, weighted);
        double[] weights = data.weights();
        BinnedTable table = BinnedTable.of(data.features(), null, 20, 1);
        Gradients gradients = GradientsTest.at(data.labels(), weights, scores(rows, seed));
        RowSample sample = oneSide
                ? new OneSideSample(tenths / 20.0, tenths / 20.0, weights, seed, gradients.ofAll())
                : new PlainSample(tenths / 10.0, weights, seed);
        GradientsTest.update(gradients, sample, seed);
        RowOrder rowOrder = new RowOrder(0, rows);
        int drawn = rowOrder.draw(sample);
        int[] order = rowOrder.rows;
        int[] columns = seed % 2 == 0 ? new int[] {0, 1, 2, 3, 4} : new int[] {1, 3, 4};
        Histograms histograms = new Histograms(table, new Cells(table), gradients.packed);
        histograms.begin(columns);

        assertThat(drawn)
                .isEqualTo((int) IntStream.range(0, rows).filter(sample::holds).count());
        long leafTotal = 0;
        for (int i = 0; i < drawn; i++) {
            leafTotal += gradients.packed[order[i]];
        }
        long[] all = of(histograms, order, 0, drawn).clone();
        long[] part = of(histograms, order, 0, drawn / 3).clone();
        long[] rest = of(histograms, order, drawn / 3, drawn).clone();

        assertThat(histograms.minus(all.clone(), part)).as("the sibling").isEqualTo(rest);
        for (int i = 0; i < drawn; i++) {
            assertThat(sample.holds(order[i])).isTrue();
            assertThat(weights[order[i]]).isPositive();
        }
        double[] sums = GradientsTest.sums(gradients, order, 0, drawn);
        for (int place = 0; place < columns.length; place++) {
            long total = Arrays.stream(all, histograms.offset(place), histograms.offset(place + 1))
                    .sum();
            assertThat(total).as("the same for every column").isEqualTo(leafTotal);
            // Each row is rounded by less than 1 of 2^31 parts of the whole.
            assertThat(total).isEqualTo(histograms.total(all));
            assertThat(gradients.gradient(total)).isCloseTo(sums[0], within(1e-6 * rows));
            assertThat(gradients.hessian(total)).isCloseTo(sums[1], within(1e-6 * rows));
        }
    }

    @Test
    void histograms_manyColumns_areAddedUpInGroupsOfSixteenEightFourAndOne() {
        int rows = 3000;
        SplittableRandom random = new SplittableRandom(2);
        double[][] columns = new double[22][rows];
        List<Feature> features = new ArrayList<>();
        for (int j = 0; j < columns.length; j++) {
            columns[j] = random.doubles(rows).toArray();
            features.add(new Feature("c" + j, "c" + j, 0));
        }
        BinnedTable table = BinnedTable.of(new FeatureMatrix(features, columns, rows), null, 200, 1);
        Gradients gradients = new Gradients(random.ints(rows, 0, 2).toArray(), null, 0);
        GradientsTest.update(gradients, new PlainSample(1, null, 0), 3);
        int[] order = IntStream.range(0, rows).toArray();
        Histograms histograms = new Histograms(table, new Cells(table), gradients.packed);
        for (int[] chosen : new int[][] {
            IntStream.range(0, 22).toArray(),
            IntStream.range(0, 12).toArray(),
            IntStream.range(3, 16).toArray(),
            IntStream.range(7, 16).toArray(),
            {3},
            {0, 13},
            {1, 2, 3},
            {4, 7},
            {5, 8, 9},
            {12},
            {2, 5, 12, 13}
        }) {
            histograms.begin(chosen);
            long[] sums = of(histograms, order, 0, rows);
            long[] plain = new long[histograms.size()];
            for (int place = 0; place < chosen.length; place++) {
                for (int row = 0; row < rows; row++) {
                    int bin = table.bins[chosen[place]][row] & 0xFF;
                    plain[histograms.offset(place) + bin] += gradients.packed[row];
                }
            }
            assertThat(sums).as(Arrays.toString(chosen)).isEqualTo(plain);
        }
    }

    @Test
    void giveBack_histogram_isTakenAgainAndEmptiedWhileTheColumnsStay() {
        int rows = 500;
        TrainingData data = Tables.mixed(rows, 6, false);
        BinnedTable table = BinnedTable.of(data.features(), null, 20, 1);
        Gradients gradients = new Gradients(data.labels(), null, -1);
        GradientsTest.update(gradients, new PlainSample(1, null, 0), 3);
        int[] order = IntStream.range(0, rows).toArray();
        Histograms histograms = new Histograms(table, new Cells(table), gradients.packed);
        histograms.begin(new int[] {0, 3});
        long[] whole = of(histograms, order, 0, rows);
        long[] before = whole.clone();
        assertThat(of(histograms, order, 0, rows)).isNotSameAs(whole).isEqualTo(before);
        histograms.giveBack(whole);
        histograms.begin(new int[] {0, 3});
        assertThat(of(histograms, order, 0, rows)).isSameAs(whole).isEqualTo(before);
        histograms.giveBack(whole);
        histograms.begin(new int[] {0, 1, 3});
        assertThat(of(histograms, order, 0, rows))
                .as("another tree has other bins")
                .hasSize(histograms.size())
                .hasSizeGreaterThan(before.length);
    }

    /** 256 MB, whoever made them. */
    @Test
    void mayKeep_histogramsTaken_haveSoMuchMemory() {
        TrainingData data = Tables.mixed(50, 6, false);
        BinnedTable table = BinnedTable.of(data.features(), null, 20, 1);
        Histograms histograms = new Histograms(table, new Cells(table), new long[50]);
        histograms.begin(new int[] {0, 3});
        int most = (int) Math.ceil((256 << 20) / (8.0 * histograms.size()));
        long[] one = of(histograms, new int[50], 0, 50);
        histograms.giveBack(one);
        histograms.took(most - 1);
        assertThat(histograms.mayKeep()).isTrue();
        long[] other = of(histograms, new int[50], 0, 50);
        assertThat(other).as("none is kept for later").isNotSameAs(one);
        assertThat(histograms.mayKeep()).isFalse();
        histograms.giveBack(other);
        assertThat(histograms.mayKeep()).isTrue();
    }

    @Test
    void cells_columnsOfFewBins_shareOneAndKeepEachBin() {
        BinnedTable table = BinnedTable.of(Tables.mixed(500, 3, false).features(), null, 20, 1);
        Cells cells = new Cells(table);

        assertThat(cells.members).as("21 and 6 bins, 20 and 5, 4").isDeepEqualTo(new int[][] {{2, 3}, {0, 1}, {4}});
        for (int column = 0; column < table.columns.length; column++) {
            int joint = cells.jointOf[column];
            byte[] bins = cells.binOf[column];
            for (int row = 0; row < table.rows; row++) {
                int cell = (int) (cells.packed[0][row] >>> Cells.shift(joint)) & 0xFF;
                assertThat(bins == null ? (byte) cell : bins[cell]).isEqualTo(table.bins[column][row]);
            }
        }
    }

    static long[] of(Histograms histograms, int[] order, int from, int to) {
        long[] histogram = histograms.take();
        histograms.add(order, from, to, histogram);
        return histogram;
    }

    @Test
    void plus_two_isTheirSumAndGivesTheSecondBack() {
        BinnedTable table = BinnedTable.of(Tables.mixed(50, 6, false).features(), null, 20, 1);
        Histograms histograms = new Histograms(table, new Cells(table), new long[50]);
        histograms.begin(new int[] {0, 3});
        long[] one = histograms.take();
        long[] other = histograms.take();
        one[3] = 5;
        other[3] = 7;
        other[4] = -1;
        assertThat(histograms.plus(null, one)).isSameAs(one);
        assertThat(histograms.plus(one, null)).isSameAs(one);
        assertThat(histograms.plus(one, other)).isSameAs(one).startsWith(0, 0, 0, 12, -1, 0);
        assertThat(histograms.take()).isSameAs(other).containsOnly(0);
    }

    private static double[] scores(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(rows, -5, 5).toArray();
    }
}
