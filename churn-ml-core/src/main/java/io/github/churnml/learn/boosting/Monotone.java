package io.github.churnml.learn.boosting;

import java.util.Locale;

/** How the score may change with a number while all other columns stay as they are. */
public enum Monotone {
    /** It does not fall where the number grows. */
    INCREASING,
    /** It does not rise where the number grows. */
    DECREASING;

    /** {@return the name in YAML and JSON: {@code increasing} or {@code decreasing}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
