package io.github.churnml.learn.boosting;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the values of one column fall into bins. The values' bins are numbered from 0, missing values have the bin after the
 * last of them, and levels that were not seen in training the one after that. Public as {@link BinnedTable} is.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public abstract class FeatureBins {

    /** The most bins of a column, those for missing and unseen values counted: a bin is a byte. */
    public static final int MOST = 256;

    private final int values;

    FeatureBins(int values) {
        this.values = values;
    }

    /** {@return how many bins there are for values} */
    public final int values() {
        return values;
    }

    /** {@return the bin of missing values} */
    public final int missing() {
        return values;
    }

    /** {@return how many bins there are in all} */
    public abstract int size();

    /** {@return whether bins are of levels, which have no order} */
    public abstract boolean nominal();

    /**
     * The bin of a value.
     *
     * @param value a number or the code of a level; NaN is missing, and so is −1 in a column of levels
     * @return the bin, from 0 to below {@link #size}
     */
    public abstract int of(double value);

    /** The bins of a column, row by row. */
    final byte[] of(ColumnPart column) {
        byte[] bins = new byte[column.size()];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = (byte) of(column.get(i));
        }
        return bins;
    }

    /**
     * The bins that occur in a column.
     *
     * @param bins row by row, each as an unsigned byte
     * @return those that occur, ascending
     */
    public static int[] used(byte[] bins) {
        boolean[] occurs = new boolean[MOST];
        for (byte bin : bins) {
            occurs[bin & 0xFF] = true;
        }
        return IntStream.range(0, MOST).filter(bin -> occurs[bin]).toArray();
    }

    /** Bins of numbers: the bin of a value is the first whose upper edge it does not exceed. */
    public static final class OfNumbers extends FeatureBins {

        /** {@link #MOST} is 2 to this power. */
        private static final int BITS = 8;

        /** The upper edge of each bin but the last. */
        private final double[] edges;

        /** The same, and infinity up to a length that can be halved until one is left. */
        private final double[] padded;

        OfNumbers(double[] edges) {
            super(edges.length + 1);
            this.edges = edges;
            this.padded = new double[MOST];
            Arrays.setAll(
                    padded, bin -> bin < edges.length ? edges[bin] + 0.0 : Double.POSITIVE_INFINITY); // −0 becomes 0
        }

        @Override
        public int size() {
            return values() + 1;
        }

        @Override
        public boolean nominal() {
            return false;
        }

        /**
         * Up to which value the bins up to this one reach.
         *
         * @param bin a bin of values
         * @return its upper edge, which it includes; the largest number for the last one
         */
        public double edge(int bin) {
            return bin < edges.length ? edges[bin] : Double.MAX_VALUE;
        }

        @Override
        public int of(double value) {
            if (Double.isNaN(value)) {
                return missing();
            }
            if (Double.isInfinite(value)) { // less an edge that is, too, it is no number
                return value > 0 ? edges.length : 0;
            }
            // How many edges are below the value. The sign of a difference decides and no comparison, of which the
            // compiler
            // would make a branch: no processor could guess these.
            int below = 0;
            for (int bit = BITS - 1; bit >= 0; bit--) {
                double beyond = padded[below + (1 << bit) - 1] - value;
                below += (int) (Double.doubleToRawLongBits(beyond) >>> Long.SIZE - 1) << bit;
            }
            return below;
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
        public int size() {
            return values() + 2;
        }

        @Override
        public boolean nominal() {
            return true;
        }

        @Override
        public int of(double value) {
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
