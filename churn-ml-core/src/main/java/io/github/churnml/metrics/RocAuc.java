package io.github.churnml.metrics;

/**
 * The area under the ROC curve: the chance that a churner scores above a stayer, a tie counting as half.
 *
 * <p>From 0 to 1; 0.5 is what chance reaches. Only the order of the scores counts. It is the Mann-Whitney statistic with
 * midranks, divided by the number of pairs: T. Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27
 * (2006), section 7. Pairs are counted in whole numbers, so any strictly increasing transform of the scores gives the
 * same bits.
 */
public final class RocAuc {

    private RocAuc() {}

    /**
     * The area under the ROC curve.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @return the area, NaN if only one class is present
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1 or a score is NaN
     */
    public static double of(int[] labels, double[] scores) {
        return of(ScoreCounts.of(labels, scores));
    }

    /**
     * The Gini coefficient, or accuracy ratio: twice the area under the ROC curve, less one.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @return from -1 to 1, 0 for chance, NaN if only one class is present
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1 or a score is NaN
     */
    public static double gini(int[] labels, double[] scores) {
        return gini(ScoreCounts.of(labels, scores));
    }

    static double of(ScoreCounts counts) {
        if (counts.hasOneClassOnly()) {
            return Double.NaN;
        }
        long churnersAbove = 0;
        long twiceWon = 0;
        for (int g = 0; g < counts.scores.length; g++) {
            twiceWon += counts.negatives[g] * (2 * churnersAbove + counts.positives[g]);
            churnersAbove += counts.positives[g];
        }
        return twiceWon / (2.0 * counts.positiveTotal * counts.negativeTotal);
    }

    static double gini(ScoreCounts counts) {
        return 2 * of(counts) - 1;
    }
}
