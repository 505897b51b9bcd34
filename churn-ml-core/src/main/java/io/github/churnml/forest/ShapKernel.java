package io.github.churnml.forest;

import java.util.Arrays;

/**
 * The arithmetic of {@link TreeShap}: adds the Shapley values of one block's trees for one row.
 *
 * <p><b>Plan.</b> Let z be the share of the training rows that a split sent left, and let every feature be known with
 * probability t: a known one goes where the row goes, an unknown one where the training rows went. What is then expected
 * of a tree is a polynomial in t, found from the leaves up. A split passes on the share u of its left child's
 * expectation B and 1 − u of its right child's:
 *
 * <pre>u = z + κ ρ(t),   κ = 1 − z if the row goes left, −z if it goes right,   ρ(t) = t</pre>
 *
 * <p>and the Shapley value of a feature is the integral over t from 0 to 1 of the derivative by that feature's own t
 * (Owen, Multilinear extensions of games, Management Science 18, 1972): the sum over its splits of κ ∫ C ρ′ (B left −
 * B right) dt, where C is how much of the root's expectation passes through the split: C left = u C, C right = C − u C.
 * If no path of a tree asks for more than d features, the integrand has degree d − 1 at most, and {@link GaussLegendre}
 * with ⌈d / 2⌉ points leaves no error but rounding. (Linear TreeSHAP, Yu et al., NeurIPS 2022, evaluates the
 * same polynomials at points; the form here needs no division by a factor of a path.)
 *
 * <p><b>A feature asked for again.</b> Let Z be the product of its shares on the edges above. While the row has taken all
 * those turns, the path's factor for the feature is F = Z + (1 − Z) t, and a further split multiplies it with the same
 * share u where ρ = t / F and ρ′ = Z / F². Once the row has left the path, to know the feature changes nothing: κ = 0.
 * F is never below the smallest point, so a share of 0 divides nothing by 0.
 *
 * <p><b>Constants.</b> None beside the rule. Where a feature is asked for the first time Z and F are 1, which spares a
 * branch.
 *
 * <p><b>Cost.</b> Splits × points, in passes over arrays of one block and one point, which stay in the first-level cache
 * or near it; all loops but those that look children, splits above or features up are vectorised by the compiler. For
 * that, arrays are indexed by the loop's counter alone: with an offset added, the compiler of JDK 17 cannot tell
 * reads from writes. Tried and no faster: two points in one pass (the same), and splits in an order by which one child
 * of each needs no look-up (slower: more arrays at once than the cache takes). Decisions are the sign of a difference,
 * not a branch, which would be mispredicted often enough to double the whole.
 *
 * <p><b>Rounding.</b> Every expectation lies between the tree's smallest and largest leaf, every weight is positive, and
 * nothing is divided by a share: errors stay near 1e-15 of the largest leaf values, added over the trees.
 */
final class ShapKernel {

    /** Scratch for one thread. */
    static final class Scratch {

        /** Per feature the row's value, with what is missing so low that it goes left and so high that it goes right. */
        final double[] values;

        /** By slot: 0 for right, 1 for left; 2 or 3 for a row that has left the path of the feature. */
        final byte[] decision;

        final double[] kappa;
        final double[] share;
        final double[] inverse;
        /** B, of splits and behind them of leaves; C likewise, where those of leaves are of no use. */
        final double[] up;

        final double[] down;
        /** B left − B right. */
        final double[] step;

        final double[] sum;

        Scratch(int features, int room) {
            values = new double[2 * features];
            decision = new byte[room];
            kappa = new double[room];
            share = new double[room];
            inverse = new double[room];
            up = new double[room];
            down = new double[room];
            step = new double[room];
            sum = new double[room];
        }
    }

    private ShapKernel() {}

    /** Where in {@link Scratch#values} a split finds the value that it compares. */
    static int asked(int feature, boolean missingLeft) {
        return 2 * feature + (missingLeft ? 1 : 0);
    }

    /** A threshold as it is subtracted from: never −0, so that 0 − 0 is 0 and not −0. */
    static double threshold(double threshold) {
        return threshold + 0.0;
    }

    /** Puts a row where the splits look for it. */
    static void prepare(Precision precision, double[] row, double[] values) {
        for (int j = 0; j < row.length; j++) {
            double value = precision.round(row[j]);
            boolean missing = Double.isNaN(value);
            values[asked(j, false)] = missing ? Double.POSITIVE_INFINITY : value;
            values[asked(j, true)] = missing ? Double.NEGATIVE_INFINITY : value;
        }
    }

    /** Adds the contributions of a block's trees; the row has been prepared. */
    static void add(ShapBlock block, double[] row, double[] into, Scratch scratch) {
        int n = block.slots;
        decide(block, row, scratch);
        Arrays.fill(scratch.sum, 0, n, 0);
        System.arraycopy(block.leaves, 0, scratch.up, n, block.leaves.length);
        System.arraycopy(block.pairStep, 0, scratch.step, 0, block.pairs);
        for (int q = 0; q < block.rule.points().length; q++) {
            integrand(block, q, scratch);
        }
        scale(n, scratch.kappa, block.sharedAbove, scratch.sum);
        for (int s = 0; s < n; s++) {
            into[block.feature[s]] += scratch.sum[s];
        }
    }

    /** Adds the integrand at one point. */
    private static void integrand(ShapBlock block, int q, Scratch scratch) {
        int n = block.slots;
        double t = block.rule.points()[q];
        double[] inverse = scratch.inverse;
        if (block.inverse == null) {
            invert(t, n, block.sharedAbove, inverse);
        } else {
            inverse = block.inverse[q];
        }
        share(t, n, block.leftShare, scratch.kappa, inverse, scratch.share);
        upPairs(block.pairs, block.pairRight, block.pairStep, scratch.share, scratch.up);
        up(block.pairs, n, block.left, block.right, scratch.share, scratch.up, scratch.step);
        for (int root : block.roots) {
            scratch.down[root] = block.rule.weights()[q];
        }
        down(block.pairs, n, block.left, block.right, scratch.share, scratch.down);
        sum(n, scratch.down, scratch.step, inverse, scratch.sum);
    }

    private static void decide(ShapBlock block, double[] row, Scratch scratch) {
        compare(block.slots, block.asked, block.threshold, scratch.values, scratch.decision);
        for (int s : block.special) {
            scratch.decision[s] = (byte) (block.forest.goesLeft(block.node[s], row[block.feature[s]]) ? 1 : 0);
        }
        kappa(block.slots, block.leftShare, scratch.decision, scratch.kappa);
        leave(block.repeated, block.above, block.turn, scratch.decision, scratch.kappa);
    }

    private static void compare(int n, int[] asked, double[] threshold, double[] values, byte[] decision) {
        for (int s = 0; s < n; s++) {
            long sign = Double.doubleToRawLongBits(threshold[s] - values[asked[s]]) >>> 63;
            decision[s] = (byte) (1 - sign);
        }
    }

    private static void kappa(int n, double[] leftShare, byte[] decision, double[] kappa) {
        for (int s = 0; s < n; s++) {
            kappa[s] = decision[s] - leftShare[s];
        }
    }

    /** Splits above have later slots, so counting backwards meets them first. */
    private static void leave(int[] repeated, int[] above, byte[] turn, byte[] decision, double[] kappa) {
        for (int i = repeated.length - 1; i >= 0; i--) {
            int s = repeated[i];
            int other = decision[above[i]] ^ turn[i];
            int left = (other | other >> 1) & 1;
            decision[s] |= (byte) (left << 1);
            kappa[s] *= 1 - left;
        }
    }

    /** 1 / F at a point. */
    static void invert(double t, int n, double[] sharedAbove, double[] inverse) {
        for (int s = 0; s < n; s++) {
            inverse[s] = 1 / (sharedAbove[s] + (1 - sharedAbove[s]) * t);
        }
    }

    private static void share(double t, int n, double[] leftShare, double[] kappa, double[] inverse, double[] share) {
        for (int s = 0; s < n; s++) {
            share[s] = leftShare[s] + kappa[s] * (t * inverse[s]);
        }
    }

    private static void upPairs(int n, double[] right, double[] step, double[] share, double[] up) {
        for (int s = 0; s < n; s++) {
            up[s] = right[s] + share[s] * step[s];
        }
    }

    private static void up(int from, int to, int[] left, int[] right, double[] share, double[] up, double[] step) {
        for (int s = from; s < to; s++) {
            double r = up[right[s]];
            double difference = up[left[s]] - r;
            step[s] = difference;
            up[s] = r + share[s] * difference;
        }
    }

    private static void down(int from, int to, int[] left, int[] right, double[] share, double[] down) {
        for (int s = to - 1; s >= from; s--) {
            double all = down[s];
            double part = all * share[s];
            down[left[s]] = part;
            down[right[s]] = all - part;
        }
    }

    private static void sum(int n, double[] down, double[] step, double[] inverse, double[] sum) {
        for (int s = 0; s < n; s++) {
            sum[s] += down[s] * step[s] * (inverse[s] * inverse[s]);
        }
    }

    private static void scale(int n, double[] kappa, double[] sharedAbove, double[] sum) {
        for (int s = 0; s < n; s++) {
            sum[s] *= kappa[s] * sharedAbove[s];
        }
    }
}
