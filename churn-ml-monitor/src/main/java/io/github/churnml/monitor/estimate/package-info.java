/**
 * How well a model does before anybody knows who leaves.
 *
 * <p>The measures of {@code io.github.churnml.metrics} need labels, which come in weeks or months after the scores. If the
 * probabilities are right, they alone tell how many right and wrong decisions are to be expected: {@link
 * io.github.churnml.monitor.estimate.ExpectedPerformance} sums them up, with the sampling error of outcomes as its interval,
 * and {@link io.github.churnml.monitor.estimate.ExpectedConfusion} is the confusion matrix in fractions of customers. It sees
 * a change of the mix of customers, not one of what they do; {@code io.github.churnml.monitor.ProbablePerformance} holds it
 * against the outcomes that are known.
 */
@NullMarked
package io.github.churnml.monitor.estimate;

import org.jspecify.annotations.NullMarked;
