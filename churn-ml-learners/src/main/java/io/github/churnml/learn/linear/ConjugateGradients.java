package io.github.churnml.learn.linear;

import io.github.churnml.learn.linear.PenalisedLoss.Point;

/**
 * The direction by conjugate gradients, preconditioned by the diagonal (Nocedal and Wright, Numerical Optimization, 2nd
 * edition, algorithm 5.3): for many columns, since their products are not stored and a step takes 2 · rows · columns
 * multiplications.
 */
record ConjugateGradients(PenalisedLoss loss) implements Direction {

    /** The share of the gradient that may be left: smaller than this, it makes the next point no better. */
    private static final double LEFT = 1e-3;

    @Override
    public double[] from(Point point, double[] gradient, double[] curvatures, double tolerance) {
        int size = gradient.length;
        double[] diagonal = PenalisedLoss.sum(loss.columns.diagonal(curvatures), 1, loss.l2);
        double[] direction = new double[size];
        double[] residual = PenalisedLoss.sum(new double[size], -1, gradient);
        double[] searched = precondition(residual, diagonal);
        double product = dot(residual, searched);
        double enough = product * LEFT * LEFT;
        for (int step = 0; step < 2 * size && product > enough; step++) {
            double[] image = image(searched, curvatures);
            double bent = dot(searched, image);
            if (!(bent > 0)) {
                break;
            }
            direction = PenalisedLoss.sum(direction, product / bent, searched);
            residual = PenalisedLoss.sum(residual, -product / bent, image);
            double[] conditioned = precondition(residual, diagonal);
            double next = dot(residual, conditioned);
            searched = PenalisedLoss.sum(conditioned, next / product, searched);
            product = next;
        }
        return direction;
    }

    /** H · v, the L2 penalty included. */
    private double[] image(double[] v, double[] curvatures) {
        double[] shift = loss.columns.times(v);
        for (int i = 0; i < shift.length; i++) {
            shift[i] *= curvatures[i];
        }
        double[] image = loss.columns.transposed(shift);
        for (int j = 0; j < image.length; j++) {
            image[j] += loss.l2[j] * v[j];
        }
        return image;
    }

    private static double[] precondition(double[] residual, double[] diagonal) {
        double[] conditioned = new double[residual.length];
        for (int j = 0; j < conditioned.length; j++) {
            conditioned[j] = diagonal[j] > 0 ? residual[j] / diagonal[j] : 0;
        }
        return conditioned;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
