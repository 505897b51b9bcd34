package io.github.churnml.decide;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A calibrator chosen on rows that the model had not learnt from. Of several kinds the simplest one is taken whose
 * cross-validated log loss is within one standard error of the best, the error being that of the difference between the two,
 * row by row.
 *
 * <pre>{@code
 * Calibration found = Calibration.choose(Calibrator.KINDS, logOdds, labels, weights, folds);
 * DecisionRule rule = DecisionRule.of(target, found.calibrator(), 0.5);
 * }</pre>
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Calibration {

    /** Fewer rows of a class say too little of a probability. */
    static final int FEWEST_PER_CLASS = 20;

    /** Beyond these log-odds a probability is 0 or 1 but for its last bits; infinite ones are taken for these. */
    private static final double CERTAIN = 36;

    private final Calibrator calibrator;
    private final Map<String, Double> losses;

    private Calibration(Calibrator calibrator, Map<String, Double> losses) {
        this.calibrator = calibrator;
        this.losses = losses;
    }

    /**
     * Chooses a calibrator. A kind is left out where it cannot be fitted on all rows or on those of all folds but one: fewer
     * than {@link #FEWEST_PER_CLASS} rows of a class, log-odds that are all the same, tell the classes apart without a
     * mistake or do not rise with the rate of churn, or a quadratic curve that would fall within the range of the log-odds.
     *
     * @param kinds what is tried, of {@link Calibrator#KINDS}; the order is of no matter
     * @param logOdds what models said of rows that they had not learnt from
     * @param labels their outcomes, 1 for customers who left
     * @param weights how much each counts, above 0
     * @param folds the fold of each, from 0 on; calibrators are judged on each fold by what is fitted on the others
     * @return the calibrator, fitted on all rows; {@link Calibrator#none} where no kind can be fitted
     * @throws IllegalArgumentException if the lengths differ, log-odds are NaN or a weight is not above 0
     */
    public static Calibration choose(
            Collection<String> kinds, double[] logOdds, int[] labels, double[] weights, int[] folds) {
        double[] x = within(logOdds, labels, weights);
        int count = Arrays.stream(folds).max().orElse(0) + 1;
        Map<Calibrator, double[]> tried = new LinkedHashMap<>();
        Map<String, Double> losses = new LinkedHashMap<>();
        double[] best = {};
        double least = Double.POSITIVE_INFINITY;
        for (String kind : Calibrator.KINDS) {
            Calibrator fitted = kinds.contains(kind) ? CalibrationFit.of(kind, x, labels, weights) : null;
            double[] lost = new double[x.length];
            for (int fold = 0; fold < count && fitted != null; fold++) {
                double[] others = weights.clone();
                for (int i = 0; i < x.length; i++) {
                    others[i] = folds[i] == fold ? 0 : others[i];
                }
                Calibrator unseen = CalibrationFit.of(kind, x, labels, others);
                fitted = unseen == null ? null : fitted;
                for (int i = 0; i < x.length && unseen != null; i++) {
                    lost[i] = folds[i] == fold ? CalibrationFit.loss(unseen.logOdds(x[i]), labels[i]) : lost[i];
                }
            }
            if (fitted != null) {
                double mean = meanAndError(lost, new double[x.length], weights)[0];
                tried.put(fitted, lost);
                losses.put(kind, mean);
                best = mean < least ? lost : best;
                least = Math.min(mean, least);
            }
        }
        for (Map.Entry<Calibrator, double[]> one : tried.entrySet()) {
            double[] more = meanAndError(one.getValue(), best, weights);
            if (more[0] <= more[1]) {
                return new Calibration(one.getKey(), losses);
            }
        }
        return new Calibration(Calibrator.none(), losses);
    }

    /** {@return the calibrator, fitted on all rows} */
    public Calibrator calibrator() {
        return calibrator;
    }

    /** {@return the cross-validated log loss of each kind that could be fitted, in nats a row, the simplest first} */
    public Map<String, Double> losses() {
        return losses;
    }

    /** Log-odds of at most {@link #CERTAIN}, either way; NaN stays NaN. */
    static double within(double logOdds) {
        return Math.max(-CERTAIN, Math.min(CERTAIN, logOdds));
    }

    private static double[] within(double[] logOdds, int[] labels, double[] weights) {
        double[] x = new double[labels.length];
        for (int i = 0; i < x.length; i++) {
            if (logOdds.length != x.length || Double.isNaN(logOdds[i]) || !(weights[i] > 0)) {
                throw new IllegalArgumentException("Row " + i + " of " + x.length
                        + " has no weight above 0, or not one of " + logOdds.length + " log-odds that are numbers.");
            }
            x[i] = within(logOdds[i]);
        }
        return x;
    }

    /** The mean of what rows lose more than by another calibrator, and its standard error. */
    private static double[] meanAndError(double[] losses, double[] other, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < losses.length; i++) {
            sum += weights[i] * (losses[i] - other[i]);
            total += weights[i];
        }
        double squares = 0;
        for (int i = 0; i < losses.length; i++) {
            double distance = weights[i] * (losses[i] - other[i] - sum / total);
            squares += distance * distance;
        }
        return new double[] {sum / total, StrictMath.sqrt(squares) / total};
    }
}
