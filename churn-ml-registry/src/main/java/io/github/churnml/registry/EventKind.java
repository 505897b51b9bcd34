package io.github.churnml.registry;

import java.util.Locale;

/** What was done, as an event of the log says. */
public enum EventKind {
    /** The registry was begun, for models of one name. */
    CREATE,
    /** A version was added. */
    REGISTER,
    /** A version became champion. */
    PROMOTE,
    /** A version was judged and did not pass. */
    REFUSE,
    /** An earlier version became champion again. */
    ROLLBACK,
    /** A version became challenger or shadow. */
    ASSIGN,
    /** There is no challenger, or no shadow, any more. */
    RELEASE,
    /** A version's files were deleted. */
    PRUNE;

    /** {@return the name in the log} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
