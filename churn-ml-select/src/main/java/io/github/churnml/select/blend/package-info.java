/**
 * Several learners as one, and the choice that is made without asking.
 *
 * <p>A {@link io.github.churnml.select.blend.Blend} fits learners that are named, with weights that are given, and averages their
 * log-odds. {@link io.github.churnml.select.blend.Auto} finds them: it tries a fixed portfolio over the same folds, weighs what
 * each says of rows that it has not learnt from, and keeps a blend or one learner.
 *
 * <pre>{@code
 * ChurnModel model = ChurnPipeline.builder()
 *         .target("churned")
 *         .learner(Auto.builder().maxMicros(5).build())
 *         .build()
 *         .fit(data);
 * System.out.println(model.manifest().found().get("auto"));
 * }</pre>
 *
 * <p>Both are {@link io.github.churnml.recipe.RecipeLearner}s: each part gets the rows encoded as it asks. A saved model needs
 * churn-ml-core alone.
 */
@NullMarked
package io.github.churnml.select.blend;

import org.jspecify.annotations.NullMarked;
