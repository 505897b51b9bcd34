package io.github.churnml.learn.boosting;

import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node while its tree grows: the rows that reach it, how it is best split, and its children once it has been divided. */
final class OpenNode {

    private static final BitSet NONE = new BitSet(0);

    final int depth;
    /** Its rows stand from here in the order of rows … */
    final int from;
    /** … to before here. */
    final int to;
    /** The packed sum of its rows. */
    final long sum;
    /** Decides what is drawn in it: by its place in the tree, not by when it was made. */
    final long key;

    /** Its number in the tree, once it is part of it. */
    int id = -1;

    long @Nullable [] histogram;

    @Nullable
    Cut cut;

    @Nullable
    OpenNode left;

    @Nullable
    OpenNode right;

    /** The least that a leaf below it may answer, before shrinking; see {@link Constraints}. */
    double low = Double.NEGATIVE_INFINITY;
    /** The most. */
    double high = Double.POSITIVE_INFINITY;
    /** The sources of the columns split on above it, where that matters; shared. */
    BitSet path = NONE;

    OpenNode(int depth, int from, int to, long sum, long key) {
        this.depth = depth;
        this.from = from;
        this.to = to;
        this.sum = sum;
        this.key = key;
    }

    boolean bounded() {
        return low > Double.NEGATIVE_INFINITY || high < Double.POSITIVE_INFINITY;
    }

    /** The nearest that a leaf may answer. */
    double clip(double value) {
        return Math.min(high, Math.max(low, value));
    }

    int rows() {
        return to - from;
    }

    /** Of its children the one with fewer rows, of equal ones the left. */
    OpenNode smaller() {
        return Objects.requireNonNull(leftIsSmaller() ? left : right);
    }

    /** The other of its children. */
    OpenNode larger() {
        return Objects.requireNonNull(leftIsSmaller() ? right : left);
    }

    private boolean leftIsSmaller() {
        return Objects.requireNonNull(left).rows()
                <= Objects.requireNonNull(right).rows();
    }
}
