package io.github.churnml.registry;

import java.util.Locale;

/** A name that leads to one version, or to none. */
public enum Pointer {
    /** The version that serves. */
    CHAMPION,
    /** The version that answers a share of customers in an A/B test. */
    CHALLENGER,
    /** The version that scores beside the champion and is never answered with. */
    SHADOW,
    /** The version that served before the champion, and to which a rollback goes; follows from the others. */
    PREVIOUS;

    /** {@return the name in files and on the command line} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
