package io.github.churnml.recipe;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Preparation;
import io.github.churnml.resample.Resampler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that learns from rows, as one value that can be fitted again and again.
 *
 * @param preparation how rows become numbers and level codes
 * @param balance how the proportion of the classes is changed in the rows that are learnt from
 * @param correctPrior whether probabilities that balancing shifts are shifted back
 * @param encoding how numbers and codes become the learner's features
 * @param learner what learns
 * @param selection how columns are chosen, each time anew; null where all are learnt from
 */
public record Recipe(
        Preparation preparation,
        Resampler balance,
        boolean correctPrior,
        Encoding encoding,
        Learner learner,
        @Nullable ColumnSelection selection) {

    /**
     * A recipe that learns from all columns.
     *
     * @param preparation how rows become numbers and level codes
     * @param balance how the proportion of the classes is changed in the rows that are learnt from
     * @param correctPrior whether probabilities that balancing shifts are shifted back
     * @param encoding how numbers and codes become the learner's features
     * @param learner what learns
     */
    public Recipe(
            Preparation preparation, Resampler balance, boolean correctPrior, Encoding encoding, Learner learner) {
        this(preparation, balance, correctPrior, encoding, learner, null);
    }

    /**
     * The outcome of {@link Recipe#fit}.
     *
     * @param fitted what was learnt
     * @param refit the same recipe with what the learner found fixed, and the columns that were chosen, to be fitted again on more
     *     rows
     * @param found what the learner found, such as {@code rounds}, and {@code selection}
     * @param priorOffset what has to be added to log-odds to undo the balancing, whether or not it was; 0 without balancing
     */
    public record Fit(FittedRecipe fitted, Recipe refit, Map<String, Object> found, double priorOffset) {}

    /**
     * Settles what is settled over a whole table, see {@link Preparation#surveyed}.
     *
     * @param data the whole table as read
     * @return the same recipe, with what was found
     */
    public Recipe surveyed(Dataset data) {
        return new Recipe(preparation.surveyed(data), balance, correctPrior, encoding, learner, selection);
    }

    /**
     * Learns from rows, and from nothing else.
     *
     * @param rows the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return what was learnt
     * @throws io.github.churnml.error.ConfigurationException if the parts do not go together
     */
    public Fit fit(Dataset rows, int[] labels, long seed, Progress progress) {
        return fit(rows, labels, RowGroups.none(), seed, progress);
    }

    /**
     * Learns from rows of which some belong together, and from nothing else.
     *
     * @param rows the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param groups which rows are on one side of every inner division
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return what was learnt
     * @throws io.github.churnml.error.ConfigurationException if the parts do not go together
     */
    public Fit fit(Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
        if (selection != null) {
            ColumnSelection.Chosen chosen = selection.choose(selecting(null), rows, labels, groups, seed, progress);
            Fit fit = chosen.recipe().fit(rows, labels, groups, seed, progress);
            Map<String, Object> found = new LinkedHashMap<>(fit.found());
            found.put("selection", chosen.told());
            return new Fit(fit.fitted(), fit.refit(), found, fit.priorOffset());
        }
        if (learner instanceof RecipeLearner whole) {
            return whole.fit(this, rows, labels, groups, seed, progress);
        }
        return PreparedRecipe.of(this, rows, labels, groups).fit(learner, seed, progress);
    }

    /**
     * The same recipe without one more column.
     *
     * @param column what the learner must not see
     * @return the recipe
     */
    public Recipe without(String column) {
        return new Recipe(preparation.without(column), balance, correctPrior, encoding, learner, selection);
    }

    /**
     * The same recipe with other columns.
     *
     * @param columns how they become numbers and level codes
     * @param encoded how those become features
     * @return the recipe
     */
    public Recipe with(Preparation columns, Encoding encoded) {
        return new Recipe(columns, balance, correctPrior, encoded, learner, selection);
    }

    /**
     * The same recipe with another way to choose columns.
     *
     * @param how each time that it is fitted; null to learn from all
     * @return the recipe
     */
    public Recipe selecting(@Nullable ColumnSelection how) {
        return new Recipe(preparation, balance, correctPrior, encoding, learner, how);
    }

    /**
     * The same recipe with the columns of another, and its way to choose among them: what a refit is to be fitted as in folds, where
     * columns that were chosen by all rows must not be learnt from.
     *
     * @param other whose columns
     * @return the recipe
     */
    public Recipe selectingAs(Recipe other) {
        return with(other.preparation, other.encoding).selecting(other.selection);
    }

    /**
     * The same recipe with another learner and balance, to be compared with it.
     *
     * @param other what learns
     * @param otherBalance how the proportion of the classes is changed
     * @return the recipe
     */
    public Recipe with(Learner other, Resampler otherBalance) {
        return new Recipe(preparation, otherBalance, correctPrior, encoding, other, selection);
    }

    Fit outcome(FittedPreparation prepared, Member member, FittedLearner learnt, double priorOffset) {
        Recipe refit = new Recipe(preparation, balance, correctPrior, encoding, learnt.refit());
        Member corrected = correctPrior && priorOffset != 0 ? member.withOffset(priorOffset) : member;
        return new Fit(new FittedRecipe(prepared, List.of(corrected)), refit, learnt.found(), priorOffset);
    }
}
