package io.github.churnml.registry.gate;

import io.github.churnml.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of one model over rows that count several times or not at all, as a resample draws them. Rows are sorted once: a
 * resample is new counts over the same distinct scores, so nearly every metric takes time proportional to the rows. The two of
 * the best threshold ({@link Metric#MAXIMUM_PROFIT}, {@link Metric#EMPC}) are measured over the rows as they were drawn, which
 * sorts them again.
 *
 * <p>Immutable and safe for any thread.
 */
final class WeightedMetrics {

    private final int[] labels;
    private final double[] probabilities;
    private final double threshold;
    private final @Nullable Money money;
    private final List<Metric> metrics;

    /** The distinct probabilities, descending. */
    private final double[] scores;

    private final int[] placeOfRow;
    private final Metric.OfCounts[] ofCounts;

    /** What contacting the customer of a row brings. */
    private final double[] gains;

    WeightedMetrics(
            int[] labels, double[] probabilities, double threshold, @Nullable Money money, List<Metric> metrics) {
        this.labels = labels;
        this.probabilities = probabilities;
        this.threshold = threshold;
        this.money = money;
        this.metrics = List.copyOf(metrics);
        double[] ascending = Arrays.stream(probabilities)
                .map(probability -> probability + 0.0) // one zero, not two
                .sorted()
                .distinct()
                .toArray();
        int last = ascending.length - 1;
        scores = new double[ascending.length];
        for (int g = 0; g <= last; g++) {
            scores[g] = ascending[last - g];
        }
        placeOfRow = new int[labels.length];
        Arrays.setAll(placeOfRow, row -> last - Arrays.binarySearch(ascending, probabilities[row] + 0.0));
        ofCounts = this.metrics.stream()
                .map(metric -> metric.isMoney() ? NOT_OF_COUNTS : metric.ofCounts(scores, threshold))
                .toArray(Metric.OfCounts[]::new);
        gains = new double[money == null ? 0 : labels.length];
        if (money != null) {
            Arrays.setAll(gains, row -> money.campaign().gain(labels[row], money.values()[row]));
        }
    }

    private static final Metric.OfCounts NOT_OF_COUNTS = (churners, stayers) -> Double.NaN;

    /**
     * The metrics of a resample.
     *
     * @param weights how often each row was drawn
     * @return one per metric, NaN where it is undefined
     */
    double[] of(int[] weights) {
        int[] churners = new int[scores.length];
        int[] stayers = new int[scores.length];
        for (int row = 0; row < weights.length; row++) {
            int[] counts = labels[row] == 1 ? churners : stayers;
            counts[placeOfRow[row]] += weights[row];
        }
        double[] values = new double[metrics.size()];
        for (int m = 0; m < values.length; m++) {
            Metric metric = metrics.get(m);
            values[m] = metric.isMoney() ? money(metric, weights) : ofCounts[m].compute(churners, stayers);
        }
        return values;
    }

    private double money(Metric metric, int[] weights) {
        return switch (metric) {
            case PROFIT -> profit(weights, threshold);
            case PROFIT_EVERYONE -> profit(weights, Double.NEGATIVE_INFINITY);
            case PROFIT_GAIN -> profit(weights, threshold) - Math.max(0, profit(weights, Double.NEGATIVE_INFINITY));
            default -> drawn(metric, weights);
        };
    }

    private double profit(int[] weights, double from) {
        double sum = 0;
        long rows = 0;
        for (int row = 0; row < weights.length; row++) {
            rows += weights[row];
            sum += probabilities[row] >= from ? weights[row] * gains[row] : 0;
        }
        return sum / rows;
    }

    private double drawn(Metric metric, int[] weights) {
        Money worth = Objects.requireNonNull(money);
        int rows = Arrays.stream(weights).sum();
        int[] drawnLabels = new int[rows];
        double[] drawnProbabilities = new double[rows];
        double[] drawnValues = new double[rows];
        int at = 0;
        for (int row = 0; row < weights.length; row++) {
            for (int i = 0; i < weights[row]; i++) {
                drawnLabels[at] = labels[row];
                drawnProbabilities[at] = probabilities[row];
                drawnValues[at++] = worth.values()[row];
            }
        }
        return metric.compute(drawnLabels, drawnProbabilities, threshold, worth.campaign(), drawnValues);
    }
}
