package io.github.churnml.profile;

import java.util.Arrays;

/**
 * What the values of a numeric or date column are like; dates in days since 1970-01-01. Everything is {@code NaN}, and
 * there are no outliers, where no value is present.
 *
 * @param min the least value
 * @param q01 the quantile of 1 %; quantiles are interpolated (Hyndman and Fan 1996, type 7)
 * @param q05 the quantile of 5 %
 * @param q25 the lower quartile
 * @param median the quantile of 50 %
 * @param q75 the upper quartile
 * @param q95 the quantile of 95 %
 * @param q99 the quantile of 99 %
 * @param max the greatest value
 * @param mean the arithmetic mean
 * @param standardDeviation the square root of the variance with {@code n - 1}; 0 for a single value
 * @param outliers how many values lie more than 1.5 times the distance of the quartiles beyond them (J. Tukey's fences);
 *     none where the quartiles are equal, since then the fences say nothing
 * @param outlierShare their share of the values that are not missing
 */
public record NumberSummary(
        double min,
        double q01,
        double q05,
        double q25,
        double median,
        double q75,
        double q95,
        double q99,
        double max,
        double mean,
        double standardDeviation,
        long outliers,
        double outlierShare) {

    private static final double FENCE = 1.5;

    /** Beyond it, squares would overflow: values are brought below 2^400 by a power of two first. */
    private static final int LARGEST_EXPONENT = 400;

    /** Of values that are not missing, ascending. */
    static NumberSummary of(double[] sorted) {
        int n = sorted.length;
        double q25 = quantile(sorted, 0.25);
        double q75 = quantile(sorted, 0.75);
        double reach = FENCE * (q75 - q25);
        long outliers = n == 0 || reach == 0 ? 0 : below(sorted, q25 - reach) + above(sorted, q75 + reach);
        int excess = n == 0 ? 0 : Math.max(0, Math.getExponent(Math.max(-sorted[0], sorted[n - 1])) - LARGEST_EXPONENT);
        double mean = mean(sorted, excess);
        return new NumberSummary(
                n == 0 ? Double.NaN : sorted[0],
                quantile(sorted, 0.01),
                quantile(sorted, 0.05),
                q25,
                quantile(sorted, 0.5),
                q75,
                quantile(sorted, 0.95),
                quantile(sorted, 0.99),
                n == 0 ? Double.NaN : sorted[n - 1],
                Math.scalb(mean, excess),
                Math.min(Double.MAX_VALUE, Math.scalb(deviation(sorted, mean, excess), excess)),
                outliers,
                n == 0 ? Double.NaN : (double) outliers / n);
    }

    /** A quantile of ascending values, interpolated between neighbours; {@code NaN} of none. */
    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(sorted.length - 1, below + 1);
        double part = position - below;
        // In this form it neither overflows nor leaves the two values.
        return part == 0 ? sorted[below] : sorted[below] * (1 - part) + sorted[above] * part;
    }

    private static long below(double[] sorted, double fence) {
        int position = Arrays.binarySearch(sorted, fence);
        if (position < 0) {
            return -position - 1;
        }
        while (position > 0 && sorted[position - 1] == fence) {
            position--;
        }
        return position;
    }

    private static long above(double[] sorted, double fence) {
        int position = Arrays.binarySearch(sorted, fence);
        if (position < 0) {
            return sorted.length + position + 1;
        }
        while (position < sorted.length && sorted[position] == fence) {
            position++;
        }
        return sorted.length - position;
    }

    private static double mean(double[] sorted, int excess) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double scale = Math.scalb(1.0, -excess);
        double sum = 0;
        for (double value : sorted) {
            sum += value * scale;
        }
        double mean = sum / sorted.length;
        return Math.max(Math.scalb(sorted[0], -excess), Math.min(Math.scalb(sorted[sorted.length - 1], -excess), mean));
    }

    private static double deviation(double[] sorted, double mean, int excess) {
        double scale = Math.scalb(1.0, -excess);
        double squares = sorted.length == 0 ? Double.NaN : 0;
        for (double value : sorted) {
            double distance = value * scale - mean;
            squares += distance * distance;
        }
        return sorted.length == 1 ? 0 : Math.sqrt(squares / (sorted.length - 1));
    }
}
