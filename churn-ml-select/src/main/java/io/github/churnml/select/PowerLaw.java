package io.github.churnml.select;

/**
 * The inverse power law of learning: a metric after learning from n rows is {@code a - b n^-c} with b and c above 0, or {@code a + b
 * n^-c} where lower is better (C. Cortes, L. D. Jackel, S. A. Solla, V. Vapnik, J. S. Denker, Learning curves: asymptotic values and
 * rate of convergence, NIPS 6, 1993; R. L. Figueroa and others, Predicting sample size required for classification performance, BMC
 * Medical Informatics and Decision Making 12, 2012).
 *
 * @param limit {@code a}: what endless rows would reach; within what the metric can be, from 0 to 1 or from 0 on
 * @param distance how far the largest size is from the limit, with its sign: below 0 where higher is better
 * @param exponent {@code c}, from 0.01 to 2
 * @param largest the largest size that was fitted, in rows; {@code b} is the distance times this to the power of c
 */
public record PowerLaw(double limit, double distance, double exponent, double largest) {

    private static final int EXPONENTS = 200;

    /**
     * Fits by weighted least squares: for each exponent of a grid from 0.01 to 2 the best limit and distance, and of those the best.
     * Of m sizes the j-th counts j/m, as later ones say more of what follows (Figueroa and others 2012).
     *
     * @param rows sizes, ascending, at least 3
     * @param values the metric at each
     * @param higherIsBetter whether the limit is above, at most 1, or below, at least 0
     * @return the law; with distance 0 where values do not get better
     */
    static PowerLaw fit(double[] rows, double[] values, boolean higherIsBetter) {
        double largest = rows[rows.length - 1];
        PowerLaw best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 1; step <= EXPONENTS; step++) {
            PowerLaw law = fit(rows, values, higherIsBetter, step * 2.0 / EXPONENTS, largest);
            double loss = law.loss(rows, values);
            if (loss < least) {
                least = loss;
                best = law;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("values that are not all numbers");
        }
        return best;
    }

    private static PowerLaw fit(
            double[] rows, double[] values, boolean higherIsBetter, double exponent, double largest) {
        double weights = 0;
        double meanX = 0;
        double meanY = 0;
        for (int j = 0; j < rows.length; j++) {
            weights += j + 1;
            meanX += (j + 1) * power(rows[j], largest, exponent);
            meanY += (j + 1) * values[j];
        }
        meanX /= weights;
        meanY /= weights;
        double products = 0;
        double squares = 0;
        for (int j = 0; j < rows.length; j++) {
            double x = power(rows[j], largest, exponent) - meanX;
            products += (j + 1) * x * (values[j] - meanY);
            squares += (j + 1) * x * x;
        }
        double distance = squares == 0 ? 0 : products / squares;
        if (higherIsBetter ? distance >= 0 : distance <= 0) {
            return new PowerLaw(meanY, 0, exponent, largest);
        }
        double limit = meanY - distance * meanX;
        double bound = higherIsBetter ? 1 : 0;
        if (higherIsBetter ? limit <= bound : limit >= bound) {
            return new PowerLaw(limit, distance, exponent, largest);
        }
        return new PowerLaw(bound, toBound(rows, values, exponent, largest, bound), exponent, largest);
    }

    /** The best distance where the limit is the best that the metric can be. */
    private static double toBound(double[] rows, double[] values, double exponent, double largest, double bound) {
        double products = 0;
        double squares = 0;
        for (int j = 0; j < rows.length; j++) {
            double x = power(rows[j], largest, exponent);
            products += (j + 1) * x * (values[j] - bound);
            squares += (j + 1) * x * x;
        }
        return products / squares;
    }

    private double loss(double[] rows, double[] values) {
        double loss = 0;
        for (int j = 0; j < rows.length; j++) {
            double off = at(rows[j]) - values[j];
            loss += (j + 1) * off * off;
        }
        return loss;
    }

    private static double power(double rows, double largest, double exponent) {
        return StrictMath.pow(rows / largest, -exponent);
    }

    /**
     * What the law says of a size.
     *
     * @param rows how many are learnt from, above 0
     * @return the metric
     */
    public double at(double rows) {
        return limit + distance * power(rows, largest, exponent);
    }
}
