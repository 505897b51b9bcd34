package io.github.churnml.recipe;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;

/**
 * A learner that needs the rows as they are and not their features: one that fits several others, each with the encoding that it
 * asks for, or that chooses among them. {@link Recipe#fit} hands it the whole work, so that in every fold it blends and chooses
 * anew.
 */
public interface RecipeLearner extends Learner {

    /**
     * Learns from rows, and from nothing else.
     *
     * @param recipe how rows are prepared, balanced and encoded; its learner is this one
     * @param rows the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param groups which rows are on one side of every inner division
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return what was learnt
     * @throws io.github.churnml.error.ConfigurationException if the parts do not go together
     */
    Recipe.Fit fit(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress);

    /**
     * Is of no use here.
     *
     * @throws UnsupportedOperationException always: features are encoded for one learner
     */
    @Override
    default FittedLearner fit(TrainingData data, long seed, Progress progress) {
        throw new UnsupportedOperationException(
                "Learner '" + name() + "' fits whole recipes, not features that are encoded for one learner.");
    }
}
