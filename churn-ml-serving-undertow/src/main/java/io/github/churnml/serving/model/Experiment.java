package io.github.churnml.serving.model;

import io.github.churnml.registry.experiment.ExperimentArms;

/**
 * An A/B test that runs: customers of the arms' share are answered by the challenger. Immutable.
 *
 * @param arms says of each customer by which model
 * @param challenger the model that is tried; it takes the same columns as the champion
 */
public record Experiment(ExperimentArms arms, ServedModel challenger) {}
