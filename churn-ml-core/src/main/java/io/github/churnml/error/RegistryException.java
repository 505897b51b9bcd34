package io.github.churnml.error;

import org.jspecify.annotations.Nullable;

/** A registry of models is damaged, was changed by hand, or has moved on meanwhile; nothing was changed. */
public final class RegistryException extends ChurnException {

    /**
     * Says what is wrong.
     *
     * @param problem what is wrong with which value, where
     * @param maybe the way out, as a sentence that begins with "Maybe", or empty
     * @param where the place
     */
    public RegistryException(String problem, String maybe, Where where) {
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
    public RegistryException(String problem, String maybe, Where where, @Nullable Throwable cause) {
        super(problem, maybe, where, cause);
    }
}
