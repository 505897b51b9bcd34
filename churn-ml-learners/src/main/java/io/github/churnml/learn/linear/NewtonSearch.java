package io.github.churnml.learn.linear;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.linear.PenalisedLoss.Point;
import io.github.churnml.predictor.LinearPredictor;
import java.util.Arrays;

/**
 * The search for the least point of a {@link PenalisedLoss}: at each step the loss is replaced by its second-order
 * approximation, and the next point is the least one of that, or half as far away for as long as this is no descent (Lee, Sun
 * and Saunders, Proximal Newton-type Methods for Minimizing Composite Functions, SIAM Journal on Optimization 24, 2014,
 * algorithm 1; without an L1 penalty, iteratively reweighted least squares).
 */
final class NewtonSearch {

    private static final int MOST_HALVINGS = 50;
    /** The share of the promised descent that a step must keep: Armijo's condition. */
    private static final double KEPT = 1e-4;
    /** What rounding may add to the objective, as a share of it. */
    private static final double ROUNDING = 1e-12;
    /** How exact a direction is worked out, as a share of the way the gradient still has to go. */
    private static final double INNER = 1e-3;
    /** A search that moves log-odds this far although the ground is flat runs after classes that can be separated. */
    private static final double RUNNING = 0.1;

    private final RegressionSettings settings;
    private final PenalisedLoss loss;

    NewtonSearch(TrainingData data, RegressionSettings settings) {
        this.settings = settings;
        loss = new PenalisedLoss(data, settings.lambda(), settings.l1Ratio());
    }

    /** The predictor of the columns as they were given. */
    LinearPredictor predictor(Progress progress) {
        double[] at = search(progress);
        double[] coefficients = Arrays.copyOf(at, at.length - 1);
        double intercept = at[coefficients.length];
        for (int j = 0; j < coefficients.length; j++) {
            double spread = loss.columns.spreads[j];
            coefficients[j] = spread > 0 ? at[j] / spread : 0;
            intercept -= spread > 0 ? at[j] * (loss.columns.centres[j] / spread) : 0;
        }
        for (double coefficient : coefficients) {
            if (!Double.isFinite(coefficient + intercept)) {
                throw unsettled("a coefficient is (" + coefficient + "), the intercept (" + intercept + ")");
            }
        }
        return new LinearPredictor(intercept, coefficients);
    }

    private double[] search(Progress progress) {
        int most = settings.maxIterations();
        boolean free = settings.lambda() == 0;
        Direction way = Direction.of(loss);
        Point point = loss.start();
        double[] curvatures = new double[point.logOdds().length];
        double moved = 0;
        for (int step = 0; ; step++) {
            progress.at("fitting", Math.min(step, most - 1), most);
            double[] gradient = loss.gradient(point, curvatures);
            double distance = loss.distance(point, gradient);
            if (distance <= settings.tolerance() && !(free && moved > RUNNING)) {
                progress.at("fitting", most, most);
                return point.at();
            }
            if (distance <= settings.tolerance() || free && loss.separates(point)) {
                throw separated();
            }
            if (!(step < most)) {
                throw unsettled("after " + step + " steps its gradient is still (" + distance + ") a row");
            }
            double enough = Math.max(INNER * distance, settings.tolerance() / 10);
            double[] direction = way.from(point, gradient, curvatures, enough);
            double[] shift = loss.columns.times(direction);
            Point next = descend(point, direction, shift, loss.promised(point, gradient, direction));
            moved = farthest(point.logOdds(), next.logOdds());
            point = next;
        }
    }

    private Point descend(Point from, double[] direction, double[] shift, double promised) {
        double length = 1;
        for (int halving = 0; halving <= MOST_HALVINGS; halving++) {
            Point to = loss.along(from, length, direction, shift);
            if (to.objective() <= from.objective() * (1 + ROUNDING) + KEPT * length * promised) {
                return to;
            }
            length /= 2;
        }
        throw unsettled("no step along its gradient makes the loss of (" + from.objective() + ") smaller");
    }

    private static double farthest(double[] from, double[] to) {
        double farthest = 0;
        for (int i = 0; i < from.length; i++) {
            farthest = Math.max(farthest, Math.abs(to[i] - from[i]));
        }
        return farthest;
    }

    private static TrainingException separated() {
        return new TrainingException(
                "The columns separate the two classes perfectly, at least for some rows: without a penalty, no"
                        + " coefficients are the best, larger ones always being better.",
                "Maybe set 'lambda' above 0; or a column knows the outcome and should be excluded.",
                Where.nowhere());
    }

    private static TrainingException unsettled(String how) {
        return new TrainingException(
                "The logistic regression did not settle: " + how + ".",
                "Maybe raise 'maxIterations', 'tolerance' or 'lambda', or scale the features.",
                Where.nowhere());
    }
}
