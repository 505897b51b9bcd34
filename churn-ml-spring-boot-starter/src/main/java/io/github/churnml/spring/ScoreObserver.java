package io.github.churnml.spring;

import io.github.churnml.Prediction;
import java.util.List;

/** Is told what a scorer does. Called by the threads that score. */
interface ScoreObserver {

    /** Nobody who listens. */
    ScoreObserver NONE = new ScoreObserver() {};

    /**
     * A call was answered.
     *
     * @param answering the model
     * @param predictions one for each customer of the call
     * @param nanos how long it took
     */
    default void answered(Answering answering, List<Prediction> predictions, long nanos) {}

    /** A call failed, after so many nanoseconds. */
    default void failed(long nanos) {}

    /** Another model answers, or was refused. */
    default void reloaded(boolean taken) {}

    /** Who listens to the scorer of a name. */
    interface Factory {
        ScoreObserver of(String name);

        /** A scorer answers from now on. */
        default void opened(FollowingScorer scorer) {}
    }
}
