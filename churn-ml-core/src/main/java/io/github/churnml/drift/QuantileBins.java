package io.github.churnml.drift;

import java.util.Arrays;

/**
 * Bins of equal frequency. Up to ten of them, and no more than one per ten values, so that the edges of a small table do
 * not list its values.
 *
 * <p>Edges are quantiles of type 7 in R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
 * Statistician 50 (1996): at {@code h = (n - 1) p} between the order statistics, linearly. An edge is kept only if there
 * are values between it and the one before, and above it: no bin is empty, but where some values are very frequent there
 * are fewer bins, and some hold less than their share.
 */
final class QuantileBins {

    private static final int MOST_BINS = 10;
    private static final int LEAST_PER_BIN = 10;

    private QuantileBins() {}

    /** The inner edges, strictly ascending; none if there are fewer than twenty values or all are equal. */
    static double[] edges(double[] sorted) {
        long[] ones = new long[sorted.length];
        Arrays.fill(ones, 1);
        return edges(new WeightedValues(sorted, ones));
    }

    /** The same of values that stand for several each. */
    static double[] edges(WeightedValues values) {
        int bins = (int) Math.min(MOST_BINS, values.total() / LEAST_PER_BIN);
        double[] edges = new double[Math.max(0, bins - 1)];
        double previous = Double.NEGATIVE_INFINITY;
        int kept = 0;
        for (int i = 1; i < bins; i++) {
            // In whole numbers, so that no rounding moves the position.
            long position = (values.total() - 1) * i;
            double low = values.ofRank(position / bins);
            double share = (double) (position % bins) / bins;
            double edge = share == 0 ? low : between(low, values.ofRank(position / bins + 1), share);
            if (low > previous && edge < values.value(values.size() - 1)) {
                edges[kept++] = edge;
                previous = edge;
            }
        }
        return Arrays.copyOf(edges, kept);
    }

    /** How many of the values fall into each bin: {@code edges[i-1] < x <= edges[i]}. */
    static long[] counts(double[] sorted, double[] edges) {
        long[] counts = new long[edges.length + 1];
        int bin = 0;
        for (double value : sorted) {
            while (bin < edges.length && value > edges[bin]) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }

    /** The point some way above an order statistic towards the next, never outside of the two. */
    static double between(double low, double high, double share) {
        // Weighted rather than low + share * difference, which may exceed the range of a double.
        return Math.max(low, Math.min(high, low * (1 - share) + high * share));
    }
}
