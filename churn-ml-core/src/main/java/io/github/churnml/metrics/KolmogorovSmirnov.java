package io.github.churnml.metrics;

/**
 * The two-sample Kolmogorov-Smirnov statistic between the scores of churners and of stayers.
 *
 * <p>It is the largest vertical distance between their two cumulative distributions, which is also the largest difference
 * of true and false positive rate over all thresholds (Youden's J at its best). From 0 to 1, whichever class scores
 * higher.
 */
public final class KolmogorovSmirnov {

    private KolmogorovSmirnov() {}

    /**
     * The Kolmogorov-Smirnov statistic.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label; any number but NaN
     * @return the statistic, NaN if only one class is present
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1 or a score is NaN
     */
    public static double of(int[] labels, double[] scores) {
        return of(ScoreCounts.of(labels, scores));
    }

    static double of(ScoreCounts counts) {
        if (counts.hasOneClassOnly()) {
            return Double.NaN;
        }
        long churners = 0;
        long stayers = 0;
        long widest = 0;
        for (int g = 0; g < counts.scores.length; g++) {
            churners += counts.positives[g];
            stayers += counts.negatives[g];
            // Both rates over their common denominator, so that the comparison is exact.
            long distance = Math.abs(churners * counts.negativeTotal - stayers * counts.positiveTotal);
            widest = Math.max(widest, distance);
        }
        return widest / ((double) counts.positiveTotal * counts.negativeTotal);
    }
}
