/**
 * Why a model says what it says, of one customer and of many.
 *
 * <table>
 * <caption>Three questions</caption>
 * <tr><th>question</th><th>answer</th><th>needs outcomes</th></tr>
 * <tr><td>why this customer?</td><td>{@link io.github.churnml.explain.Explanation}, the log-odds split by column; {@link
 * io.github.churnml.explain.Reason} puts a column's part into a sentence</td><td>no</td></tr>
 * <tr><td>which columns move predictions?</td><td>the mean of |contribution| over a table</td><td>no</td></tr>
 * <tr><td>which columns does the model rely on to be right?</td><td>{@link
 * io.github.churnml.explain.PermutationImportance}</td><td>yes</td></tr>
 * </table>
 *
 * <p>Contributions are computed by the fitted recipe's explainers; here they get columns, order and words.
 */
@NullMarked
package io.github.churnml.explain;

import org.jspecify.annotations.NullMarked;
