package io.github.churnml.recipe;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.prepare.CrossFitted;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Preparation;
import io.github.churnml.prepare.TrainingTable;
import io.github.churnml.prepare.TypedTable;
import java.util.List;
import java.util.Map;

/**
 * Everything that learns from rows, as one value that can be fitted again and again.
 *
 * @param preparation how rows become numbers and level codes
 * @param encoding how these become the learner's features
 * @param learner what learns
 */
public record Recipe(Preparation preparation, Encoding encoding, Learner learner) {

    /**
     * The outcome of {@link Recipe#fit}.
     *
     * @param fitted what was learnt
     * @param refit the same recipe with what the learner found fixed, to be fitted again on more rows
     * @param found what the learner found, such as {@code rounds}
     */
    public record Fit(FittedRecipe fitted, Recipe refit, Map<String, Object> found) {}

    /**
     * Settles what is settled over a whole table, see {@link Preparation#surveyed}.
     *
     * @param data the whole table as read
     * @return the same recipe, with what was found
     */
    public Recipe surveyed(Dataset data) {
        return new Recipe(preparation.surveyed(data), encoding, learner);
    }

    /**
     * Learns from rows, and from nothing else.
     *
     * @param rows the training rows
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return what was learnt
     */
    public Fit fit(Dataset rows, int[] labels, long seed, Progress progress) {
        FittedPreparation prepared = preparation.fit(rows);
        TypedTable table = prepared.table(rows);
        CrossFitted encoded = encoding.crossFit(
                new TrainingTable(table, labels),
                learner.takes().nominal(),
                learner.takes().scaled(),
                seed);
        FittedLearner learnt = learner.fit(encoded.training(), labels, seed, progress);
        FittedRecipe fitted = new FittedRecipe(prepared, List.of(new Member(encoded.serving(), learnt.predictor())));
        return new Fit(fitted, new Recipe(preparation, encoding, learnt.refit()), learnt.found());
    }
}
