package io.github.churnml.learn.boosting;

import java.util.Locale;

/** Which node of a tree is split next. */
public enum Growth {
    /** The one whose split reduces the loss most, however deep it lies. */
    LEAF_WISE,
    /** One of the least depth; of these the one made first. */
    DEPTH_WISE,
    /** All nodes of a level by one cut, as CatBoost's symmetric trees are; see {@code LevelFinder}. */
    OBLIVIOUS;

    /** {@return the name in YAML and JSON: {@code leaf-wise}, {@code depth-wise} or {@code oblivious}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
