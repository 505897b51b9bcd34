package io.github.churnml.drift;

import io.github.churnml.metrics.BetaFunction;

/**
 * The chi-squared distribution, by the regularised incomplete gamma function: a series below {@code a + 1}, a continued
 * fraction above (W. J. Lentz's method; Abramowitz and Stegun 1964, 6.5.29 and 6.5.31). Relative error below 1e-12 for the
 * degrees of freedom that bins give.
 */
final class ChiSquared {

    private static final double PRECISION = 1e-16;
    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 100_000;
    private static final int HALVINGS = 200;

    private ChiSquared() {}

    /** The probability of a value at least as great: 1 at 0, towards 0. */
    static double survival(double x, double degrees) {
        if (!(x > 0) || degrees <= 0) {
            return 1;
        }
        double a = degrees / 2;
        double half = x / 2;
        return half < a + 1 ? 1 - series(a, half) : Math.min(1, fraction(a, half));
    }

    /** The value that is reached or exceeded with the given probability, from above 0 to 1. */
    static double quantile(double exceeded, double degrees) {
        double low = 0;
        double high = Math.max(1, degrees);
        while (survival(high, degrees) > exceeded) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && high - low > 1e-15 * high; i++) {
            double middle = (low + high) / 2;
            if (survival(middle, degrees) > exceeded) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum * front(a, x);
    }

    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double value = d;
        for (int n = 1; n < MOST_TERMS; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / nonZero(numerator * d + b);
            c = nonZero(b + numerator / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return value * front(a, x);
    }

    private static double front(double a, double x) {
        return StrictMath.exp(a * StrictMath.log(x) - x - BetaFunction.logGamma(a));
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
