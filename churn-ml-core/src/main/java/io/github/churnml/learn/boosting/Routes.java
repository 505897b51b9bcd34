package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/**
 * Brings rows to the leaves of a tree by dividing them as the tree does, many at a time. To follow each by itself takes twice as
 * long or more, since no processor can guess its next side.
 */
final class Routes {

    /** So many rows are worth bringing at a time: what is known of them stays near. */
    static final int ROWS_AT_ONCE = 8192;

    /** By node; null for leaves. */
    private final @Nullable SideOf[] dividers;

    private final int[] left;
    private final int[] right;

    /**
     * @param table the bins of the rows
     * @param column what nodes are divided by
     * @param left the left children
     * @param right the right children
     * @param sides by node and bin, whether a row goes left; null for leaves
     */
    Routes(BinnedTable table, int[] column, int[] left, int[] right, boolean[] @Nullable [] sides) {
        this.left = left;
        this.right = right;
        this.dividers = new SideOf[sides.length];
        for (int node = 0; node < sides.length; node++) {
            boolean[] side = sides[node];
            if (side != null) {
                dividers[node] = new SideOf(table.bins[column[node]], side);
            }
        }
    }

    /** What is done with rows that have reached a leaf. */
    interface AtLeaf {

        /** The rows of an order that stand from one place to before another. */
        void reached(int leaf, int from, int to);
    }

    /** Brings the rows of an order that stand from one place to before another to the leaves below a node, the root being 0. */
    void bring(RowOrder order, int node, int from, int to, AtLeaf work) {
        SideOf divider = dividers[node];
        if (divider == null) {
            work.reached(node, from, to);
        } else if (from < to) {
            int middle = order.divide(from, to, divider);
            bring(order, left[node], from, middle, work);
            bring(order, right[node], middle, to, work);
        }
    }
}
