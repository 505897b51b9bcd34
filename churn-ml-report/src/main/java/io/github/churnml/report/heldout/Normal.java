package io.github.churnml.report.heldout;

/** The normal distribution's tail. */
final class Normal {

    /** W. H. Press and others, Numerical Recipes in C, 2nd edition, section 6.2, erfcc. */
    private static final double[] COEFFICIENTS = {
        -1.26551223,
        1.00002368,
        0.37409196,
        0.09678418,
        -0.18628806,
        0.27886807,
        -1.13520398,
        1.48851587,
        -0.82215223,
        0.17087277
    };

    private Normal() {}

    /** How likely a standard normal number is above another; off by at most 1.2e-7 of itself. */
    static double above(double deviations) {
        double z = Math.abs(deviations) / Math.sqrt(2);
        double t = 1 / (1 + z / 2);
        double sum = 0;
        for (int i = COEFFICIENTS.length - 1; i >= 0; i--) {
            sum = sum * t + COEFFICIENTS[i];
        }
        double tail = t * StrictMath.exp(-z * z + sum) / 2;
        return deviations >= 0 ? tail : 1 - tail;
    }
}
