package io.github.churnml.learn.linear;

import io.github.churnml.learn.linear.PenalisedLoss.Point;

/**
 * The direction by Cholesky's factors of the second derivatives, at rows · columns² / 2 + columns³ / 6 multiplications. Where
 * columns before it determine a column, its pivot is 0 but for rounding: its coefficient stays where it is.
 */
record Cholesky(PenalisedLoss loss) implements Direction {

    /** The smallest pivot that is not taken for rounding, where the diagonal is 1. */
    private static final double LEAST_PIVOT = 1e-11;

    @Override
    public double[] from(Point point, double[] gradient, double[] curvatures, double tolerance) {
        double[][] h = loss.columns.products(curvatures);
        int size = h.length;
        double[] scales = new double[size];
        double[] direction = new double[size];
        for (int j = 0; j < size; j++) {
            h[j][j] += loss.l2[j];
            scales[j] = h[j][j] > 0 ? 1 / Math.sqrt(h[j][j]) : 0;
            direction[j] = -gradient[j] * scales[j];
            for (int k = 0; k <= j; k++) {
                h[j][k] *= scales[j] * scales[k];
            }
        }
        factor(h);
        solve(h, direction);
        for (int j = 0; j < size; j++) {
            direction[j] *= scales[j];
        }
        return direction;
    }

    /** Puts the lower factor where the lower triangle was; the pivot of a column that others determine is infinite. */
    private static void factor(double[][] h) {
        for (int j = 0; j < h.length; j++) {
            for (int k = 0; k < j; k++) {
                h[j][k] = (h[j][k] - dot(h[j], h[k], k)) / h[k][k];
            }
            double pivot = h[j][j] - dot(h[j], h[j], j);
            h[j][j] = pivot > LEAST_PIVOT ? Math.sqrt(pivot) : Double.POSITIVE_INFINITY;
        }
    }

    private static double dot(double[] a, double[] b, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void solve(double[][] factor, double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = (x[j] - dot(factor[j], x, j)) / factor[j][j];
        }
        for (int j = x.length - 1; j >= 0; j--) {
            x[j] /= factor[j][j];
            for (int k = 0; k < j; k++) {
                x[k] -= factor[j][k] * x[j];
            }
        }
    }
}
