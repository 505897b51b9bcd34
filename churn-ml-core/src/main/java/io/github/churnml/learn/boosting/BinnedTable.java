package io.github.churnml.learn.boosting;

import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import org.jspecify.annotations.Nullable;

/** Rows as bins, column by column, a byte a cell; with what the bins of each column stand for. The arrays are shared. */
final class BinnedTable {

    final FeatureBins[] columns;
    /** By column and row; as an unsigned number. */
    final byte[][] bins;

    final int rows;

    private BinnedTable(FeatureBins[] columns, byte[][] bins, int rows) {
        this.columns = columns;
        this.bins = bins;
        this.rows = rows;
    }

    /**
     * Finds bins for the rows to learn from, and fills them.
     *
     * @param weights the rows' weights, or null where all count the same
     */
    static BinnedTable of(FeatureMatrix features, double @Nullable [] weights, int mostBins, long seed) {
        int width = features.columns().length;
        FeatureBins[] columns = new FeatureBins[width];
        byte[][] bins = new byte[width][];
        Binning binning = new Binning(mostBins, weights, seed);
        Parallel.each(width, (long) width * features.rows() * 16, j -> {
            Feature feature = features.features().get(j);
            double[] column = features.columns()[j];
            columns[j] = feature.isNominal() ? binning.levels(column, feature.levels()) : binning.numbers(column);
            bins[j] = columns[j].of(column);
        });
        return new BinnedTable(columns, bins, features.rows());
    }

    /** Other rows in the same bins. */
    BinnedTable other(FeatureMatrix features) {
        byte[][] other = new byte[columns.length][];
        Parallel.each(
                columns.length,
                (long) columns.length * features.rows() * 8,
                j -> other[j] = columns[j].of(features.columns()[j]));
        return new BinnedTable(columns, other, features.rows());
    }
}
