package io.github.churnml.data.split;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Stratified divisions of a table's rows: each class is divided by itself, so that every part has (nearly) the same share
 * of each. The same labels and seed give the same division everywhere.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class Folds {

    private Folds() {}

    /**
     * Holds a share of the rows out. Of each class that share is rounded, but at least one row stays on each side.
     *
     * @param labels one per row: the class, any number
     * @param fraction the share to hold out, in (0, 1)
     * @param seed decides which rows
     * @return the division
     * @throws ConfigurationException if the fraction is out of range
     * @throws DataException if there are no rows or a class has only one
     */
    public static Division holdOut(int[] labels, double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new ConfigurationException(
                    "The share to hold out is " + Wording.value(fraction) + ", which is not between 0 and 1.",
                    "Maybe 0.2 was meant: every fifth row.",
                    Where.nowhere());
        }
        boolean[] held = new boolean[labels.length];
        SplittableRandom random = new SplittableRandom(seed);
        for (int[] rows : shuffledClasses(labels, random)) {
            int count = (int) Math.round(fraction * rows.length);
            int within = Math.max(1, Math.min(rows.length - 1, count));
            for (int i = 0; i < within; i++) {
                held[rows[i]] = true;
            }
        }
        return divided(labels.length, row -> held[row]);
    }

    /**
     * Divides the rows into parts of (nearly) equal size, each of which is the test side of one division. A class with fewer
     * rows than parts is missing from some test sides, and in the training side of all nevertheless.
     *
     * @param labels one per row: the class, any number
     * @param k how many parts, from 2 to the number of rows
     * @param seed decides which rows
     * @return the k divisions
     * @throws ConfigurationException if k is out of range
     * @throws DataException if there are no rows or a class has only one
     */
    static List<Division> stratified(int[] labels, int k, long seed) {
        List<int[]> classes = shuffledClasses(labels, new SplittableRandom(seed));
        if (k < 2 || k > labels.length) {
            throw new ConfigurationException(
                    "The number of folds is " + Wording.value(k) + ", which is not between 2 and the " + labels.length
                            + " rows.",
                    "Maybe 5 was meant.",
                    Where.nowhere());
        }
        int[] part = new int[labels.length];
        int dealt = 0;
        for (int[] rows : classes) {
            for (int row : rows) {
                // Going on where the last class ended keeps the parts equally large.
                part[row] = dealt++ % k;
            }
        }
        List<Division> divisions = new ArrayList<>(k);
        for (int fold = 0; fold < k; fold++) {
            int tested = fold;
            divisions.add(divided(labels.length, row -> part[row] == tested));
        }
        return List.copyOf(divisions);
    }

    /** The rows of each class in random order, classes in ascending order of their label. */
    private static List<int[]> shuffledClasses(int[] labels, SplittableRandom random) {
        if (labels.length == 0) {
            throw new DataException("There are no rows to divide.", "", Where.nowhere());
        }
        Map<Integer, Integer> sizes = new TreeMap<>();
        for (int label : labels) {
            sizes.merge(label, 1, Integer::sum);
        }
        List<int[]> classes = new ArrayList<>(sizes.size());
        for (Map.Entry<Integer, Integer> entry : sizes.entrySet()) {
            if (entry.getValue() < 2) {
                throw new DataException(
                        "Class " + Wording.value(entry.getKey()) + " has 1 row where at least 2 are needed, one to"
                                + " learn from and one to judge on.",
                        "Maybe leave the class out, or add rows of it.",
                        Where.nowhere());
            }
            classes.add(shuffled(labels, entry.getKey(), entry.getValue(), random));
        }
        return classes;
    }

    private static int[] shuffled(int[] labels, int label, int size, SplittableRandom random) {
        int[] rows = new int[size];
        int filled = 0;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] == label) {
                rows[filled++] = row;
            }
        }
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = rows[i];
            rows[i] = rows[j];
            rows[j] = swap;
        }
        return rows;
    }

    static Division divided(int rows, IntPredicate isTest) {
        int[] train = new int[rows];
        int[] test = new int[rows];
        int trained = 0;
        int tested = 0;
        for (int row = 0; row < rows; row++) {
            if (isTest.test(row)) {
                test[tested++] = row;
            } else {
                train[trained++] = row;
            }
        }
        return new Division(Arrays.copyOf(train, trained), Arrays.copyOf(test, tested));
    }
}
