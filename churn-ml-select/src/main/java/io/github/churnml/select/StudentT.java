package io.github.churnml.select;

import io.github.churnml.metrics.BetaFunction;

/** Student's distribution, by the {@link BetaFunction} (Abramowitz and Stegun 1964, 26.7.1); the same bits everywhere. */
final class StudentT {

    private StudentT() {}

    /**
     * How likely a value at least as far from zero is, on either side.
     *
     * @param t any number; infinite gives 0
     * @param degrees of freedom, at least 1
     * @return from 0 to 1
     */
    static double twoSided(double t, int degrees) {
        if (degrees < 1) {
            throw new IllegalArgumentException(degrees + " degrees of freedom where at least 1 is required");
        }
        return BetaFunction.regularised(degrees / (degrees + t * t), degrees / 2.0, 0.5);
    }

    /**
     * How far from zero the middle of the distribution reaches.
     *
     * @param level the share within, above 0 and below 1, such as 0.95
     * @param degrees of freedom, at least 1
     * @return the value that a share {@code 1 - level} is farther from zero than
     */
    static double reach(double level, int degrees) {
        double low = 0;
        double high = 1;
        while (twoSided(high, degrees) > 1 - level) {
            high *= 2;
        }
        for (int step = 0; step < 200 && low < high; step++) {
            double middle = low + (high - low) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (twoSided(middle, degrees) > 1 - level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
