package io.github.churnml.learn.smile;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.EarlyStopping;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gradient-boosted trees for the logistic loss (Friedman, Greedy Function Approximation, Annals of Statistics 29, 2001,
 * algorithm 5, with the row sampling of Stochastic Gradient Boosting, 2002), grown by Smile.
 *
 * <p>With early stopping, a slice of the given rows, with the classes' shares kept, is set aside; trees are grown on the
 * others, the slice is scored after every tree, and the fewest trees are kept whose log loss is within one standard error
 * of the least. Where a class would have fewer than 10 rows in the slice that number would be chance, and all trees are
 * kept.
 *
 * <p>Rows count by their weights: exactly in the loss, the base score and the leaves, and rounded to a 4,096th of the mean
 * weight in the search for splits; the fewest rows of a leaf are counted by weight, too.
 *
 * <p>A feature with levels is split one level against the rest. Features that never vary leave nothing to split: the
 * forest is then its base score and trees of a single leaf.
 *
 * <p>The same rows, settings and seed give the same bits, whatever the thread and the number of processors.
 */
public final class SmileGradientBoosting implements Learner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "smile-gradient-boosting";

    private final BoostingSettings settings;

    SmileGradientBoosting(BoostingSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with every setting at its default} */
    public static SmileGradientBoostingBuilder builder() {
        return new SmileGradientBoostingBuilder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Takes takes() {
        return new Takes(true, false, true, false);
    }

    @Override
    public Map<String, Object> settings() {
        return settings.toMap();
    }

    @Override
    public double validationFraction() {
        return settings.earlyStopping() ? settings.validationFraction() : 0;
    }

    /**
     * Grows the trees; {@code found} holds {@code rounds}, the number kept.
     *
     * @param data numbers, and codes of levels; no missing values
     * @param seed decides the slice and the rows of each tree
     * @param progress told about the stages {@code boosting} and {@code validating}
     * @return a forest, and the learner that grows as many trees on other rows
     * @throws TrainingException if there are no features, one class only, or a value or weight that is not finite
     */
    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        TrainingData weighed = settings.classWeights().weigh(data);
        Forest forest = settings.earlyStopping()
                ? EarlyStopping.of(weighed, settings.validationFraction(), seed)
                        .map(parts -> cut(parts.training(), parts.slice(), seed, progress))
                        .orElseGet(() -> grow(weighed, seed, progress))
                : grow(weighed, seed, progress);
        Learner refit = new SmileGradientBoosting(settings.withRounds(forest.trees()));
        return new FittedLearner(new ForestPredictor(forest), refit, Map.of("rounds", forest.trees()));
    }

    /** The forest cut at its best round. */
    private Forest cut(TrainingData data, TrainingData slice, long seed, Progress progress) {
        Forest forest = grow(data, seed, progress);
        progress.at("validating", 0, 1);
        int rounds = StagedLoss.bestRound(forest, slice);
        progress.at("validating", 1, 1);
        return forest.firstTrees(rounds);
    }

    private Forest grow(TrainingData data, long seed, Progress progress) {
        Forest forest = SmileRun.inPool(NAME, seed, () -> SmileBoosting.fit(data, settings, progress));
        boolean counted = settings.subsample() == 1 && !data.weighted();
        return counted ? forest : forest.withCover(data.features().columns(), data.rows());
    }

    /** {@return whether the other is such a learner with the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmileGradientBoosting that && settings.equals(that.settings);
    }

    /** {@return the settings' hash code} */
    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** {@return the name and the settings} */
    @Override
    public String toString() {
        return NAME + settings.toMap();
    }
}
