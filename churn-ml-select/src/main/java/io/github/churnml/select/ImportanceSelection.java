package io.github.churnml.select;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.learn.Learners;
import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.recipe.RecipeLearner;

/**
 * A selection of raw columns by how much the model needs them; whatever is derived from a column goes with it. Columns that settings of
 * the learner or of imputing name always stay, and so does the most important one.
 *
 * <p>Whichever way a method proposes, the last word has the one-standard-error rule: of the sets that it proposes, all columns among
 * them, the smallest is taken whose log loss on inner folds is no more than one standard error, of differences row by row, above the
 * least. So a method that throws away too much is not followed.
 */
public sealed interface ImportanceSelection extends ColumnSelection
        permits PermutationSelection, NullImportance, RecursiveElimination {

    /** {@return its name in YAML and on the command line} */
    String method();

    /**
     * Chooses by what training rows say, and by nothing else.
     *
     * @param recipe what is to learn, without a selection
     * @param rows the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row
     * @param groups which rows are on one side of every inner division
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return each column with its importance, and whether it stays
     * @throws io.github.churnml.error.DataException if there are too few rows for inner folds
     */
    SelectedColumns select(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress);

    @Override
    default Chosen choose(Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
        // A learner that fits many others would fit them for every set of columns.
        Recipe judged =
                recipe.learner() instanceof RecipeLearner ? recipe.with(Learners.standard(), recipe.balance()) : recipe;
        SelectedColumns selected = select(judged, rows, labels, groups, seed, progress);
        return new Chosen(selected.recipe().with(recipe.learner(), recipe.balance()), selected.toMap());
    }
}
