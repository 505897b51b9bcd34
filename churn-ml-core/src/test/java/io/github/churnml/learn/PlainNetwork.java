package io.github.churnml.learn;

import io.github.churnml.data.Progress;
import io.github.churnml.predictor.Activation;
import io.github.churnml.predictor.NetworkPredictor;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A network of drawn weights, for tests that need something that scores as networks do and not that it has learnt anything.
 *
 * @param units how many units its one hidden layer has
 */
public record PlainNetwork(int units) implements Learner {

    @Override
    public String name() {
        return "plain-network";
    }

    @Override
    public Takes takes() {
        return new Takes(false, true, true, false);
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("units", units);
    }

    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        int features = data.features().columns().length;
        double[] parameters = new SplittableRandom(seed)
                .doubles((features + 1L) * units + units + 1, -1, 1)
                .toArray();
        double[] effects = new double[features];
        Arrays.fill(effects, 1);
        int[] sizes = {features, units, 1};
        return new FittedLearner(new NetworkPredictor(Activation.TANH, sizes, parameters, effects), this, Map.of());
    }
}
