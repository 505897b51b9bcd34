/**
 * Steps and learner as one: a {@link io.github.churnml.recipe.Recipe} is everything that learns from rows, so that
 * fitting it to a training part can never see the rest; a {@link io.github.churnml.recipe.FittedRecipe} turns raw rows
 * into log-odds, and a {@link io.github.churnml.recipe.RecipeExplainer} says which column contributes what to them.
 */
@NullMarked
package io.github.churnml.recipe;

import org.jspecify.annotations.NullMarked;
