package io.github.churnml.learn.smile;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import smile.base.cart.CART;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.math.MathEx;
import smile.regression.RegressionTree;

/**
 * Boosts regression trees that Smile grows. The rounds are those of Smile's own {@code GradientTreeBoost} for two classes,
 * bit by bit where all rows weigh the same; Smile's loop has no place for weights and does not tell how far it is.
 *
 * <p>Weights enter twice. The loss has them exactly, and with it the base score and every leaf. The search for splits takes
 * whole numbers of copies, so each row is given to it about {@value #COPIES} times its relative weight, and so is the fewest
 * rows of a leaf: no split sees more than that much rounding.
 */
final class SmileBoosting {

    static final int COPIES = 1 << 12;

    private final DataFrame rows;
    private final int[] labels;
    private final BoostingSettings settings;
    private final WeightedLogisticLoss loss;
    private final int[] copies;
    private final int copiesOfOne;
    private final int[] order;
    private final int[] drawn = new int[2];

    private SmileBoosting(SmileFrame frame, TrainingData data, BoostingSettings settings) {
        this.rows = frame.data();
        this.labels = data.labels();
        this.settings = settings;
        double[] weights = data.relativeWeights();
        loss = new WeightedLogisticLoss(labels, weights);
        copies = new int[weights.length];
        // The copies of all rows are added up in an int.
        copiesOfOne = data.weighted() ? Math.max(1, Math.min(COPIES, Integer.MAX_VALUE / 2 / weights.length)) : 1;
        for (int i = 0; i < copies.length; i++) {
            copies[i] = weights[i] == 0 ? 0 : (int) Math.max(1, Math.round(copiesOfOne * weights[i]));
            drawn[labels[i]]++;
        }
        for (int label = 0; label < 2; label++) {
            drawn[label] = (int) Math.round(drawn[label] * settings.subsample());
        }
        order = new int[weights.length];
        Arrays.setAll(order, i -> i);
    }

    static Forest fit(TrainingData data, BoostingSettings settings, Progress progress) {
        SmileFrame frame = SmileFrame.of(data.features());
        SmileBoosting boosting = new SmileBoosting(frame, data, settings);
        double base = boosting.loss.intercept(new double[0]);
        return SmileTrees.forest(boosting.grow(progress), base, frame, settings.learningRate());
    }

    private RegressionTree[] grow(Progress progress) {
        RegressionTree[] trees = new RegressionTree[settings.trees()];
        StructField response = new StructField("residual", DataTypes.DoubleType);
        int[][] sorted = CART.order(rows);
        double[] scores = loss.residual();
        long fewest = Math.min(Integer.MAX_VALUE, (long) settings.minLeafRows() * copiesOfOne);
        for (int round = 0; round < trees.length; round++) {
            progress.at("boosting", round, trees.length);
            RegressionTree tree = new RegressionTree(
                    rows,
                    loss,
                    response,
                    settings.maxDepth(),
                    settings.maxNodes(),
                    (int) fewest,
                    rows.ncols(),
                    sample(),
                    sorted);
            trees[round] = tree;
            for (int i = 0; i < scores.length; i++) {
                scores[i] += settings.learningRate() * tree.predict(rows.get(i));
            }
        }
        progress.at("boosting", trees.length, trees.length);
        return trees;
    }

    /** Of each class its share of the rows, without replacement; each as often as it has copies. */
    private int[] sample() {
        int[] samples = new int[labels.length];
        MathEx.permutate(order);
        int[] left = drawn.clone();
        for (int row : order) {
            if (left[labels[row]] > 0) {
                left[labels[row]]--;
                samples[row] = copies[row];
            }
        }
        return samples;
    }
}
