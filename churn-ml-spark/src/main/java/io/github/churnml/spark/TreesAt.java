package io.github.churnml.spark;

import java.util.Locale;

/** Where a {@link ChurnTrainer} grows the trees of the learner {@code boosting}; they are the same trees anywhere. */
public enum TreesAt {
    /** On executors where a fit is large enough for them to be faster, and they have room for it; otherwise at the driver. */
    AUTO,
    /** At the driver. */
    DRIVER,
    /** On executors, whatever the size. */
    EXECUTORS;

    /** {@return the name on the command line: {@code auto}, {@code driver} or {@code executors}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
