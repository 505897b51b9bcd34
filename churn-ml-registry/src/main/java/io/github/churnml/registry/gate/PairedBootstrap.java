package io.github.churnml.registry.gate;

import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of a candidate and a champion over the same resamples of the same customers, those who left and those who stayed drawn
 * apart: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13. What makes some customers
 * hard for either model is drawn for both and so is no difference between them.
 *
 * <p><b>No worse by more than a margin</b> is the hypothesis of non-inferiority (S. Wellek, Testing Statistical Hypotheses of
 * Equivalence and Noninferiority, 2010, chapter 1): it is accepted where the one-sided lower bound of the gain, the quantile 1 −
 * confidence of the gains of the resamples, is at least minus the margin. A candidate that is worse by exactly the margin then
 * passes in about 1 − confidence of all cases; a test counts. Calibration errors are not compared: every sample raises them, and
 * the more so the better a model is calibrated; the interval of one is the basic one, which reflects the quantiles at the estimate.
 *
 * <p>Replicates run on the common pool, each with a generator split off in order: the same seed gives the same bits whatever the
 * number of threads. Immutable.
 *
 * @param replicates how many resamples
 * @param seed what they depend on
 */
record PairedBootstrap(int replicates, long seed) {

    private static final int REPLICATES = 2000;

    static PairedBootstrap standard(long seed) {
        return new PairedBootstrap(REPLICATES, seed);
    }

    /**
     * A metric of both models.
     *
     * @param candidate its value over all rows
     * @param champion its value over all rows; NaN without a champion
     * @param ofCandidate its value in each resample
     * @param ofChampion its value in each resample; NaN without a champion
     */
    record Paired(Metric metric, double candidate, double champion, double[] ofCandidate, double[] ofChampion) {

        /** By how much the candidate's number is higher. */
        double difference() {
            return minus(candidate, champion);
        }

        /** The candidate's value with a two-sided interval. */
        Estimate interval(double level) {
            double[] drawn = ofCandidate.clone();
            if (metric == Metric.ECE) {
                Arrays.setAll(drawn, i -> Math.max(0, 2 * candidate - drawn[i]));
            }
            return Estimate.ofReplicates(candidate, drawn, level);
        }

        /** How much better the candidate surely is at least, negative if it may be worse; NaN if that cannot be told. */
        double surelyBetterBy(double confidence) {
            double sign = metric.higherIsBetter() ? 1 : -1;
            double[] gains = new double[ofCandidate.length];
            Arrays.setAll(gains, i -> sign * minus(ofCandidate[i], ofChampion[i]));
            return Estimate.ofReplicates(sign * difference(), gains, 2 * confidence - 1)
                    .low();
        }

        /** Where both are undefined, as precision is where nobody is predicted to leave, they do not differ. */
        private static double minus(double one, double other) {
            return Double.isNaN(one) && Double.isNaN(other) ? 0 : one - other;
        }
    }

    /**
     * Measures both over the same draws.
     *
     * @param labels the outcomes, of both kinds
     * @param candidate the metrics of the candidate over these rows
     * @param champion those of the champion; null if there is none
     * @param metrics which they are, in their order
     */
    Map<Metric, Paired> run(
            int[] labels, WeightedMetrics candidate, @Nullable WeightedMetrics champion, List<Metric> metrics) {
        int[][] classes = {rowsOf(labels, 0), rowsOf(labels, 1)};
        double[][] first = new double[metrics.size()][replicates];
        double[][] second = new double[metrics.size()][replicates];
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom[] generators = new SplittableRandom[replicates];
        Arrays.setAll(generators, i -> root.split());
        IntStream.range(0, replicates).parallel().forEach(i -> {
            int[] weights = draw(classes, labels.length, generators[i]);
            put(candidate.of(weights), first, i);
            put(of(champion, weights, metrics.size()), second, i);
        });
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        double[] own = candidate.of(once);
        double[] others = of(champion, once, metrics.size());
        Map<Metric, Paired> pairs = new EnumMap<>(Metric.class);
        for (int m = 0; m < own.length; m++) {
            pairs.put(metrics.get(m), new Paired(metrics.get(m), own[m], others[m], first[m], second[m]));
        }
        return pairs;
    }

    private static double[] of(@Nullable WeightedMetrics champion, int[] weights, int metrics) {
        if (champion != null) {
            return champion.of(weights);
        }
        double[] unknown = new double[metrics];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    private static void put(double[] values, double[][] into, int replicate) {
        for (int m = 0; m < values.length; m++) {
            into[m][replicate] = values[m];
        }
    }

    private static int[] rowsOf(int[] labels, int label) {
        return IntStream.range(0, labels.length)
                .filter(row -> labels[row] == label)
                .toArray();
    }

    private static int[] draw(int[][] classes, int rows, SplittableRandom random) {
        int[] weights = new int[rows];
        for (int[] ofClass : classes) {
            for (int i = 0; i < ofClass.length; i++) {
                weights[ofClass[random.nextInt(ofClass.length)]]++;
            }
        }
        return weights;
    }
}
