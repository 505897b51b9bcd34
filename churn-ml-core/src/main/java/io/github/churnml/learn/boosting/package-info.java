/**
 * Gradient boosting of our own over histograms, for tables of some ten to sixty columns.
 *
 * <p>Each column is cut once into at most 255 bins ({@link io.github.churnml.learn.boosting.BinnedTable}), a byte a cell. A
 * round turns every row's gradient and hessian of the log loss into whole numbers, both packed in one {@code long}
 * ({@code Gradients}); a node's histogram ({@code Histograms}) adds these up by bin, the best cut of each column is read
 * from it ({@code SplitFinder}, {@code Gains}). Columns of few bins share a joint column, which is added up once for all of them
 * ({@code Cells}). A tree is grown leaf by leaf, or level by level with one cut each ({@code TreeGrower}, {@code LevelFinder}),
 * within what directions and interactions of columns allow ({@code Constraints}); nodes whose turn is near are divided ahead
 * on other threads. Of two children only the one with fewer rows is added up, the other is the difference: whole numbers make
 * it exact.
 *
 * <p>Whole numbers add up to the same sum in any order. Therefore the same rows, settings and seed give the same bits
 * whatever the number of threads, the JDK and the processor. What a leaf adds to the log-odds is read from the same sums, or
 * computed from its rows in full precision, where rounding could move it by more than a hundred-thousandth: 8,192 rows of the
 * table at a time, in their order.
 * Of each row e<sup>−score</sup> is kept instead of its score: a leaf costs one exponential, and a row a division.
 *
 * <table>
 * <caption>How values are split</caption>
 * <tr><th>column</th><th>bins</th><th>a split sends left</th><th>missing</th><th>not seen in training</th></tr>
 * <tr><td>numbers</td><td>each value, or quantiles</td><td>all up to a threshold</td><td>where it reduces the loss
 * more; the side with more rows if none was missing</td><td>by its size</td></tr>
 * <tr><td>levels</td><td>each level; the rarest beyond 254 share one</td><td>a set of levels: one against the rest up to
 * a number of them, else the best cut of their order by gradient (Fisher)</td><td>as a level; the side with more weight if none
 * was missing</td><td>the side with more weight</td></tr>
 * </table>
 *
 * <p>Rows stand behind one interface ({@code Rows}): what a tree in growth asks of them is whole numbers that can be added up
 * over parts, and sums of 8,192 rows each. So they can be kept elsewhere, by executors of Spark for one, with the same bits.
 *
 * <p>Bins, random numbers by place and the logistic function are public for learners of other modules, such as additive
 * boosting in {@code churn-ml-learners}, that are to give the same bits, too.
 */
@NullMarked
package io.github.churnml.learn.boosting;

import org.jspecify.annotations.NullMarked;
