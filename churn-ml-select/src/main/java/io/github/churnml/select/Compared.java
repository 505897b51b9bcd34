package io.github.churnml.select;

import io.github.churnml.judge.OutOfFold;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One candidate with what it reached in every fold.
 *
 * @param candidate which
 * @param outOfFold what it says of each row, one per repeat
 * @param values each metric of {@link #METRICS} by fold, all repeats after each other; {@link Metric#ECE} by repeat, over all its
 *     folds together, since that of few rows is too large
 * @param times how long it takes
 */
public record Compared(Candidate candidate, List<OutOfFold> outOfFold, Map<Metric, double[]> values, Times times) {

    /** What candidates may be compared by. */
    public static final List<Metric> METRICS = List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.BRIER);

    /** Copies the collections. */
    public Compared {
        outOfFold = List.copyOf(outOfFold);
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    static Compared of(Candidate candidate, List<OutOfFold> outOfFold, Times times) {
        Map<Metric, double[]> values = new EnumMap<>(Metric.class);
        for (Metric metric : METRICS) {
            values.put(
                    metric,
                    outOfFold.stream()
                            .flatMapToDouble(repeat -> Arrays.stream(repeat.byFold(metric, 0.5)))
                            .toArray());
        }
        values.put(
                Metric.ECE,
                outOfFold.stream()
                        .map(OutOfFold::judged)
                        .mapToDouble(rows -> Metric.ECE.compute(rows.labels(), rows.probabilities(), 0.5))
                        .toArray());
        return new Compared(candidate, outOfFold, values, times);
    }

    /** {@return the candidate's name} */
    public String name() {
        return candidate.name();
    }

    /**
     * The values of one metric.
     *
     * @param metric one of {@link #METRICS}, or {@link Metric#ECE}
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
     * @param metric one of {@link #METRICS}, or {@link Metric#ECE}
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
