package io.github.churnml.monitor;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.metrics.StratifiedBootstrap;
import io.github.churnml.monitor.estimate.ExpectedPerformance;
import io.github.churnml.prepare.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well a model probably does on customers most of whose outcomes are not known yet; and, where some are known by now,
 * how well it really did on those, beside what was to be expected of them.
 *
 * @param rows how many customers there are
 * @param threshold the probability from which a customer is predicted to leave
 * @param estimated what is to be expected of all of them, see {@link ExpectedPerformance}
 * @param labelled of how many the outcome is known
 * @param expected what was to be expected of those alone; empty unless both outcomes are among them
 * @param realised how well the model did on them, with bootstrap intervals; empty unless both outcomes are among them
 */
public record ProbablePerformance(
        int rows,
        double threshold,
        Map<Metric, Estimate> estimated,
        int labelled,
        Map<Metric, Estimate> expected,
        Map<Metric, Estimate> realised) {

    /** Copies the maps. */
    public ProbablePerformance {
        estimated = copy(estimated);
        expected = copy(expected);
        realised = copy(realised);
    }

    /**
     * Estimates from probabilities.
     *
     * @param probabilities the calibrated probability of churn of each customer, 0 to 1
     * @param labels 1 for a customer who left, 0 for one who stayed, -1 while it is not known; one per probability
     * @param threshold the lowest probability that is predicted to churn
     * @param seed what the draws depend on
     * @return the estimate
     * @throws IllegalArgumentException if there are no customers, the lengths differ, a probability is not one, a label is
     *     another number, or the threshold is NaN
     */
    public static ProbablePerformance of(double[] probabilities, int[] labels, double threshold, long seed) {
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException("There are " + labels.length + " labels but " + probabilities.length
                    + " probabilities.\nMaybe give -1 for an outcome that is not known.");
        }
        ExpectedPerformance estimator = ExpectedPerformance.standard(seed);
        int[] known = IntStream.range(0, labels.length)
                .filter(row -> labels[row] != -1)
                .toArray();
        int[] outcomes = Arrays.stream(known).map(row -> labels[row]).toArray();
        double[] scores =
                Arrays.stream(known).mapToDouble(row -> probabilities[row]).toArray();
        boolean judge = Arrays.stream(outcomes).distinct().count() > 1;
        Map<Metric, Estimate> realised = new EnumMap<>(Metric.class);
        if (judge) {
            realised.putAll(StratifiedBootstrap.standard(seed).intervals(outcomes, scores, threshold));
            realised.keySet().retainAll(ExpectedPerformance.METRICS);
        }
        return new ProbablePerformance(
                probabilities.length,
                threshold,
                estimator.of(probabilities, threshold),
                known.length,
                judge ? estimator.of(scores, threshold) : Map.of(),
                realised);
    }

    /**
     * Estimates for a table.
     *
     * @param model the model, whose probabilities are taken for calibrated
     * @param data customers; where there is a target column, it may be empty for some
     * @return the estimate
     * @throws DataException if a column that the model needs is not there, or there are no rows
     */
    public static ProbablePerformance of(ChurnModel model, Dataset data) {
        return of(model, data, model.scorer().score(data).probabilities());
    }

    /**
     * Estimates for a table that has been scored.
     *
     * @param model the model, whose probabilities are taken for calibrated
     * @param data customers; where there is a target column, it may be empty for some
     * @param probabilities what the model gave them, one per row
     * @return the estimate
     * @throws DataException if there are no rows
     */
    public static ProbablePerformance of(ChurnModel model, Dataset data, double[] probabilities) {
        return of(model, data, probabilities, model.target());
    }

    /**
     * Estimates for a table that has been scored and says in its own way who left.
     *
     * @param model the model, whose probabilities are taken for calibrated
     * @param data customers; where there is a target column, it may be empty for some
     * @param probabilities what the model gave them, one per row
     * @param outcomes the column, which may be absent, and the labels that say who left and who stayed; any other label means
     *     that the outcome is not known
     * @return the estimate
     * @throws DataException if there are no rows
     */
    public static ProbablePerformance of(ChurnModel model, Dataset data, double[] probabilities, Target outcomes) {
        if (data.rows() == 0) {
            throw new DataException(
                    "The table has no rows to estimate by.", "Maybe another file was meant.", Where.nowhere());
        }
        int[] labels = new int[data.rows()];
        Arrays.fill(labels, -1);
        if (data.find(outcomes.column()).isPresent()) {
            labels = outcomes.labels(data);
        }
        return of(probabilities, labels, model.threshold(), model.manifest().seed());
    }

    /**
     * {@return the metrics whose realised value lies outside of what was to be expected of the same customers: a sign that
     * the probabilities have become wrong, or that outcomes become known of some kinds of customers first}
     */
    public List<Metric> surprises() {
        return realised.keySet().stream()
                .filter(metric -> asExpected(metric).filter(held -> !held).isPresent())
                .toList();
    }

    /**
     * Whether a metric's realised value lies within what was to be expected of the same customers.
     *
     * @param metric the metric
     * @return the answer; empty where there is none: the metric was not realised, or of so few customers it has no interval,
     *     or one of all that is possible
     */
    public Optional<Boolean> asExpected(Metric metric) {
        Estimate range = expected.get(metric);
        Estimate found = realised.get(metric);
        if (range == null
                || found == null
                || !range.hasInterval()
                || Double.isNaN(found.value())
                || isAll(metric, range)) {
            return Optional.empty();
        }
        return Optional.of(found.value() >= range.low() && found.value() <= range.high());
    }

    /** From 0 to 1, which no metric that is estimated leaves but the log loss. */
    private static boolean isAll(Metric metric, Estimate range) {
        return metric != Metric.LOG_LOSS && range.low() <= 0 && range.high() >= 1;
    }

    private static Map<Metric, Estimate> copy(Map<Metric, Estimate> map) {
        Map<Metric, Estimate> copy = new EnumMap<>(Metric.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }
}
