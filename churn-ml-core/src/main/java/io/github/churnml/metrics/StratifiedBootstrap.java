package io.github.churnml.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Percentile bootstrap intervals for every {@link Metric}, resampling churners and stayers apart.
 *
 * <p>Each replicate draws as many churners as there are, with replacement, from the churners, and the stayers likewise;
 * so the churn rate is kept, and no replicate is without a class. The ends of an interval are the quantiles
 * (1 − level) / 2 and (1 + level) / 2 of the replicates (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap,
 * 1993, chapter 13), interpolated linearly between order statistics (R. J. Hyndman and Y. Fan, The American Statistician
 * 50, 1996, definition 7). An interval is made wider where the estimate lies beside it, as resampling may bias a measure.
 * The {@link ExpectedCalibrationError}, which resampling always raises, has an interval of its own, by bins.
 *
 * <p>Rows are sorted once. A replicate is only new counts over the same distinct scores, so all metrics of a replicate
 * cost time proportional to the rows. Replicates run in parallel on the common pool; each draws from its own generator,
 * split off in order, so the same seed gives the same bits whatever the number of threads. Memory per running replicate
 * is eight bytes per distinct score. Immutable and safe to share.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param replicates how many resamples to draw, 1 to 100,000; 1,000 suffice for a level of 0.95
 * @param level the confidence level, above 0 and below 1
 * @param seed what the draws depend on
 */
public record StratifiedBootstrap(int replicates, double level, long seed) {

    /**
     * Checks the settings.
     *
     * @param replicates 1 to 100,000
     * @param level above 0 and below 1
     * @param seed any number
     * @throws IllegalArgumentException if the replicates are not 1 to 100,000 or the level is not between 0 and 1
     */
    public StratifiedBootstrap {
        Replicates.check(replicates);
        Estimate.checkLevel(level);
    }

    /**
     * The usual settings: 1,000 replicates at the level 0.95.
     *
     * @param seed what the draws depend on
     * @return the settings
     */
    public static StratifiedBootstrap standard(long seed) {
        return new StratifiedBootstrap(1_000, 0.95, seed);
    }

    /**
     * Every metric of the rows but those of money, with its interval.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param probabilities the probability of churn for each label, 0 to 1
     * @param threshold the lowest probability that is predicted to churn
     * @return all metrics that are no money in their order; the ends are NaN where the metric is undefined in some replicate, and where a class
     *     has a single row, which is the same in every replicate; unmodifiable
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, a probability is
     *     NaN or outside 0 to 1, or the threshold is NaN
     */
    public Map<Metric, Estimate> intervals(int[] labels, double[] probabilities, double threshold) {
        ScoreCounts observed = ScoreCounts.ofProbabilities(labels, probabilities);
        List<ReplicatedMetric> metrics = Metric.ofScores().stream()
                .filter(metric -> metric != Metric.ECE)
                .map(metric -> ReplicatedMetric.of(metric, observed.scores, threshold, replicates))
                .toList();
        Map<Metric, Estimate> estimates = estimates(observed, metrics);
        estimates.put(Metric.ECE, ExpectedCalibrationError.estimate(observed, this));
        return finished(estimates, observed);
    }

    /**
     * The metrics of money of the rows, with their intervals; rows are drawn together with what their customers are worth.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @param threshold the lowest score that is predicted to churn, and contacted
     * @param campaign what contacting costs, and how often it works
     * @param values what each customer is worth if staying, 0 or more, in the order of the labels
     * @return the metrics that are money in their order, per customer; unmodifiable
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1, a score is NaN, or a
     *     value is not an amount of 0 or more
     */
    public Map<Metric, Estimate> moneyIntervals(
            int[] labels, double[] scores, double threshold, Campaign campaign, double[] values) {
        CampaignRows rows = new CampaignRows(labels, scores, campaign, values);
        List<ReplicatedMetric> metrics = Stream.of(Metric.values())
                .filter(Metric::isMoney)
                .map(metric -> new ReplicatedMetric(
                        metric, drawn -> rows.measure(metric, drawn, threshold), new double[replicates]))
                .toList();
        return finished(estimates(rows.counts, metrics), rows.counts);
    }

    private Map<Metric, Estimate> estimates(ScoreCounts observed, List<ReplicatedMetric> metrics) {
        resample(observed, metrics);
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        metrics.forEach(
                it -> estimates.put(it.metric(), it.estimate(it.measure().applyAsDouble(observed), level)));
        return estimates;
    }

    /** Without intervals where a class has a single row, which is the same in every replicate. */
    private Map<Metric, Estimate> finished(Map<Metric, Estimate> estimates, ScoreCounts observed) {
        if (observed.positiveTotal == 1 || observed.negativeTotal == 1) {
            estimates.replaceAll((metric, it) -> new Estimate(it.value(), Double.NaN, Double.NaN, level));
        }
        return Collections.unmodifiableMap(estimates);
    }

    private void resample(ScoreCounts observed, List<ReplicatedMetric> metrics) {
        int[] groupsOfChurners = groupOfEachRow(observed.positives, observed.positiveTotal);
        int[] groupsOfStayers = groupOfEachRow(observed.negatives, observed.negativeTotal);
        SplittableRandom[] generators = Replicates.generators(replicates, seed);
        IntStream.range(0, replicates).parallel().forEach(replicate -> {
            int[] churners = draw(groupsOfChurners, observed.scores.length, generators[replicate]);
            int[] stayers = draw(groupsOfStayers, observed.scores.length, generators[replicate]);
            ScoreCounts counts = new ScoreCounts(observed.scores, churners, stayers);
            metrics.forEach(metric -> metric.draw(replicate, counts));
        });
    }

    private static int[] groupOfEachRow(int[] counts, long total) {
        int[] groups = new int[Math.toIntExact(total)];
        int row = 0;
        for (int g = 0; g < counts.length; g++) {
            Arrays.fill(groups, row, row + counts[g], g);
            row += counts[g];
        }
        return groups;
    }

    private static int[] draw(int[] groupOfEachRow, int groups, SplittableRandom random) {
        int[] counts = new int[groups];
        for (int i = 0; i < groupOfEachRow.length; i++) {
            counts[groupOfEachRow[random.nextInt(groupOfEachRow.length)]]++;
        }
        return counts;
    }
}
