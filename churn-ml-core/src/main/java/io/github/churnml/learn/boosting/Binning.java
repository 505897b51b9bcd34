package io.github.churnml.learn.boosting;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bins of a column from its values alone, never from labels. Numbers of few values have a bin for each; of many,
 * bins hold about the same weight, and a value that weighs as much as a bin should has one of its own. Of more than 200,000
 * rows that many are looked at, one drawn from each of as many stretches of equal length.
 */
final class Binning {

    private static final int MOST_ROWS = 200_000;

    private final int mostBins;
    private final double @Nullable [] weights;
    private final long seed;

    /**
     * @param mostBins the most bins for the values of a column, at most 254
     * @param weights the rows' weights, or null where all count the same
     */
    Binning(int mostBins, double @Nullable [] weights, long seed) {
        this.mostBins = mostBins;
        this.weights = weights;
        this.seed = seed;
    }

    FeatureBins numbers(ColumnPart column) {
        int[] rows = rows(column.size());
        double[] sorted = new double[rows.length];
        int count = 0;
        for (int row : rows) {
            if (!Double.isNaN(column.get(row)) && weight(row) > 0) {
                sorted[count++] = column.get(row) + 0.0; // −0 becomes 0
            }
        }
        Arrays.sort(sorted, 0, count);
        double[] sums = new double[count];
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[distinct - 1]) {
                sorted[distinct++] = sorted[i];
            }
            sums[distinct - 1]++;
        }
        if (weights != null && distinct > mostBins) {
            Arrays.fill(sums, 0, distinct, 0);
            for (int row : rows) {
                if (!Double.isNaN(column.get(row)) && weight(row) > 0) {
                    sums[Arrays.binarySearch(sorted, 0, distinct, column.get(row) + 0.0)] += weight(row);
                }
            }
        }
        return new FeatureBins.OfNumbers(edges(sorted, sums, distinct));
    }

    private double[] edges(double[] values, double[] sums, int distinct) {
        double[] edges = new double[Math.max(0, Math.min(distinct, mostBins) - 1)];
        if (distinct <= mostBins) {
            for (int i = 0; i < edges.length; i++) {
                edges[i] = between(values[i], values[i + 1]);
            }
            return edges;
        }
        double left = 0;
        for (int i = 0; i < distinct; i++) {
            left += sums[i];
        }
        double full = left / mostBins;
        int made = 0;
        double sum = 0;
        for (int i = 0; i < distinct - 1 && made < edges.length; i++) {
            sum += sums[i];
            boolean nextIsFull = sums[i + 1] >= full;
            if (sum >= left / (mostBins - made) || nextIsFull && sum >= left / (mostBins - made) / 2) {
                edges[made++] = between(values[i], values[i + 1]);
                left -= sum;
                sum = 0;
            }
        }
        return Arrays.copyOf(edges, made);
    }

    /** A number from the lower one on and below the other. */
    private static double between(double lower, double upper) {
        double middle = lower + (upper - lower) / 2;
        return middle < upper ? middle : lower;
    }

    FeatureBins levels(ColumnPart column, int levels) {
        double[] sums = new double[levels];
        for (int row = 0; row < column.size(); row++) {
            if (column.get(row) >= 0) {
                sums[(int) column.get(row)] += weight(row);
            }
        }
        int[] order = new int[levels];
        int seen = 0;
        for (int level = 0; level < levels; level++) {
            if (sums[level] > 0) {
                order[seen++] = level;
            }
        }
        if (seen > mostBins) {
            order = heaviestFirst(order, seen, sums);
        }
        int values = Math.min(seen, mostBins);
        int[] bins = new int[levels];
        Arrays.fill(bins, values + 1);
        for (int place = 0; place < seen; place++) {
            bins[order[place]] = Math.min(place, values - 1);
        }
        return new FeatureBins.OfLevels(bins, values);
    }

    private static int[] heaviestFirst(int[] levels, int count, double[] sums) {
        return Arrays.stream(levels, 0, count)
                .boxed()
                .sorted((a, b) -> sums[a] != sums[b] ? Double.compare(sums[b], sums[a]) : Integer.compare(a, b))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    private int[] rows(int all) {
        int[] rows = new int[Math.min(all, MOST_ROWS)];
        for (int i = 0; i < rows.length; i++) {
            long from = (long) i * all / rows.length;
            long to = (long) (i + 1) * all / rows.length;
            rows[i] = (int) (from + Long.remainderUnsigned(Hash.of(seed, i), to - from));
        }
        return rows;
    }
}
