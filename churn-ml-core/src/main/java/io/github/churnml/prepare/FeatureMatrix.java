package io.github.churnml.prepare;

import java.util.List;

/**
 * What a learner is given: encoded features, column by column.
 *
 * @param features the columns' descriptions
 * @param columns the values, {@code [features][rows]}: finite numbers, or codes of a nominal feature; shared, not copied
 * @param rows how many rows there are
 */
public record FeatureMatrix(List<Feature> features, double[][] columns, int rows) {

    /** Checks the shape. */
    public FeatureMatrix {
        features = List.copyOf(features);
        if (columns.length != features.size()) {
            throw new IllegalArgumentException(columns.length + " columns for " + features.size() + " features");
        }
        for (double[] column : columns) {
            if (column.length != rows) {
                throw new IllegalArgumentException("a column of " + column.length + " rows, not " + rows);
            }
        }
    }

    /**
     * One row, as a predictor takes it.
     *
     * @param row the row, from 0
     * @param into where to write it, one value per feature
     */
    public void row(int row, double[] into) {
        for (int j = 0; j < columns.length; j++) {
            into[j] = columns[j][row];
        }
    }

    /**
     * Some rows.
     *
     * @param selected the rows, each from 0
     * @return a matrix of copies
     */
    public FeatureMatrix select(int[] selected) {
        double[][] picked = new double[columns.length][selected.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < selected.length; i++) {
                picked[j][i] = columns[j][selected[i]];
            }
        }
        return new FeatureMatrix(features, picked, selected.length);
    }
}
