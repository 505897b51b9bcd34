package io.github.churnml.learn.smile;

import io.github.churnml.forest.Forest;
import io.github.churnml.learn.TrainingData;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smile.base.cart.CART;
import smile.base.cart.SplitRule;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;

/**
 * Grows the trees of a random forest with Smile, one by one, each from its own seeds.
 *
 * <p>Smile's own {@code RandomForest.fit} is gone around for what it does beside growing trees. It ignores seeds below 2,
 * its default ones among them, so that no two runs are alike; it seeds from several threads at once what is not guarded;
 * it scores every tree on the rows left out, and lets the accuracy found weigh the tree, which is NaN where none is left
 * out; and it can weigh classes by whole numbers only, and rows not at all.
 */
final class SmileForest {

    /** Smile notes every seed it was ever given, so the same ones are used over and over again; more than trees. */
    private static final int SEEDS = 1 << 16;
    /** Spreads them over what Smile's generator tells apart, which is numbers below 899 999 963. */
    private static final int SPREAD = 13_721;

    private final SmileFrame frame;
    private final int[] labels;
    private final Bootstrap bootstrap;
    private final int[][] order;
    private final ForestSettings settings;

    private SmileForest(TrainingData data, SmileFrame frame, ForestSettings settings) {
        this.frame = frame;
        labels = data.labels().clone();
        bootstrap = new Bootstrap(data, settings.sampleFraction());
        order = CART.order(frame.data());
        this.settings = settings;
    }

    static Forest fit(TrainingData data, ForestSettings settings, long seed) {
        SmileFrame frame = SmileFrame.of(data.features());
        return SmileTrees.forest(train(data, frame, settings, seed), frame)
                .withCover(data.features().columns(), data.rows());
    }

    static List<DecisionTree> train(TrainingData data, SmileFrame frame, ForestSettings settings, long seed) {
        SmileForest forest = new SmileForest(data, frame, settings);
        SplittableRandom random = new SplittableRandom(seed);
        int firstSeed = random.nextInt(SEEDS);
        long[] samples = random.longs(settings.trees()).toArray();
        return IntStream.range(0, settings.trees())
                .parallel()
                .mapToObj(tree -> forest.grow(samples[tree], (firstSeed + tree) % SEEDS * SPREAD + 2))
                .toList();
    }

    private DecisionTree grow(long sample, int seed) {
        int[] times = bootstrap.draw(new SplittableRandom(sample));
        SmileSeed.set(seed);
        DataFrame rows = frame.data();
        return new DecisionTree(
                rows,
                labels,
                new StructField("label", DataTypes.IntegerType),
                2,
                SplitRule.GINI,
                settings.maxDepth(),
                settings.maxNodes(),
                settings.minLeafRows(),
                settings.featuresPerSplit(rows.ncols()),
                times,
                order);
    }
}
