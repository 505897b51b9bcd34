package io.github.churnml.learn.additive;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An explainable boosting machine: boosting in which every tree asks about one column alone, so that the answer is a sum of one
 * curve per column, followed by tables of the pairs of columns that interact most (Lou, Caruana and Gehrke, Intelligible Models
 * for Classification and Regression, 2012; Lou, Caruana, Gehrke and Hooker, Accurate Intelligible Models with Pairwise
 * Interactions, 2013; Nori, Jenkins, Koch and Caruana, InterpretML, 2019). Takes levels as they are, missing values and
 * weights.
 *
 * <p>With early stopping, each bag judges its rounds by the rows that it leaves out, or all by the rows to validate on that the
 * data come with; all bags keep the same number of rounds, by the least mean loss. Where that would be fewer than 10 rows of a
 * class in all bags together, all rounds are kept.
 *
 * <p>The same rows, settings and seed give the same bits, whatever the number of threads, the JDK and the processor. Bags are
 * learnt side by side on all cores.
 */
public final class AdditiveBoosting implements Learner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "additive";

    private final AdditiveSettings settings;

    AdditiveBoosting(AdditiveSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with every setting at its default} */
    public static AdditiveBoostingBuilder builder() {
        return new AdditiveBoostingBuilder();
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
     * Learns the terms; {@code found} holds {@code rounds} and {@code interactionRounds}, the numbers kept, and {@code pairs},
     * how many pairs have a term.
     *
     * @param data numbers and codes of levels, either of which may be missing
     * @param seed decides the bags and the random cuts
     * @param progress told about the stage {@code additive}
     * @return an {@link io.github.churnml.predictor.AdditivePredictor}, and the learner that takes as many rounds on other rows
     * @throws TrainingException if there are no features, one class only, or a value or weight that is not finite
     * @throws io.github.churnml.error.ConfigurationException if a direction or group names a column that is not there, or a
     *     direction one of levels
     */
    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        AdditiveFit fit = new AdditiveFit(
                settings, settings.classWeights().weigh(data, settings.positiveClassWeight()), seed, progress);
        var predictor = fit.fit();
        Learner refit = new AdditiveBoosting(settings.withRounds(Math.max(1, fit.rounds()), fit.pairRounds()));
        return new FittedLearner(
                predictor,
                refit,
                Map.of(
                        "rounds",
                        fit.rounds(),
                        "interactionRounds",
                        fit.pairRounds(),
                        "pairs",
                        predictor.pairs().size()));
    }

    /** {@return whether the other is such a learner with the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AdditiveBoosting that && settings.equals(that.settings);
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
