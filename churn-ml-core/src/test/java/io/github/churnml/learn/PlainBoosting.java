package io.github.churnml.learn;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Gradient boosting for tests that need trees of log-odds and not any particular learner; made to be read, not to be fast.
 *
 * @param trees how many trees
 */
public record PlainBoosting(int trees) implements Learner {

    private static final double RATE = 0.1;
    private static final int DEPTH = 3;
    private static final int FEWEST_ROWS = 20;

    @Override
    public String name() {
        return "plain-boosting";
    }

    @Override
    public Takes takes() {
        return new Takes(true, false, true, false);
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("trees", trees);
    }

    @Override
    public FittedLearner fit(TrainingData data, long seed, Progress progress) {
        data.check(this);
        double[] sums = ClassWeights.sums(data);
        double[] scores = new double[data.rows()];
        Arrays.fill(scores, StrictMath.log(sums[1] / sums[0]));
        SplittableRandom random = new SplittableRandom(seed);
        ForestBuilder builder = new ForestBuilder(data.features().columns().length, scores[0]);
        double[] row = new double[data.features().columns().length];
        int[][] orders = PlainTree.orders(data.features());
        for (int round = 0; round < trees; round++) {
            progress.at("boosting", round, trees);
            add(builder, data, orders, scores, random);
            Forest soFar = builder.build();
            for (int i = 0; i < scores.length; i++) {
                data.features().row(i, row);
                scores[i] += soFar.tree(round, row);
            }
        }
        progress.at("boosting", trees, trees);
        return new FittedLearner(new ForestPredictor(builder.build()), this, Map.of("rounds", trees));
    }

    /** A tree of Newton steps, grown on about 80 of 100 rows. */
    private static void add(
            ForestBuilder builder, TrainingData data, int[][] orders, double[] scores, SplittableRandom random) {
        double[] weights = data.relativeWeights();
        double[] slopes = new double[scores.length];
        double[] curvatures = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            double probability = LogOdds.toProbability(scores[i]);
            slopes[i] = weights[i] * (data.labels()[i] - probability);
            curvatures[i] = weights[i] * probability * (1 - probability);
        }
        int[] rows = IntStream.range(0, scores.length)
                .filter(i -> weights[i] > 0 && random.nextInt(100) < 80)
                .toArray();
        new PlainTree(
                        builder,
                        data.features(),
                        orders,
                        slopes,
                        curvatures,
                        (slope, curvature) -> RATE * slope / (curvature + 1),
                        FEWEST_ROWS,
                        1,
                        random)
                .grow(rows, DEPTH);
    }
}
