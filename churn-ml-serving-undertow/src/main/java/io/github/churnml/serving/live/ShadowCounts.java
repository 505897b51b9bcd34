package io.github.churnml.serving.live;

import org.jspecify.annotations.Nullable;

/**
 * How the scores of a shadow differ from the champion's on the same rows: nothing of a row is kept but these counts. They begin
 * anew with another champion or shadow. Safe for any thread.
 */
public final class ShadowCounts {

    /** Parts of equal width from 0 to 1 into which scores are counted. */
    static final int BINS = 10;

    /** What became of rows, since the server began. */
    public enum Fate {
        /** Scored by both. */
        COMPARED,
        /** They do not fit the shadow. */
        MISFIT,
        /** The shadow had no time for them. */
        SKIPPED,
        /** The shadow failed. */
        FAILED
    }

    /**
     * What was counted of one pair of models.
     *
     * @param begun which pair since the server began it is: one that comes again is counted anew
     * @param champion the champion's version; null before the first row
     * @param shadow the shadow's version
     * @param fates rows by {@link Fate}
     * @param joint rows by the parts that the champion's score and the shadow's fall into: {@code [champion][shadow]}
     * @param different rows on which they decide otherwise
     * @param absolute the sum of the differences of their scores without sign
     */
    public record Sums(
            long begun,
            @Nullable String champion,
            String shadow,
            long[] fates,
            long[][] joint,
            long different,
            double absolute) {

        static final Sums NONE = new Sums(0, null, "", new long[Fate.values().length], new long[BINS][BINS], 0, 0);

        public long rows(Fate fate) {
            return fates[fate.ordinal()];
        }

        /** The mean difference of scores without sign; NaN if no row was compared. */
        public double meanDifference() {
            return absolute / rows(Fate.COMPARED);
        }

        /** The share of rows on which they decide otherwise; NaN if no row was compared. */
        public double differentShare() {
            return (double) different / rows(Fate.COMPARED);
        }

        /** What was counted since; all of it if another pair was counted before or meanwhile. */
        public Sums minus(Sums before) {
            if (begun != before.begun) {
                return this;
            }
            long[] rest = fates.clone();
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= before.fates[i];
            }
            return new Sums(
                    begun, champion, shadow, rest, joint, different - before.different, absolute - before.absolute);
        }
    }

    private final long[] totals = new long[Fate.values().length];
    private long begun;
    private @Nullable String champion;
    private String shadow = "";
    private long[] fates = new long[Fate.values().length];
    private long[][] joint = new long[BINS][BINS];
    private long different;
    private double absolute;

    /** The following rows are of this pair. */
    public synchronized void of(String championVersion, String shadowVersion) {
        if (championVersion.equals(champion) && shadowVersion.equals(shadow)) {
            return;
        }
        begun++;
        champion = championVersion;
        shadow = shadowVersion;
        fates = new long[Fate.values().length];
        joint = new long[BINS][BINS];
        different = 0;
        absolute = 0;
    }

    /** Rows that were not compared. */
    public synchronized void count(Fate fate, long rows) {
        fates[fate.ordinal()] += rows;
        totals[fate.ordinal()] += rows;
    }

    /**
     * Rows that were scored by a pair of models; of no effect if it is not the pair of now any more.
     *
     * @param byChampion the champion's scores
     * @param byShadow the shadow's, NaN for a row that does not fit it
     * @param decideOtherwise whether they decide otherwise, by row
     */
    public synchronized void add(
            String championVersion,
            String shadowVersion,
            double[] byChampion,
            double[] byShadow,
            boolean[] decideOtherwise) {
        if (!championVersion.equals(champion) || !shadowVersion.equals(shadow)) {
            return;
        }
        for (int i = 0; i < byChampion.length; i++) {
            if (Double.isNaN(byShadow[i])) {
                count(Fate.MISFIT, 1);
                continue;
            }
            count(Fate.COMPARED, 1);
            joint[bin(byChampion[i])][bin(byShadow[i])]++;
            absolute += Math.abs(byChampion[i] - byShadow[i]);
            different += decideOtherwise[i] ? 1 : 0;
        }
    }

    private static int bin(double score) {
        return Math.max(0, Math.min(BINS - 1, (int) (score * BINS)));
    }

    /** How many rows met a fate since the server began, of whatever models. */
    synchronized long total(Fate fate) {
        return totals[fate.ordinal()];
    }

    /** What was counted of the pair of now. */
    public synchronized Sums now() {
        long[][] copy = new long[BINS][];
        for (int i = 0; i < BINS; i++) {
            copy[i] = joint[i].clone();
        }
        return new Sums(begun, champion, shadow, fates.clone(), copy, different, absolute);
    }
}
