package io.github.churnml.monitor.estimate;

import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.ExpectedCalibrationError;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.Payoff;
import io.github.churnml.metrics.StratifiedBootstrap;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well a model does on customers of whom nobody knows yet whether they leave: confidence-based performance estimation
 * (CBPE).
 *
 * <p><b>Idea.</b> If, of the customers with probability p, the share p leaves, then the probabilities alone tell how many
 * right and wrong decisions are to be expected: each customer is counted as p of a churner and 1 − p of a stayer
 * ({@link ExpectedConfusion}), and accuracy, precision, recall and F1 follow. ROC-AUC is the expected number of well-ranked
 * pairs by the expected number of pairs, average precision is taken over the expected counts, the Brier score is the mean
 * of p (1 − p) and the log loss the mean entropy. The method and its name are NannyML's (documentation, How it works:
 * Estimation of performance of the monitored model); estimating accuracy by mean confidence is older: D. Guillory et al.,
 * Predicting with confidence on unseen distributions, ICCV 2021, and S. Garg et al., Leveraging unlabeled data to predict
 * out-of-distribution performance, ICLR 2022, who also show where it goes wrong.
 *
 * <p><b>Interval.</b> It is the sampling error of outcomes alone: outcomes are drawn again and again for these very
 * customers, each by its probability (a parametric bootstrap, seeded), and the measure is taken of each draw. If the
 * probabilities are right, the measure that these customers will really show lies in the interval as often as its level
 * says.
 *
 * <p><b>What it cannot see.</b> Probabilities that have become wrong: if customers of the same kind now leave more often
 * (concept drift), the estimate stays as it was, and only outcomes will tell. What it does see is a change of the mix of
 * customers. It is as good as the calibration, which the hold-out measures ({@link ExpectedCalibrationError}).
 *
 * <p>Replicates run in parallel; the same seed gives the same bits whatever the number of threads. Immutable.
 *
 * @param replicates how many times outcomes are drawn, 1 to 100,000; 1,000 suffice for a level of 0.95
 * @param level the confidence level, above 0 and below 1
 * @param seed what the draws depend on
 */
public record ExpectedPerformance(int replicates, double level, long seed) {

    /** The metrics that can be estimated, in the order in which they are given. */
    public static final List<Metric> METRICS = List.of(
            Metric.ROC_AUC,
            Metric.PR_AUC,
            Metric.LOG_LOSS,
            Metric.BRIER,
            Metric.ACCURACY,
            Metric.PRECISION,
            Metric.RECALL,
            Metric.F1);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the replicates are not 1 to 100,000 or the level is not between 0 and 1
     */
    public ExpectedPerformance {
        new StratifiedBootstrap(replicates, level, seed); // refuses the same
    }

    /**
     * The usual settings: 1,000 replicates at the level 0.95.
     *
     * @param seed what the draws depend on
     * @return the settings
     */
    public static ExpectedPerformance standard(long seed) {
        return new ExpectedPerformance(1_000, 0.95, seed);
    }

    /**
     * What is to be expected of every one of {@link #METRICS}.
     *
     * @param probabilities the probability of churn of each customer, calibrated, 0 to 1
     * @param threshold the lowest probability that is predicted to churn
     * @return the estimates; the ends are NaN where the metric is undefined for some draw; unmodifiable
     * @throws IllegalArgumentException if there are no customers, or a probability or the threshold is NaN or a probability
     *     is outside 0 to 1
     */
    public Map<Metric, Estimate> of(double[] probabilities, double threshold) {
        ProbabilityGroups groups = ProbabilityGroups.of(probabilities);
        List<Metric.OfCounts> measures = METRICS.stream()
                .map(metric -> metric.ofCounts(groups.probabilities(), threshold))
                .toList();
        double[][] drawn = new double[METRICS.size()][replicates];
        SplittableRandom[] generators = generators();
        IntStream.range(0, replicates).parallel().forEach(replicate -> {
            int[] churners = groups.draw(generators[replicate]);
            int[] stayers = groups.others(churners);
            for (int i = 0; i < drawn.length; i++) {
                drawn[i][replicate] = measures.get(i).compute(churners, stayers);
            }
        });
        ExpectedConfusion confusion = ExpectedConfusion.at(groups, threshold);
        Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
        for (int i = 0; i < drawn.length; i++) {
            Metric metric = METRICS.get(i);
            estimates.put(metric, Estimate.ofReplicates(value(metric, groups, confusion), drawn[i], level));
        }
        return Collections.unmodifiableMap(estimates);
    }

    /**
     * What is to be expected of the profit.
     *
     * @param probabilities the probability of churn of each customer, calibrated, 0 to 1
     * @param threshold the lowest probability that is predicted to churn
     * @param payoff what one customer of each kind brings
     * @return the expected sum over all customers, with its interval
     * @throws IllegalArgumentException as {@link #of} does
     */
    public Estimate profit(double[] probabilities, double threshold, Payoff payoff) {
        ProbabilityGroups groups = ProbabilityGroups.of(probabilities);
        int contacted = contacted(groups, threshold);
        SplittableRandom[] generators = generators();
        double[] drawn = new double[replicates];
        Arrays.parallelSetAll(drawn, replicate -> {
            int[] churners = groups.draw(generators[replicate]);
            int[] stayers = groups.others(churners);
            return payoff.of(new ConfusionMatrix(
                    sum(churners, 0, contacted),
                    sum(stayers, 0, contacted),
                    sum(stayers, contacted, stayers.length),
                    sum(churners, contacted, churners.length)));
        });
        return Estimate.ofReplicates(ExpectedConfusion.at(groups, threshold).profit(payoff), drawn, level);
    }

    /**
     * How many customers of each kind are to be expected.
     *
     * @param probabilities the probability of churn of each customer, calibrated, 0 to 1
     * @param threshold the lowest probability that is predicted to churn; any number but NaN
     * @return the expected matrix
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static ExpectedConfusion confusion(double[] probabilities, double threshold) {
        ProbabilityGroups groups = ProbabilityGroups.of(probabilities);
        contacted(groups, threshold);
        return ExpectedConfusion.at(groups, threshold);
    }

    /** How many groups are predicted to churn. */
    private static int contacted(ProbabilityGroups groups, double threshold) {
        Metric.ACCURACY.ofCounts(groups.probabilities(), threshold); // refuses NaN
        int contacted = 0;
        while (contacted < groups.size() && groups.probability(contacted) >= threshold) {
            contacted++;
        }
        return contacted;
    }

    /** One generator per replicate, split off in order, so that the number of threads cannot matter. */
    private SplittableRandom[] generators() {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom[] generators = new SplittableRandom[replicates];
        Arrays.setAll(generators, replicate -> root.split());
        return generators;
    }

    private static long sum(int[] counts, int from, int to) {
        return Arrays.stream(counts, from, to).asLongStream().sum();
    }

    private static double value(Metric metric, ProbabilityGroups groups, ExpectedConfusion confusion) {
        return switch (metric) {
            case ROC_AUC -> groups.rocAuc();
            case PR_AUC -> groups.averagePrecision();
            case LOG_LOSS -> groups.logLoss();
            case BRIER -> groups.brier();
            case ACCURACY -> confusion.accuracy();
            case PRECISION -> confusion.precision();
            case RECALL -> confusion.recall();
            case F1 -> confusion.f1();
            default -> throw new IllegalArgumentException(metric.label() + " is not estimated");
        };
    }
}
