package io.github.churnml.select;

import java.util.Arrays;
import java.util.Comparator;

/** Holm's correction for several tests at once (Holm 1979): among many differences of which none is real, some look real by luck. */
final class Holm {

    private Holm() {}

    /**
     * Corrects p-values so that one below 0.05 is there by luck alone in fewer than 5 of 100 families of tests.
     *
     * @param p the values as tested, each from 0 to 1 or {@code NaN}, which stays and counts as a test
     * @return the corrected values, in the order given
     */
    static double[] corrected(double[] p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        double[] corrected = new double[p.length];
        double least = 0;
        for (int i = 0; i < order.length; i++) {
            double value = p[order[i]];
            least = Math.max(least, Math.min(1, value * (p.length - i)));
            corrected[order[i]] = Double.isNaN(value) ? Double.NaN : least;
        }
        return corrected;
    }
}
