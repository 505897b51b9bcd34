package io.github.churnml.model;

import io.github.churnml.decide.DecisionRule;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.recipe.FittedRecipe;

/**
 * What a model file holds, as values. Immutable.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 *
 * @param manifest where the model comes from and how good it is
 * @param fitted how a row is read, prepared and scored
 * @param rule what is predicted, and how log-odds become decisions
 * @param reference what the training rows looked like; of no rows and no columns where that is not known
 */
public record ModelContents(Manifest manifest, FittedRecipe fitted, DecisionRule rule, ReferenceProfile reference) {}
