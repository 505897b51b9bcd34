/**
 * The choice among models, honestly: what is compared is compared on the same folds of the same rows, and a difference is told
 * apart from luck before it is acted on.
 *
 * <p>A {@link io.github.churnml.judge.CrossValidation} holds the rows, divided. A {@link
 * io.github.churnml.select.Comparison} fits {@link io.github.churnml.select.Candidate}s on it, each a learner with a way to
 * balance. The {@link io.github.churnml.select.ComparisonResult} ranks them by one metric, tests the best against each by the
 * {@link io.github.churnml.select.CorrectedTTest}, says in one sentence what that means, and what balancing did.
 *
 * <pre>{@code
 * ChurnPipeline pipeline = ChurnPipeline.builder().target("churned").build();
 * ComparisonResult result = Comparison.on(pipeline.crossValidation(data, 5, 2))
 *         .learners("boosting", "additive", "logistic-regression")
 *         .by(Metric.ROC_AUC)
 *         .run();
 * System.out.println(result.verdict());
 * }</pre>
 *
 * <p>A {@link io.github.churnml.select.LearningCurve} says whether more rows would help. An {@link
 * io.github.churnml.select.ImportanceSelection} leaves columns out of a pipeline; a {@link io.github.churnml.select.SelectionResult} says
 * which, and what that changes.
 *
 * <p>{@link io.github.churnml.select.tune} looks for settings of one learner; {@link io.github.churnml.select.blend} makes one of several, and
 * chooses among them by itself.
 *
 * <p>{@link io.github.churnml.select.NoiseTargets} is the leak test: shuffled outcomes cannot be learnt, unless something leaks.
 *
 * <p>Figures are the same bits for the same rows and seed, whatever the number of threads; {@link
 * io.github.churnml.select.Times} are not, so they stand apart and decide nothing.
 */
@NullMarked
package io.github.churnml.select;

import org.jspecify.annotations.NullMarked;
