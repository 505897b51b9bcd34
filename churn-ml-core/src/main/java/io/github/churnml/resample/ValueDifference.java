package io.github.churnml.resample;

import io.github.churnml.prepare.Variable;

/**
 * The value difference metric with two classes, as positions on a line (C. Stanfill and D. Waltz, Toward Memory-Based
 * Reasoning, CACM 29, 1986; S. Cost and S. Salzberg, A Weighted Nearest Neighbor Algorithm for Learning with Symbolic
 * Features, Machine Learning 10, 1993, with k = 1 and without weights): levels are alike if as many of their rows belong
 * to one class.
 */
final class ValueDifference {

    static final int LEAST_CODE = Math.min(Variable.MISSING, Variable.UNKNOWN);

    private ValueDifference() {}

    /**
     * Where each level stands.
     *
     * @param column the codes of all rows of both classes
     * @param labels 0 or 1; one per row
     * @return by code, from the least on: twice the share of class 1 among the rows with this level; NaN without rows
     */
    static double[] positions(double[] column, int[] labels) {
        int largest = LEAST_CODE;
        for (int i = 0; i < labels.length; i++) {
            largest = Math.max(largest, (int) column[i]);
        }
        double[] positive = new double[largest - LEAST_CODE + 1];
        double[] all = new double[positive.length];
        for (int i = 0; i < labels.length; i++) {
            int code = (int) column[i] - LEAST_CODE;
            positive[code] += labels[i];
            all[code]++;
        }
        for (int code = 0; code < all.length; code++) {
            positive[code] = 2 * positive[code] / all[code];
        }
        return positive;
    }
}
