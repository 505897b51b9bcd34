package io.github.churnml.learn.boosting;

/**
 * A way to split a node.
 *
 * @param column the column
 * @param left by bin, whether its rows go left
 * @param threshold for numbers, the last bin of values that goes left; −1 for levels
 * @param gain by how much it reduces the loss
 * @param score the gain with the noise of {@code randomStrength}, by which cuts are compared
 * @param leftSum the packed sum of the rows that go left
 * @param missingSeen whether a value was missing among the node's rows
 */
record Cut(int column, boolean[] left, int threshold, double gain, double score, long leftSum, boolean missingSeen) {}
