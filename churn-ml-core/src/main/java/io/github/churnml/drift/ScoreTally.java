package io.github.churnml.drift;

import java.util.Arrays;

/**
 * Scores counted over the bins of a model's own, and nothing else of them but their sum: what is kept of the scores of a
 * table or of a live window. Mutable, for one thread. Counts and the sum, which is kept in whole units of 2<sup>-30</sup>,
 * are exact: the order in which scores come, or tallies are merged, changes no bit.
 */
public final class ScoreTally {

    private static final double UNIT = 1L << 30;

    private final NumberProfile reference;
    private final double[] edges;
    private final long[] counts;
    private long sum;

    /**
     * An empty tally.
     *
     * @param reference the profile of the model's scores, from {@link ReferenceProfile#scores}
     */
    public ScoreTally(NumberProfile reference) {
        this.reference = reference;
        this.edges = reference.edges().stream().mapToDouble(Double::doubleValue).toArray();
        // Behind the bins, those of what is no number and of missing values, which no score is.
        this.counts = new long[edges.length + 3];
    }

    /**
     * Counts a score.
     *
     * @param probability from 0 to 1
     * @throws IllegalArgumentException if it is no probability
     */
    public void add(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a score of " + probability);
        }
        int bin = 0;
        while (bin < edges.length && probability > edges[bin]) {
            bin++;
        }
        counts[bin]++;
        sum += Math.round(probability * UNIT);
    }

    /**
     * Takes in what another tally of the same reference has counted.
     *
     * @param other the other tally, which stays as it is
     */
    public void merge(ScoreTally other) {
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] += other.counts[bin];
        }
        sum += other.sum;
    }

    /** Forgets all scores. */
    void clear() {
        Arrays.fill(counts, 0);
        sum = 0;
    }

    /** {@return how many scores were counted} */
    public long rows() {
        return Arrays.stream(counts).sum();
    }

    /** {@return the profile whose bins are counted} */
    NumberProfile reference() {
        return reference;
    }

    /** {@return the mean score; {@code NaN} if none was counted} */
    public double mean() {
        return sum / UNIT / rows();
    }

    ColumnBins bins() {
        return ColumnBins.of(reference, counts);
    }
}
