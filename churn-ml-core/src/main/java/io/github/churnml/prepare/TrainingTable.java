package io.github.churnml.prepare;

/**
 * Prepared training rows with their labels: what an encoding is learnt from.
 *
 * @param table the prepared rows
 * @param labels 1 for the positive class, 0 otherwise; one per row; shared, not copied
 */
public record TrainingTable(TypedTable table, int[] labels) {

    /** Checks the labels. */
    public TrainingTable {
        if (labels.length != table.rows()) {
            throw new IllegalArgumentException(labels.length + " labels for " + table.rows() + " rows");
        }
        for (int label : labels) {
            if (label != 0 && label != 1) {
                throw new IllegalArgumentException("a label is " + label + ", not 0 or 1");
            }
        }
    }

    /**
     * Some rows with their labels.
     *
     * @param rows the rows, each from 0
     * @return a table of copies
     */
    public TrainingTable select(int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = labels[rows[i]];
        }
        return new TrainingTable(table.select(rows), picked);
    }
}
