package io.github.churnml.decide;

import io.github.churnml.predictor.LogOdds;
import org.jspecify.annotations.Nullable;

/**
 * Fits calibrators: curves by plain logistic regression of one or two columns, without any penalty, by Newton's method; a step
 * that raises the loss is halved until it does not. Sums run in the order of the rows. Rows of weight 0 do not count.
 */
final class CalibrationFit {

    private static final int MOST_STEPS = 100;

    /** A step that is the last one: each leaves about the square of its length to go. */
    private static final double SHORT = 1e-6;

    /** The intercept's ones, then the columns. */
    private final double[][] columns;

    private final int[] labels;
    private final double[] weights;
    private final double[] logOdds;

    private CalibrationFit(int[] labels, double[] weights, double[]... columns) {
        this.columns = columns;
        this.labels = labels;
        this.weights = weights;
        this.logOdds = new double[labels.length];
    }

    /** The calibrator of a kind, or null where there is none, as {@link Calibration#choose} says. */
    static @Nullable Calibrator of(String kind, double[] x, int[] labels, double[] weights) {
        double[] lowest = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] highest = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        int[] rows = new int[2];
        for (int i = 0; i < x.length; i++) {
            if (weights[i] > 0) {
                int label = labels[i];
                lowest[label] = Math.min(lowest[label], x[i]);
                highest[label] = Math.max(highest[label], x[i]);
                rows[label]++;
            }
        }
        if (kind.equals(CurveCalibration.NONE)) {
            return Calibrator.none();
        }
        // Classes that do not overlap have no finite fit.
        if (Math.min(rows[0], rows[1]) < Calibration.FEWEST_PER_CLASS
                || highest[0] <= lowest[1]
                || highest[1] <= lowest[0]) {
            return null;
        }
        if (kind.equals(IsotonicCalibration.KIND)) {
            return IsotonicCalibration.fit(x, labels, weights);
        }
        double[] found =
                kind.equals(CurveCalibration.BETA) ? beta(x, labels, weights) : polynomial(kind, x, labels, weights);
        if (found != null && found.length == 3 && !kind.equals(CurveCalibration.BETA)) {
            found = new double[] {
                found[0], found[1], found[2], Math.min(lowest[0], lowest[1]), Math.max(highest[0], highest[1])
            };
        }
        return found == null ? null : CurveCalibration.of(kind, found);
    }

    private static double @Nullable [] polynomial(String kind, double[] x, int[] labels, double[] weights) {
        double[][] powers = new double[kind.equals(CurveCalibration.PLATT) ? 2 : 3][x.length];
        for (int i = 0; i < x.length; i++) {
            double power = 1;
            for (double[] column : powers) {
                column[i] = power;
                power *= x[i];
            }
        }
        return new CalibrationFit(labels, weights, powers).minimum();
    }

    /** Where the weight of a logarithm would be below 0 it is 0, and the other is fitted again: Kull et al., section 4. */
    private static double @Nullable [] beta(double[] x, int[] labels, double[] weights) {
        double[][] columns = new double[3][x.length];
        for (int i = 0; i < x.length; i++) {
            columns[0][i] = 1;
            columns[1][i] = CurveCalibration.onePlusExp(x[i]);
            columns[2][i] = -CurveCalibration.onePlusExp(-x[i]);
        }
        double[] found = new CalibrationFit(labels, weights, columns).minimum();
        for (int out = 1; found != null && found.length == 3 && out < 3; out++) {
            if (found[out] < 0) {
                double[] other = new CalibrationFit(labels, weights, columns[0], columns[3 - out]).minimum();
                found = other == null ? null : new double[] {other[0], other[1] * (out - 1), other[1] * (2 - out)};
                break;
            }
        }
        return found;
    }

    /** The coefficients of the least loss; null where a column says nothing new, or the loss falls for ever. */
    private double @Nullable [] minimum() {
        int size = columns.length;
        double[] at = new double[size];
        double loss = loss(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] move = move();
            double longest = 0;
            for (double part : move) {
                longest = Math.max(longest, Math.abs(part));
            }
            double length = 1;
            double[] next;
            double there;
            do {
                next = at.clone();
                for (int j = 0; j < size; j++) {
                    next[j] -= length * move[j];
                }
                if (longest <= SHORT) {
                    return next;
                }
                there = loss(next);
                length /= 2;
            } while (there > loss && length > SHORT);
            if (!(there <= loss)) {
                return null;
            }
            at = next;
            loss = there;
        }
        return null;
    }

    /** The sum of the losses; keeps the log-odds of the rows. */
    private double loss(double[] at) {
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double z = 0;
            for (int j = 0; j < at.length; j++) {
                z += at[j] * columns[j][i];
            }
            logOdds[i] = z;
            sum += weights[i] * loss(z, labels[i]);
        }
        return sum;
    }

    /** The log loss of log-odds: ln(1 + e<sup>∓z</sup>). */
    static double loss(double z, int label) {
        double against = label == 1 ? -z : z;
        return Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
    }

    /** Newton's step at the kept log-odds, by elimination; not finite where the equations do not tell. */
    private double[] move() {
        int size = columns.length;
        double[][] equations = new double[size][size + 1];
        for (int i = 0; i < labels.length; i++) {
            double p = LogOdds.toProbability(logOdds[i]);
            for (int j = 0; j < size; j++) {
                double part = weights[i] * columns[j][i];
                for (int k = 0; k < size; k++) {
                    equations[j][k] += part * p * (1 - p) * columns[k][i];
                }
                equations[j][size] += part * (p - labels[i]);
            }
        }
        double[] move = new double[size];
        for (int j = 0; j < size; j++) {
            double own = equations[j][j];
            for (int i = 0; i < size; i++) {
                double factor = i == j ? 0 : equations[i][j] / own;
                for (int k = size; k >= j; k--) {
                    equations[i][k] -= factor * equations[j][k];
                }
            }
        }
        for (int j = 0; j < size; j++) {
            move[j] = equations[j][size] / equations[j][j];
        }
        return move;
    }
}
