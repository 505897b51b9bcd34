package io.github.churnml.learn.additive;

import java.util.Arrays;

/** One bag's part of the answer that is looked up by cell: of columns that share a table of cells, or of a pair of columns. */
abstract class BagTerm {

    /** The cell of each row; shared. */
    final char[] cells;
    /** The gradient and the hessian of each cell's rows, one after the other. */
    final double[] sums;
    /** What the last round adds to each cell. */
    final double[] step;

    BagTerm(char[] cells, int size) {
        this.cells = cells;
        this.sums = new double[2 * size];
        this.step = new double[size];
    }

    /** How many columns' answers the term changes at once. */
    abstract int columns();

    /**
     * Makes a step from the sums.
     *
     * @return whether any cell changes
     */
    abstract boolean step(boolean random, long key);

    /** Remembers the values as they are. */
    abstract void keep();

    /** The remembered values by cell, into {@link #step}. */
    abstract void recall();

    /** Adds up the rows' gradients and hessians, which follow each other, by cell; in the order of the rows. */
    final void addUp(double[] gradients) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < cells.length; i++) {
            int at = 2 * cells[i];
            sums[at] += gradients[2 * i];
            sums[at + 1] += gradients[2 * i + 1];
        }
    }

    /** Adds each row's step to its score. */
    final void apply(double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] += step[cells[i]];
        }
    }

    /** The weight of each cell's rows. */
    static double[] weights(char[] cells, int size, double[] weights) {
        double[] byCell = new double[size];
        for (int i = 0; i < cells.length; i++) {
            byCell[cells[i]] += weights[i];
        }
        return byCell;
    }
}
