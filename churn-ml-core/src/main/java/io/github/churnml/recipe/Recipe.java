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
import java.util.List;
import java.util.Map;

/**
 * Everything that learns from rows, as one value that can be fitted again and again.
 *
 * @param preparation how rows become numbers and level codes
 * @param balance how the proportion of the classes is changed in the rows that are learnt from
 * @param correctPrior whether probabilities that balancing shifts are shifted back
 * @param encoding how numbers and codes become the learner's features
 * @param learner what learns
 */
public record Recipe(
        Preparation preparation, Resampler balance, boolean correctPrior, Encoding encoding, Learner learner) {

    /**
     * The outcome of {@link Recipe#fit}.
     *
     * @param fitted what was learnt
     * @param refit the same recipe with what the learner found fixed, to be fitted again on more rows
     * @param found what the learner found, such as {@code rounds}
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
        return new Recipe(preparation.surveyed(data), balance, correctPrior, encoding, learner);
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
        return new Recipe(preparation.without(column), balance, correctPrior, encoding, learner);
    }

    /**
     * The same recipe with another learner and balance, to be compared with it.
     *
     * @param other what learns
     * @param otherBalance how the proportion of the classes is changed
     * @return the recipe
     */
    public Recipe with(Learner other, Resampler otherBalance) {
        return new Recipe(preparation, otherBalance, correctPrior, encoding, other);
    }

    Fit outcome(FittedPreparation prepared, Member member, FittedLearner learnt, double priorOffset) {
        Recipe refit = new Recipe(preparation, balance, correctPrior, encoding, learnt.refit());
        Member corrected = correctPrior && priorOffset != 0 ? member.withOffset(priorOffset) : member;
        return new Fit(new FittedRecipe(prepared, List.of(corrected)), refit, learnt.found(), priorOffset);
    }
}
