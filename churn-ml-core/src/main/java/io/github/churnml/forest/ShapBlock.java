package io.github.churnml.forest;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some trees of a forest, laid out for {@link ShapKernel}. Immutable.
 *
 * <p>Splits have slots by their height, so that the children of a slot come before it. Splits with two leaves, the
 * pairs, come first: they need no look-up of children. The values of the leaves below all other splits are numbered
 * behind the slots.
 */
final class ShapBlock {

    private static final int NONE = Nodes.NONE;

    final Forest forest;
    final GaussLegendre rule;
    /** How many splits there are, and how many of them, the first ones, have two leaves. */
    final int slots;

    final int pairs;
    /** The slots of the trees' roots. */
    final int[] roots;

    /** Per slot, its node in the forest, and what it asks. */
    final int[] node;

    final int[] feature;
    final int[] asked;
    final double[] threshold;
    /** The slots whose decision is not one threshold's. */
    final int[] special;

    /** The share of a slot's training rows that went left. */
    final double[] leftShare;
    /** The product of the shares of the edges above that leave a split on the same feature; 1 if there is none. */
    final double[] sharedAbove;
    /** The slots with a split above on the same feature, that split's slot, and the decision there that leads on. */
    final int[] repeated;

    final int[] above;
    final byte[] turn;

    /** Per slot that is no pair, its children: a slot, or behind all slots a leaf. */
    final int[] left;

    final int[] right;
    final double[] leaves;
    /** Per pair, the right leaf's value, and the left one's less the right one's. */
    final double[] pairRight;

    final double[] pairStep;

    /** 1 / (Z + (1 − Z) t), {@code [points][slots]}; null if the forest is so large that it is computed for every row. */
    final double @Nullable [][] inverse;

    /**
     * Lays trees out.
     *
     * @param trees which ones; none is a leaf alone
     * @param slotOf room for a number per node of the forest
     */
    ShapBlock(Forest forest, TreePaths paths, int[] trees, GaussLegendre rule, boolean tabulate, int[] slotOf) {
        this.forest = forest;
        this.rule = rule;
        node = byHeight(forest, paths, trees);
        slots = node.length;
        pairs = (int) Arrays.stream(node).filter(n -> paths.height[n] == 1).count();
        for (int s = 0; s < slots; s++) {
            slotOf[node[s]] = s;
        }
        roots = Arrays.stream(trees).map(tree -> slotOf[forest.root(tree)]).toArray();
        feature = ints(slots, s -> forest.feature(node[s]));
        asked = ints(slots, s -> ShapKernel.asked(feature[s], forest.missingLeft(node[s])));
        threshold = doubles(slots, s -> ShapKernel.threshold(forest.threshold(node[s])));
        special = where(s -> forest.isOnLevels(node[s]) || forest.zeroMissing(node[s]));
        leftShare = doubles(slots, s -> paths.leftShare[node[s]]);
        sharedAbove = doubles(slots, s -> paths.sharedAbove[node[s]]);
        repeated = where(s -> paths.above[node[s]] != NONE);
        above = ints(repeated.length, i -> slotOf[paths.above[node[repeated[i]]]]);
        turn = new byte[repeated.length];
        for (int i = 0; i < repeated.length; i++) {
            turn[i] = (byte) (paths.leftOfAbove[node[repeated[i]]] ? 1 : 0);
        }
        pairRight = doubles(pairs, s -> forest.value(forest.right(node[s])));
        pairStep = doubles(pairs, s -> forest.value(forest.left(node[s])) - pairRight[s]);
        left = new int[slots];
        right = new int[slots];
        leaves = link(slotOf);
        inverse = tabulate ? table() : null;
    }

    /** How many numbers one pass over the block writes. */
    int room() {
        return slots + leaves.length;
    }

    /** The splits of some trees, lower ones first. */
    private static int[] byHeight(Forest forest, TreePaths paths, int[] trees) {
        return Arrays.stream(trees)
                .flatMap(tree -> IntStream.range(forest.root(tree), TreePaths.end(forest, tree)))
                .filter(n -> !forest.isLeaf(n))
                .mapToLong(n -> (long) paths.height[n] << 32 | n)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
    }

    /** Finds the children of all slots that are no pairs; gives the values of the leaves among them. */
    private double[] link(int[] slotOf) {
        double[] values = new double[slots + 1];
        int count = 0;
        for (int s = pairs; s < slots; s++) {
            int l = forest.left(node[s]);
            int r = forest.right(node[s]);
            // At most one child is a leaf.
            left[s] = forest.isLeaf(l) ? slots + count : slotOf[l];
            right[s] = forest.isLeaf(r) ? slots + count : slotOf[r];
            if (forest.isLeaf(l) || forest.isLeaf(r)) {
                values[count++] = forest.value(forest.isLeaf(l) ? l : r);
            }
        }
        return Arrays.copyOf(values, count);
    }

    private double[][] table() {
        double[][] table = new double[rule.points().length][slots];
        for (int q = 0; q < table.length; q++) {
            ShapKernel.invert(rule.points()[q], slots, sharedAbove, table[q]);
        }
        return table;
    }

    private int[] where(IntPredicate slot) {
        return IntStream.range(0, slots).filter(slot).toArray();
    }

    private static int[] ints(int n, IntUnaryOperator of) {
        return IntStream.range(0, n).map(of).toArray();
    }

    private static double[] doubles(int n, IntToDoubleFunction of) {
        return IntStream.range(0, n).mapToDouble(of).toArray();
    }
}
