package io.github.churnml.profile;

import java.util.Locale;

/** How much a finding matters for training a model on the table; most first. */
public enum Severity {
    /** A model would look better than it is, or cannot be trained at all. */
    HIGH,
    /** Results are likely to be distorted; look before training. */
    MEDIUM,
    /** Untidy or redundant; good to know. */
    LOW;

    /** {@return the name as written in JSON, such as {@code high}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
