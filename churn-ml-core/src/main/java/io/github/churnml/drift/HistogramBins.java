package io.github.churnml.drift;

import java.util.Arrays;

/**
 * Bins over numbers, by their inner edges: bin {@code i} takes {@code edges[i-1] < x <= edges[i]}, the first and the last
 * are open to infinity, so that every number has its bin.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class HistogramBins {

    private final double[] edges;

    private HistogramBins(double[] edges) {
        this.edges = edges;
    }

    /**
     * Bins of equal frequency, cut at the quantiles of a sample (type 7 of Hyndman and Fan 1996, the default of R, NumPy and
     * pandas); edges that coincide are one.
     *
     * @param sample the values; {@code NaN}s are left out
     * @param bins how many at most, at least 1
     * @return the bins
     * @throws IllegalArgumentException if there is no value or no bin
     */
    public static HistogramBins quantiles(double[] sample, int bins) {
        double[] sorted = sorted(sample, bins);
        double[] edges = new double[bins - 1];
        for (int i = 1; i < bins; i++) {
            long position = (sorted.length - 1L) * i;
            int lower = (int) (position / bins);
            double share = (double) (position % bins) / bins;
            edges[i - 1] = share == 0 ? sorted[lower] : QuantileBins.between(sorted[lower], sorted[lower + 1], share);
        }
        return new HistogramBins(Arrays.stream(edges).distinct().toArray());
    }

    /**
     * Bins of equal width over the range of a sample.
     *
     * @param sample the values; {@code NaN}s are left out
     * @param bins how many, at least 1; fewer if the range is too narrow for them
     * @return the bins
     * @throws IllegalArgumentException if there is no value or no bin
     */
    static HistogramBins equalWidth(double[] sample, int bins) {
        double[] sorted = sorted(sample, bins);
        double min = sorted[0];
        double max = sorted[sorted.length - 1];
        double[] edges = new double[bins - 1];
        for (int i = 1; i < bins; i++) {
            double share = (double) i / bins;
            edges[i - 1] = min * (1 - share) + max * share;
        }
        return new HistogramBins(Arrays.stream(edges).distinct().toArray());
    }

    /** {@return how many bins there are} */
    int size() {
        return edges.length + 1;
    }

    /**
     * How many values fall into each bin.
     *
     * @param values any numbers; {@code NaN}s are left out
     * @return one count per bin
     */
    public long[] counts(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return QuantileBins.counts(sorted, edges);
    }

    private static double[] sorted(double[] sample, int bins) {
        double[] sorted = Arrays.stream(sample)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0 || bins < 1) {
            throw new IllegalArgumentException(bins + " bins over " + sorted.length + " values");
        }
        return sorted;
    }
}
