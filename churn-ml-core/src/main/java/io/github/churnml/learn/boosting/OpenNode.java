package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/** A node while its tree grows: the rows that reach it, how it is best split, and its children once it has been divided. */
final class OpenNode {

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

    OpenNode(int depth, int from, int to, long sum, long key) {
        this.depth = depth;
        this.from = from;
        this.to = to;
        this.sum = sum;
        this.key = key;
    }

    int rows() {
        return to - from;
    }
}
