package io.github.churnml.drift;

import java.util.Arrays;

/** Values in ascending order, each standing for a number of values: what a sketch or a sample knows of a distribution. */
final class WeightedValues {

    private final double[] values;
    private final long[] weights;
    private final long total;

    /** Over arrays that the caller gives away. */
    WeightedValues(double[] values, long[] weights) {
        this.values = values;
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
    }

    static WeightedValues of(double[] sample) {
        double[] sorted = Arrays.stream(sample)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        long[] ones = new long[sorted.length];
        Arrays.fill(ones, 1);
        return new WeightedValues(sorted, ones);
    }

    int size() {
        return values.length;
    }

    double value(int index) {
        return values[index];
    }

    /** The values, shared: not to be changed. */
    double[] values() {
        return values;
    }

    long weight(int index) {
        return weights[index];
    }

    long total() {
        return total;
    }

    /** The value of a rank, from 0. */
    double ofRank(long rank) {
        long seen = 0;
        int i = 0;
        while (seen + weights[i] <= rank) {
            seen += weights[i++];
        }
        return values[i];
    }

    /** How many values there are of a value. */
    long weightOf(double value) {
        long weight = 0;
        for (int i = 0; i < values.length; i++) {
            weight += values[i] == value ? weights[i] : 0;
        }
        return weight;
    }

    /** How many values fall into each bin: {@code edges[i-1] < x <= edges[i]}. */
    long[] counts(double[] edges) {
        long[] counts = new long[edges.length + 1];
        int bin = 0;
        for (int i = 0; i < values.length; i++) {
            while (bin < edges.length && values[i] > edges[bin]) {
                bin++;
            }
            counts[bin] += weights[i];
        }
        return counts;
    }

    /** The greatest distance of two distribution functions, between 0 and 1. */
    static double distance(WeightedValues x, WeightedValues y) {
        double greatest = 0;
        long seenX = 0;
        long seenY = 0;
        int i = 0;
        int j = 0;
        while (i < x.values.length || j < y.values.length) {
            boolean takeX = j == y.values.length || i < x.values.length && x.values[i] <= y.values[j];
            double value = takeX ? x.values[i] : y.values[j];
            for (; i < x.values.length && x.values[i] == value; i++) {
                seenX += x.weights[i];
            }
            for (; j < y.values.length && y.values[j] == value; j++) {
                seenY += y.weights[j];
            }
            greatest = Math.max(greatest, Math.abs((double) seenX / x.total - (double) seenY / y.total));
        }
        return greatest;
    }
}
