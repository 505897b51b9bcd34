package io.github.churnml.spark;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** All values of a column in ascending order, each with how often it occurs. Immutable. */
final class CountedNumbers implements Quantiles.Ranks {

    private final double[] values;
    /** How many values there are up to each, itself included. */
    private final long[] upTo;

    /** Of values in the order of {@link Double#compare}. */
    CountedNumbers(SortedMap<Double, Long> counts) {
        values = new double[counts.size()];
        upTo = new long[counts.size()];
        int place = 0;
        long sum = 0;
        for (Map.Entry<Double, Long> entry : counts.entrySet()) {
            sum += entry.getValue();
            values[place] = entry.getKey();
            upTo[place++] = sum;
        }
    }

    @Override
    public double at(long rank) {
        int place = Arrays.binarySearch(upTo, rank + 1);
        return values[place >= 0 ? place : -place - 1];
    }

    /** How many values lie outside of two fences, which may be NaN. */
    long outside(double[] fences) {
        long outside = 0;
        for (int i = 0; i < values.length; i++) {
            outside += values[i] < fences[0] || values[i] > fences[1] ? upTo[i] - (i == 0 ? 0 : upTo[i - 1]) : 0;
        }
        return outside;
    }

    /** The different values; zeros of either sign are one. */
    double[] distinct() {
        double[] distinct = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (count == 0 || value != distinct[count - 1]) {
                distinct[count++] = value;
            }
        }
        return Arrays.copyOf(distinct, count);
    }
}
