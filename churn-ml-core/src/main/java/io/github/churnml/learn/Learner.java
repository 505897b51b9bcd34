package io.github.churnml.learn;

import io.github.churnml.data.Progress;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.Map;

/** A way of learning with its settings; an immutable value, safe to fit many times and from many threads. */
public interface Learner {

    /** {@return the name in YAML and on the command line, such as {@code smile-gradient-boosting}} */
    String name();

    /** {@return what it can take} */
    Takes takes();

    /** {@return every setting by its key, in the form that its provider reads: numbers, texts, booleans} */
    Map<String, Object> settings();

    /**
     * Learns. The features are not changed.
     *
     * @param features the encoded features, as {@link #takes} asks; no missing values
     * @param labels 1 for the positive class, 0 otherwise; one per row, both occur
     * @param seed decides every random step
     * @param progress told about stages of the work
     * @return the predictor, and the learner to fit again with
     * @throws io.github.churnml.error.TrainingException if nothing can be learnt from these data
     */
    FittedLearner fit(FeatureMatrix features, int[] labels, long seed, Progress progress);
}
