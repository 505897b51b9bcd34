/**
 * Gradient boosting of our own over histograms, for tables of some ten to sixty columns.
 *
 * <p>Each column is cut once into at most 255 bins ({@link io.github.churnml.learn.boosting.BinnedTable}), a byte a cell. A
 * round turns every row's gradient and hessian of the log loss into whole numbers, both packed in one {@code long}
 * ({@code Gradients}); a node's histogram ({@code Histograms}) adds these up by bin, the best cut of each column is read
 * from it ({@code SplitFinder}), and a tree is grown leaf by leaf, or level by level with one cut each ({@code TreeGrower},
 * {@code LevelFinder}), within what directions and interactions of columns allow ({@code Constraints}). Of two children only
 * the one with fewer rows is added up, the other is the difference: whole numbers make it exact.
 *
 * <p>Whole numbers add up to the same sum in any order. Therefore the same rows, settings and seed give the same bits
 * whatever the number of threads, the JDK and the processor. What a leaf adds to the log-odds is computed from the rows'
 * gradients in full precision, in the order of the rows.
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
 * <h2>Additive boosting</h2>
 *
 * <p>{@link io.github.churnml.learn.boosting.AdditiveBoosting} uses the same bins for another kind of model: every tree asks
 * about one column alone, so that all trees of a column add up to one curve, and the answer is a look-up in each curve.
 *
 * <table>
 * <caption>The steps of an additive fit</caption>
 * <tr><th>step</th><th>class</th><th>what happens</th></tr>
 * <tr><td>bags</td><td>{@code AdditiveBag}</td><td>each learns from most of the rows and judges rounds by the others; they go
 * on side by side and stop together</td></tr>
 * <tr><td>curves</td><td>{@code ColumnTerms}, {@code LineCuts}</td><td>a round cuts the line of every column's bins once;
 * all columns of a round meet the same gradients, so that none is before another. Columns of few bins share one table of
 * cells ({@code ColumnGroup}), whose sums are each column's sums</td></tr>
 * <tr><td>pairs</td><td>{@code PairSearch}, {@code PairTerms}</td><td>the pairs that the curves leave most to say about get a
 * table each</td></tr>
 * <tr><td>means</td><td>{@code AdditiveFit}, {@code PureTerms}</td><td>bags are averaged, and what a simpler term can say is
 * moved there</td></tr>
 * </table>
 *
 * <p>A bag is one thread's work in the order of the rows, and bags are added up in their order: sums in full precision have the
 * same bits whatever the number of threads.
 */
@NullMarked
package io.github.churnml.learn.boosting;

import org.jspecify.annotations.NullMarked;
