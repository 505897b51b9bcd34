package io.github.churnml.drift;

import java.util.Arrays;

/**
 * How far apart two distributions are: over counts by bin or level, and over values. All are 0 for equal distributions and
 * the same when both sides are exchanged. A side without counts or values makes them {@code NaN}.
 */
final class Distances {

    private Distances() {}

    /**
     * The Jensen-Shannon distance: the square root of the mean Kullback-Leibler divergence, to base 2, of both sides from
     * their middle (J. Lin 1991; a metric by D. M. Endres and J. E. Schindelin 2003). Needs no smoothing.
     *
     * @param reference the counts of one side
     * @param current the counts of the other
     * @return from 0 to 1, which is reached where no bin is hit by both
     */
    static double jensenShannon(long[] reference, long[] current) {
        double[] p = shares(reference, current);
        double[] q = shares(current, reference);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            sum += part(p[i], middle) + part(q[i], middle);
        }
        return Math.sqrt(Math.max(0, Math.min(1, sum / 2 / StrictMath.log(2))));
    }

    /**
     * The Hellinger distance: {@code sqrt(Σ (√p - √q)² / 2)}.
     *
     * @param reference the counts of one side
     * @param current the counts of the other
     * @return from 0 to 1, which is reached where no bin is hit by both
     */
    static double hellinger(long[] reference, long[] current) {
        double[] p = shares(reference, current);
        double[] q = shares(current, reference);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double difference = Math.sqrt(p[i]) - Math.sqrt(q[i]);
            sum += difference * difference;
        }
        return Math.min(1, Math.sqrt(sum / 2));
    }

    /**
     * The greatest difference of shares over all bins.
     *
     * @param reference the counts of one side
     * @param current the counts of the other
     * @return from 0 to 1
     */
    static double maximum(long[] reference, long[] current) {
        double[] p = shares(reference, current);
        double[] q = shares(current, reference);
        double greatest = 0;
        for (int i = 0; i < p.length; i++) {
            greatest = Math.max(greatest, Math.abs(p[i] - q[i]));
        }
        return greatest;
    }

    /**
     * The first Wasserstein distance, or earth mover's distance: the area between the two empirical distribution functions.
     *
     * @param x a sample; {@code NaN}s are left out
     * @param y another
     * @return at least 0, in the unit of the values
     */
    static double wasserstein(double[] x, double[] y) {
        return wasserstein(WeightedValues.of(x), WeightedValues.of(y));
    }

    static double wasserstein(WeightedValues x, WeightedValues y) {
        if (x.total() == 0 || y.total() == 0) {
            return Double.NaN;
        }
        double area = 0;
        long seenX = 0;
        long seenY = 0;
        int i = 0;
        int j = 0;
        double previous = Math.min(x.value(0), y.value(0));
        while (i < x.size() || j < y.size()) {
            double value = j == y.size() || i < x.size() && x.value(i) <= y.value(j) ? x.value(i) : y.value(j);
            area += (value - previous) * Math.abs((double) seenX / x.total() - (double) seenY / y.total());
            for (; i < x.size() && x.value(i) == value; i++) {
                seenX += x.weight(i);
            }
            for (; j < y.size() && y.value(j) == value; j++) {
                seenY += y.weight(j);
            }
            previous = value;
        }
        return area;
    }

    private static double part(double share, double middle) {
        return share == 0 ? 0 : share * StrictMath.log(share / middle);
    }

    private static double[] shares(long[] counts, long[] others) {
        if (counts.length != others.length) {
            throw new IllegalArgumentException(counts.length + " bins here, " + others.length + " there");
        }
        double total = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .mapToDouble(count -> total == 0 ? Double.NaN : count / total)
                .toArray();
    }
}
