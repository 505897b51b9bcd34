package io.github.churnml.learn.linear;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;

/**
 * What a logistic regression makes least: Σ weight · log loss + Σ (½ · l2 · c² + l1 · |c|), by the coefficients c of {@link
 * StandardisedColumns}, the intercept last.
 */
final class PenalisedLoss {

    final StandardisedColumns columns;
    /** The penalties of each standardised coefficient; 0 for the intercept. */
    final double[] l1;

    final double[] l2;
    private final int[] labels;
    private final double[] weights;

    /** A point, the log-odds of the rows there, and the objective. */
    record Point(double[] at, double[] logOdds, double objective) {}

    PenalisedLoss(TrainingData data, double lambda, double l1Ratio) {
        labels = data.labels();
        weights = data.relativeWeights();
        columns = new StandardisedColumns(data, weights);
        l1 = new double[columns.size];
        l2 = new double[columns.size];
        for (int j = 0; j < columns.size - 1; j++) {
            double spread = columns.spreads[j];
            if (spread > 0) {
                l1[j] = lambda * l1Ratio / spread;
                l2[j] = lambda * (1 - l1Ratio) / spread / spread;
            }
        }
    }

    /** Every row at the log-odds of the positive class's share by weight. */
    Point start() {
        double positive = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            positive += weights[i] * labels[i];
            all += weights[i];
        }
        double[] at = new double[columns.size];
        at[columns.size - 1] = LogOdds.fromProbability(positive / all);
        double[] logOdds = new double[labels.length];
        Arrays.fill(logOdds, at[columns.size - 1]);
        return point(at, logOdds);
    }

    /** The point a length along a direction, along which log-odds shift. */
    Point along(Point from, double length, double[] direction, double[] shift) {
        return point(sum(from.at, length, direction), sum(from.logOdds, length, shift));
    }

    static double[] sum(double[] from, double length, double[] direction) {
        double[] sum = new double[from.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = from[i] + length * direction[i];
        }
        return sum;
    }

    private Point point(double[] at, double[] logOdds) {
        double loss = columns.sum((from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                // ln(1 + e^−margin), split so that no power overflows.
                double margin = labels[i] == 1 ? logOdds[i] : -logOdds[i];
                sum += weights[i] * (StrictMath.log1p(StrictMath.exp(-Math.abs(margin))) + Math.max(-margin, 0));
            }
            return sum;
        });
        for (int j = 0; j < at.length; j++) {
            loss += 0.5 * l2[j] * at[j] * at[j] + l1[j] * Math.abs(at[j]);
        }
        return new Point(at, logOdds, loss);
    }

    /** The gradient without the L1 penalty; the rows' second derivatives, by their log-odds, are written into an array. */
    double[] gradient(Point point, double[] curvatures) {
        double[] slopes = new double[labels.length];
        columns.sum((from, to) -> {
            for (int i = from; i < to; i++) {
                double p = LogOdds.toProbability(point.logOdds[i]);
                slopes[i] = weights[i] * (p - labels[i]);
                curvatures[i] = weights[i] * p * (1 - p);
            }
            return 0;
        });
        double[] gradient = columns.transposed(slopes);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] += l2[j] * point.at[j];
        }
        return gradient;
    }

    /** How far the gradient is, at most and divided by the rows, from what it must be at the least point. */
    double distance(Point point, double[] gradient) {
        double largest = 0;
        for (int j = 0; j < gradient.length; j++) {
            double c = point.at[j];
            double left = c == 0
                    ? Math.max(Math.abs(gradient[j]) - l1[j], 0)
                    : Math.abs(gradient[j] + Math.signum(c) * l1[j]);
            largest = Math.max(largest, left);
        }
        return largest / labels.length;
    }

    /** How the objective would change along a direction if it were straight but for the L1 penalty: below 0. */
    double promised(Point point, double[] gradient, double[] direction) {
        double change = 0;
        for (int j = 0; j < gradient.length; j++) {
            change +=
                    gradient[j] * direction[j] + l1[j] * (Math.abs(point.at[j] + direction[j]) - Math.abs(point.at[j]));
        }
        return change;
    }

    /** Whether every row's log-odds are on its own class's side: then no length of these coefficients is the best. */
    boolean separates(Point point) {
        for (int i = 0; i < labels.length; i++) {
            if (!(labels[i] == 1 ? point.logOdds[i] > 0 : point.logOdds[i] < 0)) {
                return false;
            }
        }
        return true;
    }
}
