package io.github.churnml.learn.additive;

/**
 * Moves what a pair's table says about each of its columns alone into that column's curve, and the mean of each curve into the
 * intercept, so that no term holds what a simpler one can say; the sums stay as they are (Lengerich, Tan, Chang, Hooker and
 * Caruana, Purifying Interaction Effects with the Functional ANOVA, 2020, algorithm 1). Means are those of the learning rows,
 * by their weights.
 */
final class PureTerms {

    private static final int MOST_PASSES = 1000;
    private static final double SMALL = 1e-13;

    private PureTerms() {}

    /** Takes the means of rows and columns off a table, in turns until they are 0, and adds them to the curves. */
    static void purify(PairLayout pair, double[] table, double[] weights, double[][] curves) {
        double largest = 1;
        for (int pass = 0; pass < MOST_PASSES && largest > SMALL; pass++) {
            largest = Math.max(
                    center(pair.rows, pair.columns.size, pair.columns.size, 1, table, weights, curves[pair.first]),
                    center(pair.columns, pair.rows.size, 1, pair.columns.size, table, weights, curves[pair.second]));
        }
    }

    /** The largest mean that was moved, in size. */
    private static double center(
            PairAxis axis, int across, int stride, int step, double[] table, double[] weights, double[] curve) {
        double[] moved = new double[axis.size];
        double largest = 0;
        for (int line = 0; line < axis.size; line++) {
            double sum = 0;
            double all = 0;
            for (int k = 0; k < across; k++) {
                int cell = line * stride + k * step;
                sum += table[cell] * weights[cell];
                all += weights[cell];
            }
            if (all > 0) {
                moved[line] = sum / all;
                for (int k = 0; k < across; k++) {
                    table[line * stride + k * step] -= moved[line];
                }
                largest = Math.max(largest, Math.abs(moved[line]));
            }
        }
        for (int bin = 0; bin < axis.cellOf.length; bin++) {
            if (axis.cellOf[bin] >= 0) {
                curve[bin] += moved[axis.cellOf[bin]];
            }
        }
        return largest;
    }

    /** Takes the mean off a curve; bins without rows are as if they said the mean. Returns it. */
    static double center(double[] curve, double[] weights, boolean[] unseen) {
        double sum = 0;
        double all = 0;
        for (int bin = 0; bin < curve.length; bin++) {
            sum += curve[bin] * weights[bin];
            all += weights[bin];
        }
        double mean = all > 0 ? sum / all : 0;
        for (int bin = 0; bin < curve.length; bin++) {
            curve[bin] = unseen[bin] ? 0 : curve[bin] - mean;
        }
        return mean;
    }
}
