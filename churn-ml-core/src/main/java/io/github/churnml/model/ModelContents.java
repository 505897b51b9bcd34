package io.github.churnml.model;

import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.prepare.Target;
import io.github.churnml.recipe.FittedRecipe;

/**
 * What a model file holds, as values. Immutable.
 *
 * @param manifest where the model comes from and how good it is
 * @param fitted how a row is read, prepared and scored
 * @param target what is predicted
 * @param threshold the probability from which a customer is predicted to leave, above 0 and at most 1
 * @param reference what the training rows looked like; of no rows and no columns where that is not known
 */
public record ModelContents(
        Manifest manifest, FittedRecipe fitted, Target target, double threshold, ReferenceProfile reference) {}
