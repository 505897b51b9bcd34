package io.github.churnml.drift;

import java.util.Locale;

/** What decides whether there is overall drift; the other is told beside it. */
public enum DriftRule {
    /** A counted column's stability index reaches the threshold, whatever chance has to do with it. */
    THRESHOLD,
    /** A counted column has drifted or shifted: a change that is sure and large enough to count, see {@link DriftDetector}. */
    TESTS;

    /** {@return the name in options and reports, {@code threshold} or {@code tests}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
