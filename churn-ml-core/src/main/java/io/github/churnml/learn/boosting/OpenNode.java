package io.github.churnml.learn.boosting;

import org.jspecify.annotations.Nullable;

/** A node while its tree grows: the rows that reach it, and how it is best split. */
final class OpenNode {

    final int id;
    final int depth;
    /** Its rows stand from here in the order of rows … */
    final int from;
    /** … to before here. */
    final int to;
    /** The packed sum of its rows. */
    final long sum;

    long @Nullable [] histogram;

    @Nullable
    Cut cut;

    OpenNode(int id, int depth, int from, int to, long sum) {
        this.id = id;
        this.depth = depth;
        this.from = from;
        this.to = to;
        this.sum = sum;
    }

    int rows() {
        return to - from;
    }
}
