package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StratifiedBootstrapTest {

    private static final Rows ROWS = Rows.simulated(400, 11);

    @Provide
    Arbitrary<Rows> rows() {
        return Rows.any();
    }

    @Test
    void intervals_values_areThoseOfPlainMetrics() {
        Map<Metric, Estimate> intervals = intervals(new StratifiedBootstrap(20, 0.9, 3), ROWS);

        assertThat(intervals.keySet()).containsExactlyElementsOf(Metric.ofScores());
        Metric.all(ROWS.labels(), ROWS.scores(), 0.5)
                .forEach((metric, value) -> assertThat(intervals.get(metric).value())
                        .as(metric.label())
                        .isEqualTo(value));
        assertThat(intervals.values())
                .allSatisfy(estimate -> assertThat(estimate.level()).isEqualTo(0.9));
    }

    @Test
    void replicates_resampledRows_areMeasuredAfresh() {
        int replicates = 41;
        SplittableRandom root = new SplittableRandom(99);
        double[][] resampled = new double[Metric.values().length][replicates];
        for (int r = 0; r < replicates; r++) {
            Rows drawn = drawRows(ROWS, root.split());
            for (Metric metric : Metric.ofScores()) {
                resampled[metric.ordinal()][r] = metric.compute(drawn.labels(), drawn.scores(), 0.5);
            }
        }

        Map<Metric, Estimate> intervals = intervals(new StratifiedBootstrap(replicates, 0.9, 99), ROWS);

        // Of 41 replicates, the quantiles 0.05 and 0.95 are the order statistics 2 and 38 exactly, counted from 0.
        // The expected calibration error has an interval of its own: ExpectedCalibrationErrorTest.
        intervals.forEach((metric, estimate) -> {
            if (metric == Metric.ECE) {
                return;
            }
            double[] sorted = resampled[metric.ordinal()];
            Arrays.sort(sorted);
            assertThat(estimate.low()).as(metric.label()).isCloseTo(sorted[2], within(1e-14));
            assertThat(estimate.high()).as(metric.label()).isCloseTo(sorted[38], within(1e-14));
        });
    }

    @Test
    void rocAuc_intervalWidth_isThatOfDeLong() {
        Rows rows = Rows.simulated(600, 4);

        Estimate auc = intervals(new StratifiedBootstrap(2_000, 0.95, 8), rows).get(Metric.ROC_AUC);

        double expected = 2 * 1.959964 * Oracle.rocAucStandardError(rows);
        assertThat((auc.high() - auc.low()) / expected).isBetween(0.92, 1.08);
        assertThat((auc.high() + auc.low()) / 2).isCloseTo(auc.value(), within(0.005));
    }

    @Test
    void recall_intervalWidth_isThatOfTheBinomial() {
        // 400 churners, 280 of them found; what the stayers do is of no matter to recall.
        int[] labels = IntStream.range(0, 1_000).map(i -> i < 400 ? 1 : 0).toArray();
        double[] scores =
                IntStream.range(0, 1_000).mapToDouble(i -> i < 280 ? 0.8 : 0.2).toArray();

        Estimate recall = intervals(new StratifiedBootstrap(2_000, 0.95, 21), new Rows(labels, scores))
                .get(Metric.RECALL);

        double half = 1.959964 * Math.sqrt(0.7 * 0.3 / 400);
        assertThat(recall.value()).isEqualTo(0.7);
        assertThat(recall.low()).isCloseTo(0.7 - half, within(0.005));
        assertThat(recall.high()).isCloseTo(0.7 + half, within(0.005));
    }

    @Test
    void intervals_otherThreads_haveTheSameBits() {
        StratifiedBootstrap bootstrap = new StratifiedBootstrap(200, 0.95, 5);
        Map<Metric, Estimate> alone = inPool(1, bootstrap);

        assertThat(inPool(4, bootstrap)).isEqualTo(alone);
        assertThat(intervals(bootstrap, ROWS)).isEqualTo(alone);
    }

    @Test
    void intervals_otherRowOrder_haveTheSameBits() {
        StratifiedBootstrap bootstrap = new StratifiedBootstrap(50, 0.95, 5);
        assertThat(intervals(bootstrap, ROWS.shuffled(77))).isEqualTo(intervals(bootstrap, ROWS));
    }

    @Test
    void intervals_otherSeed_differAroundTheSameValue() {
        Estimate one = intervals(new StratifiedBootstrap(50, 0.95, 1), ROWS).get(Metric.ROC_AUC);
        Estimate two = intervals(new StratifiedBootstrap(50, 0.95, 2), ROWS).get(Metric.ROC_AUC);
        assertThat(two.value()).isEqualTo(one.value());
        assertThat(two).isNotEqualTo(one);
    }

    @Test
    void intervals_fixedSeed_haveTheseBits() {
        Estimate auc = intervals(new StratifiedBootstrap(100, 0.95, 42), ROWS).get(Metric.ROC_AUC);
        Estimate loss = intervals(new StratifiedBootstrap(100, 0.95, 42), ROWS).get(Metric.LOG_LOSS);
        assertThat(auc).isEqualTo(new Estimate(0.7772152215221522, 0.740128700370037, 0.8192178592859286, 0.95));
        assertThat(loss).isEqualTo(new Estimate(0.5649623579404716, 0.534643003760006, 0.5891268105751427, 0.95));
    }

    @Test
    void rocAuc_separatedRows_hasNoWidth() {
        Rows rows = new Rows(new int[] {0, 0, 1, 1}, new double[] {0.1, 0.2, 0.8, 0.9});
        assertThat(intervals(StratifiedBootstrap.standard(1), rows).get(Metric.ROC_AUC))
                .isEqualTo(new Estimate(1, 1, 1, 0.95));
    }

    @Test
    void intervals_oneClassOnly_existWhereDefined() {
        Rows rows = new Rows(new int[] {0, 0, 0}, new double[] {0.1, 0.2, 0.3});
        Map<Metric, Estimate> intervals = intervals(StratifiedBootstrap.standard(1), rows);

        assertThat(intervals.get(Metric.ROC_AUC)).isEqualTo(new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95));
        assertThat(intervals.get(Metric.BRIER).low())
                .isLessThan(intervals.get(Metric.BRIER).high());
        assertThat(intervals.get(Metric.ACCURACY)).isEqualTo(new Estimate(1, 1, 1, 0.95));
    }

    @Test
    void intervals_oneReplicate_endThereAndAtTheValue() {
        Estimate auc = intervals(new StratifiedBootstrap(1, 0.95, 7), ROWS).get(Metric.ROC_AUC);
        assertThat(auc.low()).isEqualTo(auc.value());
        assertThat(auc.high()).isGreaterThan(auc.value());
    }

    @Test
    void standard_byDefault_is1000ReplicatesAt95Percent() {
        assertThat(StratifiedBootstrap.standard(6)).isEqualTo(new StratifiedBootstrap(1_000, 0.95, 6));
    }

    @Test
    void result_cannot_be_changed() {
        Map<Metric, Estimate> intervals = intervals(new StratifiedBootstrap(1, 0.5, 7), ROWS);
        assertThatThrownBy(intervals::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Property(tries = 50)
    void intervals_higherLevel_containTheLower(@ForAll("rows") Rows rows, @ForAll long seed) {
        Map<Metric, Estimate> narrow = intervals(new StratifiedBootstrap(60, 0.8, seed), rows);
        Map<Metric, Estimate> wide = intervals(new StratifiedBootstrap(60, 0.99, seed), rows);
        narrow.forEach((metric, inner) -> {
            Estimate outer = wide.get(metric);
            if (Double.isNaN(inner.low())) {
                assertThat(outer.low()).as(metric.label()).isNaN();
            } else {
                assertThat(outer.low()).as(metric.label()).isLessThanOrEqualTo(inner.low());
                assertThat(outer.high()).as(metric.label()).isGreaterThanOrEqualTo(inner.high());
            }
        });
    }

    @Property(tries = 100)
    void everyEstimate_lies_within_its_interval(@ForAll("rows") Rows rows, @ForAll long seed) {
        intervals(new StratifiedBootstrap(30, 0.6, seed), rows).forEach((metric, estimate) -> {
            if (estimate.hasInterval()) {
                assertThat(estimate.value()).as(metric.label()).isBetween(estimate.low(), estimate.high());
            }
        });
    }

    @Test
    void intervals_singleChurner_areUndefined() {
        Rows rows = new Rows(new int[] {1, 0, 0, 0}, new double[] {0.9, 0.1, 0.2, 0.3});

        assertThat(intervals(StratifiedBootstrap.standard(1), rows)).allSatisfy((metric, estimate) -> {
            assertThat(estimate.hasInterval()).as(metric.label()).isFalse();
            assertThat(estimate.value()).as(metric.label()).isNotNaN();
        });
    }

    private static Map<Metric, Estimate> intervals(StratifiedBootstrap bootstrap, Rows rows) {
        return bootstrap.intervals(rows.labels(), rows.scores(), 0.5);
    }

    private static Map<Metric, Estimate> inPool(int threads, StratifiedBootstrap bootstrap) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> intervals(bootstrap, ROWS)).join();
        } finally {
            pool.shutdown();
        }
    }

    /** The plain form of one replicate: whole rows, churners first, each class from its highest score down. */
    private static Rows drawRows(Rows rows, SplittableRandom random) {
        int[] churners = ofClass(rows, 1);
        int[] stayers = ofClass(rows, 0);
        int[] fromChurners = IntStream.range(0, churners.length)
                .map(i -> churners[random.nextInt(churners.length)])
                .toArray();
        int[] fromStayers = IntStream.range(0, stayers.length)
                .map(i -> stayers[random.nextInt(stayers.length)])
                .toArray();
        return rows.pick(IntStream.concat(IntStream.of(fromChurners), IntStream.of(fromStayers))
                .toArray());
    }

    private static int[] ofClass(Rows rows, int label) {
        return IntStream.range(0, rows.count())
                .filter(i -> rows.labels()[i] == label)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -rows.scores()[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    @Test
    void intervals_singleStayer_areUndefined() {
        Map<Metric, Estimate> estimates = StratifiedBootstrap.standard(1)
                .intervals(new int[] {1, 1, 1, 0}, new double[] {0.9, 0.8, 0.7, 0.2}, 0.5);

        assertThat(estimates.get(Metric.ROC_AUC).value()).isEqualTo(1);
        assertThat(estimates.values()).noneMatch(Estimate::hasInterval);
    }
}
