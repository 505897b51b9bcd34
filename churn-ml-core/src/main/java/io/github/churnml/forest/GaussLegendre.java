package io.github.churnml.forest;

/**
 * The Gauss–Legendre rule on 0 to 1: n points at which a weighted sum of values is the integral of any polynomial of
 * degree up to 2n − 1, exactly but for rounding (Abramowitz and Stegun, 25.4.29).
 *
 * <p>The points are the zeros of the Legendre polynomial, by Newton's method; {@code StrictMath} and plain arithmetic, so
 * that they are the same bits everywhere.
 *
 * @param points inside 0 to 1, descending
 * @param weights positive, adding up to 1
 */
record GaussLegendre(double[] points, double[] weights) {

    /** Newton's method doubles the digits each time from a start that has two or more of them. */
    private static final int NEWTON_STEPS = 8;

    static GaussLegendre of(int n) {
        double[] points = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            double x = StrictMath.cos(StrictMath.PI * (i + 0.75) / (n + 0.5));
            for (int step = 0; step < NEWTON_STEPS; step++) {
                double[] at = legendre(n, x);
                x -= at[0] / at[1];
            }
            double slope = legendre(n, x)[1];
            points[i] = (1 + x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new GaussLegendre(points, weights);
    }

    /** The polynomial of degree n and its slope at x, by the three-term recurrence. */
    private static double[] legendre(int n, double x) {
        double before = 1;
        double value = x;
        for (int k = 2; k <= n; k++) {
            double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
            before = value;
            value = next;
        }
        return new double[] {value, n * (x * value - before) / (x * x - 1)};
    }
}
