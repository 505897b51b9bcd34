package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/** Some rows of a column, read where they are. */
final class ColumnPart {

    private final double[] values;
    private final int @Nullable [] rows;

    /**
     * @param values of all rows
     * @param rows which of them, in order; null for all
     */
    ColumnPart(double[] values, int @Nullable [] rows) {
        this.values = values;
        this.rows = rows;
    }

    int size() {
        return rows == null ? values.length : rows.length;
    }

    double get(int i) {
        return values[rows == null ? i : rows[i]];
    }
}
