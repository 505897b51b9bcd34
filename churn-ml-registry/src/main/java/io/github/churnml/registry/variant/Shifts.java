package io.github.churnml.registry.variant;

import java.util.function.IntPredicate;

/**
 * How far the log-odds of each segment lie beside those that a model of all customers gives: a random intercept per segment over
 * the model as offset, by empirical Bayes.
 *
 * <p>With p the model's probabilities of a segment's rows, U = Σ(y − p) and I = Σp(1 − p), the step U / I estimates the
 * segment's shift with variance 1 / I. The true shifts are taken to be normal around 0 with the variance τ² = max(0, (ΣU² / I − k) /
 * ΣI) over the k segments, which is the estimate of moments that R. DerSimonian and N. Laird give (Meta-analysis in Clinical
 * Trials, Controlled Clinical Trials 7, 1986) with the mean known. The shift of a segment is that of the highest posterior: of the
 * log-likelihood minus δ² / 2τ², by Newton's steps. A segment with few rows is moved little, and none where segments do not differ
 * by more than chance (τ² = 0).
 */
final class Shifts {

    private static final double CLIP = 1e-15;
    private static final int STEPS = 50;

    private final double[] shifts;

    private Shifts(double[] shifts) {
        this.shifts = shifts;
    }

    /**
     * Finds the shifts.
     *
     * @param probabilities of the model, one per row; {@code NaN} where it was not asked
     * @param labels 1 for customers who left, 0 for those who stayed
     * @param of one per row: its segment, or -1 for none
     * @param segments how many there are
     * @param use which folds' rows are looked at
     * @param fold one per row, -1 for none
     */
    static Shifts of(double[] probabilities, int[] labels, int[] of, int segments, IntPredicate use, int[] fold) {
        double[] score = new double[segments];
        double[] information = new double[segments];
        for (int row = 0; row < of.length; row++) {
            if (of[row] >= 0 && fold[row] >= 0 && use.test(fold[row])) {
                double p = clipped(probabilities[row]);
                score[of[row]] += labels[row] - p;
                information[of[row]] += p * (1 - p);
            }
        }
        double spread = spread(score, information);
        double[] shifts = new double[segments];
        if (spread == 0) {
            return new Shifts(shifts);
        }
        for (int step = 0; step < STEPS; step++) {
            double[] slope = new double[segments];
            double[] curve = new double[segments];
            for (int row = 0; row < of.length; row++) {
                if (of[row] >= 0 && fold[row] >= 0 && use.test(fold[row])) {
                    double p = moved(probabilities[row], shifts[of[row]]);
                    slope[of[row]] += labels[row] - p;
                    curve[of[row]] += p * (1 - p);
                }
            }
            double longest = 0;
            for (int s = 0; s < segments; s++) {
                double move = (slope[s] - shifts[s] / spread) / (curve[s] + 1 / spread);
                // A step of more than one is cut: far from the maximum Newton's overshoots.
                move = Math.max(-1, Math.min(1, move));
                shifts[s] += move;
                longest = Math.max(longest, Math.abs(move));
            }
            if (longest < 1e-10) {
                break;
            }
        }
        return new Shifts(shifts);
    }

    /** The variance of the true shifts. */
    private static double spread(double[] score, double[] information) {
        double squares = 0;
        double all = 0;
        int count = 0;
        for (int s = 0; s < score.length; s++) {
            if (information[s] > 0) {
                squares += score[s] * score[s] / information[s];
                all += information[s];
                count++;
            }
        }
        return count < 2 ? 0 : Math.max(0, (squares - count) / all);
    }

    /** The shift of a segment, in log-odds. */
    double of(int segment) {
        return shifts[segment];
    }

    /** A probability whose log-odds are moved. */
    static double moved(double probability, double shift) {
        double p = clipped(probability);
        double logOdds = StrictMath.log(p) - StrictMath.log1p(-p) + shift;
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    private static double clipped(double probability) {
        return Math.min(Math.max(probability, CLIP), 1 - CLIP);
    }
}
