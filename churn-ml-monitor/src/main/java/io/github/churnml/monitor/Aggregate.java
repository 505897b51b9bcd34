package io.github.churnml.monitor;

import java.util.Arrays;
import java.util.Locale;

/** How the points of a window become one number. */
public enum Aggregate {
    /** The judged point alone: no window is read. */
    LAST,
    /** The value in the middle; of an even number, the mean of the two there. */
    MEDIAN,
    /** The mean. */
    MEAN,
    /** The least value. */
    MIN,
    /** The greatest value. */
    MAX,
    /** The value that 95 % are at or below, by the nearest rank. */
    P95;

    /** {@return the name in rules, in lower case} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The aggregate of some of the values; {@code NaN} of none. */
    double of(double[] values, int from, int to) {
        int count = to - from;
        if (count <= 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOfRange(values, from, to);
        if (this == LAST) {
            return sorted[count - 1];
        }
        Arrays.sort(sorted);
        return switch (this) {
            case MEDIAN -> sorted[(count - 1) / 2] / 2 + sorted[count / 2] / 2;
            case MEAN -> mean(sorted);
            case MIN -> sorted[0];
            case MAX -> sorted[count - 1];
            default -> sorted[(int) Math.ceil(0.95 * count) - 1];
        };
    }

    /** Of sorted values, so that the order in which they came cannot matter. */
    private static double mean(double[] sorted) {
        double mean = 0;
        for (int i = 0; i < sorted.length; i++) {
            mean += (sorted[i] - mean) / (i + 1);
        }
        return mean;
    }
}
