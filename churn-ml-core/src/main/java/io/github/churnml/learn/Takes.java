package io.github.churnml.learn;

/**
 * What a learner can take; the pipeline encodes accordingly.
 *
 * @param nominal whether a feature may hold codes of unordered levels; otherwise levels are one-hot encoded
 * @param scaled whether numbers should be brought to mean 0 and standard deviation 1
 * @param weights whether rows may weigh differently; otherwise {@link TrainingData} with weights that differ is refused
 * @param missing whether a value may be missing (NaN, or code −1 of a level); otherwise it must be imputed
 */
public record Takes(boolean nominal, boolean scaled, boolean weights, boolean missing) {}
