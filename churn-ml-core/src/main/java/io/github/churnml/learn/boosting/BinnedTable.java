package io.github.churnml.learn.boosting;

import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bins, column by column, a byte a cell; with what the bins of each column stand for. The arrays are shared and must
 * not be changed. Public for learners of other modules that learn from the same bins.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class BinnedTable {

    /** By column, what its bins stand for. */
    public final FeatureBins[] columns;
    /** {@code [columns][rows]}, the bin; as an unsigned number. */
    public final byte[][] bins;

    final int rows;

    private BinnedTable(FeatureBins[] columns, byte[][] bins, int rows) {
        this.columns = columns;
        this.bins = bins;
        this.rows = rows;
    }

    /** Bins of which no more is known than how many there are: what histograms need. */
    BinnedTable(byte[][] bins, int[] sizes, int rows) {
        this(new FeatureBins[sizes.length], bins, rows);
        for (int column = 0; column < sizes.length; column++) {
            columns[column] = new FeatureBins.OfNumbers(new double[sizes[column] - 2]);
        }
    }

    /** The same columns without any row. */
    BinnedTable empty() {
        return new BinnedTable(columns, new byte[columns.length][0], 0);
    }

    /**
     * Finds bins for the rows to learn from, and fills them; the same whatever the number of threads.
     *
     * @param features the rows: numbers and codes of levels, either of which may be missing
     * @param weights the rows' weights, or null where all count the same
     * @param mostBins the most bins for the values of a column, from 2 to 254
     * @param seed decides which rows are looked at where there are more than 200,000
     * @return the rows as bins
     */
    public static BinnedTable of(FeatureMatrix features, double @Nullable [] weights, int mostBins, long seed) {
        return of(features, null, weights, mostBins, seed);
    }

    /** The same of some of the rows, by the weights of these; of all if they are null. */
    static BinnedTable of(
            FeatureMatrix features, int @Nullable [] rows, double @Nullable [] weights, int mostBins, long seed) {
        int width = features.columns().length;
        FeatureBins[] columns = new FeatureBins[width];
        byte[][] bins = new byte[width][];
        Binning binning = new Binning(mostBins, weights, seed);
        int count = rows == null ? features.rows() : rows.length;
        Parallel.each(width, (long) width * count * 16, j -> {
            Feature feature = features.features().get(j);
            ColumnPart column = new ColumnPart(features.columns()[j], rows);
            columns[j] = feature.isNominal() ? binning.levels(column, feature.levels()) : binning.numbers(column);
            bins[j] = columns[j].of(column);
        });
        return new BinnedTable(columns, bins, count);
    }

    /**
     * Other rows in the same bins.
     *
     * @param features rows of the same features
     * @return these rows as bins
     */
    public BinnedTable other(FeatureMatrix features) {
        return other(features, null);
    }

    /** Some of other rows in the same bins; all if they are null. */
    BinnedTable other(FeatureMatrix features, int @Nullable [] rows) {
        byte[][] other = new byte[columns.length][];
        int count = rows == null ? features.rows() : rows.length;
        Parallel.each(
                columns.length,
                (long) columns.length * count * 8,
                j -> other[j] = columns[j].of(new ColumnPart(features.columns()[j], rows)));
        return new BinnedTable(columns, other, count);
    }
}
