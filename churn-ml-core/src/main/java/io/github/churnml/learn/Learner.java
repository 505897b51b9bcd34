package io.github.churnml.learn;

import io.github.churnml.data.Progress;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.Map;

/** A way of learning with its settings; an immutable value, safe to fit many times and from many threads. */
public interface Learner {

    /** {@return the name in YAML and on the command line, such as {@code boosting}} */
    String name();

    /** {@return what it can take} */
    Takes takes();

    /** {@return every setting by its key, in the form that its provider reads: numbers, texts, booleans} */
    Map<String, Object> settings();

    /**
     * The share of the rows that a fit sets aside to stop early by. Whoever resamples sets them aside first, so that they
     * stay as they are, and gives them as {@link TrainingData#validation}.
     *
     * @return from 0, for a learner that sets none aside, to below 1
     */
    default double validationFraction() {
        return 0;
    }

    /**
     * Learns. The data are not changed.
     *
     * @param data features encoded as {@link #takes} asks, labels and weights; both classes occur
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return the predictor, and the learner to fit again with
     * @throws io.github.churnml.error.ConfigurationException if the weights differ and the learner takes none
     * @throws io.github.churnml.error.TrainingException if nothing can be learnt from these data
     */
    FittedLearner fit(TrainingData data, long seed, Progress progress);

    /**
     * Learns from rows that all weigh the same.
     *
     * @param features features encoded as {@link #takes} asks
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return the predictor, and the learner to fit again with
     * @throws io.github.churnml.error.TrainingException if nothing can be learnt from these data
     */
    default FittedLearner fit(FeatureMatrix features, int[] labels, long seed, Progress progress) {
        return fit(TrainingData.of(features, labels), seed, progress);
    }
}
