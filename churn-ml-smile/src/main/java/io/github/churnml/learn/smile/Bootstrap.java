package io.github.churnml.learn.smile;

import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws the rows of one tree, with replacement (Breiman, Bagging Predictors, Machine Learning 24, 1996): of each class as
 * many as its share of all weights asks for, and within a class each row in proportion to its weight. So every tree sees
 * both classes, which matters where one of them is rare.
 */
final class Bootstrap {

    /** The rows of each class, and the sums of their weights up to and including each. */
    private final int[][] rows = new int[2][];

    private final double[][] upTo = new double[2][];
    private final int[] draws = new int[2];
    private final int all;

    Bootstrap(TrainingData data, double fraction) {
        all = data.rows();
        double[] weights = data.relativeWeights();
        for (int label = 0; label < 2; label++) {
            rows[label] = rowsOf(data.labels(), label);
            upTo[label] = new double[rows[label].length];
            double sum = 0;
            for (int i = 0; i < rows[label].length; i++) {
                sum += weights[rows[label][i]];
                upTo[label][i] = sum;
            }
            draws[label] = Math.max(1, (int) Math.round(fraction * sum));
        }
    }

    private static int[] rowsOf(int[] labels, int label) {
        int[] rows = new int[labels.length];
        int count = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** How often each row is drawn. */
    int[] draw(SplittableRandom random) {
        int[] times = new int[all];
        for (int label = 0; label < 2; label++) {
            double sum = upTo[label][upTo[label].length - 1];
            for (int i = 0; i < draws[label]; i++) {
                times[rows[label][find(upTo[label], random.nextDouble() * sum)]]++;
            }
        }
        return times;
    }

    /** The first row whose sum is above the point: a row of weight 0 is never it. */
    private static int find(double[] sums, double point) {
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
