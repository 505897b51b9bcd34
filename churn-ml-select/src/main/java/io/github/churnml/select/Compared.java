package io.github.churnml.select;

import io.github.churnml.judge.OutOfFold;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One candidate with what it reached in every fold.
 *
 * @param candidate which
 * @param outOfFold what it says of each row, one per repeat
 * @param values each metric of {@link #METRICS}, and of {@link #MONEY} where it is known what customers are worth, by fold, all
 *     repeats after each other; {@link Metric#ECE} by repeat, over all its folds together, since that of few rows is too large
 * @param calibrated log loss, Brier score and ECE, over all folds of a repeat together, once the log-odds of each fold are calibrated
 *     by what is chosen and fitted on the others, in time on the earlier ones; the mean over repeats
 * @param times how long it takes
 */
public record Compared(
        Candidate candidate,
        List<OutOfFold> outOfFold,
        Map<Metric, double[]> values,
        Map<Metric, Double> calibrated,
        Times times) {

    /** What candidates may be compared by. */
    public static final List<Metric> METRICS = List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER);

    /** So much of a fold's training part is set aside to learn a threshold on, where it is learnt. */
    public static final double THRESHOLD_SHARE = 0.25;

    /** What candidates may be compared by where it is known what customers are worth, per customer. */
    public static final List<Metric> MONEY = List.of(Metric.PROFIT, Metric.MAXIMUM_PROFIT, Metric.EMPC);

    private static final List<Metric> OF_PROBABILITIES = List.of(Metric.LOG_LOSS, Metric.BRIER, Metric.ECE);

    /** Copies the collections. */
    public Compared {
        outOfFold = List.copyOf(outOfFold);
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        calibrated = Collections.unmodifiableMap(new EnumMap<>(calibrated));
    }

    static Compared of(
            Candidate candidate,
            List<OutOfFold> outOfFold,
            boolean inOrder,
            @Nullable Worth worth,
            double[] thresholds,
            Times times) {
        Map<Metric, double[]> values = new EnumMap<>(Metric.class);
        for (Metric metric : METRICS) {
            values.put(
                    metric,
                    outOfFold.stream()
                            .flatMapToDouble(repeat -> Arrays.stream(repeat.byFold(metric, 0.5)))
                            .toArray());
        }
        if (worth != null) {
            MONEY.forEach(metric -> values.put(metric, ofMoney(metric, outOfFold, worth, thresholds)));
        }
        values.put(
                Metric.ECE,
                outOfFold.stream()
                        .map(OutOfFold::judged)
                        .mapToDouble(rows -> Metric.ECE.compute(rows.labels(), rows.probabilities(), 0.5))
                        .toArray());
        return new Compared(candidate, outOfFold, values, calibrated(outOfFold, inOrder), times);
    }

    private static double[] ofMoney(Metric metric, List<OutOfFold> outOfFold, Worth worth, double[] thresholds) {
        int folds = thresholds.length / outOfFold.size();
        return IntStream.range(0, thresholds.length)
                .mapToDouble(i -> worth.of(metric, outOfFold.get(i / folds), i % folds, thresholds[i]))
                .toArray();
    }

    private static Map<Metric, Double> calibrated(List<OutOfFold> outOfFold, boolean inOrder) {
        Map<Metric, Double> means = new EnumMap<>(Metric.class);
        for (OutOfFold repeat : outOfFold) {
            OutOfFold rows = repeat.judged();
            double[] probabilities = Calibrated.probabilities(rows, inOrder);
            for (Metric metric : OF_PROBABILITIES) {
                means.merge(metric, metric.compute(rows.labels(), probabilities, 0.5) / outOfFold.size(), Double::sum);
            }
        }
        return means;
    }

    /** {@return the candidate's name} */
    public String name() {
        return candidate.name();
    }

    /**
     * The values of one metric.
     *
     * @param metric one of {@link #values}
     * @return one per fold, or per repeat; not to be changed
     */
    public double[] values(Metric metric) {
        double[] known = values.get(metric);
        if (known == null) {
            throw new IllegalArgumentException("not compared by " + metric.label());
        }
        return known;
    }

    /**
     * The mean of one metric.
     *
     * @param metric one of {@link #values}
     * @return the mean over folds, or repeats
     */
    public double mean(Metric metric) {
        double sum = 0;
        for (double value : values(metric)) {
            sum += value;
        }
        return sum / values(metric).length;
    }
}
