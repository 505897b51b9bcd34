package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a column, read where they are.
 *
 * @param values of all rows
 * @param rows which of them, in order; null for all
 */
record ColumnPart(double[] values, int @Nullable [] rows) {

    int size() {
        return rows == null ? values.length : rows.length;
    }

    double get(int i) {
        return values[rows == null ? i : rows[i]];
    }
}
