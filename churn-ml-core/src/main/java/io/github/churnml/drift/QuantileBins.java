package io.github.churnml.drift;

import java.util.Arrays;

/**
 * Bins of equal frequency. Up to ten of them, and no more than one per ten values, so that the edges of a small table do
 * not list its values.
 *
 * <p>Edges are quantiles of type 7 in R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
 * Statistician 50 (1996): at {@code h = (n - 1) p} between the order statistics, linearly. An edge is kept only if there
 * are values between it and the one before, and above it: no bin is empty, but where some values are very frequent there
 * are fewer bins, and some hold less than their share. A value that two quantiles meet, or that is met and is the greatest,
 * does not share its bin with ten smaller ones or more: else a column of ones and a few zeros would be one bin, and its
 * zeros could become many unseen. The further edge takes the place of one that is left out.
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
            double greatest = values.value(values.size() - 1);
            boolean again = i + 1 < bins && values.ofRank((values.total() - 1) * (i + 1) / bins) == low;
            if (low > previous && (low == greatest || again)) {
                double below = below(values, low, previous);
                if (below > previous) {
                    edges[kept++] = below;
                    previous = below;
                }
            }
            if (low > previous && edge < greatest) {
                edges[kept++] = edge;
                previous = edge;
            }
        }
        return Arrays.copyOf(edges, kept);
    }

    /** Midway to the next smaller value, if ten values or more lie between that and the edge before; else {@code NaN}. */
    private static double below(WeightedValues values, double frequent, double previous) {
        long between = 0;
        double next = Double.NaN;
        for (int i = 0; i < values.size() && values.value(i) < frequent; i++) {
            next = values.value(i);
            between += next > previous ? values.weight(i) : 0;
        }
        if (between < LEAST_PER_BIN) {
            return Double.NaN;
        }
        double middle = between(next, frequent, 0.5);
        return middle < frequent ? middle : next;
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
