package io.github.churnml.resample;

import io.github.churnml.prepare.TypedTable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows to learn from, in the proportion wanted. The given rows that are kept come first, unchanged and in their order;
 * then what was added, all of one class. The arrays are shared, not copied.
 *
 * @param table the rows
 * @param labels 1 for the positive class, 0 otherwise; one per row
 * @param sources for each row that of the given table which it is, or which it was made from; a row whose source is held
 *     out must be held out, too
 * @param kept how many rows are given ones; those from here on were added
 * @param weights how much each row counts, positive, on average 1; null where all count alike
 */
public record Resampled(TypedTable table, int[] labels, int[] sources, int kept, double @Nullable [] weights) {

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if an array has not one value per row
     */
    public Resampled {
        int rows = table.rows();
        if (labels.length != rows || sources.length != rows || (weights != null && weights.length != rows)) {
            throw new IllegalArgumentException("not one label, source and weight for each of " + rows + " rows");
        }
        if (kept < 0 || kept > rows) {
            throw new IllegalArgumentException(kept + " rows kept of " + rows);
        }
    }

    /** {@return the positive class's share of these rows by weight, the prior that a learner meets; NaN without rows} */
    public double prior() {
        double positive = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            double weight = weights == null ? 1 : weights[i];
            positive += labels[i] * weight;
            all += weight;
        }
        return positive / all;
    }

    static Resampled unchanged(TypedTable table, int[] labels, double @Nullable [] weights) {
        int rows = table.rows();
        return new Resampled(table, labels, IntStream.range(0, rows).toArray(), rows, weights);
    }

    /** The given rows and, after them, a copy of each base; the caller may write into the copies' columns. */
    static Resampled withCopies(TypedTable table, int[] labels, int[] bases) {
        int rows = table.rows();
        int[] sources =
                IntStream.concat(IntStream.range(0, rows), IntStream.of(bases)).toArray();
        return select(table, labels, sources, rows);
    }

    static Resampled select(TypedTable table, int[] labels, int[] sources, int kept) {
        double[][] columns = new double[table.columns().length][sources.length];
        for (int j = 0; j < columns.length; j++) {
            double[] from = table.columns()[j];
            double[] into = columns[j];
            for (int i = 0; i < sources.length; i++) {
                into[i] = from[sources[i]];
            }
        }
        int[] selected = IntStream.of(sources).map(row -> labels[row]).toArray();
        TypedTable rows = new TypedTable(table.variables(), columns, sources.length);
        return new Resampled(rows, selected, sources, kept, null);
    }
}
