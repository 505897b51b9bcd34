package io.github.churnml.registry;

/** How much a model differs from the one before it. */
public enum VersionChange {
    /** Other columns, types or outcome: callers have to change. */
    MAJOR,
    /** Trained again: other scores for the same columns. */
    MINOR,
    /** Only calibration, threshold or notes: the same order of customers. */
    PATCH
}
