/**
 * Additive boosting, an explainable boosting machine of our own: a model that can be read.
 *
 * <p>{@link io.github.churnml.learn.additive.AdditiveBoosting} uses the bins of {@code learn.boosting} for another kind of
 * model: every tree asks about one column alone, so that all trees of a column add up to one curve, and the answer is a look-up
 * in each curve.
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
package io.github.churnml.learn.additive;

import org.jspecify.annotations.NullMarked;
