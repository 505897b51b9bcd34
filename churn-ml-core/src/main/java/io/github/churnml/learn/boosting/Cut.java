package io.github.churnml.learn.boosting;

/** A way to split a node. */
final class Cut {

    private final int column;
    private final boolean[] left;
    private final int threshold;
    private final double gain;
    private final double score;
    private final long leftSum;
    private final boolean missingSeen;

    /**
     * @param column the column
     * @param left by bin, whether its rows go left
     * @param threshold for numbers, the last bin of values that goes left; −1 for levels
     * @param gain by how much it reduces the loss
     * @param score the gain with the noise of {@code randomStrength}, by which cuts are compared
     * @param leftSum the packed sum of the rows that go left
     * @param missingSeen whether a value was missing among the node's rows
     */
    Cut(int column, boolean[] left, int threshold, double gain, double score, long leftSum, boolean missingSeen) {
        this.column = column;
        this.left = left;
        this.threshold = threshold;
        this.gain = gain;
        this.score = score;
        this.leftSum = leftSum;
        this.missingSeen = missingSeen;
    }

    int column() {
        return column;
    }

    boolean[] left() {
        return left;
    }

    int threshold() {
        return threshold;
    }

    double gain() {
        return gain;
    }

    double score() {
        return score;
    }

    long leftSum() {
        return leftSum;
    }

    boolean missingSeen() {
        return missingSeen;
    }
}
