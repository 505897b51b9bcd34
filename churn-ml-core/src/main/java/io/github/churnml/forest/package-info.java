/**
 * Trees as plain data: an immutable {@link io.github.churnml.forest.Forest} over primitive arrays, the
 * {@link io.github.churnml.forest.ForestBuilder} that checks one while it is put together, its binary form, and the
 * {@link io.github.churnml.forest.ForestScorer} compiled from it, which gives the same bits many times faster, and
 * {@link io.github.churnml.forest.TreeShap}, which says how much each feature adds to a row's score.
 *
 * <p>A forest knows nothing of what grew it. A learner turns its own trees into one of these at fit time, and from then on
 * scoring, saving, explaining and judging all read the same arrays. A row's score is in log-odds whatever the trees hold,
 * and values are added in tree order, so that the same forest gives the same bits everywhere.
 *
 * <table>
 * <caption>What the leaves hold, by {@link io.github.churnml.forest.Aggregation}</caption>
 * <tr><th>aggregation</th><th>leaf value</th><th>score of a row</th><th>grown by</th></tr>
 * <tr><td>{@code SUM_OF_LOG_ODDS}</td><td>log-odds</td><td>base score + Σ values</td><td>boosting</td></tr>
 * <tr><td>{@code MEAN_OF_PROBABILITIES}</td><td>a probability p</td><td>base score + ln(m / (1 − m)), where m is the mean
 * of p over the trees</td><td>random forests</td></tr>
 * </table>
 *
 * <table>
 * <caption>Where a row goes at a split</caption>
 * <tr><th>split</th><th>missing</th><th>left</th><th>right</th></tr>
 * <tr><td>on a number</td><td>{@code NaN}: where the split sends missing values</td><td>value ≤ threshold</td><td>value
 * &gt; threshold</td></tr>
 * <tr><td>on levels</td><td>{@code NaN} or code −1: where the split sends missing values</td><td>a code in the split's
 * set</td><td>any other code: one outside the set, unknown, negative or no whole number</td></tr>
 * </table>
 *
 * <p>Forests of other systems keep their arithmetic: {@link io.github.churnml.forest.Precision} says whether values are
 * rounded to {@code float} before they are compared, and a split on a number may take zero for missing.
 *
 * <p>The nodes of a tree lie next to each other, the root first and every child after its parent. Trees are read from
 * bytes that may come from anyone: whatever passes {@link io.github.churnml.forest.Forest#fromBytes} can be scored
 * without a crash, an endless loop or a number that is not finite.
 */
@NullMarked
package io.github.churnml.forest;

import org.jspecify.annotations.NullMarked;
