package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The search in histograms against a plain one that adds up rows in full precision, for every possible cut. */
class SplitFinderTest {

    private static final double L2 = 1;

    @Property(tries = 100)
    void best_anyColumn_isTheBestOfAllCuts(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int minLeafRows) {
        TrainingData data = Tables.mixed(400, seed, false);
        BinnedTable table = BinnedTable.of(data.features(), null, 30, 1);
        RowSample all = new PlainSample(1, data.weights(), 0);
        double[] scores = new SplittableRandom(seed).doubles(400, -2, 2).toArray();
        Gradients gradients = GradientsTest.at(data.labels(), data.weights(), scores);
        GradientsTest.update(gradients, all, seed);
        LocalRows rows = RowCountsTest.all(table, gradients);
        GrowthSettings settings = HistogramGradientBoosting.builder()
                .minLeafRows(Math.max(1, minLeafRows))
                .minChildWeight(0.5)
                .l2(L2)
                .levelL2(0)
                .levelSmoothing(0)
                .settings()
                .tree();
        SplitFinder finder = new SplitFinder(
                table,
                gradients,
                settings,
                new RowCounts(table, gradients, settings, data.weights(), rows),
                new LevelOrder(table, gradients, settings),
                Constraints.of(data.features().features(), settings),
                new Gains(gradients, settings));
        for (int column = 0; column < 5; column++) {
            Histograms histograms = new Histograms(table, new Cells(table), gradients.packed);
            int[] columns = {column};
            histograms.begin(columns);
            long[] histogram = HistogramsTest.of(histograms, rows.rows(0), 0, 400);
            OpenNode root = new OpenNode(0, 0, 400, histograms.total(histogram), 0);
            Cut cut = finder.best(root, histogram, histograms, columns);
            // Of more than four levels only the cuts of their order are tried; with l2 and fewest rows another may be
            // better.
            boolean inOrder = column == 3;
            double expected = 0;
            for (boolean[] left : allCuts(table.columns[column])) {
                expected = Math.max(expected, gain(table.bins[column], gradients, left, settings));
            }
            if (cut == null) {
                assertThat(inOrder || expected < 1e-4).isTrue();
                continue;
            }
            assertThat(gain(table.bins[column], gradients, cut.left(), settings))
                    .as("what the cut itself gains")
                    .isCloseTo(cut.gain(), within(1e-4));
            if (inOrder) {
                assertThat(cut.gain()).isLessThan(expected + 1e-4);
            } else {
                assertThat(cut.gain()).isCloseTo(expected, within(1e-4));
            }
        }
    }

    /** Every threshold with missing values on either side; of few levels each against the rest, of more every set. */
    private static List<boolean[]> allCuts(FeatureBins bins) {
        List<boolean[]> cuts = new ArrayList<>();
        if (bins.nominal()) {
            for (int set = 1; set < 1 << bins.values() + 1; set++) {
                boolean[] left = new boolean[bins.size()];
                for (int bin = 0; bin <= bins.missing(); bin++) {
                    left[bin] = (set >> bin & 1) == 1;
                }
                if (bins.values() > 3 || Integer.bitCount(set) == 1) {
                    cuts.add(left);
                }
            }
            return cuts;
        }
        for (int threshold = 0; threshold < bins.values(); threshold++) {
            for (boolean missingLeft : new boolean[] {false, true}) {
                boolean[] left = new boolean[bins.size()];
                for (int bin = 0; bin <= threshold; bin++) {
                    left[bin] = true;
                }
                left[bins.missing()] = missingLeft;
                cuts.add(left);
            }
        }
        return cuts;
    }

    private static double gain(byte[] bins, Gradients gradients, boolean[] left, GrowthSettings settings) {
        double[] g = new double[2];
        double[] h = new double[2];
        int[] rows = new int[2];
        for (int i = 0; i < bins.length; i++) {
            int side = left[bins[i] & 0xFF] ? 0 : 1;
            double[] sums = GradientsTest.sums(gradients, new int[] {i}, 0, 1);
            g[side] += sums[0];
            h[side] += sums[1];
            rows[side]++;
        }
        if (Math.min(rows[0], rows[1]) < settings.minLeafRows() || Math.min(h[0], h[1]) < settings.minChildWeight()) {
            return 0;
        }
        double all = (g[0] + g[1]) * (g[0] + g[1]) / (h[0] + h[1] + L2);
        return (g[0] * g[0] / (h[0] + L2) + g[1] * g[1] / (h[1] + L2) - all) / 2;
    }
}
