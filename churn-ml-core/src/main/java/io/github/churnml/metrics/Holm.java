package io.github.churnml.metrics;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Holm's step-down adjustment for several tests at once (S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian
 * Journal of Statistics 6, 1979): among many differences of which none is real, some look real by luck.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Holm {

    private Holm() {}

    /**
     * Adjusts p-values so that one below 0.05 is there by luck alone in fewer than 5 of 100 families of tests.
     *
     * @param p the values as tested, each from 0 to 1 or {@code NaN}, which stays and counts as a test
     * @return the adjusted values, in the order given
     */
    public static double[] adjusted(double... p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
        double[] adjusted = new double[p.length];
        double greatest = 0;
        for (int i = 0; i < order.length; i++) {
            double value = p[order[i]];
            greatest = Math.max(greatest, Math.min(1, value * (p.length - i)));
            adjusted[order[i]] = Double.isNaN(value) ? Double.NaN : greatest;
        }
        return adjusted;
    }
}
