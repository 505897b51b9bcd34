package io.github.churnml.recipe;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.CrossFitted;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.TrainingTable;
import io.github.churnml.resample.NoResampling;

/**
 * A recipe whose preparation is fitted to rows, on which any number of learners can be fitted: each as {@link Recipe#fit}
 * fits it, with the same bits. Immutable, safe for any thread.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class PreparedRecipe {

    private final Recipe recipe;
    private final FittedPreparation prepared;
    private final TrainingTable training;

    private PreparedRecipe(Recipe recipe, FittedPreparation prepared, TrainingTable training) {
        this.recipe = recipe;
        this.prepared = prepared;
        this.training = training;
    }

    /**
     * Prepares rows, and learns what that needs from nothing else.
     *
     * @param recipe how rows are prepared, balanced and encoded
     * @param rows the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param groups which rows are on one side of every inner division
     * @return the prepared rows
     */
    public static PreparedRecipe of(Recipe recipe, Dataset rows, int[] labels, RowGroups groups) {
        FittedPreparation prepared = recipe.preparation().fit(rows);
        return new PreparedRecipe(recipe, prepared, new TrainingTable(prepared.table(rows), labels, groups));
    }

    /** {@return what every row goes through} */
    public FittedPreparation preparation() {
        return prepared;
    }

    /** {@return how many training rows there are} */
    int rows() {
        return training.labels().length;
    }

    /**
     * Fits a learner to the prepared rows.
     *
     * @param learner what learns; not a {@link RecipeLearner}
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return what was learnt, and the recipe with this learner and what it found
     * @throws io.github.churnml.error.ConfigurationException if the parts do not go together
     */
    public Recipe.Fit fit(Learner learner, long seed, Progress progress) {
        Recipe tried = recipe.with(learner, recipe.balance());
        if (!(recipe.balance() instanceof NoResampling)) {
            return new BalancedFit(tried, prepared, seed).run(training, progress);
        }
        CrossFitted encoded = recipe.encoding()
                .crossFit(training, learner.takes().nominal(), learner.takes().scaled(), seed);
        FittedLearner learnt = learner.fit(
                TrainingData.of(encoded.training(), training.labels()).withGroups(training.groups()), seed, progress);
        Member member = new Member(encoded.serving(), learnt.predictor()).explainedBy(training.table());
        return tried.outcome(prepared, member, learnt, 0);
    }
}
