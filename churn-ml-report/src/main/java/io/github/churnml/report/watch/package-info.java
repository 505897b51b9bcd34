/**
 * Pages of watching a model: whether customers still look like those of the reference, once or period by period ({@link
 * io.github.churnml.report.watch.DriftPage}), and how well the model probably does before outcomes are known ({@link
 * io.github.churnml.report.watch.EstimatePage}). {@link io.github.churnml.report.watch.DriftComparison} also has the words that the {@code
 * churn} command prints, so that a terminal and a page say the same.
 */
@NullMarked
package io.github.churnml.report.watch;

import org.jspecify.annotations.NullMarked;
