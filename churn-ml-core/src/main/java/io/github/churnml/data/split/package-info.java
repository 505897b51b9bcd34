/**
 * Ways to divide the rows of a table into a part that is learned from and a part that is judged on.
 *
 * <p>A {@link io.github.churnml.data.split.Split} says how: at random with each class by itself, by whole customers, or in
 * the order of time. On a table it becomes {@link io.github.churnml.data.split.RowGroups}, which go with the rows into every
 * division that is made of them later, and each of which gives {@link io.github.churnml.data.split.Division}s.
 *
 * <table>
 * <caption>What each split does where rows are divided</caption>
 * <tr><th></th><th>hold-out, early stopping</th><th>folds to judge</th><th>folds for cross-fitted values</th></tr>
 * <tr><td>stratified</td><td>a share of each class</td><td colspan="2">parts with the same share of each class</td></tr>
 * <tr><td>grouped</td><td>a share of the customers of each class</td><td colspan="2">parts of whole customers</td></tr>
 * <tr><td>time</td><td>the latest days, after the gap</td><td>each stretch by what is earlier, after the gap</td>
 * <td>each stretch by all others, without a gap</td></tr>
 * </table>
 */
@NullMarked
package io.github.churnml.data.split;

import org.jspecify.annotations.NullMarked;
