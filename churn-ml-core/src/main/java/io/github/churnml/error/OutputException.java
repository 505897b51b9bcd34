package io.github.churnml.error;

import org.jspecify.annotations.Nullable;

/** A result could not be written; nothing half-written was left behind. */
public final class OutputException extends ChurnException {

    /**
     * Says what is wrong.
     *
     * @param problem what is wrong with which value, where
     * @param maybe the way out, as a sentence that begins with "Maybe", or empty
     * @param where the place
     */
    public OutputException(String problem, String maybe, Where where) {
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
    public OutputException(String problem, String maybe, Where where, @Nullable Throwable cause) {
        super(problem, maybe, where, cause);
    }
}
