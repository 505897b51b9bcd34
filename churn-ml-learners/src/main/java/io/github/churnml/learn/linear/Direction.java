package io.github.churnml.learn.linear;

import io.github.churnml.learn.linear.PenalisedLoss.Point;

/**
 * Where to go from a point: the direction d in which g · d + ½ · d · H · d + penalty(c + d) is least, g being the gradient and
 * H = Zᵀ · diag(curvatures) · Z the second derivatives of the loss.
 */
@FunctionalInterface
interface Direction {

    /** The most columns, that of ones included, whose products with each other are stored. */
    int MOST_PRODUCTS = 501;

    /**
     * @param point where it starts
     * @param gradient the gradient there, without the L1 penalty
     * @param curvatures the rows' second derivatives there
     * @param tolerance how far, divided by the rows, a derivative may be from what it must be
     */
    double[] from(Point point, double[] gradient, double[] curvatures, double tolerance);

    /** The way that suits the penalty and the number of columns. */
    static Direction of(PenalisedLoss loss) {
        for (double l1 : loss.l1) {
            if (l1 > 0) {
                return new CoordinateDescent(loss);
            }
        }
        return loss.columns.size <= MOST_PRODUCTS ? new Cholesky(loss) : new ConjugateGradients(loss);
    }
}
