package io.github.churnml.learn.neural;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.EarlyStopping;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.NetworkPredictor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A multilayer perceptron with one or two hidden layers for the log loss, trained in mini-batches with Adam. Levels must
 * be one-hot encoded and numbers should be scaled: weights are drawn for inputs of about 1.
 *
 * <p>With early stopping, a slice of the given rows, with the classes' shares kept, is set aside; the others are learnt
 * from, the slice is scored after every epoch, training ends when it has not become better for some epochs, and the
 * weights of its best epoch are kept. Where a class would have fewer than 10 rows in the slice that epoch would be chance,
 * and all epochs are used. Last, the output's bias is set so that the mean probability of all given rows is their share
 * of positives.
 *
 * <p>The same rows, settings and seed give the same bits, whatever the thread, the JDK and the processor.
 */
public final class MultilayerPerceptron implements Learner {

    /** The name in YAML and on the command line. */
    public static final String NAME = "perceptron";

    private final PerceptronSettings settings;

    MultilayerPerceptron(PerceptronSettings settings) {
        this.settings = settings;
    }

    /** {@return a builder with every setting at its default} */
    public static MultilayerPerceptronBuilder builder() {
        return new MultilayerPerceptronBuilder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Takes takes() {
        return new Takes(false, true, true, false);
    }

    @Override
    public Map<String, Object> settings() {
        return settings.toMap();
    }

    /**
     * Trains the network; {@code found} holds {@code epochs}, the number after which it was best.
     *
     * @param data numbers, none of them a code of a level; no missing values
     * @param seed decides the slice, the first weights, the order of the rows and the units left out
     * @param progress told about the stage {@code training}
     * @return a network, and the learner that trains for as many epochs on other rows
     * @throws TrainingException if there are no features, one class only, a value or weight that is not finite or a
     *     feature with levels, or if the weights grow without end
     */
    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        TrainingData weighed = settings.classWeights().weigh(data);
        NetworkTraining.Outcome outcome = train(weighed, seed, progress);
        Network network = outcome.network();
        OutputBias.settle(network, weighed);
        double[] effects = Effects.of(network, weighed);
        NetworkPredictor predictor;
        try {
            predictor = new NetworkPredictor(network.activation, network.sizes, network.parameters, effects);
        } catch (IllegalArgumentException outOfRange) {
            throw NetworkTraining.unsettled(String.valueOf(outOfRange.getMessage()));
        }
        Learner refit = new MultilayerPerceptron(settings.withEpochs(outcome.epochs()));
        return new FittedLearner(predictor, refit, Map.of("epochs", outcome.epochs()));
    }

    @Override
    public double validationFraction() {
        return settings.earlyStopping() ? settings.validationFraction() : 0;
    }

    private NetworkTraining.Outcome train(TrainingData data, long seed, Progress progress) {
        if (!settings.earlyStopping()) {
            return NetworkTraining.train(data, null, settings, seed, progress);
        }
        return EarlyStopping.of(data, settings.validationFraction(), seed)
                .map(parts -> NetworkTraining.train(parts.training(), parts.slice(), settings, seed, progress))
                .orElseGet(() -> NetworkTraining.train(data, null, settings, seed, progress));
    }

    /** {@return whether the other is such a learner with the same settings} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MultilayerPerceptron that && settings.equals(that.settings);
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
