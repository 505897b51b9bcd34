package io.github.churnml.prepare;

/**
 * Quantiles of sorted values, type 7 in R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
 * Statistician 50 (1996): at {@code h = (n - 1) p} between the order statistics, linearly.
 */
final class Quantiles {

    private Quantiles() {}

    /** The quantile for a share from 0 to 1 of at least one value. */
    static double of(double[] sorted, double share) {
        return at(sorted, (sorted.length - 1) * share);
    }

    /** The point at a position from 0 to n − 1, never outside of its two neighbours. */
    static double at(double[] sorted, double position) {
        int lower = Math.min(sorted.length - 1, (int) position);
        double share = position - lower;
        if (share == 0 || lower == sorted.length - 1) {
            return sorted[lower];
        }
        double low = sorted[lower];
        double high = sorted[lower + 1];
        // Weighted rather than low + share * difference, which may exceed the range of a double.
        return Math.max(low, Math.min(high, low * (1 - share) + high * share));
    }

    /**
     * Edges between at most k buckets of equal frequency: the quantiles for 1/k, 2/k … An edge is kept only if a value
     * lies between it and the one before, so that no bucket {@code [edge, next)} is empty; where some values are very
     * frequent there are fewer buckets.
     *
     * @return strictly ascending, none if there are no values or all are equal
     */
    static double[] edges(double[] sorted, int buckets) {
        double[] edges = new double[buckets - 1];
        int kept = 0;
        int below = 0;
        for (int i = 1; i < buckets && sorted.length > 0; i++) {
            double edge = at(sorted, (double) ((sorted.length - 1L) * i) / buckets);
            int before = below;
            while (below < sorted.length && sorted[below] < edge) {
                below++;
            }
            if (below > before) {
                edges[kept++] = edge;
            }
        }
        return java.util.Arrays.copyOf(edges, kept);
    }
}
