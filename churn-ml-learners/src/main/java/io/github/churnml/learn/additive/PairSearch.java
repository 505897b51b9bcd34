package io.github.churnml.learn.additive;

import io.github.churnml.learn.boosting.Constraints;
import io.github.churnml.learn.boosting.Parallel;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the pairs of columns that reduce the loss most beyond what single columns do.
 *
 * <p>A pair's table of gradients and hessians is cut once in each direction, which leaves four parts with the Newton steps
 * s = −G / H. What the parts have beyond a sum of rows and columns is c = s₁₁ − s₁₂ − s₂₁ + s₂₂, and c² / Σ 1/H is twice the
 * loss that it saves: of no unit, about chi-squared with one degree of freedom where nothing interacts. The largest over all
 * cuts is the pair's strength. The search through all cuts by cumulated sums is that of FAST (Lou et al., 2013, section 4);
 * that counts what rows and columns save by themselves, which single columns have left over, and this does not. Levels are
 * cut one against the rest, and in the order of their own curve.
 */
final class PairSearch {

    /** So many cells are added up at most; with more pairs, fewer rows are looked at. */
    private static final long MOST_WORK = 2_000_000_000L;

    private static final int FEWEST_ROWS = 2_000;
    /** In each of the four parts: the sum of hessians p (1 − p) below which a difference may be chance. */
    private static final double LEAST_HESSIAN = 3;

    /**
     * A weaker pair may be chance: chi-squared exceeds it once in 10,000 times, and a table has a hundred pairs with dozens of
     * cuts each.
     */
    private static final double LEAST_STRENGTH = 15;

    private final Constraints constraints;
    private final PairAxis[] axes;
    /** By column, its cells in the order in which they are cut. */
    private final int[][] orders;

    private final byte[][] bins;
    private final double[] gradients;
    private final int rows;

    /**
     * @param constraints which columns may be in a pair
     * @param curves by column and bin, what single columns add
     * @param weights by column and bin, the weight of its rows
     * @param bins by column and row
     * @param gradients each row's gradient and hessian
     * @param rows how many rows to look at
     */
    PairSearch(
            Constraints constraints,
            PairAxis[] axes,
            double[][] curves,
            double[][] weights,
            byte[][] bins,
            double[] gradients,
            int rows) {
        this.constraints = constraints;
        this.axes = axes;
        this.bins = bins;
        this.gradients = gradients;
        this.rows = rows;
        this.orders = new int[axes.length][];
        for (int j = 0; j < axes.length; j++) {
            orders[j] =
                    Order.ascending(axes[j].nominal ? axes[j].means(curves[j], weights[j]) : new double[axes[j].size]);
        }
    }

    /** The strongest pairs whose strength is more than chance, strongest first, each the smaller column and the larger. */
    List<int[]> best(int most) {
        List<int[]> pairs = new ArrayList<>();
        for (int first = 0; first < axes.length; first++) {
            for (int second = first + 1; second < axes.length; second++) {
                if (axes[first].size > 1 && axes[second].size > 1 && allowed(first, second)) {
                    pairs.add(new int[] {first, second});
                }
            }
        }
        int looked = (int) Math.min(rows, Math.max(FEWEST_ROWS, MOST_WORK / Math.max(1, pairs.size())));
        double[] negated = new double[pairs.size()]; // so that the strongest come first
        Parallel.each(
                negated.length,
                (long) negated.length * looked,
                k -> negated[k] = -strength(pairs.get(k)[0], pairs.get(k)[1], looked));
        List<int[]> best = new ArrayList<>();
        for (int k : Order.ascending(negated)) {
            if (best.size() < most && -negated[k] >= LEAST_STRENGTH) {
                best.add(pairs.get(k));
            }
        }
        return best;
    }

    /** A column with a direction is in no pair: a table could turn it around. */
    private boolean allowed(int first, int second) {
        return constraints.mayMeet(first, second)
                && constraints.direction(first) == 0
                && constraints.direction(second) == 0;
    }

    private double strength(int first, int second, int looked) {
        int columns = axes[second].size;
        double[][] table = new double[axes[first].size][2 * columns];
        int[] rowOf = axes[first].cellOf;
        int[] columnOf = axes[second].cellOf;
        for (int n = 0; n < looked; n++) {
            int i = (int) ((long) n * rows / looked);
            int row = rowOf[bins[first][i] & 0xFF];
            int column = columnOf[bins[second][i] & 0xFF];
            if (row >= 0 && column >= 0) { // else the row weighs nothing
                table[row][2 * column] += gradients[2 * i];
                table[row][2 * column + 1] += gradients[2 * i + 1];
            }
        }
        double[] all = new double[2 * columns];
        for (double[] row : table) {
            add(row, all);
        }
        double[] above = new double[2 * columns];
        double best = 0;
        for (int cell : orders[first]) {
            if (axes[first].nominal) {
                best = Math.max(best, against(table[cell], all, second));
            }
            add(table[cell], above);
            best = Math.max(best, against(above, all, second));
        }
        return best;
    }

    private static void add(double[] row, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += row[i];
        }
    }

    /** The largest over all cuts of the columns. */
    private double against(double[] above, double[] all, int second) {
        double[] whole = new double[4];
        for (int at = 0; at < all.length; at += 2) {
            addColumn(above, all, at, whole);
        }
        double[] left = new double[4];
        double best = 0;
        for (int cell : orders[second]) {
            if (axes[second].nominal) {
                double[] one = new double[4];
                addColumn(above, all, 2 * cell, one);
                best = Math.max(best, statistic(one, whole));
            }
            addColumn(above, all, 2 * cell, left);
            best = Math.max(best, statistic(left, whole));
        }
        return best;
    }

    private static void addColumn(double[] above, double[] all, int at, double[] into) {
        into[0] += above[at];
        into[1] += above[at + 1];
        into[2] += all[at] - above[at];
        into[3] += all[at + 1] - above[at + 1];
    }

    /** Of the left part and the whole: gradient and hessian above, and below. */
    private static double statistic(double[] left, double[] whole) {
        double contrast = 0;
        double variance = 0;
        for (int part = 0; part < 4; part += 2) {
            double sign = part == 0 ? 1 : -1;
            double right = whole[part + 1] - left[part + 1];
            if (left[part + 1] < LEAST_HESSIAN || right < LEAST_HESSIAN) {
                return 0;
            }
            contrast += sign * (left[part] / left[part + 1] - (whole[part] - left[part]) / right);
            variance += 1 / left[part + 1] + 1 / right;
        }
        return contrast * contrast / variance;
    }
}
