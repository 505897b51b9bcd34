package io.github.churnml.learn.boosting;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gradient-boosted trees for the logistic loss, grown by second-order gain over histograms (Friedman, Greedy Function
 * Approximation, 2001; Chen and Guestrin, XGBoost, 2016; Ke et al., LightGBM, 2017). Takes levels as they are, missing values
 * and weights.
 *
 * <p>With early stopping, a slice of the given rows, with the classes' shares kept, is set aside; it is scored after every
 * tree, growth ends when it has not become better for some trees, and as many trees are kept as {@link Stopping} says. What
 * the trees add up to is first multiplied by the one number that suits these rows best, and so is what the kept trees add up
 * to: trees are judged by how they tell rows apart ("refine, then calibrate": Berta, Holzmüller, Jordan and Bach, Rethinking
 * Early Stopping, arXiv 2501.19195, 2025). Where a class would have fewer than 10 rows in the slice that number would be chance, and all trees are kept.
 *
 * <p>The same rows, settings and seed give the same bits, whatever the number of threads, the JDK and the processor. Work
 * is spread over all cores where a node has rows enough for it to help.
 */
public final class HistogramGradientBoosting implements Learner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "boosting";

    private final HistogramSettings settings;

    HistogramGradientBoosting(HistogramSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with every setting at its default} */
    public static HistogramGradientBoostingBuilder builder() {
        return new HistogramGradientBoostingBuilder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Takes takes() {
        return new Takes(true, false, true, true);
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
     * Grows the trees; {@code found} holds {@code rounds}, the number kept; {@code scoreScale}, what they are multiplied by;
     * and {@code history}, the mean log loss before the first tree and after {@code every} so many, each list with at most
     * 100 numbers of six decimals: of the rows to validate on ({@code validation}) and of up to 1,000 rows that are learnt
     * from ({@code training}), both at the scale that suits the former.
     *
     * @param data numbers and codes of levels, either of which may be missing
     * @param seed decides the slice, and the rows, columns and rounding of each tree
     * @param progress told about the stage {@code boosting}
     * @return a forest, and the learner that grows as many trees on other rows
     * @throws TrainingException if there are no features, one class only, or a value or weight that is not finite
     */
    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        return fit(data, seed, progress, null);
    }

    /** The same with rows that may be kept elsewhere, see {@link Rows#fit}. */
    FittedLearner fit(
            TrainingData data,
            long seed,
            Progress progress,
            @Nullable BiFunction<BinnedTable, TrainingData, @Nullable Rows> place) {
        data.check(this);
        Boosting boosting = new Boosting(
                settings, settings.classWeights().weigh(data, settings.positiveClassWeight()), seed, place);
        int rounds = boosting.grow(progress);
        Learner refit = new HistogramGradientBoosting(settings.withFound(Math.max(1, rounds), boosting.scale()));
        Map<String, Object> found = Map.of(
                "rounds", rounds,
                "scoreScale", boosting.scale(),
                "history", boosting.history().toMap());
        return new FittedLearner(new ForestPredictor(boosting.forest(rounds)), refit, found);
    }

    /** {@return whether the other is such a learner with the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HistogramGradientBoosting that && settings.equals(that.settings);
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
