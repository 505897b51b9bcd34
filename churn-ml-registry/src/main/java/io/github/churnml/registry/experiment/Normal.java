package io.github.churnml.registry.experiment;

/**
 * The standard normal distribution. Own arithmetic and {@link StrictMath}: the same bits everywhere.
 *
 * <p>Near the middle by the series of G. Marsaglia, "Evaluating the normal distribution" (2004); beyond 5 by the continued
 * fraction of Mills' ratio (Abramowitz and Stegun 1964, 26.2.14), 60 terms deep. Relative error of either tail below 1e-13.
 */
final class Normal {

    private static final double LOG_ROOT = 0.5 * StrictMath.log(2 * Math.PI);
    private static final double TAIL = 5;
    private static final int TERMS = 60;
    private static final int STEPS = 200;

    private Normal() {}

    static double density(double x) {
        return StrictMath.exp(-0.5 * x * x - LOG_ROOT);
    }

    /** The probability of a value at most x. */
    static double below(double x) {
        if (x < -TAIL) {
            return density(x) * millsRatio(-x);
        }
        return x > TAIL ? 1 - below(-x) : 0.5 + middle(x);
    }

    static double logBelow(double x) {
        if (x < -TAIL) {
            return -0.5 * x * x - LOG_ROOT + StrictMath.log(millsRatio(-x));
        }
        return x > TAIL ? StrictMath.log1p(-below(-x)) : StrictMath.log(below(x));
    }

    /** The probability of a value at least as far from 0. */
    static double twoSided(double x) {
        return 2 * below(-Math.abs(x));
    }

    /** The value that is not exceeded with this probability, above 0 and below 1. */
    static double quantile(double probability) {
        if (probability > 0.5) {
            return -quantile(1 - probability);
        }
        double low = -40;
        double high = 0;
        for (int i = 0; i < STEPS && high - low > 1e-15 * -low; i++) {
            double middle = (low + high) / 2;
            if (below(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return probability == 0.5 ? 0 : (low + high) / 2;
    }

    /** From 0 to x: the density times x + x³/3 + x⁵/(3·5) + … */
    private static double middle(double x) {
        double sum = x;
        double term = x;
        double before = Double.NaN;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return sum * density(x);
    }

    /** Of x above {@link #TAIL}: 1 / (x + 1 / (x + 2 / (x + …))). */
    private static double millsRatio(double x) {
        double value = x;
        for (int i = TERMS; i > 0; i--) {
            value = x + i / value;
        }
        return 1 / value;
    }
}
