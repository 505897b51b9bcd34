package io.github.churnml.learn.boosting;

import io.github.churnml.data.Progress;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one fit while trees grow on them, wherever they are kept. Those of a node stand from one place to another of an
 * order of all rows; that they are divided there is all that a tree in growth asks. For one thread.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public interface Rows {

    /**
     * Draws rows for a tree, and makes the gradients of all rows at their scores anew, as whole numbers by two scales.
     *
     * @param columns the columns of the tree, ascending
     * @param share the probability of a row to be drawn
     * @param draw decides which are
     * @param rounding decides how gradients are rounded
     * @param gradientScale what gradients are multiplied by
     * @param hessianScale what hessians are multiplied by
     * @return the sums of absolute gradients and of hessians of each 8,192 rows, those not drawn left out
     */
    double[] update(int[] columns, double share, long draw, long rounding, double gradientScale, double hessianScale);

    /**
     * Begins a tree.
     *
     * @param columns its columns, ascending
     * @return how many rows were drawn; they stand first
     */
    int begin(int[] columns);

    /**
     * Adds up gradients by bin, the columns of the tree one after the other.
     *
     * @param from where the rows of each node begin
     * @param to where they end
     * @return a histogram for each
     */
    long[][] histograms(int[] from, int[] to);

    /**
     * Divides nodes.
     *
     * @param from where the rows of each begin
     * @param to where they end
     * @param columns the column that each is divided by
     * @param left by bin, which go left
     * @return where the rows of each right child begin
     */
    int[] divide(int[] from, int[] to, int[] columns, boolean[][] left);

    /**
     * Counts the rows of a node.
     *
     * @param column a column of the tree
     * @param from where the node's rows begin
     * @param to where they end
     * @return how many each bin has, by weight
     */
    double[] counts(int column, int from, int to);

    /**
     * Adds up gradients and hessians in full precision.
     *
     * @param from where the rows of each node begin
     * @param middle where those of its right child begin, if it has been divided; else as {@code from}
     * @param to where they end; as {@code from} for a node that is not asked for
     * @return for each node, the two sums of each 8,192 rows of the table
     */
    double[][] sums(int[] from, int[] middle, int[] to);

    /**
     * Adds a tree to the scores of all rows: to those drawn by the places of its leaves, to others by the bins that they have.
     *
     * @param from where the drawn rows of each leaf begin, by node
     * @param to where they end; as {@code from} for nodes that are no leaf
     * @param values of the leaves, by node
     * @param column what nodes are divided by
     * @param left the left children
     * @param right the right children
     * @param sides by node and bin, whether a row goes left; null for leaves
     * @return how many of the rows not drawn reach each leaf, by node; may be filled in later, but before {@link #close} ends
     */
    int[] score(int[] from, int[] to, double[] values, int[] column, int[] left, int[] right, boolean[][] sides);

    /**
     * The scores of some rows.
     *
     * @param every of so many rows the first is meant
     * @return their log-odds
     */
    double[] scores(int every);

    /** Ends the growth of trees; not called where it fails. */
    default void close() {}

    /**
     * Fits a learner with rows that may be kept elsewhere. They stay where they have weights, or the settings are {@code sampling: goss} or
     * a {@code randomStrength}.
     *
     * @param learner the settings
     * @param data as {@link HistogramGradientBoosting#fit} takes them
     * @param seed decides every random step
     * @param progress told about the work
     * @param place given the rows that trees grow on, and their labels; answers with what keeps them, or null if they are to stay
     * @return what the learner's own {@code fit} gives, to the bit
     */
    static FittedLearner fit(
            HistogramGradientBoosting learner,
            TrainingData data,
            long seed,
            Progress progress,
            BiFunction<BinnedTable, TrainingData, @Nullable Rows> place) {
        return learner.fit(data, seed, progress, place);
    }
}
