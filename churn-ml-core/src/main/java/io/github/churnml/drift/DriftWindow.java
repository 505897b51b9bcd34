package io.github.churnml.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows counted over the bins of a reference profile, and nothing else of them: what a live window keeps. A few hundred bytes
 * per column. Mutable, for one thread; windows of the same reference can be merged.
 */
public final class DriftWindow {

    /** Stands for a missing level in {@link #addLevel}. */
    public static final int MISSING = -1;

    /** Stands for a rare or unseen level in {@link #addLevel}. */
    public static final int UNSEEN = -2;

    private final ReferenceProfile reference;
    private final double[][] edges;
    private final long[][] counts;
    private long rows;

    /**
     * An empty window.
     *
     * @param reference whose bins are counted
     */
    public DriftWindow(ReferenceProfile reference) {
        this.reference = reference;
        this.edges = new double[reference.columns().size()][];
        this.counts = new long[edges.length][];
        for (int i = 0; i < edges.length; i++) {
            ColumnProfile column = reference.columns().get(i);
            int bins = column instanceof NumberProfile numbers
                    ? numbers.counts().size()
                    : ((LevelProfile) column).levels().size();
            edges[i] = column instanceof NumberProfile numbers
                    ? numbers.edges().stream().mapToDouble(Double::doubleValue).toArray()
                    : new double[0];
            counts[i] = new long[bins + 2];
        }
    }

    /**
     * Counts a value of a column of numbers.
     *
     * @param column the column's place in the reference
     * @param value the number; {@code NaN} if it is missing
     */
    public void addNumber(int column, double value) {
        long[] bins = counts[column];
        if (Double.isNaN(value)) {
            bins[bins.length - 1]++;
            return;
        }
        double[] inner = edges[column];
        int bin = 0;
        while (bin < inner.length && value > inner[bin]) {
            bin++;
        }
        bins[bin]++;
    }

    /**
     * Counts a value of a column of levels.
     *
     * @param column the column's place in the reference
     * @param level the level's place in {@link LevelProfile#levels}, {@link #MISSING} or {@link #UNSEEN}
     */
    public void addLevel(int column, int level) {
        long[] bins = counts[column];
        bins[level >= 0 ? level : level == MISSING ? bins.length - 1 : bins.length - 2]++;
    }

    /** Counts a row whose values have been counted. */
    public void endRow() {
        rows++;
    }

    /**
     * Takes in what another window of the same reference has counted.
     *
     * @param other the other window, which stays as it is
     */
    public void merge(DriftWindow other) {
        rows += other.rows;
        for (int i = 0; i < counts.length; i++) {
            for (int bin = 0; bin < counts[i].length; bin++) {
                counts[i][bin] += other.counts[i][bin];
            }
        }
    }

    /** Forgets all rows. */
    public void clear() {
        rows = 0;
        for (long[] bins : counts) {
            java.util.Arrays.fill(bins, 0);
        }
    }

    /** {@return how many rows were counted} */
    public long rows() {
        return rows;
    }

    /** {@return whose bins are counted} */
    public ReferenceProfile reference() {
        return reference;
    }

    /** All columns over their bins. */
    List<ColumnBins> bins() {
        List<ColumnBins> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            bins.add(ColumnBins.of(reference.columns().get(i), counts[i]));
        }
        return bins;
    }
}
