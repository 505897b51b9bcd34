package io.github.churnml.learn.boosting;

import java.util.Arrays;

/**
 * How the values of one column fall into bins. The values' bins are numbered from 0, missing values have the bin after the
 * last of them, and levels that were not seen in training the one after that.
 */
abstract class FeatureBins {

    /** The most bins of a column, those for missing and unseen values counted: a bin is a byte. */
    static final int MOST = 256;

    private final int values;

    FeatureBins(int values) {
        this.values = values;
    }

    /** How many bins there are for values. */
    final int values() {
        return values;
    }

    /** The bin of missing values. */
    final int missing() {
        return values;
    }

    /** How many bins there are in all. */
    abstract int size();

    /** Whether bins are of levels, which have no order. */
    abstract boolean nominal();

    /** The bin of a value; NaN is missing, and so is −1 in a column of levels. */
    abstract int of(double value);

    /** The bins of a column, row by row. */
    final byte[] of(double[] column) {
        byte[] bins = new byte[column.length];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = (byte) of(column[i]);
        }
        return bins;
    }

    /** Bins of numbers: the bin of a value is the first whose upper edge it does not exceed. */
    static final class OfNumbers extends FeatureBins {

        /** The upper edge of each bin but the last. */
        private final double[] edges;

        OfNumbers(double[] edges) {
            super(edges.length + 1);
            this.edges = edges;
        }

        @Override
        int size() {
            return values() + 1;
        }

        @Override
        boolean nominal() {
            return false;
        }

        /** Up to which value the bins up to this one reach. */
        double edge(int bin) {
            return bin < edges.length ? edges[bin] : Double.MAX_VALUE;
        }

        @Override
        int of(double value) {
            if (Double.isNaN(value)) {
                return missing();
            }
            int low = 0;
            int high = edges.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (value <= edges[middle]) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    /** Bins of levels: one each, the rarest sharing the last where there are too many. */
    static final class OfLevels extends FeatureBins {

        /** The bin of each level; the last one, {@link #size} − 1, for those that were not seen. */
        private final int[] bins;

        OfLevels(int[] bins, int values) {
            super(values);
            this.bins = bins;
        }

        @Override
        int size() {
            return values() + 2;
        }

        @Override
        boolean nominal() {
            return true;
        }

        @Override
        int of(double value) {
            if (!(value >= 0)) {
                return missing();
            }
            return value < bins.length ? bins[(int) value] : size() - 1;
        }

        /** The levels whose bins are chosen. */
        int[] levels(boolean[] chosen) {
            int[] levels = new int[bins.length];
            int count = 0;
            for (int level = 0; level < bins.length; level++) {
                if (bins[level] < values() && chosen[bins[level]]) {
                    levels[count++] = level;
                }
            }
            return Arrays.copyOf(levels, count);
        }
    }
}
