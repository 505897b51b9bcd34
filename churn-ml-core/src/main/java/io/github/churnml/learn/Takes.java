package io.github.churnml.learn;

/**
 * What a learner can take; the pipeline encodes accordingly.
 *
 * @param nominal whether a feature may hold codes of unordered levels; otherwise levels are one-hot encoded
 * @param scaled whether numbers should be brought to mean 0 and standard deviation 1
 */
public record Takes(boolean nominal, boolean scaled) {}
