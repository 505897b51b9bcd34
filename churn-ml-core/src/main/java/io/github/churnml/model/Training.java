package io.github.churnml.model;

import org.jspecify.annotations.Nullable;

/**
 * What a model was trained from.
 *
 * @param seed what decided every random step
 * @param rows how many rows the model was fitted on
 * @param positives how many of them are customers who left
 * @param dataFingerprint the SHA-256 of the table, as {@code Dataset.fingerprint} gives it
 * @param gitCommit the commit that the training ran at, or null if it is not known
 */
public record Training(
        long seed,
        long rows,
        long positives,
        String dataFingerprint,
        @Nullable String gitCommit) {

    /** Of an imported model, of which it is not known. */
    static final Training UNKNOWN = new Training(0, 0, 0, "", null);
}
