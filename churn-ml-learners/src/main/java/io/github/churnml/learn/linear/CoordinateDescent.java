package io.github.churnml.learn.linear;

import io.github.churnml.learn.linear.PenalisedLoss.Point;

/**
 * The direction by cyclic coordinate descent (Friedman, Hastie and Tibshirani 2010, equation 10): each coefficient in turn
 * goes where the quadratic function is least, others staying; between two rounds over all of them, only those that are not 0
 * are gone over. Up to 500 features the columns' products are stored ("covariance updates", section 2.2), beyond that rows are
 * gone through each time ("naive updates").
 */
record CoordinateDescent(PenalisedLoss loss) implements Direction {

    private static final int MOST_ROUNDS = 100_000;

    @Override
    public double[] from(Point point, double[] gradient, double[] curvatures, double tolerance) {
        Sweep sweep = loss.columns.size <= MOST_PRODUCTS
                ? new Sweep(point, gradient, curvatures, loss.columns.products(curvatures))
                : new Sweep(point, gradient, curvatures, new double[0][]);
        double enough = tolerance * point.logOdds().length;
        boolean all = true;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean settled = sweep.once(all) <= enough;
            if (settled && all) {
                break;
            }
            all = settled;
        }
        return PenalisedLoss.sum(sweep.reached, -1, point.at());
    }

    /** Rounds over the coefficients, with what the second derivatives make of the way gone so far. */
    private final class Sweep {

        private final double[] start;
        private final double[] gradient;
        private final double[] curvatures;
        private final double[][] products;
        private final double[] diagonal;
        private final double[] reached;
        /** H · d where products are stored, otherwise diag(curvatures) · Z · d. */
        private final double[] image;

        Sweep(Point point, double[] gradient, double[] curvatures, double[][] products) {
            this.gradient = gradient;
            this.curvatures = curvatures;
            this.products = products;
            start = point.at();
            reached = start.clone();
            boolean stored = products.length > 0;
            image = new double[stored ? gradient.length : curvatures.length];
            diagonal = stored ? new double[gradient.length] : loss.columns.diagonal(curvatures);
            for (int j = 0; j < products.length; j++) {
                diagonal[j] = products[j][j];
            }
        }

        /** Goes round once; the largest change of a derivative. */
        double once(boolean all) {
            double largest = 0;
            for (int j = 0; j < reached.length; j++) {
                double bent = diagonal[j] + loss.l2[j];
                if (bent > 0 && (all || reached[j] != 0)) {
                    double slope = gradient[j]
                            + loss.l2[j] * (reached[j] - start[j])
                            + (products.length > 0 ? image[j] : loss.columns.dot(j, image));
                    double change = nearest(j, slope, bent) - reached[j];
                    if (change != 0) {
                        move(j, change);
                        largest = Math.max(largest, Math.abs(change) * bent);
                    }
                }
            }
            return largest;
        }

        private double nearest(int j, double slope, double bent) {
            double target = bent * reached[j] - slope;
            double size = Math.abs(target) - loss.l1[j];
            return size > 0 ? Math.copySign(size, target) / bent : 0;
        }

        private void move(int j, double change) {
            reached[j] += change;
            if (products.length > 0) {
                double[] row = products[j];
                for (int k = 0; k < image.length; k++) {
                    image[k] += change * row[k];
                }
            } else {
                loss.columns.add(j, change, curvatures, image);
            }
        }
    }
}
