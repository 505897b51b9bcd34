/**
 * Tuning: settings of a learner that suit a table, found without fooling oneself.
 *
 * <p>A {@link io.github.churnml.select.tune.SearchSpace} says which settings may vary and how: a {@link
 * io.github.churnml.select.tune.Dimension} each, for which there are defaults per learner. {@link
 * io.github.churnml.select.tune.Tuning} tries settings on the same folds, a {@link io.github.churnml.select.tune.Trial} each,
 * drawn by a {@link io.github.churnml.select.tune.SearchMethod}. The first trial is always what the pipeline says already.
 *
 * <pre>{@code
 * ChurnPipeline pipeline = ChurnPipeline.builder().target("churned", "Yes").build();
 * TuningResult result = Tuning.of(pipeline).trials(40).trialsIn(Path.of("tuning")).run(data);
 * System.out.println(result.verdict());
 * ChurnModel model = result.pipeline().fit(data);
 * }</pre>
 *
 * <p>The figure by which the best of many was chosen is too good. So the customers that the pipeline holds out are set aside
 * before the first trial, tuning sees the others alone, and the {@link io.github.churnml.select.tune.Told} score is that of the
 * held-out customers, beside what the settings of the pipeline reach on them. They are the very customers that fitting the
 * tuned pipeline is judged on.
 *
 * <p>Trials, and so the result, are the same bits for the same rows, settings and seed, whatever the number of threads, and
 * whether a run was cut short and went on or not.
 */
@NullMarked
package io.github.churnml.select.tune;

import org.jspecify.annotations.NullMarked;
