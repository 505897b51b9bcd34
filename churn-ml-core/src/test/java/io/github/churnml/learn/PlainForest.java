package io.github.churnml.learn;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.predictor.ForestPredictor;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A random forest for tests that need trees of probabilities and not any particular learner.
 *
 * @param trees how many trees
 * @param depth how often each cuts one after the other, at most
 * @param fewestRows how many rows are left on each side of a cut, at least
 */
public record PlainForest(int trees, int depth, int fewestRows) implements Learner {

    public PlainForest(int trees) {
        this(trees, 8, 20);
    }

    /** One that tells its training rows apart almost one by one. */
    public static PlainForest byHeart(int trees) {
        return new PlainForest(trees, 60, 1);
    }

    @Override
    public String name() {
        return "plain-forest";
    }

    @Override
    public Takes takes() {
        return new Takes(true, false, true, false);
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("trees", trees, "depth", depth, "fewestRows", fewestRows);
    }

    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        double[] weights = data.relativeWeights();
        double[] positive = new double[data.rows()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = weights[i] * data.labels()[i];
        }
        int features = data.features().columns().length;
        int[] counted =
                IntStream.range(0, data.rows()).filter(i -> weights[i] > 0).toArray();
        ForestBuilder builder = new ForestBuilder(features, 0, Aggregation.MEAN_OF_PROBABILITIES);
        SplittableRandom random = new SplittableRandom(seed);
        int[][] orders = PlainTree.orders(data.features());
        for (int tree = 0; tree < trees; tree++) {
            int[] drawn = random.ints(counted.length, 0, counted.length)
                    .map(i -> counted[i])
                    .toArray();
            new PlainTree(
                            builder,
                            data.features(),
                            orders,
                            positive,
                            weights,
                            (left, all) -> (left + 1) / (all + 2),
                            fewestRows,
                            Math.sqrt(features) / features,
                            random)
                    .grow(drawn, depth);
        }
        progress.at("growing", trees, trees);
        return new FittedLearner(new ForestPredictor(builder.build()), this, Map.of());
    }
}
