package io.github.churnml.learn.smile;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A random forest (Breiman, Random Forests, Machine Learning 45, 2001) of classification trees grown by Smile: each on
 * rows drawn with replacement, each split the best of a few features drawn anew. Its probability is the mean over the
 * trees of the share of positives in the leaf, smoothed by Laplace's rule, every tree counting the same.
 *
 * <p>Rows are drawn class by class, so that each tree sees both classes in their shares, and within a class in proportion
 * to their weights.
 *
 * <p>A feature with levels is split one level against the rest. Smile joins leaves beside each other that both lean to
 * the same class, which keeps the trees small.
 *
 * <p>The same rows, settings and seed give the same bits, whatever the thread and the number of processors.
 */
public final class SmileRandomForest implements Learner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "smile-random-forest";

    private final ForestSettings settings;

    SmileRandomForest(ForestSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with every setting at its default} */
    public static SmileRandomForestBuilder builder() {
        return new SmileRandomForestBuilder();
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

    /**
     * Grows the trees; nothing is {@code found}.
     *
     * @param data numbers, and codes of levels; no missing values
     * @param seed decides the rows of each tree and the features of each split
     * @param progress told about the stage {@code growing}
     * @return a forest, and this learner
     * @throws TrainingException if there are no features, one class only, or a value or weight that is not finite
     */
    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        TrainingData weighed = settings.classWeights().weigh(data);
        progress.at("growing", 0, settings.trees());
        Forest forest = SmileRun.inPool(NAME, seed, () -> SmileForest.fit(weighed, settings, seed));
        progress.at("growing", settings.trees(), settings.trees());
        return new FittedLearner(new ForestPredictor(forest), this, Map.of());
    }

    /** {@return whether the other is such a learner with the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmileRandomForest that && settings.equals(that.settings);
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
