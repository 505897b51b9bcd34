package io.github.churnml.select;

/**
 * Student's distribution for whole degrees of freedom, by its finite series (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
 * Exact but for rounding, to about 1e-14; the same bits everywhere.
 */
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
        double angle = StrictMath.atan(Math.abs(t) / StrictMath.sqrt(degrees));
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        double inside = odd ? (angle + sine * sum) * 2 / StrictMath.PI : sine * sum;
        return Math.max(0, Math.min(1, 1 - inside));
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
