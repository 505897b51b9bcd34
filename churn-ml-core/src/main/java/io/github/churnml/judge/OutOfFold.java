package io.github.churnml.judge;

import io.github.churnml.decide.Calibrator;
import io.github.churnml.metrics.Metric;
import java.util.Arrays;

/**
 * Out-of-fold predictions: what is said of each row by a model that has not learnt from it. One repeat of a {@link
 * CrossValidation}. Arrays are shared, not copied; position {@code i} of each is row {@code i} of the rows divided.
 *
 * <p>In time the earliest rows are judged by no fold: their fold is -1 and their log-odds are {@code NaN}.
 */
public final class OutOfFold {

    private final int[] labels;
    private final int[] folds;
    private final double[] logOdds;

    /**
     * Puts the parts together.
     *
     * @param labels one per row: 1 for customers who left and 0 for those who stayed
     * @param folds one per row: the fold that judges it, from 0, or -1 where none does
     * @param logOdds one per row, {@code NaN} where no fold judges it
     * @throws IllegalArgumentException if the lengths differ, or a row that is judged has no log-odds
     */
    public OutOfFold(int[] labels, int[] folds, double[] logOdds) {
        if (labels.length != folds.length || labels.length != logOdds.length) {
            throw new IllegalArgumentException(labels.length + " labels, " + folds.length + " folds and "
                    + logOdds.length + " log-odds for the same rows");
        }
        for (int row = 0; row < folds.length; row++) {
            if (folds[row] >= 0 && Double.isNaN(logOdds[row])) {
                throw new IllegalArgumentException("row " + row + " of fold " + folds[row] + " has log-odds of NaN");
            }
        }
        this.labels = labels;
        this.folds = folds;
        this.logOdds = logOdds;
    }

    /** {@return the outcomes, 1 for customers who left and 0 for those who stayed} */
    public int[] labels() {
        return labels;
    }

    /** {@return the fold that judges each row, from 0; -1 where none does} */
    public int[] folds() {
        return folds;
    }

    /** {@return log-odds before calibration, the prior corrected as the recipe says; {@code NaN} where no fold judges a row} */
    public double[] logOdds() {
        return logOdds;
    }

    /** {@return how many folds there are} */
    public int count() {
        int last = -1;
        for (int fold : folds) {
            last = Math.max(last, fold);
        }
        return last + 1;
    }

    /** {@return the same of the rows alone that a fold judges, in their order} */
    public OutOfFold judged() {
        return select(0, Integer.MAX_VALUE);
    }

    /**
     * The same of one fold's rows.
     *
     * @param fold which, from 0
     * @return those rows, in their order
     */
    public OutOfFold fold(int fold) {
        return select(fold, fold);
    }

    private OutOfFold select(int first, int last) {
        int rows = 0;
        int[] ofLabels = new int[labels.length];
        int[] ofFolds = new int[labels.length];
        double[] ofLogOdds = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            if (folds[row] >= first && folds[row] <= last) {
                ofLabels[rows] = labels[row];
                ofFolds[rows] = folds[row];
                ofLogOdds[rows++] = logOdds[row];
            }
        }
        return new OutOfFold(
                Arrays.copyOf(ofLabels, rows), Arrays.copyOf(ofFolds, rows), Arrays.copyOf(ofLogOdds, rows));
    }

    /** {@return the probabilities of the log-odds, uncalibrated; {@code NaN} where no fold judges a row} */
    public double[] probabilities() {
        double[] probabilities = new double[logOdds.length];
        for (int row = 0; row < logOdds.length; row++) {
            probabilities[row] = Calibrator.none().probability(logOdds[row]);
        }
        return probabilities;
    }

    /**
     * One metric of each fold by itself.
     *
     * @param metric which
     * @param threshold the probability from which a customer is predicted to leave; only metrics of decisions use it
     * @return one number per fold
     */
    public double[] byFold(Metric metric, double threshold) {
        double[] values = new double[count()];
        for (int fold = 0; fold < values.length; fold++) {
            OutOfFold part = fold(fold);
            values[fold] = metric.compute(part.labels, part.probabilities(), threshold);
        }
        return values;
    }

    /**
     * Judges all rows that a fold judges together. Log-odds of different folds come from different models, so a ranking over
     * all of them is a little worse than that of each fold.
     *
     * @param threshold the probability from which a customer is predicted to leave
     * @param seed decides the rows that the bootstrap intervals draw
     * @return the pooled evaluation
     */
    public Evaluation evaluation(double threshold, long seed) {
        OutOfFold judged = judged();
        return Evaluation.of(
                judged.labels,
                judged.probabilities(),
                threshold,
                seed,
                judged.labels.length + " rows, each by a model that has not learnt from its fold, of " + count());
    }
}
