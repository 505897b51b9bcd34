package io.github.churnml.prepare;

import io.github.churnml.data.split.RowGroups;

/**
 * Prepared training rows with their labels: what an encoding is learnt from.
 *
 * @param table the prepared rows
 * @param labels 1 for the positive class, 0 otherwise; one per row; shared, not copied
 * @param groups which rows belong together when they are divided
 */
public record TrainingTable(TypedTable table, int[] labels, RowGroups groups) {

    /** Checks labels and groups. */
    public TrainingTable {
        if (labels.length != table.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + table.rows() + " rows");
        }
        groups.requireRows(labels.length);
        for (int label : labels) {
            if (label != 0 && label != 1) {
                throw new IllegalArgumentException("a label is " + label + ", not 0 or 1");
            }
        }
    }

    /**
     * Rows of which each stands for itself.
     *
     * @param table the prepared rows
     * @param labels 1 for the positive class, 0 otherwise; one per row; shared, not copied
     */
    public TrainingTable(TypedTable table, int[] labels) {
        this(table, labels, RowGroups.none());
    }

    /**
     * Some rows with their labels and groups.
     *
     * @param rows the rows, each from 0
     * @return a table of copies
     */
    public TrainingTable select(int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = labels[rows[i]];
        }
        return new TrainingTable(table.select(rows), picked, groups.select(rows));
    }
}
