package io.github.churnml.error;

import org.jspecify.annotations.Nullable;

/** A learner could not learn from data that is otherwise valid. */
public final class TrainingException extends ChurnException {

    /**
     * Says what is wrong.
     *
     * @param problem what is wrong with which value, where
     * @param maybe the way out, as a sentence that begins with "Maybe", or empty
     * @param where the place
     */
    public TrainingException(String problem, String maybe, Where where) {
        super(problem, maybe, where, null);
    }

    /**
     * Says what is wrong, and keeps the cause.
     *
     * @param problem what is wrong with which value, where
     * @param maybe the way out, as a sentence that begins with "Maybe", or empty
     * @param where the place
     * @param cause what made it fail
     */
    public TrainingException(String problem, String maybe, Where where, @Nullable Throwable cause) {
        super(problem, maybe, where, cause);
    }
}
