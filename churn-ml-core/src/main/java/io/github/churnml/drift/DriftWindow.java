package io.github.churnml.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    /** Of a column of numbers that were all the same: that number. */
    private final double[] constant;

    private final long[][] counts;
    private final @Nullable ScoreTally scores;
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
        this.constant = new double[edges.length];
        for (int i = 0; i < edges.length; i++) {
            ColumnProfile column = reference.columns().get(i);
            int bins = column instanceof NumberProfile numbers
                    ? numbers.counts().size()
                    : ((LevelProfile) column).levels().size();
            edges[i] = column instanceof NumberProfile numbers
                    ? numbers.edges().stream().mapToDouble(Double::doubleValue).toArray()
                    : new double[0];
            counts[i] = new long[bins + 2];
            constant[i] = column instanceof NumberProfile numbers && numbers.isConstant() ? numbers.min() : Double.NaN;
        }
        this.scores = reference.scores().map(ScoreTally::new).orElse(null);
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
        // Another value than the only one goes with what is unseen.
        int bin = inner.length == 0 && value != constant[column] && !Double.isNaN(constant[column]) ? 1 : 0;
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

    /**
     * Counts what the model said of a row; nothing happens if the reference has no profile of scores.
     *
     * @param probability from 0 to 1
     * @throws IllegalArgumentException if it is no probability
     */
    public void addScore(double probability) {
        if (scores != null) {
            scores.add(probability);
        }
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
        if (scores != null && other.scores != null) {
            scores.merge(other.scores);
        }
    }

    /** Forgets all rows. */
    public void clear() {
        rows = 0;
        for (long[] bins : counts) {
            java.util.Arrays.fill(bins, 0);
        }
        if (scores != null) {
            scores.clear();
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

    /** {@return the scores that were counted; empty if none was} */
    public Optional<ScoreTally> scores() {
        return Optional.ofNullable(scores).filter(tally -> tally.rows() > 0);
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
