package io.github.churnml.learn.boosting;

import java.util.Locale;

/** How many trees are kept by their log loss on rows that they were not grown on. */
public enum Stopping {
    /** As many as have the least loss. */
    LEAST_LOSS,
    /** The fewest whose loss is within one standard error of the least. */
    ONE_STANDARD_ERROR;

    /** {@return the name in YAML and JSON: {@code least-loss} or {@code one-standard-error}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
