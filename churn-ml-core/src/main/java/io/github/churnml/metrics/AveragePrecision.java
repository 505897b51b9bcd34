package io.github.churnml.metrics;

/**
 * Average precision, the area under the precision-recall curve as a sum of steps.
 *
 * <p>It is Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores from the highest down, with precision Pₙ and recall Rₙ of taking
 * everybody at or above the n-th score; rows of equal score enter together. There is no interpolation between points,
 * which would be too kind: J. Davis and M. Goadrich, The relationship between precision-recall and ROC curves, ICML 2006.
 * From 0 to 1; chance reaches the share of churners.
 */
public final class AveragePrecision {

    private AveragePrecision() {}

    /**
     * The average precision.
     *
     * @param labels 1 for a churner, 0 for a stayer
     * @param scores one per label, higher for a likelier churner; any number but NaN
     * @return the average precision, 0 if there is no churner
     * @throws IllegalArgumentException if there are no rows, the lengths differ, a label is not 0 or 1 or a score is NaN
     */
    public static double of(int[] labels, double[] scores) {
        return of(ScoreCounts.of(labels, scores));
    }

    static double of(ScoreCounts counts) {
        if (counts.positiveTotal == 0) {
            return 0;
        }
        long churners = 0;
        long customers = 0;
        double sum = 0;
        for (int g = 0; g < counts.scores.length; g++) {
            int here = counts.positives[g];
            churners += here;
            customers += (long) here + counts.negatives[g];
            // Recall moves only where there is a churner; elsewhere a resample may not even have a precision yet.
            if (here > 0) {
                sum += here * ((double) churners / customers);
            }
        }
        return sum / counts.positiveTotal;
    }
}
