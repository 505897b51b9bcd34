/**
 * Logistic regression of our own, in plain Java: a linear model with an L2, L1 or mixed penalty that needs no other jar.
 *
 * <p>{@link io.github.churnml.learn.linear.LogisticRegression} makes one convex function least, so there is one answer, and
 * how it is found does not show in it: coefficients are those of any other exact solver, scikit-learn's among them, to the
 * stated tolerance.
 *
 * <table>
 * <caption>Which penalty the settings ask for, and how its least point is found</caption>
 * <tr><th>{@code lambda}</th><th>{@code l1Ratio}</th><th>penalty</th><th>up to 500 features</th><th>more</th></tr>
 * <tr><td>0</td><td>any</td><td>none</td><td>Newton steps, Cholesky</td><td>Newton steps, conjugate gradients</td></tr>
 * <tr><td>above 0</td><td>0</td><td>L2, ridge</td><td>Newton steps, Cholesky</td><td>Newton steps, conjugate gradients</td></tr>
 * <tr><td>above 0</td><td>1</td><td>L1, lasso</td><td colspan="2">coordinate descent on the quadratic approximation</td></tr>
 * <tr><td>above 0</td><td>between</td><td>elastic net</td><td colspan="2">the same</td></tr>
 * </table>
 *
 * <p>Inside, columns are brought to mean 0 and standard deviation 1, which changes how well the search is conditioned and
 * nothing about where it ends: the penalty stays that of the coefficients of the columns as they were given.
 */
@NullMarked
package io.github.churnml.learn.linear;

import org.jspecify.annotations.NullMarked;
