package io.github.churnml.registry.variant;

import io.github.churnml.metrics.BetaFunction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * By how much one model's log loss is below another's on the same rows, with an interval.
 *
 * <p>Every row is judged by models that have not learnt from it, so the mean of the paired differences is that of a
 * cross-validation. Its interval takes the spread of the differences over all rows: P. Bayle, A. Bayle, L. Janson and L. Mackey,
 * Cross-validation Confidence Intervals for Test Error, NeurIPS 2020 (theorem 1 and the all-pairs variance of section 4; for models
 * that one more row hardly changes). Rows of one customer count as one observation, their differences added up (the variance of a
 * ratio of means over clusters). The reach is that of Student's t with one degree of freedom less than there are customers.
 *
 * @param value the mean of the differences per row: above 0 where the other model is worse
 * @param low the lower end of the interval; {@code NaN} of fewer than two customers
 * @param high the upper end
 * @param level how sure the interval is
 */
public record PairedGain(double value, double low, double high, double level) {

    private static final double CLIP = 1e-15;
    private static final int MOST_DEGREES = 1_000;

    /**
     * Compares two models.
     *
     * @param labels 1 for customers who left, 0 for those who stayed
     * @param before the probabilities of the model to compare with
     * @param after those of the model that may be better
     * @param customers one number per row, the same for rows of one customer
     * @param level how sure the interval is, above 0 and below 1
     * @return how much the second gains
     * @throws IllegalArgumentException if there are no rows, or the lengths differ
     */
    static PairedGain of(int[] labels, double[] before, double[] after, int[] customers, double level) {
        int rows = labels.length;
        if (rows == 0 || before.length != rows || after.length != rows || customers.length != rows) {
            throw new IllegalArgumentException(rows + " labels for " + before.length + " and " + after.length
                    + " probabilities of " + customers.length + " customers");
        }
        double[] gains = new double[rows];
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            gains[row] = loss(labels[row], before[row]) - loss(labels[row], after[row]);
            sum += gains[row];
        }
        double mean = sum / rows;
        double[] deviations = deviations(gains, mean, customers);
        int count = deviations.length;
        if (count < 2) {
            return new PairedGain(mean, Double.NaN, Double.NaN, level);
        }
        double squares = 0;
        for (double deviation : deviations) {
            squares += deviation * deviation;
        }
        double error = Math.sqrt(squares * count / (count - 1.0)) / rows;
        double reach = reach(level, Math.min(count - 1, MOST_DEGREES)) * error;
        return new PairedGain(mean, mean - reach, mean + reach, level);
    }

    /** How far the gains of each customer's rows lie from the mean, added up. */
    private static double[] deviations(double[] gains, double mean, int[] customers) {
        Map<Integer, Integer> places = new HashMap<>();
        double[] deviations = new double[customers.length];
        for (int row = 0; row < gains.length; row++) {
            int place = places.computeIfAbsent(customers[row], any -> places.size());
            deviations[place] += gains[row] - mean;
        }
        return Arrays.copyOf(deviations, places.size());
    }

    /** Every row is a customer. */
    static int[] eachRow(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    /** The loss of one row, clipped as {@link io.github.churnml.metrics.LogLoss} clips it. */
    static double loss(int label, double probability) {
        double said = Math.min(Math.max(probability, CLIP), 1 - CLIP);
        return -StrictMath.log(label == 1 ? said : 1 - said);
    }

    /** {@return whether the second model is really better: the whole interval is above 0} */
    public boolean isReal() {
        return low > 0;
    }

    /** {@return the numbers, for JSON; null for ends that are not known} */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", value);
        json.put("low", Double.isNaN(low) ? null : low);
        json.put("high", Double.isNaN(high) ? null : high);
        json.put("level", level);
        return json;
    }

    /** How far from zero the middle of Student's t reaches. */
    private static double reach(double level, int degrees) {
        double low = 0;
        double high = 1;
        while (beyond(high, degrees) > 1 - level) {
            high *= 2;
        }
        for (int step = 0; step < 100; step++) {
            double middle = low + (high - low) / 2;
            if (beyond(middle, degrees) > 1 - level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double beyond(double t, int degrees) {
        return BetaFunction.regularised(degrees / (degrees + t * t), degrees / 2.0, 0.5);
    }
}
