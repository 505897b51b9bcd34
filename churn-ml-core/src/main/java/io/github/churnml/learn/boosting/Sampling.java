package io.github.churnml.learn.boosting;

import java.util.Locale;

/** Which rows a tree is grown on. */
public enum Sampling {
    /** Each with the same probability. */
    PLAIN,
    /**
     * Those of the largest gradients, and of the others a few that count for more: gradient-based one-side sampling (Ke et
     * al., LightGBM, 2017, algorithm 2).
     */
    GOSS;

    /** {@return the name in YAML and JSON: {@code plain} or {@code goss}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
