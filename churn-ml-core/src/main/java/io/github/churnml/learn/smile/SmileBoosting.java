package io.github.churnml.learn.smile;

import io.github.churnml.forest.Forest;
import io.github.churnml.prepare.FeatureMatrix;
import smile.classification.GradientTreeBoost;
import smile.data.formula.Formula;
import smile.data.vector.IntVector;

/** Grows trees with Smile. */
final class SmileBoosting {

    private static final String LABEL = "label";

    private SmileBoosting() {}

    static Forest fit(FeatureMatrix features, int[] labels, BoostingSettings settings) {
        SmileFrame frame = SmileFrame.of(features);
        return SmileTrees.forest(train(frame, labels, settings), frame, settings.learningRate());
    }

    static GradientTreeBoost train(SmileFrame frame, int[] labels, BoostingSettings settings) {
        return GradientTreeBoost.fit(
                Formula.lhs(LABEL),
                frame.data().merge(IntVector.of(LABEL, labels)),
                settings.trees(),
                settings.maxDepth(),
                settings.maxNodes(),
                settings.minLeafRows(),
                settings.learningRate(),
                settings.subsample());
    }
}
