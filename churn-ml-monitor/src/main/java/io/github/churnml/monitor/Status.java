package io.github.churnml.monitor;

import java.util.Locale;

/** How a served model is doing, the mildest first; also how much a rule matters, except healthy. */
public enum Status {
    /** No rule holds. */
    HEALTHY,
    /** Somebody should look at it in working hours. */
    WARN,
    /** The model does harm until something is done. */
    CRITICAL;

    /** {@return the name in files and on the command line, in lower case; it never changes} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
