package io.github.churnml.spark;

import io.github.churnml.drift.ReferenceProfile;
import java.io.Serializable;
import java.util.List;

/**
 * The scores of a bin as a count and a sum of whole units of 2<sup>-30</sup>, which is how {@link
 * io.github.churnml.drift.ScoreTally} adds them up; from both, scores with the same count and sum can be made again.
 */
final class ScoreSums implements Serializable {

    static final double UNIT = 1L << 30;

    private static final long serialVersionUID = 1;

    private final double[] edges;
    private final long[] counts;
    private final long[] sums;

    /** Of no scores yet, over the bins of a model's own; no bins where the model does not say how they lay. */
    ScoreSums(ReferenceProfile profile) {
        this.edges = profile.scores()
                .map(scores ->
                        scores.edges().stream().mapToDouble(Double::doubleValue).toArray())
                .orElse(new double[0]);
        this.counts = new long[edges.length + 1];
        this.sums = new long[edges.length + 1];
    }

    void add(double probability) {
        int bin = 0;
        while (bin < edges.length && probability > edges[bin]) {
            bin++;
        }
        counts[bin]++;
        sums[bin] += Math.round(probability * UNIT);
    }

    void add(ScoreSums other) {
        for (int bin = 0; bin < counts.length; bin++) {
            counts[bin] += other.counts[bin];
            sums[bin] += other.sums[bin];
        }
    }

    /** Scores that stand for all: how many there are of each. */
    void replay(List<Repeated> into) {
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                long least = sums[bin] / counts[bin];
                long above = sums[bin] % counts[bin];
                into.add(new Repeated(score(bin, least), counts[bin] - above));
                if (above > 0) {
                    into.add(new Repeated(score(bin, least + 1), above));
                }
            }
        }
    }

    /** A score of a bin that is so many units. There is one: scores of the bin were rounded to no more, and to no less. */
    private double score(int bin, long units) {
        double lowest = bin == 0 ? 0 : Math.nextUp(edges[bin - 1]);
        double highest = bin == edges.length ? 1 : edges[bin];
        double score = Math.min(highest, Math.max(lowest, units / UNIT));
        if (Math.round(score * UNIT) != units) {
            throw new IllegalStateException("no score of bin " + bin + " is " + units + " units");
        }
        return score;
    }

    /**
     * A score that occurs several times.
     *
     * @param score the score
     * @param times how often
     */
    record Repeated(double score, long times) {}
}
