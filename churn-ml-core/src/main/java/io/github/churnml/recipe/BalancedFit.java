package io.github.churnml.recipe;

import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.EarlyStopping;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.FittedEncoding;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.TrainingTable;
import io.github.churnml.resample.ClassWeighting;
import io.github.churnml.resample.PriorShift;
import io.github.churnml.resample.Resampled;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Learns from balanced rows. The rows that a learner stops early by are set aside before anything is balanced: no row made
 * from them, and no neighbour of them, is learnt from, and they keep the proportion that customers have. Rows of one customer
 * are set aside together, and a row that is made belongs to the customer of the row it was made from.
 */
final class BalancedFit {

    private final Recipe recipe;
    private final Learner learner;
    private final FittedPreparation prepared;
    private final long seed;

    BalancedFit(Recipe recipe, FittedPreparation prepared, long seed) {
        this.recipe = recipe;
        this.learner = recipe.learner();
        this.prepared = prepared;
        this.seed = seed;
    }

    Recipe.Fit run(TrainingTable training, Progress progress) {
        requireFittingParts();
        FittedEncoding encoding = recipe.encoding()
                .fit(
                        training.table(),
                        learner.takes().nominal(),
                        learner.takes().scaled());
        Division split = EarlyStopping.split(training.labels(), training.groups(), learner.validationFraction(), seed)
                .orElse(null);
        TrainingTable learnt = split == null ? training : training.select(split.train());
        Resampled balanced = recipe.balance().resample(learnt.table(), learnt.labels(), seed);
        TrainingData data = new TrainingData(encoding.encode(balanced.table()), balanced.labels(), weights(balanced))
                .withGroups(learnt.groups().select(balanced.sources()));
        if (split != null) {
            TrainingTable judged = training.select(split.test());
            data = data.withValidation(TrainingData.of(encoding.encode(judged.table()), judged.labels())
                    .withWeights(asBalanced(judged.labels(), balanced.prior())));
        }
        FittedLearner fitted = learner.fit(data, seed, progress);
        double offset = PriorShift.logOddsOffset(balanced.prior(), share(learnt.labels()));
        return recipe.outcome(
                prepared, new Member(encoding, fitted.predictor()).explainedBy(training.table()), fitted, offset);
    }

    private void requireFittingParts() {
        Encoding encoding = recipe.encoding();
        if (encoding.levels() == Encoding.Levels.TARGET || encoding.columns().containsValue(Encoding.Levels.TARGET)) {
            throw new ConfigurationException(
                    "Target encoding does not go together with balancing by "
                            + Wording.value(recipe.balance().name())
                            + ": its cross-fitted values belong to the rows as the table has them, not to rows that are made,"
                            + " copied, dropped or weighed.",
                    "Maybe encode by frequency, or do not balance.",
                    Where.nowhere());
        }
        if (recipe.balance() instanceof ClassWeighting) {
            Learners.requireWeights(learner);
        }
    }

    private static double[] weights(Resampled balanced) {
        double[] weights = balanced.weights();
        if (weights == null) {
            weights = new double[balanced.labels().length];
            Arrays.fill(weights, 1);
        }
        return weights;
    }

    /** Weights by which rows count as if their classes were as frequent as among the balanced rows. */
    private static double[] asBalanced(int[] labels, double prior) {
        double share = share(labels);
        double[] weights = new double[labels.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = labels[i] == 1 ? prior / share : (1 - prior) / (1 - share);
        }
        return weights;
    }

    private static double share(int[] labels) {
        return (double) IntStream.of(labels).sum() / labels.length;
    }
}
