package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/**
 * Whether a cut leaves rows enough on both sides, which histograms do not hold. A row's hessian is at most a quarter of its weight,
 * so a side whose hessian is a quarter of what is needed has rows enough; only where sums do not tell are rows counted.
 */
final class RowCounts {

    /** After so many rows it is asked whether enough have been counted. */
    private static final int ROWS_AT_ONCE = 128;

    private final BinnedTable table;
    private final Gradients gradients;
    private final GrowthSettings settings;
    private final double @Nullable [] weights;
    private final Rows rows;

    /** @param weights of the rows, null where all count the same, as where rows are kept elsewhere */
    RowCounts(BinnedTable table, Gradients gradients, GrowthSettings settings, double @Nullable [] weights, Rows rows) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
        this.weights = weights;
        this.rows = rows;
    }

    /** Whether sums alone tell that each side has rows enough. */
    boolean certainlyEnough(OpenNode node, long leftSum) {
        double sure = sure();
        return gradients.hessian(leftSum) >= sure && gradients.hessian(node.sum - leftSum) >= sure;
    }

    /** Whether each side of a cut has rows enough; counts no more of them than it takes to know. */
    boolean enough(OpenNode node, int column, boolean[] left, long leftSum) {
        double sure = sure();
        boolean leftSure = gradients.hessian(leftSum) >= sure;
        boolean rightSure = gradients.hessian(node.sum - leftSum) >= sure;
        if (leftSure && rightSure || !(rows instanceof LocalRows here)) {
            return leftSure && rightSure || enough(left, of(column, node), leftSure, rightSure);
        }
        byte[] bins = table.bins[column];
        double leftRows = 0;
        double rightRows = 0;
        int[] places = here.places(node.from, node.to);
        for (int thread = 0; thread < here.threads(); thread++) {
            int[] order = here.rows(thread);
            int end = places[2 * thread + 1];
            int next;
            for (int from = places[2 * thread]; from < end; from = next) {
                next = Math.min(end, from + ROWS_AT_ONCE);
                if (weights == null) {
                    int count = 0;
                    for (int i = from; i < next; i++) {
                        count += left[bins[order[i]] & 0xFF] ? 1 : 0;
                    }
                    leftRows += count;
                    rightRows += next - from - count;
                } else {
                    for (int i = from; i < next; i++) {
                        double weight = weights[order[i]];
                        leftRows += left[bins[order[i]] & 0xFF] ? weight : 0;
                        rightRows += left[bins[order[i]] & 0xFF] ? 0 : weight;
                    }
                }
                if ((leftSure || leftRows >= settings.minLeafRows())
                        && (rightSure || rightRows >= settings.minLeafRows())) {
                    return true;
                }
            }
        }
        return settings.minLeafRows() <= 0;
    }

    /** How many rows of a node each bin of a column has, by weight. */
    double[] of(int column, OpenNode node) {
        return rows.counts(column, node.from, node.to);
    }

    /** Whether each side has rows enough, of those that were counted. */
    boolean enough(boolean[] left, double[] counts) {
        return enough(left, counts, false, false);
    }

    private boolean enough(boolean[] left, double[] counts, boolean leftSure, boolean rightSure) {
        double leftRows = 0;
        double rightRows = 0;
        for (int bin = 0; bin < left.length; bin++) {
            if (left[bin]) {
                leftRows += counts[bin];
            } else {
                rightRows += counts[bin];
            }
        }
        return (leftSure || leftRows >= settings.minLeafRows()) && (rightSure || rightRows >= settings.minLeafRows());
    }

    /** The hessian from which on a side certainly has rows enough. */
    private double sure() {
        return settings.minLeafRows() / 4.0 * gradients.mostTimes();
    }
}
