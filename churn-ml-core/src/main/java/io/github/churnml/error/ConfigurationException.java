package io.github.churnml.error;

import org.jspecify.annotations.Nullable;

/** The caller asked for something that cannot be: an unknown key, a number out of range, parts that do not fit together. */
public final class ConfigurationException extends ChurnException {

    /**
     * Says what is wrong.
     *
     * @param problem what is wrong with which value, where
     * @param maybe the way out, as a sentence that begins with "Maybe", or empty
     * @param where the place
     */
    public ConfigurationException(String problem, String maybe, Where where) {
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
    public ConfigurationException(String problem, String maybe, Where where, @Nullable Throwable cause) {
        super(problem, maybe, where, cause);
    }
}
